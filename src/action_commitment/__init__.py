"""Read what a salesperson wrote about a customer: a customer action commitment, or only a seller's demand?

    >>> from action_commitment import assess
    >>> a = assess("张总答应下周三带三个车间主任来看演示，他想确认换型能压到15分钟")
    >>> str(a.label), a.linked
    ('customer_action', True)

For coaching, not for employment decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from action_commitment.assessor import Assessor, Record, default_assessor
from action_commitment.context import Context, Role
from action_commitment.errors import (
    ActionCommitmentError,
    CorpusError,
    LexiconError,
    ModelError,
    SchemaError,
)
from action_commitment.explanation import Explanation, explain
from action_commitment.results import (
    Advice,
    Assent,
    Assessment,
    Basis,
    Criterion,
    CriterionResult,
    Due,
    DueKind,
    Flag,
    Label,
    Language,
    LinkKind,
    Obstacle,
    Plan,
    PlanFinding,
    ReasonOf,
    Span,
    Statement,
    Step,
    Verdict,
)

__version__ = "0.1.0"


def assess(text: str, context: Context | None = None) -> Assessment:
    """Judge one note or one line of it: does it record what the customer will do, and for whose sake?

    >>> a = assess("催客户月底前签单，我这季度就差这一单")
    >>> str(a.label), a.missing_concept_linkage
    ('seller_demand', True)
    >>> a.text[a.statements[0].reason.start:a.statements[0].reason.end]
    '我这季度就差这一单'

    Works on any string, however long or damaged, and never raises on one; anything but a string is a
    `TypeError`. `context` adds what is recorded about the customer. For many notes use `assess_many`, for
    lexicons or flags of your own an `Assessor`, for the grounds of a verdict `explain`.
    """
    return default_assessor().assess(text, context)


def assess_many(records: Iterable[Record], *, n_process: int = 1) -> Iterator[Assessment]:
    """Judge many notes, lazily and in order, in constant memory.

    A record is a string, a pair of string and `Context`, or a mapping with a `text` and any fields of
    `Context`. With `n_process` above 1 the texts travel to worker processes in chunks.

    >>> [str(a.label) for a in assess_many(["催款", "Client will send the drawings by Friday"])]
    ['seller_demand', 'customer_action']
    """
    return default_assessor().assess_many(records, n_process=n_process)


__all__ = [
    "ActionCommitmentError",
    "Advice",
    "Assent",
    "Assessment",
    "Assessor",
    "Basis",
    "Context",
    "CorpusError",
    "Criterion",
    "CriterionResult",
    "Due",
    "DueKind",
    "Explanation",
    "Flag",
    "Label",
    "Language",
    "LexiconError",
    "LinkKind",
    "ModelError",
    "Obstacle",
    "Plan",
    "PlanFinding",
    "ReasonOf",
    "Role",
    "SchemaError",
    "Span",
    "Statement",
    "Step",
    "Verdict",
    "__version__",
    "assess",
    "assess_many",
    "explain",
]
