"""The answer: what `assess()` returns, field by field.

Every value here is frozen. Every offset counts characters of the string that the caller gave,
whatever was normalised on the way: `text[span.start:span.end] == span.text` always holds.
The values of the enumerations are the codebook's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Label(StrEnum):
    """What a statement or a note records."""

    CUSTOMER_ACTION = "customer_action"
    SELLER_DEMAND = "seller_demand"
    NO_COMMITMENT = "no_commitment"


class ReasonOf(StrEnum):
    """Whose reason for the act is written down."""

    CUSTOMER = "customer"
    SELLER = "seller"
    BOTH = "both"
    NONE = "none"


class LinkKind(StrEnum):
    """What of the customer's the reason speaks of: the concept, the person's own gain, or both."""

    CONCEPT = "concept"
    PERSONAL = "personal"
    BOTH = "both"


class Assent(StrEnum):
    """How far the customer has said yes."""

    AGREED = "agreed"
    PROPOSED = "proposed"
    CONDITIONAL = "conditional"
    DONE = "done"
    REFUSED = "refused"


class Step(StrEnum):
    """Which stair of the purchase the act climbs, lowest first; `OTHER` is off the stairs."""

    SHARE_INFORMATION = "share_information"
    MEET = "meet"
    INTRODUCE = "introduce"
    DEFINE_NEED = "define_need"
    EVALUATE = "evaluate"
    ALIGN_INTERNALLY = "align_internally"
    SECURE_BUDGET = "secure_budget"
    PROCURE = "procure"
    NEGOTIATE = "negotiate"
    PURCHASE = "purchase"
    ROLL_OUT = "roll_out"
    OTHER = "other"


class Obstacle(StrEnum):
    """Why the customer does not commit."""

    UNWILLING = "unwilling"
    AUTHORITY = "authority"
    ABILITY = "ability"
    NO_VALUE = "no_value"
    CONCERN = "concern"


class Verdict(StrEnum):
    """Whether a criterion is fulfilled; what the text does not speak of is `UNKNOWN`."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


class Criterion(StrEnum):
    """The definition of an action commitment, point by point."""

    CUSTOMER_ACTS = "customer_acts"
    SPECIFIC = "specific"
    DATED = "dated"
    CONCEPT_LINKED = "concept_linked"
    PERSONAL_INTEREST = "personal_interest"
    AGREED = "agreed"
    UNFORCED = "unforced"
    UNSELFISH = "unselfish"
    INVESTS_EFFORT = "invests_effort"
    ADVANCES = "advances"
    WITHIN_AUTHORITY = "within_authority"
    WITHIN_STAGE = "within_stage"
    WITHIN_ABILITY = "within_ability"


class Basis(StrEnum):
    """Who decided."""

    MODEL = "model"
    RULES = "rules"


class Language(StrEnum):
    """The language of the text, by its scripts and words."""

    ZH = "zh"
    EN = "en"
    MIXED = "mixed"
    OTHER = "other"


class DueKind(StrEnum):
    """What sort of date a `Due` is."""

    DAY = "day"
    WEEKDAY = "weekday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PART_OF_DAY = "part_of_day"
    HOLIDAY = "holiday"
    PERIOD = "period"
    EVENT = "event"


