"""Times that do not go up: after the end, closed before due, chapters out of order."""

from collections.abc import Iterator

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Path_
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.source import CheckSource


def timing(subject: Subject) -> Iterator[Problem]:
    """Faults of beats, windows and chapters."""
    end, file = subject.end, subject.s.script_file
    for index, beat in enumerate(subject.s.script.beats):
        if beat.at is not None and beat.at >= end:
            place = file.place("beats", index, "at")
            yield Problem("lint.beat_after_end", place=place, beat=beat.id, end=round(end))
        if beat.when is not None and beat.after >= end:
            place = file.place("beats", index, "after")
            yield Problem("lint.beat_after_end", place=place, beat=beat.id, end=round(end))
    for index, check in enumerate(subject.s.script.checks):
        yield from _window(subject, check, ("checks", index))
    yield from _chapters(subject)


def _window(subject: Subject, check: CheckSource, at: Path_) -> Iterator[Problem]:
    file, end = subject.s.script_file, subject.end
    opens = check.opens if isinstance(check.opens, float) else None
    if opens is not None and opens >= end:
        place = file.place(*at, "opens")
        yield Problem("lint.check_after_end", place=place, check=check.id, end=round(end))
        return
    for name in ("due", "closes"):
        if getattr(check, name) == 0:
            yield Problem("lint.window_zero", place=file.place(*at, name), check=check.id)
    if check.due and check.closes and check.closes < check.due:
        yield Problem("lint.closes_before_due", place=file.place(*at, "closes"), check=check.id)
    if opens is not None and check.due and opens + check.due > end:
        place = file.place(*at, "due")
        yield Problem("lint.due_after_end", place=place, check=check.id, end=round(end))
    if check.require is None and (check.due is not None or check.closes is not None):
        name = "due" if check.due is not None else "closes"
        yield Problem("lint.window_unused", place=file.place(*at, name), check=check.id)


def _chapters(subject: Subject) -> Iterator[Problem]:
    file, before = subject.s.scenario_file, -1.0
    seen: set[str] = set()
    for index, chapter in enumerate(subject.s.scenario.chapters):
        place = file.place("chapters", index, "at")
        if chapter.at >= subject.end:
            yield Problem("lint.chapter_after_end", place=place, chapter=chapter.id)
        elif chapter.at <= before:
            yield Problem("lint.chapter_order", place=place, chapter=chapter.id)
        if chapter.id in seen:
            place = file.place("chapters", index, "id")
            yield Problem("lint.chapter_twice", place=place, chapter=chapter.id)
        seen.add(chapter.id)
        before = max(before, chapter.at)
