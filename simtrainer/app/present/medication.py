"""View kind ``medication``: the administration chart of the open patient, and the sign-out
panel with the rights check."""

from typing import Any, Literal

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import form_view
from simtrainer.app.views.record import (
    DoseCell,
    MedicationView,
    OrderRow,
    PrnRow,
    SignOutView,
)
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

RIGHTS = ("patient", "drug", "dose", "route", "time")
EARLY_MS = 45 * MINUTE_MS
"""A dose can be given this long before its time; before that it is drawn as later."""
LATE_MS = 30 * MINUTE_MS
"""After this a dose without a time limit of its own counts as late."""
DAY_MS = 24 * 60 * MINUTE_MS
State = Literal["none", "later", "due", "late", "given", "not_given", "paused", "missed"]


def medication(draw: Drawing, desk: Desk, module: Module) -> MedicationView:
    """Rows are orders, columns are times."""
    found = draw.now.record.entries("prescription", draw.now.patient)
    orders = [e for e in found if e.valid and not is_stopped(draw, e)]
    regular = [e for e in orders if not is_prn(e)]
    times = sorted({str(t) for e in regular for t in e.fields.get("times") or ()})
    now_ms = desk.session.run.now_ms
    return MedicationView(
        title=draw("app.chart.title", day=draw.day(now_ms).split(", ")[-1]),
        times=tuple(times),
        now=_column(times, draw.clock(now_ms)),
        now_text=draw("app.chart.now", clock=draw.clock(now_ms)),
        legend=(
            ("check", draw("app.chart.given")),
            ("close", draw("app.chart.not_given")),
            ("circle-outline", draw("app.chart.later")),
        ),
        regular=tuple(_order(draw, desk, e, times, now_ms) for e in regular),
        prn_title=draw("app.chart.prn"),
        prn_columns=tuple(draw(f"app.chart.prn.{c}") for c in ("drug", "indication", "used")),
        prn=tuple(_prn(draw, desk, e, now_ms) for e in orders if is_prn(e)),
        give=draw("app.chart.give"),
        sign_out=_sign_out(draw, desk, now_ms) if desk.dose is not None else None,
        empty="" if orders else draw(f"module.{module.id}.empty"),
    )


def is_prn(order: Entry) -> bool:
    """As needed: no fixed times."""
    return order.fields.get("prn") in (True, "yes")


def is_stopped(draw: Drawing, order: Entry) -> bool:
    """Discontinued: a valid entry about this order says so. Its doses leave the chart; who
    decided it, when and why stays in that entry."""
    linked = draw.now.record.linked(order.id)
    return any(e.valid and e.fields.get("action") == "stop" for e in linked)


def planned_ms(draw: Drawing, planned: str) -> int:
    """Simulated time of a clock time on the day of the shift."""
    hours, minutes = (int(part) for part in planned.split(":"))
    start = draw.now.program.start
    return ((hours - start.hour) * 60 + minutes - start.minute) * MINUTE_MS


def _column(times: list[str], clock: str) -> float:
    before = [index for index, time in enumerate(times) if time <= clock]
    if not before:
        return 0.0
    index = before[-1]
    if index + 1 == len(times):
        return index + 0.5
    left, right, here = (_minutes(t) for t in (times[index], times[index + 1], clock))
    return index + 0.5 + (here - left) / (right - left)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _given(draw: Drawing, order: Entry, planned: str) -> Entry | None:
    """The valid administration of this dose today, the latest one."""
    today = draw.now.program.start.date()
    found = [
        e
        for e in draw.now.record.linked(order.id)
        if e.type == "administration"
        and e.valid
        and str(e.fields.get("planned") or "") == planned
        and draw.now.program.local(e.first.at_ms).date() == today
    ]
    return found[-1] if found else None


def _limit_ms(order: Entry) -> int:
    return int(order.fields.get("time_critical_minutes") or 0) * MINUTE_MS or LATE_MS


def dose_state(draw: Drawing, order: Entry, planned: str, now_ms: int) -> State:
    """How one dose stands."""
    given = _given(draw, order, planned)
    if given is not None:
        return "given" if given.fields["outcome"] == "given" else "not_given"
    away = planned_ms(draw, planned) - now_ms
    if away > EARLY_MS:
        return "later"
    return "late" if -away > _limit_ms(order) else "due"


def _order(draw: Drawing, desk: Desk, order: Entry, times: list[str], now_ms: int) -> OrderRow:
    own = {str(t) for t in order.fields.get("times") or ()}
    cells = tuple(_cell(draw, desk, order, t, now_ms, t in own) for t in times)
    return OrderRow(
        order=order.id,
        name=_name(draw, order),
        detail=_detail(draw, order),
        cells=cells,
        warning=cave_warning(draw, order),
        selected=desk.dose is not None and desk.dose[0] == order.id,
    )


