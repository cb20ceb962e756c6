"""View kind ``medication``: the administration chart of the open patient, and the sign-out
panel with the rights check."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.doses import (
    EFFECT,
    EFFECT_WINDOW_MS,
    cave_warning,
    dose_of,
    dose_state,
    effect_due_ms,
    effect_of,
    held_back,
    is_prn,
    needed,
    orders_of,
    paused_until,
    planned_ms,
)
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import form_view, module_form
from simtrainer.app.present.signout import sign_out
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import (
    DoseCell,
    FormView,
    MedicationView,
    OrderRow,
    PrnRow,
    RowAction,
)
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module


def medication(draw: Drawing, desk: Desk, module: Module) -> MedicationView:
    """Rows are orders, columns are times."""
    orders = orders_of(draw, draw.now.patient)
    regular = [e for e in orders if not is_prn(e)]
    own = {str(t) for e in regular for t in e.fields.get("times") or ()}
    times = sorted(own, key=lambda time: planned_ms(draw, time))
    now_ms = desk.session.run.now_ms
    return MedicationView(
        title=draw("app.chart.title", day=draw.day(now_ms).split(", ")[-1]),
        times=tuple(times),
        now=_column(draw, times, now_ms),
        now_text=draw("app.chart.now", clock=draw.clock(now_ms)),
        legend=_legend(draw, regular),
        regular=tuple(_order(draw, desk, e, times, now_ms) for e in regular),
        prn_title=draw("app.chart.prn"),
        prn_columns=tuple(draw(f"app.chart.prn.{c}") for c in ("drug", "indication", "used")),
        prn=tuple(_prn(draw, desk, e, now_ms) for e in orders if is_prn(e)),
        give=draw("app.chart.give"),
        sign_out=sign_out(draw, desk, module, now_ms) if desk.dose is not None else None,
        follow_up=_follow_up(draw, desk, module),
        empty="" if orders else draw(f"module.{module.id}.empty"),
    )


def _legend(draw: Drawing, regular: list[Entry]) -> tuple[tuple[str, str], ...]:
    marks = [("check", "given"), ("close", "not_given"), ("circle-outline", "later")]
    if any(paused_until(draw, order) is not None for order in regular):
        marks.append(("pause", "paused"))
    return tuple((icon, draw(f"app.chart.{word}")) for icon, word in marks)


def _follow_up(draw: Drawing, desk: Desk, module: Module) -> FormView | None:
    """The form about how a dose worked, or that corrects what was signed, while it is open."""
    if desk.dose is not None:
        return None
    if module.id in desk.rewriting:
        return module_form(draw, desk, module, draw.now.patient)
    if desk.form_types.get(module.id) != EFFECT:
        return None
    kind = draw.now.program.pack.types[EFFECT]
    return form_view(draw, desk, kind, draw.now.patient)


def _column(draw: Drawing, times: list[str], now_ms: int) -> float:
    """Between the last time that has come and the next: the line never covers a mark."""
    return float(sum(planned_ms(draw, time) <= now_ms for time in times))


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
        given = dose_of(draw, order, planned)
        text = _given_text(draw, given) if given is not None else ""
    elif state == "late":
        minutes = (now_ms - planned_ms(draw, planned)) // MINUTE_MS
        text = draw("app.chart.late", n=minutes)
    elif state == "due":
        text = draw("app.chart.give")
    elif state == "paused":
        text = draw("app.chart.paused")
    return DoseCell(order.id, planned, state, text, desk.dose == (order.id, planned))


def _given_text(draw: Drawing, given: Entry) -> str:
    if given.fields["outcome"] == "given":
        return str(given.fields.get("given_at") or draw.clock(given.first.at_ms))
    reason = given.fields.get("reason")
    short = draw.optional(f"short.administration.reason.{reason}") if reason else ""
    return short or draw(f"app.chart.{given.fields['outcome']}")


def _name(draw: Drawing, order: Entry) -> str:
    return draw.order(order.id)


def _detail(draw: Drawing, order: Entry) -> str:
    fields = order.fields
    parts = [draw.value(fields.get("dose")), draw.value(fields.get("atc"))]
    if fields.get("time_critical_minutes"):
        parts.append(draw("app.chart.critical"))
    if fields.get("group") in ("A", "B"):
        parts.append(draw("app.chart.group", group=fields["group"]))
    until, limit = paused_until(draw, order), held_back(draw, order)
    if until is not None:
        parts.append(draw("app.chart.paused_until", date=draw.date(until)))
    if limit:
        parts.append(draw("app.chart.held_back", limit=limit))
    return " · ".join(part for part in parts if part)


def _prn(draw: Drawing, desk: Desk, order: Entry, now_ms: int) -> PrnRow:
    use = needed(draw, order, now_ms)
    used = draw("app.chart.used", n=len(use.given), most=use.most or "–")
    if use.last_ms is not None:
        used = draw("app.chart.used_last", used=used, clock=draw.clock(use.last_ms))
    note, tone, actions = _afterwards(draw, order, use.given[-1:])
    if use.most is not None and len(use.given) >= use.most:
        note, tone = (draw("app.chart.most"), "bad") if not actions else (note, tone)
    elif use.earliest_ms is not None and use.earliest_ms > now_ms and not actions:
        note, tone = draw("app.chart.earliest", clock=draw.clock(use.earliest_ms)), "warn"
    return PrnRow(
        order=order.id,
        name=_name(draw, order),
        detail=_detail(draw, order),
        indication=draw.value(order.fields.get("indication")),
        used=used,
        selected=desk.dose == (order.id, ""),
        note=note,
        note_tone=tone,
        actions=actions,
        warning=cave_warning(draw, order),
    )


def _afterwards(
    draw: Drawing, order: Entry, last: tuple[Entry, ...]
) -> tuple[str, Tone, tuple[RowAction, ...]]:
    """Whether the last dose worked; while nobody has written it, when to look."""
    if not last or EFFECT not in draw.now.program.pack.types:
        return "", "neutral", ()
    given, kind = last[0], draw.now.program.pack.types[EFFECT]
    seen = effect_of(draw, given)
    if seen is not None:
        word = draw.field(kind, kind.fields["effect"], seen.fields.get("effect"))
        return draw("app.chart.effect", effect=word), "neutral", ()
    due = effect_due_ms(draw, order, given)
    if draw.now.now_ms - due > EFFECT_WINDOW_MS:
        return "", "neutral", ()
    tone: Tone = "warn" if due <= draw.now.now_ms else "neutral"
    action = RowAction("write", draw(f"type.{EFFECT}.about"), given.id, EFFECT)
    return draw("app.chart.effect_due", clock=draw.clock(due)), tone, (action,)
