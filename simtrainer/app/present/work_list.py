"""View kind ``work_list``: the visits of the day in the order they are planned, with planned and
real time. Signing one off is a verb of its lifecycle."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import is_struck, status_tag, verbs
from simtrainer.app.present.form import module_form
from simtrainer.app.present.today import VISIT_LATE_MINUTES
from simtrainer.app.views.care import CareItem, CareSection, WorkListView
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import Option
from simtrainer.base.ids import ME
from simtrainer.record.entry import Entry
from simtrainer.record.news2 import number
from simtrainer.record.pack import Module
from simtrainer.record.visit import minute_of

VISIT = "visit"
FILTERS = ("mine", "all")
DETAILS = ("what", "competence", "comment")
"""Fields drawn under a visit, where the pack has them."""


def work_list(draw: Drawing, desk: Desk, module: Module) -> WorkListView:
    """Own visits, or all of the unit's."""
    found = [e for e in draw.now.record.entries(VISIT) if not is_struck(draw, e)]
    mine = [e for e in found if e.fields.get("staff") in (ME, "", None)]
    mixed = 0 < len(mine) < len(found)
    chosen = desk.filters.get(module.id, FILTERS[0]) if mixed else "all"
    shown = mine if chosen == "mine" else found
    shown = sorted(shown, key=lambda e: (_group(module, e), minute_of(e.fields["planned"]) or 0))
    return WorkListView(
        title=draw(f"module.{module.id}"),
        summary=_summary(draw, shown) if shown else "",
        filters=tuple(Option(f, draw(f"app.work.{f}")) for f in FILTERS) if mixed else (),
        filter=chosen,
        heads=tuple(draw(f"app.work.{name}") for name in ("planned", "travel", "used")),
        sections=tuple(_sections(draw, desk, module, shown)),
        form=module_form(draw, desk, module, ""),
        empty=draw(f"module.{module.id}.empty"),
    )


def _group(module: Module, visit: Entry) -> str:
    return str(visit.fields.get(module.group_by) or "") if module.group_by else ""


def _sections(
    draw: Drawing, desk: Desk, module: Module, visits: list[Entry]
) -> Iterable[CareSection]:
    kind = draw.now.program.pack.types[VISIT]
    for name, group in groupby(visits, key=lambda e: _group(module, e)):
        own = list(group)
        heading = ""
        if name:
            heading = draw.field(kind, kind.fields[module.group_by], name)
        note = draw("app.work.count", done=sum(_is_over(draw, e) for e in own), all=len(own))
        yield CareSection(heading, note, tuple(_item(draw, desk, module, e) for e in own))


def _is_over(draw: Drawing, visit: Entry) -> bool:
    """Whether it has been signed off, one way or the other."""
    life = draw.now.program.pack.types[VISIT].life
    return visit.status != life.start


def _summary(draw: Drawing, visits: list[Entry]) -> str:
    planned = sum(_number(e, "minutes") + _number(e, "travel") for e in visits)
    used = sum(draw.now.record.derived(e).get("used") or 0 for e in visits)
    over = sum(_is_over(draw, e) for e in visits)
    return draw(
        "app.work.summary",
        done=over,
        all=len(visits),
        planned=draw.duration(planned),
        used=draw.duration(used),
    )


def _number(visit: Entry, name: str) -> int:
    return int(number(visit.fields.get(name)) or 0)


def _item(draw: Drawing, desk: Desk, module: Module, visit: Entry) -> CareItem:
    kind = draw.now.program.pack.types[VISIT]
    patient = draw.now.program.patients[visit.patient]
    lines = [("", patient.room)]
    for name in DETAILS:
        if name in kind.fields:
            text = draw.field(kind, kind.fields[name], visit.fields.get(name))
            lines.append((draw(f"field.{VISIT}.{name}"), text))
    again = desk.rewriting.get(module.id)
    return CareItem(
        entry=visit.id,
        lead=str(visit.fields["planned"]),
        title=patient.name,
        lines=tuple(line for line in lines if line[1]),
        tags=_tags(draw, visit),
        figures=_figures(draw, visit),
        actions=verbs(draw, module, visit),
        selected=again is not None and again.entry == visit.id,
        patient=visit.patient,
    )


def _figures(draw: Drawing, visit: Entry) -> tuple[str, ...]:
    used: Any = draw.now.record.derived(visit).get("used")
    travel = _number(visit, "travel")
    return (
        draw("app.minutes", n=_number(visit, "minutes")),
        draw("app.minutes", n=travel) if travel else "",
        draw("app.minutes", n=used) if used is not None else "",
    )


def _tags(draw: Drawing, visit: Entry) -> tuple[tuple[str, Tone], ...]:
    if _is_over(draw, visit):
        fields = visit.fields
        tags = [status_tag(draw, visit)]
        if fields.get("arrived") and fields.get("left"):
            times = draw("app.work.times", arrived=fields["arrived"], left=fields["left"])
            tags.append((times, "neutral"))
        return tuple(tags)
    planned = minute_of(visit.fields["planned"])
    now = minute_of(draw.clock(draw.now.now_ms))
    if planned is None or now is None or now - planned < VISIT_LATE_MINUTES:
        return ()
    return ((draw("app.work.late", n=now - planned), "warn"),)
