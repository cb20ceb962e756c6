"""How a patient's doses stand: what the chart, the ward list, the overview and the shift report
say about them, and what the record asks before one is signed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from simtrainer.app.present.drawing import Drawing
from simtrainer.base.problem import Problem
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.entry import Entry
from simtrainer.record.news2 import number
from simtrainer.record.plan import YES, day_of
from simtrainer.record.visit import minute_of

ORDER, DOSE, CHANGE, EFFECT = "prescription", "administration", "order_change", "effect"
EARLY_MS = 45 * MINUTE_MS
"""A dose can be given this long before its time; before that it is drawn as later."""
LATE_MS = 30 * MINUTE_MS
"""After this a dose without a time limit of its own counts as late."""
DAY_MS = 24 * 60 * MINUTE_MS
EFFECT_MINUTES = 30
"""When to look for effect, where the order says nothing."""
EFFECT_WINDOW_MS = 4 * 60 * MINUTE_MS
"""So long after that it can still be told; later there is nothing left to see."""
State = Literal["none", "later", "due", "late", "given", "not_given", "paused", "missed"]


def is_prn(order: Entry) -> bool:
    """As needed: no fixed times."""
    return order.fields.get("prn") in YES


class _About(NamedTuple):
    """What counts about an order: changes of it, and its doses since yesterday."""

    changes: list[Entry]
    doses: list[Entry]


def _about(draw: Drawing, order: Entry) -> _About:
    """Kept until a dose or a change is written: an order may have thousands of doses."""
    record = draw.now.record
    hangs_on = (record.changes(DOSE), record.changes(CHANGE))
    kept = draw.kept.get(order.id)
    if kept is None or kept[0] != hangs_on:
        linked = [e for e in record.linked(order.id) if e.valid]
        about = _About(
            [e for e in linked if e.type == CHANGE],
            [e for e in linked if e.first.at_ms > -2 * DAY_MS and e.type == DOSE],
        )
        kept = draw.kept[order.id] = (hangs_on, about)
    found: _About = kept[1]
    return found


def is_stopped(draw: Drawing, order: Entry) -> bool:
    """Discontinued: a valid entry about this order says so. Its doses leave the chart; who
    decided it, when and why stays in that entry."""
    return any(e.fields.get("action") == "stop" for e in _about(draw, order).changes)


def orders_of(draw: Drawing, patient: str) -> list[Entry]:
    """What is ordered now."""
    found = draw.now.record.entries(ORDER, patient)
    return [e for e in found if e.valid and not is_stopped(draw, e)]


def _change(draw: Drawing, order: Entry, *actions: str) -> Entry | None:
    """The latest valid change of an order, where it is one of these."""
    found = _about(draw, order).changes
    return found[-1] if found and found[-1].fields.get("action") in actions else None


def paused_until(draw: Drawing, order: Entry) -> date | None:
    """The last day of a pause that lasts today, or None."""
    change = _change(draw, order, "pause")
    until = day_of(change.fields.get("until")) if change is not None else None
    today = draw.now.program.local(draw.now.now_ms).date()
    return until if until is not None and today <= until else None


def held_back(draw: Drawing, order: Entry) -> str:
    """When the doctor has said that a dose is not to be given, in the doctor's own words."""
    change = _change(draw, order, "hold")
    if change is None:
        return ""
    until = day_of(change.fields.get("until"))
    if until is not None and draw.now.program.local(draw.now.now_ms).date() > until:
        return ""
    return draw.value(change.fields.get("limit"))


def chart_start_ms(draw: Drawing) -> int:
    """When the day of the chart begins: at midnight, or at noon where the shift goes over
    midnight, so that the doses of one night stand together."""
    program = draw.now.program
    crosses = program.local(program.length_ms).date() > program.start.date()
    minute = 12 * 60 if crosses else 0
    return (minute - program.start.hour * 60 - program.start.minute) * MINUTE_MS


def planned_ms(draw: Drawing, planned: str) -> int:
    """Simulated time of a clock time on the day of the chart."""
    start, first = draw.now.program.start, chart_start_ms(draw)
    minutes = minute_of(planned) or 0
    at = (minutes - start.hour * 60 - start.minute) * MINUTE_MS
    return at if at >= first else at + DAY_MS


def given_ms(draw: Drawing, given: Entry) -> int:
    """When a dose was really given: a late entry keeps the real time of what it tells."""
    minute, at = minute_of(given.fields.get("given_at")), given.first.at_ms
    if minute is None:
        return at
    local = draw.now.program.local(at)
    away = minute - local.hour * 60 - local.minute
    if away > 12 * 60:
        away -= 24 * 60
    return at - local.second * 1000 + away * MINUTE_MS


def dose_of(draw: Drawing, order: Entry, planned: str) -> Entry | None:
    """The valid administration of this dose on the day of the chart, the latest one."""
    found = [
        e
        for e in _about(draw, order).doses
        if str(e.fields.get("planned") or "") == planned and _on_chart(draw, planned, e.first.at_ms)
    ]
    return found[-1] if found else None


def _on_chart(draw: Drawing, planned: str, at_ms: int) -> bool:
    """Whether what was signed then is about the dose of this chart; what is signed a little
    before its time may be signed before the day begins."""
    first, due = chart_start_ms(draw), planned_ms(draw, planned)
    if first <= at_ms < first + DAY_MS:
        return due + DAY_MS - at_ms > EARLY_MS
    return 0 <= due - at_ms <= EARLY_MS


def _apart(later: int, earlier: int) -> int:
    """Minutes from one clock time to another, the shorter way round the clock."""
    return (later - earlier + 12 * 60) % (24 * 60) - 12 * 60


