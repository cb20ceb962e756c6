"""View kind ``case``: cases and how far each has come; of the open one its steps, deadlines,
services with hours, and what is written in it. Deviations are cases with fewer steps."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from simtrainer.app.case import form_type, form_types, opened, written
from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import status_tag, verbs, write_actions
from simtrainer.app.present.form import form_view, rewriting_view
from simtrainer.app.present.item import FILTERS, Tag, entry_item, filters
from simtrainer.app.views.care import CareItem, CareSection
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.office import CaseStep, CaseView
from simtrainer.app.views.record import FormView, RowAction
from simtrainer.record.deadline import Deadline, deadlines
from simtrainer.record.entry import Entry
from simtrainer.record.hours import MOST, weekly
from simtrainer.record.lifecycle import Lifecycle
from simtrainer.record.pack import Module

MOST_ROWS = 200
"""More cases than anybody reads through in a list."""
SOON_DAYS = 3
"""A deadline this near is told in another colour."""


def case(draw: Drawing, desk: Desk, module: Module) -> CaseView:
    """All cases, or the open one."""
    found = opened(draw.now, module)
    chosen = desk.filters.get(module.id, FILTERS[0])
    name = draw(f"module.{module.id}")
    if found is None:
        return CaseView(
            title=name,
            filters=filters(draw),
            filter=chosen,
            sections=_all(draw, module, chosen),
            form=_form(draw, desk, module, None),
            empty=draw(f"module.{module.id}.empty"),
        )
    return CaseView(
        title=entry_item(draw, found).title,
        filters=(),
        filter="",
        sections=_sections(draw, module, found),
        form=_form(draw, desk, module, found),
        empty="",
        back=draw("app.case.back", module=name),
        steps=_steps(draw, module, found),
        actions=_actions(draw, module, found),
    )


def _form(draw: Drawing, desk: Desk, module: Module, found: Entry | None) -> FormView | None:
    """The form of what comes next; that it belongs to the open case goes without saying."""
    patient = draw.now.patient if module.group == "patient" else ""
    again = rewriting_view(draw, desk, module, patient)
    kind = draw.now.program.pack.types.get(form_type(desk, draw.now, module, found))
    if again is not None or kind is None:
        return again
    pointer = kind.pointer(found.type) if found is not None else None
    names = form_types(draw.now, module, found)
    return form_view(draw, desk, kind, patient, names, (pointer.id,) if pointer else ())


def _actions(draw: Drawing, module: Module, found: Entry) -> tuple[RowAction, ...]:
    actions = [*verbs(draw, module, found)]
    if found.patient and module.group != "patient":
        label = draw("app.inbox.patient", name=draw.patient(found.patient))
        actions.insert(0, RowAction("patient", label, found.id))
    return tuple(actions)


# All cases -------------------------------------------------------------------------------------


def _all(draw: Drawing, module: Module, chosen: str) -> tuple[CareSection, ...]:
    """Under the name of where they stand, in the order of the way; the newest of very many."""
    patient = draw.now.patient if module.group == "patient" else None
    entries = draw.now.record.newest(module.types[:1], patient)
    life = draw.now.program.pack.types[module.types[0]].life
    fitting = (e for e in entries if chosen != FILTERS[0] or _is_open(life, module, e))
    shown = list(islice(fitting, MOST_ROWS))
    found = []
    for status in life.statuses:
        same = [_row(draw, module, e) for e in shown if e.status == status]
        if same:
            heading = draw(f"status.{life.id}.{status}")
            found.append(CareSection(heading, str(len(same)), tuple(same)))
    return tuple(found)


def _is_open(life: Lifecycle, module: Module, entry: Entry) -> bool:
    """Not at the end of the way, nor off it for good."""
    ended = life.statuses[entry.status].end or entry.status in module.steps[-1:]
    return entry.valid and not ended


def _row(draw: Drawing, module: Module, entry: Entry) -> CareItem:
    tags = [_tag(draw, module, one)[1] for one in _deadlines(draw, module, entry) if not one.met]
    whose = (draw("app.case.whose"), draw.patient(entry.patient))
    named = entry.patient and module.group != "patient"
    return entry_item(draw, entry, tags=tuple(tags[:1]), lines=(whose,) if named else ())


# The open one ----------------------------------------------------------------------------------


def _steps(draw: Drawing, module: Module, entry: Entry) -> tuple[CaseStep, ...]:
    """The way, with the day each step was reached; where the case left it, that comes last."""
    life = draw.now.program.pack.types[entry.type].life
    reached = {version.status: version.at_ms for version in reversed(entry.versions)}
    at = entry.status in module.steps
    last = max((n for n, step in enumerate(module.steps) if step in reached), default=-1)
    here = module.steps.index(entry.status) if at else last + 1
    found = [
        CaseStep(
            step,
            draw(f"status.{life.id}.{step}"),
            draw.short_day(reached[step]) if step in reached and n <= here else "",
            "current" if at and n == here else "done" if n < here else "next",
            "neutral",
        )
        for n, step in enumerate(module.steps)
    ]
    if not at:
        label, tone = status_tag(draw, entry)
        found.append(CaseStep(entry.status, label, _since(draw, entry), "aside", tone))
    return tuple(found)


def _since(draw: Drawing, entry: Entry) -> str:
    return draw.short_day(entry.now.at_ms)


def _sections(draw: Drawing, module: Module, found: Entry) -> tuple[CareSection, ...]:
    facts = entry_item(draw, found, title=draw(f"type.{found.type}"))
    pieces = written(draw.now, module, found)
    sections = [CareSection("", "", (facts,))]
    waiting = [_deadline_item(draw, module, one) for one in _deadlines(draw, module, found)]
    if waiting:
        sections.append(CareSection(draw("app.case.deadlines"), "", tuple(waiting)))
    for kind in module.types[1:]:
        own = [entry for entry in pieces if entry.type == kind]
        if own:
            items = tuple(_piece(draw, module, entry) for entry in own)
            heading = draw(f"section.{module.id}.{kind}")
            sections.append(CareSection(heading, _sum(draw, own), items))
    return tuple(sections)


def _piece(draw: Drawing, module: Module, entry: Entry) -> CareItem:
    actions = (*write_actions(draw, module, entry), *verbs(draw, module, entry))
    hours = _weekly(draw, entry)
    tags: tuple[Tag, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    if hours is not None:
        lines = ((draw("app.case.weekly"), _hours(draw, hours)),)
    if hours is not None and hours > MOST:
        tags = ((draw("app.case.too_many", n=int(MOST)), "bad"),)
    return entry_item(draw, entry, actions, tags=tags, lines=lines)


# Hours -----------------------------------------------------------------------------------------


def _weekly(draw: Drawing, entry: Entry) -> Decimal | None:
    """Hours in a week, of an entry with an amount and a unit from a list of such."""
    kind = draw.now.program.pack.types[entry.type]
    amount, unit = kind.fields.get("amount"), kind.fields.get("per")
    if amount is None or unit is None or not entry.valid:
        return None
    listed = draw.now.program.pack.lists.get(unit.from_list, {})
    return weekly(entry.fields.get(amount.id), listed.get(str(entry.fields.get(unit.id))))


def _sum(draw: Drawing, entries: list[Entry]) -> str:
    hours = [found for entry in entries if (found := _weekly(draw, entry)) is not None]
    return draw("app.case.sum", hours=_hours(draw, sum(hours, Decimal(0)))) if hours else ""


def _hours(draw: Drawing, hours: Decimal) -> str:
    text = f"{hours.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    return draw("app.case.hours", n=1 if hours == 1 else 2, hours=draw.number(text))


# Deadlines -------------------------------------------------------------------------------------


def _deadlines(draw: Drawing, module: Module, found: Entry) -> list[Deadline]:
    items = draw.now.program.pack.lists.get(module.deadlines, {})
    return deadlines(items, [found, *_with(draw, found)]) if items else []


def _with(draw: Drawing, found: Entry) -> Iterator[Entry]:
    """All that points at a case, also of types that this module does not show."""
    for kind in draw.now.program.pack.types.values():
        pointer = kind.pointer(found.type)
        if pointer is not None:
            for entry in draw.now.record.entries(kind.id, found.patient or None):
                if entry.fields.get(pointer.id) == found.id:
                    yield entry


def _deadline_item(draw: Drawing, module: Module, one: Deadline) -> CareItem:
    rule = ((draw("app.case.rule"), one.rule),) if one.rule else ()
    title, tag = _tag(draw, module, one)
    return CareItem(entry=one.entry, lead="", title=title, lines=rule, tags=(tag,))


def _tag(draw: Drawing, module: Module, one: Deadline) -> tuple[str, Tag]:
    """What the deadline is called, and how it stands."""
    name = draw.item(module.deadlines, one.id)
    today = draw.now.program.local(draw.now.now_ms).date()
    left = (one.due - today).days
    state = "met" if one.met else "passed" if left < 0 else "today" if left == 0 else "by"
    tone: Tone = "neutral"
    if one.met:
        tone = "good"
    elif left <= SOON_DAYS:
        tone = ("bad" if left < 0 else "warn") if one.ours else "info"
    return name, (draw(f"app.case.{state}", name=name, date=draw.date(one.due)), tone)