class PlanFinding(StrEnum):
    """What is wrong with a visit plan."""

    BEST_MISSING = "best_missing"
    MINIMUM_MISSING = "minimum_missing"
    TOO_MANY = "too_many"
    MINIMUM_NOT_LOWER = "minimum_not_lower"
    BEST_NOT_LINKED = "best_not_linked"
    MINIMUM_NOT_LINKED = "minimum_not_linked"
    BEST_IS_OURS = "best_is_ours"
    MINIMUM_IS_OURS = "minimum_is_ours"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the caller's text: `text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Due(Span):
    """When the act is to happen, as written.

    `date` is the last day of the period named, or None where no calendar day follows from the words
    and the day on which the note was written (`Context.written_on`).
    """

    kind: DueKind
    date: date | None = None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of the definition, with the words that show it and the rule or signal that said so."""

    criterion: Criterion
    verdict: Verdict
    evidence: tuple[Span, ...] = ()
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """An unmet criterion of one statement, with the words of the text that show it."""

    criterion: Criterion
    statement: int
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do about a weak commitment: a stable `code` and a sentence in the note's language."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One act, wish or fact of the note, with its reason, date and condition, judged.

    `probabilities` and `confidence` are None where the rules decided: nothing was calibrated there.
    `reason_of`, `assent` and `step` are None where no act of the customer's side is presented.
    """

    start: int
    end: int
    text: str
    label: Label
    basis: Basis
    decided_by: str
    confidence: float | None = None
    probabilities: dict[Label, float] | None = None
    reason_of: ReasonOf | None = None
    reason: Span | None = None
    link_kind: LinkKind | None = None
    matched_concept: str | None = None
    assent: Assent | None = None
    step: Step | None = None
    actor: Span | None = None
    action: Span | None = None
    due: Due | None = None
    criteria: tuple[CriterionResult, ...] = ()
    obstacle: Obstacle | None = None

    @property
    def linked(self) -> bool | None:
        """Whether the act is linked to the customer's concept; None where there is no act of theirs."""
        if self.label is Label.NO_COMMITMENT:
            return None
        return self.reason_of in (ReasonOf.CUSTOMER, ReasonOf.BOTH)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What to do about the statement's weaknesses, in its language; made when asked for.

        >>> from action_commitment import assess
        >>> assess("Chase PO again").statements[0].advice[0].code
        'concept_linked'
        """
        from action_commitment.coaching.advice import advise

        return advise(self)

    def criterion(self, name: Criterion | str) -> CriterionResult:
        """The result for one criterion, by name.

        >>> from action_commitment import assess
        >>> str(assess("张总答应周五签字").statements[0].criterion("dated").verdict)
        'met'
        """
        wanted = Criterion(name)
        for result in self.criteria:
            if result.criterion is wanted:
                return result
        return CriterionResult(wanted, Verdict.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Plan:
    """The two commitments that a visit is planned for, and what is wrong with them.

    `best` and `minimum` are positions in `Assessment.statements`, None where the line is missing.
    """

    best: int | None
    minimum: int | None
    findings: tuple[PlanFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgement of one note: its label, its statements, and what is missing.

    `linked` says whether a statement that carries the note's label is linked to the customer's concept;
    it is None for `no_commitment`. `missing_concept_linkage` is its opposite, and False for `no_commitment`.
    """

    text: str
    label: Label
    basis: Basis
    language: Language
    statements: tuple[Statement, ...] = ()
    confidence: float | None = None
    linked: bool | None = None
    missing_concept_linkage: bool = False
    needs_review: bool = False
    review_reasons: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = field(default=())
    plan: Plan | None = None

    def to_dict(self) -> dict[str, object]:
        """The assessment as plain data, by the versioned schema that ships with the library.

        >>> from action_commitment import assess
        >>> assess("催款").to_dict()["label"]
        'seller_demand'
        """
        from action_commitment.schema import assessment_to_dict

        return assessment_to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The assessment as JSON text; characters of any script stay as they are."""
        from action_commitment.schema import assessment_to_json

        return assessment_to_json(self, indent=indent)

    @classmethod
    def from_dict(cls, data: dict[str, object]) -> Assessment:
        """The assessment that `to_dict` wrote; raises `SchemaError` for anything else.

        >>> from action_commitment import Assessment, assess
        >>> a = assess("Client will send the drawings by Friday")
        >>> Assessment.from_dict(a.to_dict()) == a
        True
        """
        from action_commitment.schema import assessment_from_dict

        return assessment_from_dict(data)

    def _repr_html_(self) -> str:
        from action_commitment.render.html import assessment_to_html

        return assessment_to_html(self)