def _cell(
    draw: Drawing, desk: Desk, order: Entry, planned: str, now_ms: int, own: bool
) -> DoseCell:
    if not own:
        return DoseCell(order.id, planned, "none", "", False)
    state = dose_state(draw, order, planned, now_ms)
    text = ""
    if state in ("given", "not_given"):
        given = _given(draw, order, planned)
        text = _given_text(draw, given) if given is not None else ""
    elif state == "late":
        minutes = (now_ms - planned_ms(draw, planned)) // MINUTE_MS
        text = draw("app.chart.late", n=minutes)
    elif state == "due":
        text = draw("app.chart.give")
    return DoseCell(order.id, planned, state, text, desk.dose == (order.id, planned))


def _given_text(draw: Drawing, given: Entry) -> str:
    if given.fields["outcome"] == "given":
        return str(given.fields.get("given_at") or draw.clock(given.first.at_ms))
    return draw(f"app.chart.{given.fields['outcome']}")


def _name(draw: Drawing, order: Entry) -> str:
    return draw.order(order.id)


def _detail(draw: Drawing, order: Entry) -> str:
    fields = order.fields
    parts = [draw.value(fields.get("dose")), draw.value(fields.get("atc"))]
    if fields.get("time_critical_minutes"):
        parts.append(draw("app.chart.critical"))
    if fields.get("group") in ("A", "B"):
        parts.append(draw("app.chart.group", group=fields["group"]))
    return " · ".join(part for part in parts if part)


def cave_warning(draw: Drawing, order: Entry) -> str:
    """A conflict between the drug's class and the patient's critical information, in words."""
    patient = draw.now.program.patients[order.patient]
    codes = [str(order.fields.get("atc") or ""), *(order.fields.get("cave_classes") or ())]
    for cave in patient.cave:
        if any(str(code).startswith(prefix) for code in codes for prefix in cave["atc"]):
            return draw("app.chart.cave", what=draw.value(cave["text"]))
    return ""


def _prn(draw: Drawing, desk: Desk, order: Entry, now_ms: int) -> PrnRow:
    given = [
        e
        for e in draw.now.record.linked(order.id)
        if e.type == "administration"
        and e.valid
        and e.fields.get("outcome") == "given"
        and now_ms - e.first.at_ms < DAY_MS
    ]
    last = str(given[-1].fields.get("given_at") or "") if given else ""
    used = draw("app.chart.used", n=len(given), most=order.fields.get("max_per_day") or "–")
    if last:
        used = draw("app.chart.used_last", used=used, clock=last)
    return PrnRow(
        order=order.id,
        name=_name(draw, order),
        detail=_detail(draw, order),
        indication=draw.value(order.fields.get("indication")),
        used=used,
        selected=desk.dose == (order.id, ""),
    )


def _sign_out(draw: Drawing, desk: Desk, now_ms: int) -> SignOutView:
    assert desk.dose is not None
    name, planned = desk.dose
    order = draw.now.record.entry(name)
    kind = draw.now.program.pack.types["administration"]
    form = form_view(draw, desk, kind, order.patient, hidden=_hidden(order))
    late = ""
    if planned:
        minutes = (now_ms - planned_ms(draw, planned)) // MINUTE_MS
        late = draw("app.signout.late", n=minutes) if minutes > 0 else ""
    drug = draw.order(name)
    title = draw("app.signout.drug", drug=drug, clock=planned) if planned else drug
    return SignOutView(
        title=draw("type.administration.new"),
        drug=title,
        late=late,
        checked=draw("app.signout.checked", n=len(desk.rights), of=len(RIGHTS)),
        rights=tuple(
            (right, draw(f"app.right.{right}"), _right(draw, right, order, planned),
             right in desk.rights)
            for right in RIGHTS
        ),
        form=form,
    )  # fmt: skip


def _hidden(order: Entry) -> tuple[str, ...]:
    return ("order", "planned") if order.fields.get("group") in ("A", "B") else (
        "order", "planned", "cosigner",
    )  # fmt: skip


def _right(draw: Drawing, right: str, order: Entry, planned: str) -> str:
    fields: dict[str, Any] = dict(order.fields)
    patient = draw.now.program.patients[order.patient]
    if right == "patient":
        return f"{patient.given} {patient.family}, {identity_text(patient.identity)}"
    if right == "drug":
        return draw.order(order.id)
    if right == "dose":
        return draw.value(fields.get("dose"))
    if right == "route":
        return draw.value(fields.get("route"))
    return draw("app.right.time.planned", clock=planned) if planned else draw("app.right.time.prn")


def identity_text(identity: str) -> str:
    """An identity number as people read it: six and five digits."""
    return f"{identity[:6]} {identity[6:]}"
