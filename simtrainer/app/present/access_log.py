"""View kind ``access_log``: who has been in the patient's record, when and why, newest first.

Three things tell it: what the scenario says of earlier openings, what colleagues have written
(nobody writes in a record without opening it), and the trainee's own openings from the run's log.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.finding import AccessLogView, AccessRow
from simtrainer.base.ids import ME
from simtrainer.engine.program import Opening
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

PAGE = 60
SITTING_MS = 30 * 60_000
"""What a colleague has written within so long was written in one go."""


@dataclass(frozen=True, slots=True)
class _Visit:
    at_ms: int
    by: str
    wrote: tuple[str, ...] = ()
    reason: str = ""


def access_log(draw: Drawing, desk: Desk, module: Module) -> AccessLogView:
    """Of the patient whose record is open."""
    patient, most = draw.now.patient, PAGE * desk.pages
    found = list(islice(_visits(draw, patient), most + 1))
    return AccessLogView(
        title=draw(f"module.{module.id}"),
        about=draw("app.access.about", name=draw.patient(patient)),
        columns=tuple(draw(f"app.access.{name}") for name in ("when", "who", "what", "reason")),
        rows=tuple(_row(draw, number, visit) for number, visit in enumerate(found[:most])),
        empty=draw(f"module.{module.id}.empty"),
        more=len(found) > most,
    )


def _visits(draw: Drawing, patient: str) -> Iterator[_Visit]:
    opened = (_Visit(o.at_ms, o.by, reason=_why(draw, o)) for o in _openings(draw, patient))
    kinds = draw.now.program.pack.types
    wrote = _sittings(e for e in draw.now.record.newest(kinds, patient) if e.author != ME)
    return merge(opened, wrote, key=lambda visit: visit.at_ms, reverse=True)


def _why(draw: Drawing, opening: Opening) -> str:
    """What was said: an item of the pack's list or own words; an emergency says that it was."""
    reason = draw.item(draw.now.program.pack.access.reasons, opening.reason)
    return draw("app.access.blue", reason=reason) if opening.emergency else reason


def _openings(draw: Drawing, patient: str) -> list[Opening]:
    found = [o for o in draw.now.openings if o.patient == patient]
    return sorted(found, key=lambda o: o.at_ms)[::-1]


def _sittings(entries: Iterator[Entry]) -> Iterator[_Visit]:
    """Entries newest first, those that one person wrote in one go together."""
    held: list[_Visit] = []
    for entry in entries:
        at, by = entry.first.at_ms, entry.author
        while held and held[0].at_ms - at > SITTING_MS:
            yield held.pop(0)
        same = next((n for n, visit in enumerate(held) if visit.by == by), None)
        if same is None:
            held.append(_Visit(at, by, (entry.type,)))
        elif entry.type not in held[same].wrote:
            held[same] = replace(held[same], wrote=(*held[same].wrote, entry.type))
    yield from held


def _row(draw: Drawing, number: int, visit: _Visit) -> AccessRow:
    wrote = ", ".join(_lower(draw(f"type.{kind}")) for kind in visit.wrote)
    return AccessRow(
        key=f"access.{number}",
        clock=draw.clock(visit.at_ms),
        day=draw.day(visit.at_ms),
        who=draw.staff(visit.by).replace(", ", "\n", 1),
        what=draw("app.access.wrote", what=wrote) if wrote else draw("app.access.opened"),
        reason=visit.reason or draw("app.access.cares" if wrote else "app.access.no_reason"),
        mine=visit.by == ME,
    )


def _lower(word: str) -> str:
    """As inside a sentence; names written in capitals stay so."""
    return word if word[:2].isupper() else word[:1].lower() + word[1:]
