"""What is out of the ordinary for a patient today, gathered from the record: what the overview, the
ward list and the shift report all tell."""

from collections.abc import Callable, Iterator

from simtrainer.app.present.doses import (
    awaiting_effect,
    dose_of,
    is_prn,
    late_doses,
    orders_of,
    planned_ms,
)
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import is_struck, status_tag
from simtrainer.app.views.entrance import Tone
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.plan import due, evaluations, has_ended
from simtrainer.record.visit import minute_of

Odd = tuple[str, Tone]
RISING = 5
"""From this NEWS2 on a set is out of the ordinary; below it only one that has risen."""
VISIT_LATE_MINUTES = 15
"""A visit that has not begun so long after its time says so."""


def exceptions(draw: Drawing, patient: str) -> list[Odd]:
    """Everything that asks for somebody's eye, the gravest first."""
    found = [odd for find in FINDERS for odd in find(draw, patient)]
    order = ("bad", "warn", "info", "neutral", "good")
    return sorted(found, key=lambda odd: order.index(odd[1]))


def _scores(draw: Drawing, patient: str) -> Iterator[Odd]:
    """A NEWS2 of today that is high, or higher than the one before."""
    sets = [e for e in draw.now.record.entries("news2", patient) if e.valid][-2:]
    if not sets or _is_before_today(draw, sets[-1].first.at_ms):
        return
    scores = [draw.now.record.derived(e).get("score") for e in sets]
    now, before = scores[-1], scores[0] if len(scores) > 1 else None
    if now is None or (now < RISING and (before is None or now <= before)):
        return
    clock = draw.clock(sets[-1].first.at_ms)
    tone: Tone = "bad" if now >= RISING else "warn"
    if before is None:
        yield draw("app.odd.news2", score=now, clock=clock), tone
    else:
        yield draw("app.odd.news2.beside", score=now, clock=clock, before=before), tone


def _late(draw: Drawing, patient: str) -> Iterator[Odd]:
    for order, planned in late_doses(draw, patient):
        late = (draw.now.now_ms - planned_ms(draw, planned)) // MINUTE_MS
        drug = draw.order(order.id)
        yield draw("app.odd.late", drug=drug, clock=planned, time=draw.duration(late)), "bad"


def _not_given(draw: Drawing, patient: str) -> Iterator[Odd]:
    kind = draw.now.program.pack.types.get("administration")
    for order in orders_of(draw, patient):
        for planned in () if is_prn(order) else order.fields.get("times") or ():
            dose = dose_of(draw, order, str(planned))
            if kind is None or dose is None or dose.fields.get("outcome") == "given":
                continue
            why = draw.field(kind, kind.fields["reason"], dose.fields.get("reason"))
            drug = draw.order(order.id)
            yield draw("app.odd.not_given", drug=drug, clock=planned, why=why), "warn"


def _effects(draw: Drawing, patient: str) -> Iterator[Odd]:
    for order, _ in awaiting_effect(draw, patient):
        yield draw("app.odd.effect", drug=draw.order(order.id)), "warn"


def _visits(draw: Drawing, patient: str) -> Iterator[Odd]:
    """A visit that should have begun, or was not made as planned."""
    kind = draw.now.program.pack.types.get("visit")
    now = minute_of(draw.clock(draw.now.now_ms)) or 0
    for visit in draw.now.record.entries("visit", patient) if kind is not None else ():
        planned, status = str(visit.fields.get("planned")), status_tag(draw, visit)
        if is_struck(draw, visit) or kind is None:
            continue
        if visit.status != kind.life.start:
            if status[1] in ("warn", "bad"):
                yield draw("app.odd.visit", clock=planned, status=status[0]), status[1]
        elif now - (minute_of(planned) or now) >= VISIT_LATE_MINUTES:
            yield draw("app.odd.visit.late", clock=planned), "warn"


def _plans(draw: Drawing, patient: str) -> Iterator[Odd]:
    pack = draw.now.program.pack
    today = draw.now.program.local(draw.now.now_ms).date()
    if "plan" not in pack.types or "plan_evaluation" not in pack.types:
        return
    found = draw.now.record.entries("plan_evaluation", patient)
    for plan in draw.now.record.entries("plan", patient):
        own = evaluations(plan, found)
        day = due(plan, own)
        if plan.valid and not has_ended(own) and day is not None and day < today:
            name = draw.value(plan.fields.get("name"))
            yield draw("app.odd.plan", plan=name, date=draw.date(day)), "warn"


def _is_before_today(draw: Drawing, at_ms: int) -> bool:
    return draw.now.program.local(at_ms).date() < draw.now.program.start.date()


FINDERS: tuple[Callable[[Drawing, str], Iterator[Odd]], ...] = (
    _scores, _late, _visits, _not_given, _effects, _plans,
)  # fmt: skip
