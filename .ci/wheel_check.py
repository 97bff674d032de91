"""Run by `.ci/run` with the built wheel in an empty folder: the package works without its checkout."""

from importlib.resources import files

from action_commitment import assess

CASES = {
    "张总答应下周三带三个车间主任来看演示，他想确认换型能压到15分钟": ("customer_action", True),
    "催款": ("seller_demand", False),
    "Kathy agreed to cut the PO before the 30th so I can book it this quarter": ("seller_demand", False),
    "Sent quote": ("no_commitment", None),
}
for text, expected in CASES.items():
    assessment = assess(text)
    if (str(assessment.label), assessment.linked) != expected or assessment.basis != "model":
        raise SystemExit(f"{text}: {assessment.label}, {assessment.linked}, by {assessment.basis}")
if not (files("action_commitment") / "py.typed").is_file():
    raise SystemExit("py.typed is missing")
print(f"{len(CASES)} passed, 0 failed")
