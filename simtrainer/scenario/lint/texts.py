"""Texts: those that help and debrief need, those nobody uses, and those that are hard to read."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.files import VARIANTS
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.reading import ENOUGH_WORDS, reading
from simtrainer.scenario.source import CheckSource

LIX_LIMIT = 35
"""Above this, a tired reader with another first language falls off."""
ALWAYS = {"source": "lint.source_missing", "believed": "lint.believed_missing"}
LADDER = {"hint": "lint.hint_missing", "where": "lint.where_missing"}
LINES = ("title", "short", "task", "text", "hint", "where", "source", "believed")


def texts(subject: Subject) -> Iterator[Problem]:
    """Faults of texts."""
    for index, check in enumerate(subject.s.script.checks):
        yield from _missing(subject, check, ("checks", index))
    used, read = _used(subject), _read_by_trainee(subject)
    for table in subject.s.texts.values():
        for key, value in table.data.items():
            if key not in used:
                yield Problem("lint.text_unused", place=table.place(key), key=key)
            elif not value.strip() and key in read:
                yield Problem("lint.text_empty", place=table.place(key), key=key)
    yield from _literal(subject)
    yield from _hard(subject)


def _missing(subject: Subject, check: CheckSource, at: Path_) -> Iterator[Problem]:
    wanted = ALWAYS if check.require is None else {**LADDER, **ALWAYS}
    for name, code in wanted.items():
        if not getattr(check, name):
            yield Problem(code, place=subject.s.script_file.place(*at, "id"), check=check.id)
    feedback: Mapping[Any, str] = check.feedback
    for state in _states(check):
        if not feedback.get(state):
            place = subject.s.script_file.place(*at, "feedback")
            yield Problem("lint.feedback_missing", place=place, check=check.id, state=state)


def _states(check: CheckSource) -> list[str]:
    """The verdicts that this check can end with, and that the debrief must have words for.
    ``corrected`` may fall back on ``met``."""
    found = ["met"]
    if check.require is not None:
        found.append("missed")
        if check.due is not None and (check.closes is None or check.closes > check.due):
            found.append("late")
    return found + (["wrong"] if check.wrong is not None else [])


def _used(subject: Subject) -> set[str]:
    found: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, Mapping):
            for key, child in value.items():
                look(key)
                look(child)
        elif isinstance(value, list):
            for child in value:
                look(child)
        elif isinstance(value, str) and value.startswith("$"):
            found.add(value[1:])

    for file in (subject.s.scenario_file, subject.s.world_file, subject.s.script_file):
        look(file.data)
    others = subject.s.written.files.get(VARIANTS)
    look(others.data if others else {})
    return found


def _literal(subject: Subject) -> Iterator[Problem]:
    """A line written into the script itself: it cannot be translated."""
    for value, file, path in shown(subject):
        if value and not value.startswith("$"):
            yield Problem("lint.text_literal", place=file.place(*path), text=value)


def shown(subject: Subject) -> Iterator[tuple[str, Source, Path_]]:
    """What the trainee is shown: (text or key, file, path)."""
    head = subject.s.scenario
    for name in ("title", "summary", "place"):
        yield getattr(head, name), subject.s.scenario_file, (name,)
    for index, chapter in enumerate(head.chapters):
        yield chapter.title, subject.s.scenario_file, ("chapters", index, "title")
    yield from _shown_in_script(subject)


def _shown_in_script(subject: Subject) -> Iterator[tuple[str, Source, Path_]]:
    script, file = subject.s.script, subject.s.script_file
    for name, dialogue in script.dialogues.items():
        for key, node in dialogue.nodes.items():
            here: Path_ = ("dialogues", name, "nodes", key)
            yield node.text, file, (*here, "text")
            for choice, answer in node.choices.items():
                yield answer.text, file, (*here, "choices", choice, "text")
    for _, effect, path in subject.effects:
        if effect.notice is not None:
            yield effect.notice, file, (*path, "notice")
        if effect.receipt is not None:
            yield effect.receipt.reason, file, (*path, "receipt", "reason")
    for index, check in enumerate(script.checks):
        for name in LINES:
            yield getattr(check, name), file, ("checks", index, name)
        for state, text in check.feedback.items():
            yield text, file, ("checks", index, "feedback", state)


def _read_by_trainee(subject: Subject) -> set[str]:
    return {value[1:] for value, _, _ in shown(subject) if value.startswith("$")}


def _easy(subject: Subject) -> set[str]:
    """Keys that must be easy to read: all that is shown, but sources of law, and the messages
    that arrive."""
    sources = {check.source.removeprefix("$") for check in subject.s.script.checks}
    found = _read_by_trainee(subject) - sources
    for made in subject.written.values():
        if made.beat:
            texts = (value for value in made.entry.fields.values() if isinstance(value, str))
            found |= {text[1:] for text in texts if text.startswith("$")}
    return found


def _hard(subject: Subject) -> Iterator[Problem]:
    easy = _easy(subject)
    for table in subject.s.texts.values():
        found = {key: text for key, text in table.data.items() if key in easy}
        for key, text in found.items():
            counted = reading(text)
            if counted.words >= ENOUGH_WORDS and counted.lix > LIX_LIMIT:
                place = table.place(key)
                yield Problem("lint.hard_text", place=place, lix=counted.lix, limit=LIX_LIMIT)
        whole = reading(found.values())
        if whole.lix > LIX_LIMIT:
            yield Problem("lint.hard_texts", place=table.place(), lix=whole.lix, limit=LIX_LIMIT)