def limit_ms(order: Entry) -> int:
    """How long after its time a dose is late."""
    return int(order.fields.get("time_critical_minutes") or 0) * MINUTE_MS or LATE_MS


def dose_state(draw: Drawing, order: Entry, planned: str, now_ms: int) -> State:
    """How one dose stands."""
    given = dose_of(draw, order, planned)
    if given is not None:
        return "given" if given.fields["outcome"] == "given" else "not_given"
    away = planned_ms(draw, planned) - now_ms
    if paused_until(draw, order) is not None:
        return "paused"
    if away > EARLY_MS:
        return "later"
    return "late" if -away > limit_ms(order) else "due"


def late_doses(draw: Drawing, patient: str) -> list[tuple[Entry, str]]:
    """(order, planned) of what should have been given and is not accounted for."""
    return [
        (order, str(planned))
        for order in orders_of(draw, patient)
        if not is_prn(order)
        for planned in order.fields.get("times") or ()
        if dose_state(draw, order, str(planned), draw.now.now_ms) == "late"
    ]


def cave_warning(draw: Drawing, order: Entry) -> str:
    """A conflict between the drug's class and the patient's critical information, in words."""
    codes = [str(order.fields.get("atc") or ""), *(order.fields.get("cave_classes") or ())]
    return cave_among(draw, order.patient, codes)


def cave_among(draw: Drawing, patient: str, codes: Iterable[object]) -> str:
    """The first of the patient's CAVEs that one of these codes conflicts with, in words."""
    found = draw.now.program.patients.get(patient)
    codes = list(codes)
    for cave in found.cave if found is not None else ():
        if any(str(code).startswith(prefix) for code in codes for prefix in cave["atc"]):
            return draw("app.chart.cave", what=draw.value(cave["text"]))
    return ""


# As needed ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Needed:
    """How an as-needed order has been used in the last 24 hours."""

    given: tuple[Entry, ...]
    most: int | None
    last_ms: int | None
    earliest_ms: int | None
    """When the least interval since the last dose is over, None where there is none."""


def needed(draw: Drawing, order: Entry, now_ms: int) -> Needed:
    """Counted by the times the doses were really given."""
    doses = [
        (given_ms(draw, e), e)
        for e in _about(draw, order).doses
        if now_ms - e.first.at_ms < DAY_MS  # told no earlier than it was given
        and e.fields.get("outcome") == "given"
    ]
    doses = sorted((d for d in doses if now_ms - d[0] < DAY_MS), key=lambda d: d[0])
    most, wait = number(order.fields.get("max_per_day")), order.fields.get("min_interval_minutes")
    last = doses[-1][0] if doses else None
    interval = int(number(wait) or 0) * MINUTE_MS
    return Needed(
        tuple(e for _, e in doses),
        None if most is None else int(most),
        last,
        last + interval if last is not None and interval else None,
    )


def effect_of(draw: Drawing, given: Entry) -> Entry | None:
    """What was written about how a dose worked."""
    if EFFECT not in draw.now.program.pack.types:
        return None
    found = draw.now.record.entries(EFFECT, given.patient)
    own = [e for e in found if e.valid and e.fields.get("dose") == given.id]
    return own[-1] if own else None


def effect_due_ms(draw: Drawing, order: Entry, given: Entry) -> int:
    """When to look for the effect of an as-needed dose."""
    minutes = int(number(order.fields.get("effect_minutes")) or EFFECT_MINUTES)
    return given_ms(draw, given) + minutes * MINUTE_MS


def awaiting_effect(draw: Drawing, patient: str) -> list[tuple[Entry, Entry]]:
    """(order, dose) of as-needed doses whose effect should have been looked for by now."""
    if EFFECT not in draw.now.program.pack.types:
        return []
    now_ms, found = draw.now.now_ms, []
    for order in orders_of(draw, patient):
        if is_prn(order):
            last = needed(draw, order, now_ms).given[-1:]
            found += [(order, given) for given in last if not effect_of(draw, given)]
    return [(o, given) for o, given in found if _is_open(now_ms - effect_due_ms(draw, o, given))]


def _is_open(since_ms: int) -> bool:
    return 0 <= since_ms <= EFFECT_WINDOW_MS


# Before one is signed ----------------------------------------------------------------------------


def late_minutes(order: Entry, fields: Mapping[str, Any]) -> int:
    """How many minutes after its time a dose was given, if that is late; else 0."""
    planned, given = minute_of(fields.get("planned")), minute_of(fields.get("given_at"))
    if fields.get("outcome") != "given" or planned is None or given is None:
        return 0
    late = _apart(given, planned)
    return late if late * MINUTE_MS > limit_ms(order) else 0


def dose_questions(draw: Drawing, order: Entry, fields: Mapping[str, Any]) -> Iterator[Problem]:
    """What the record asks once about a dose that is said to be given."""
    if fields.get("outcome") != "given":
        return
    until = paused_until(draw, order)
    if until is not None:
        yield Problem("dose.paused", field="outcome", date=draw.date(until))
    if not is_prn(order):
        return
    used = needed(draw, order, draw.now.now_ms)
    if used.most is not None and len(used.given) >= used.most:
        yield Problem("dose.too_many", field="given_at", n=used.most)
    at = minute_of(fields.get("given_at"))
    if used.earliest_ms is None or at is None:
        return
    earliest = draw.now.program.local(used.earliest_ms)
    early = _apart(earliest.hour * 60 + earliest.minute, at)
    if used.earliest_ms > draw.now.now_ms and early > 0:
        yield Problem("dose.too_soon", field="given_at", clock=draw.clock(used.earliest_ms))
