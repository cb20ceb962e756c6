"""View kind ``timeline``: the journal by day, newest first, and the form for a new note."""

from itertools import groupby, islice

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import actions, entry_text, news_tone
from simtrainer.app.present.form import form_view
from simtrainer.app.views.record import Option, TimelineItem, TimelineView
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

PAGE = 12
"""Entries shown before "Vis eldre"."""
OLDER = 60
"""How many more each time it is asked for."""


def timeline(draw: Drawing, desk: Desk, module: Module) -> TimelineView:
    """The patient's entries of the module's types."""
    chosen = desk.filters.get(module.id, "all")
    kinds = module.types if chosen == "all" else (chosen,)
    most = PAGE + OLDER * (desk.pages - 1)
    found = list(islice(draw.now.record.newest(kinds, draw.now.patient), most + 1))
    shown = found[:most]
    by_day = groupby(shown, key=lambda e: draw.now.program.local(e.first.at_ms).date())
    days = ((draw, list(group)) for _, group in by_day)
    form = desk.form_types.get(module.id) or next(iter(module.forms), "")
    kind = draw.now.program.pack.types.get(form)
    return TimelineView(
        title=draw(f"module.{module.id}"),
        filters=tuple(
            Option(name, draw(f"filter.{module.id}.{name}")) for name in ("all", *module.filters)
        ),
        filter=chosen,
        days=tuple(
            (draw.day(group[0].first.at_ms), tuple(_item(draw, e) for e in group))
            for draw, group in days
        ),
        more=draw("app.timeline.older") if len(found) > len(shown) else "",
        form=form_view(draw, desk, kind, draw.now.patient, module.forms) if kind else None,
        empty=draw(f"module.{module.id}.empty"),
    )


def _item(draw: Drawing, entry: Entry) -> TimelineItem:
    derived = draw.now.record.derived(entry)
    score = derived.get("score")
    title = draw(f"type.{entry.type}")
    if score is not None:
        title = draw("app.news2.title", risk=draw(f"app.risk.{derived['risk']}"))
    return TimelineItem(
        entry=entry.id,
        clock=draw.clock(entry.first.at_ms),
        title=title,
        author=draw.staff(entry.author),
        text=entry_text(draw, entry),
        score="" if score is None else str(score),
        score_tone=news_tone(score),
        struck=entry.status == "invalid",
        status=status(draw, entry),
        fresh=entry.first.event >= 0,
        actions=actions(draw, entry),
    )


def status(draw: Drawing, entry: Entry) -> str:
    """As in "Kladd", "Rettet" or "Feilført", with the reason; empty for a plain signed entry."""
    if entry.status == "draft":
        return draw("app.status.draft")
    if entry.status == "invalid":
        return draw("app.status.invalid", reason=draw.value(entry.now.reason))
    return draw("app.status.amended") if len(entry.versions) > 1 else ""
