"""What to do about a weak statement: short, in the note's language, what helps most first.

For each unmet criterion the remedy of the method, then the next lower stair, a question to ask the customer, and a
skeleton of the statement as a customer's act. The skeleton keeps the writer's words and leaves ____ for what the
note does not say: it never makes up a name, a date or a motive.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from action_commitment.results import Advice, Assent, Criterion, Label, Obstacle, Statement, Step, Verdict

# What helps most first; the rest of an act's weaknesses matter only once it is theirs and linked.
_ORDER = (
    Criterion.UNSELFISH,
    Criterion.UNFORCED,
    Criterion.CUSTOMER_ACTS,
    Criterion.CONCEPT_LINKED,
    Criterion.WITHIN_AUTHORITY,
    Criterion.WITHIN_STAGE,
    Criterion.WITHIN_ABILITY,
    Criterion.AGREED,
    Criterion.SPECIFIC,
    Criterion.DATED,
    Criterion.ADVANCES,
)
_MOST_WEAKNESSES = 3
# What is owed has no stair below it.
_OWED_RE = re.compile(r"款|发票|欠|\b(?:pay|paid|payment|invoice|overdue|deposit|arrears)\w*", re.IGNORECASE)
_STAIRS = tuple(step for step in Step if step is not Step.OTHER)


def advise(statement: Statement, language: Literal["zh", "en"] | None = None) -> tuple[Advice, ...]:
    """The advice on one statement, in its own language or the one given; none for a commitment with nothing amiss.

    >>> from action_commitment import assess
    >>> [a.code for a in advise(assess("催款").statements[0])]
    ['concept_linked', 'agreed', 'dated', 'question', 'rewrite']
    >>> advise(assess("催款").statements[0])[-1].text
    '可写成：____在____前____ (催款)，因为____。'
    """
    weak = [result for result in statement.criteria if result.verdict is Verdict.UNMET]
    if not weak and statement.obstacle is None:
        return ()
    texts = _messages(language or ("zh" if any("\u3400" <= char <= "\u9fff" for char in statement.text) else "en"))
    found = []
    if statement.obstacle is not None:
        found.append(Advice(f"obstacle_{statement.obstacle}", texts["obstacle"][statement.obstacle]))
    by_criterion = {result.criterion: result for result in weak}
    for criterion in _ORDER:
        if criterion in by_criterion and len(found) < _MOST_WEAKNESSES and criterion in texts["weakness"]:
            evidence = by_criterion[criterion].evidence
            words = evidence[0].text if evidence else texts["unknown"]
            found.append(Advice(str(criterion), texts["weakness"][criterion].format(words=words)))
    if not found:
        return ()
    if _asks_too_much(statement):
        found.append(Advice("lower_stair", texts["lower"]["text"].format(step=texts["lower"][_stair_below(statement)])))
    found.append(Advice("question", texts["question"][_which_question(statement)]))
    found.append(Advice("rewrite", _rewrite(statement, texts)))
    return tuple(found)


def _asks_too_much(statement: Statement) -> bool:
    """Whether the customer has not agreed to a step that has a stair below it."""
    waits = statement.assent in (Assent.PROPOSED, Assent.REFUSED) and statement.step in _STAIRS[1:]
    return waits and statement.obstacle not in (Obstacle.CONCERN, Obstacle.UNWILLING) and _OWED_RE.search(statement.text) is None


def _stair_below(statement: Statement) -> Step:
    assert statement.step is not None
    return _STAIRS[min(_STAIRS.index(statement.step), _STAIRS.index(Step.PURCHASE)) - 1]


def _which_question(statement: Statement) -> str:
    if statement.obstacle is not None:
        return "obstacle"
    return "linked" if statement.linked else "unlinked"


def _rewrite(statement: Statement, texts: dict[str, Any]) -> str:
    unknown: str = texts["unknown"]
    is_act = statement.label is not Label.NO_COMMITMENT
    action = statement.action.text if is_act and statement.action is not None else unknown
    if action != unknown and statement.actor is None:
        action = f"{unknown} ({action})"  # whose words are ours, perhaps: "chase PO", 催款
    due = statement.due.text if is_act and statement.due is not None else unknown
    reason = statement.reason.text if statement.linked and statement.reason is not None else unknown
    return str(
        texts["rewrite"]["text"].format(
            actor=statement.actor.text if is_act and statement.actor is not None else unknown,
            due="" if due in action and due != unknown else texts["rewrite"]["due"].format(due=due),
            action=action,
            reason=reason,
        )
    )


@cache
def _messages(language: str) -> dict[str, Any]:
    return tomllib.loads((files("action_commitment") / "coaching" / "messages" / f"{language}.toml").read_text(encoding="utf-8"))
