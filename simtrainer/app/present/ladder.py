"""The first two steps of the help ladder in words: the author's where there are any, else made
from what the check asks to be done, so that nobody gets stuck because a line was not written.

``HINTS`` and ``PLACES`` are the extension points: a step's verb to what is said of it.
"""

from collections.abc import Callable, Iterable, Mapping

from simtrainer.app.present.drawing import Drawing
from simtrainer.engine.program import Check
from simtrainer.engine.steps import Step, steps_of

HINTS: Mapping[str, str] = {
    "create": "write",
    "say": "answer",
    "answer": "answer",
    "read": "read",
    "acknowledge": "read",
    "observe": "look",
    "complete": "finish",
    "amend": "finish",
    "sign": "finish",
    "invalidate": "finish",
    "move": "finish",
}
"""Verb to the hint's text, ``app.ladder.hint.<text>``."""
_WEIGHTIEST = ("create", "say", "complete", "amend", "invalidate", "sign", "move", "acknowledge",
               "read", "observe", "answer")  # fmt: skip
"""Which verb of a check the hint speaks of."""


def help_lines(draw: Drawing, check: Check, helped: Iterable[str]) -> list[str]:
    """What the steps of the ladder that have been taken say."""
    known = {"hint": hint, "where": where}
    return [line for level in helped if level in known and (line := known[level](draw, check))]


def hint(draw: Drawing, check: Check) -> str:
    """What to think of, without saying what to do."""
    if check.hint:
        return draw.value(check.hint)
    steps = steps_of(check, draw.now.program.texts)
    by_verb = {step.kind: step for step in reversed(steps)}
    found = next((by_verb[verb] for verb in _WEIGHTIEST if verb in by_verb), None)
    if found is None:
        return ""
    return draw(f"app.ladder.hint.{HINTS[found.kind]}", who=_about(draw, found, steps))


def where(draw: Drawing, check: Check) -> str:
    """Where in the record it is done."""
    if check.where:
        return draw.value(check.where)
    steps = steps_of(check, draw.now.program.texts)
    lines = dict.fromkeys(filter(None, (PLACES[step.kind](draw, step) for step in steps)))
    return " ".join(line for line in lines if not _is_said_by_another(line, lines))


def _is_said_by_another(line: str, lines: Iterable[str]) -> bool:
    """Whether another line begins with the same words: to go there, and what to choose there."""
    return any(other != line and other.startswith(line.rstrip(".")) for other in lines)


def _about(draw: Drawing, step: Step, steps: Iterable[Step]) -> str:
    """Whom it is about: a patient, or the ward."""
    opened = (other.data["patient"] for other in steps if other.kind == "open_patient")
    patient = step.data.get("patient") or next(opened, "")
    found = draw.now.program.patients.get(patient)
    return found.given if found else draw("app.ladder.ward")


def _patient(draw: Drawing, step: Step) -> str:
    return draw("app.ladder.open", who=draw.now.program.patients[step.data["patient"]].given)


def _module(draw: Drawing, step: Step) -> str:
    return draw("app.ladder.go", module=draw(f"module.{step.data['module']}"))


def _form(draw: Drawing, step: Step) -> str:
    kind = step.data["type"]
    form = draw.optional(f"type.{kind}.new") or draw(f"type.{kind}")
    module = _module_of(draw, kind, forms=True)
    return draw("app.ladder.form", module=module, form=form)


def _look(draw: Drawing, step: Step) -> str:
    found = draw.now.program.observations[step.data["observation"]]
    module, label = draw(f"module.{found.module}"), draw.value(found.label)
    return draw("app.ladder.look", module=module, label=label)


def _entry(draw: Drawing, step: Step) -> str:
    """An entry that is there already; one of the trainee's own is named by its form before."""
    entry = draw.now.record.get(step.data["entry"])
    if entry is None:
        return ""
    return draw(
        "app.ladder.entry",
        module=_module_of(draw, entry.type),
        entry=draw.summary(entry).split("\n")[0] or draw(f"type.{entry.type}"),
    )


def _module_of(draw: Drawing, kind: str, forms: bool = False) -> str:
    modules = draw.now.program.pack.modules.values()
    found = next((m.id for m in modules if kind in (m.forms if forms else m.types)), "")
    return draw(f"module.{found}") if found else ""


def _card(draw: Drawing, step: Step) -> str:
    return draw("app.ladder.card")


PLACES: Mapping[str, Callable[[Drawing, Step], str]] = {
    "open_patient": _patient,
    "open_module": _module,
    "create": _form,
    "observe": _look,
    "answer": _card,
    "say": _card,
    **dict.fromkeys(
        ("read", "acknowledge", "complete", "amend", "sign", "invalidate", "move"), _entry
    ),
}
"""Verb to the line that says where it is done."""
