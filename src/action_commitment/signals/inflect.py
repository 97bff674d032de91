"""The forms of an English verb, so that a lexicon can name it once."""

from __future__ import annotations

import re
from enum import StrEnum

VOWELS = "aeiou"


class Form(StrEnum):
    """Which form of a verb stands in the text."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    ING = "ing"


# Verbs of trade whose past does not end in -ed: base → (past, participle).
_IRREGULAR = {
    "be": ("was", "been"), "begin": ("began", "begun"), "bid": ("bid", "bid"), "bring": ("brought", "brought"),
    "build": ("built", "built"), "buy": ("bought", "bought"), "catch": ("caught", "caught"),
    "choose": ("chose", "chosen"), "come": ("came", "come"), "cost": ("cost", "cost"), "cut": ("cut", "cut"),
    "deal": ("dealt", "dealt"), "dig": ("dug", "dug"), "do": ("did", "done"), "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"), "feel": ("felt", "felt"), "find": ("found", "found"), "fly": ("flew", "flown"),
    "forget": ("forgot", "forgotten"), "freeze": ("froze", "frozen"), "get": ("got", "gotten"),
    "give": ("gave", "given"), "go": ("went", "gone"), "hand": ("handed", "handed"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"),
    "lay": ("laid", "laid"), "lead": ("led", "led"), "leave": ("left", "left"), "lend": ("lent", "lent"),
    "let": ("let", "let"), "lose": ("lost", "lost"), "make": ("made", "made"), "mean": ("meant", "meant"),
    "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"), "read": ("read", "read"),
    "rebid": ("rebid", "rebid"), "rent": ("rented", "rented"), "ring": ("rang", "rung"), "rise": ("rose", "risen"),
    "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"), "set": ("set", "set"), "shoot": ("shot", "shot"), "show": ("showed", "shown"),
    "shut": ("shut", "shut"), "sit": ("sat", "sat"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"),
    "split": ("split", "split"), "stand": ("stood", "stood"), "stick": ("stuck", "stuck"),
    "take": ("took", "taken"), "teach": ("taught", "taught"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "throw": ("threw", "thrown"), "try": ("tried", "tried"),
    "understand": ("understood", "understood"), "win": ("won", "won"), "write": ("wrote", "written"),
}  # fmt: skip

# Two-syllable verbs with the stress on the last: these double their consonant, other long ones do not.
_DOUBLING = {"commit", "admit", "submit", "refer", "defer", "transfer", "prefer", "permit", "equip", "allot"}


def inflect(phrase: str) -> dict[str, Form]:
    """Every form of a verb phrase; its first word is the verb.

    >>> sorted(inflect("sign off"))
    ['sign off', 'signed off', 'signing off', 'signs off']
    """
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    past, participle = _IRREGULAR.get(verb) or (_regular(verb, "ed"), _regular(verb, "ed"))
    forms = {_regular(verb, "ing"): Form.ING, participle: Form.PAST, past: Form.PAST, _third(verb): Form.THIRD}
    forms[verb] = Form.BASE
    return {form + tail: kind for form, kind in forms.items()}


def _third(verb: str) -> str:
    if re.search(r"(s|x|z|ch|sh|o)$", verb):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _regular(verb: str, ending: str) -> str:
    if verb.endswith("ie") and ending == "ing":
        return verb[:-2] + "ying"
    if verb.endswith("ee"):
        return verb + ("d" if ending == "ed" else "ing")
    if verb.endswith("e") and not verb.endswith(("oe", "ye")):
        return verb[:-1] + ending
    if verb.endswith("y") and verb[-2:-1] not in VOWELS and ending == "ed":
        return verb[:-1] + "ied"
    doubles = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", verb) is not None or verb in _DOUBLING
    if verb.startswith("qu"):
        doubles = re.fullmatch(r"qu[aeiou][bdgmnprt]", verb) is not None
    return verb + (verb[-1] if doubles else "") + ending
