"""View kind ``timeline``: the journal by day, newest first, and the form for a new note."""

from collections.abc import Iterator
from itertools import groupby, islice

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import entry_text, is_struck, news_tone, status_tag, verbs
from simtrainer.app.present.form import module_form
from simtrainer.app.views.record import Option, TimelineItem, TimelineView
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

PAGE = 12
"""Entries shown before "Vis eldre"."""
OLDER = 60
"""How many more each time it is asked for."""


def timeline(draw: Drawing, desk: Desk, module: Module) -> TimelineView:
    """The patient's entries of the module's types."""
    now, chosen = draw.now, desk.filters.get(module.id, "all")
    hangs_on = (now.events, now.patient, now.entry, chosen, desk.pages)
    days, has_more = draw.once(
        f"timeline.{module.id}", hangs_on, lambda: _days(draw, module, chosen, desk.pages)
    )
    return TimelineView(
        title=draw(f"module.{module.id}"),
        filters=tuple(
            Option(name, draw(f"filter.{module.id}.{name}")) for name in ("all", *module.filters)
        ),
        filter=chosen,
        days=days,
        more=draw("app.timeline.older") if has_more else "",
        form=module_form(draw, desk, module, draw.now.patient),
        empty=draw(f"module.{module.id}.empty"),
    )


def _days(
    draw: Drawing, module: Module, chosen: str, pages: int
) -> tuple[tuple[tuple[str, tuple[TimelineItem, ...]], ...], bool]:
    """The entries day by day, and whether there are older ones."""
    kinds = module.types if chosen == "all" else (chosen,)
    newest = draw.now.record.newest(kinds, draw.now.patient)
    shown = list(islice(newest, PAGE + OLDER * (pages - 1)))
    if _is_further_down(draw, kinds, shown):
        shown += _down_to(newest, draw.now.entry)
    has_more = next(newest, None) is not None
    by_day = groupby(shown, key=lambda e: draw.now.program.local(e.first.at_ms).date())
    groups = [list(group) for _, group in by_day]
    days = (
        (draw.day(group[0].first.at_ms), tuple(_item(draw, module, e) for e in group))
        for group in groups
    )
    return tuple(days), has_more


def _is_further_down(draw: Drawing, kinds: tuple[str, ...], shown: list[Entry]) -> bool:
    """Whether the entry that is being read is older than what is shown."""
    entry = draw.now.record.get(draw.now.entry) if draw.now.entry else None
    if entry is None or entry.type not in kinds or entry.patient != draw.now.patient:
        return False
    return all(one.id != entry.id for one in shown)


def _down_to(entries: Iterator[Entry], entry: str) -> Iterator[Entry]:
    for one in entries:
        yield one
        if one.id == entry:
            return


def _item(draw: Drawing, module: Module, entry: Entry) -> TimelineItem:
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
        struck=is_struck(draw, entry),
        status=_status(draw, entry),
        fresh=entry.first.event >= 0,
        current=entry.id == draw.now.entry,
        actions=verbs(draw, module, entry),
    )


def _status(draw: Drawing, entry: Entry) -> str:
    """Where it stands, as in "Kladd", "Rettet" or "Feilført", with the reason; nothing for a
    plain entry that has never been changed."""
    life = draw.now.program.pack.types[entry.type].life
    return (
        ""
        if entry.status == life.start and len(entry.versions) == 1
        else status_tag(draw, entry)[0]
    )
