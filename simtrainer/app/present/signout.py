"""The panel beside the chart: the rights, what happened, and what stands in the way of it."""

from dataclasses import replace
from typing import Any

from simtrainer.app.desk import Desk
from simtrainer.app.present.doses import (
    cave_warning,
    dose_of,
    held_back,
    late_minutes,
    needed,
    paused_until,
    planned_ms,
)
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import verbs
from simtrainer.app.present.form import form_view
from simtrainer.app.views.record import FormView, SignOutView
from simtrainer.engine.program import MINUTE_MS
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

RIGHTS = ("patient", "drug", "dose", "route", "time")


def sign_out(draw: Drawing, desk: Desk, module: Module, now_ms: int) -> SignOutView:
    """The panel for the dose that was chosen in the chart."""
    assert desk.dose is not None
    name, planned = desk.dose
    order = draw.now.record.entry(name)
    kind = draw.now.program.pack.types["administration"]
    form = form_view(draw, desk, kind, order.patient, hidden=_hidden(order))
    given = _signed(draw, order, planned, now_ms)
    late = ""
    if planned and given is None:
        minutes = (now_ms - planned_ms(draw, planned)) // MINUTE_MS
        late = draw("app.signout.late", n=minutes) if minutes > 0 else ""
    drug = draw.order(name)
    title = draw("app.signout.drug", drug=drug, clock=planned) if planned else drug
    return SignOutView(
        title=draw("type.administration.new"),
        drug=title,
        late=late,
        warning=_warning(draw, order, planned, now_ms),
        checked=draw("app.signout.checked", n=len(desk.rights), of=len(RIGHTS)),
        rights=tuple(
            (right, draw(f"app.right.{right}"), _right(draw, right, order, planned),
             right in desk.rights)
            for right in RIGHTS
        ),
        form=_told(draw, order, form, desk.draft(form.form)),
        signed=_told_of(draw, given, "app.signout.signed") if planned else "",
        before="" if planned else _told_of(draw, given, "app.signout.before"),
        actions=verbs(draw, module, given) if given is not None else (),
    )  # fmt: skip


def _signed(draw: Drawing, order: Entry, planned: str, now_ms: int) -> Entry | None:
    """The entry that accounts for the dose; of an as-needed drug the last of the day."""
    if planned:
        return dose_of(draw, order, planned)
    return next(reversed(needed(draw, order, now_ms).given), None)


def _told_of(draw: Drawing, given: Entry | None, key: str) -> str:
    """As in "Signert: Gitt 08:02. Deg", or "Forrige dose: Gitt 02:12. Marte"; empty for none."""
    if given is None:
        return ""
    kind = draw.now.program.pack.types[given.type]
    outcome = draw.field(kind, kind.fields["outcome"], given.fields.get("outcome"))
    clock = str(given.fields.get("given_at") or draw.clock(given.first.at_ms))
    who = draw.staff(given.now.author)
    return draw(key, outcome=outcome, clock=clock, who=who)


def _warning(draw: Drawing, order: Entry, planned: str, now_ms: int) -> str:
    """What speaks against giving it now; what to do about it is the trainee's to decide."""
    until, limit = paused_until(draw, order), held_back(draw, order)
    said = [cave_warning(draw, order)]
    if until is not None:
        said.append(draw("app.signout.paused", date=draw.date(until)))
    if limit:
        said.append(draw("app.chart.held_back", limit=limit))
    if not planned:
        use = needed(draw, order, now_ms)
        if use.most is not None and len(use.given) >= use.most:
            said.append(draw("app.signout.most", n=use.most))
        if use.earliest_ms is not None and use.earliest_ms > now_ms:
            said.append(draw("app.signout.early", clock=draw.clock(use.earliest_ms)))
    return "\n".join(part for part in said if part)


def _told(draw: Drawing, order: Entry, form: FormView, values: Any) -> FormView:
    """The form asks why a dose was late in those words, and says where an A or B is booked."""
    fields = form.fields
    if late_minutes(order, values):
        why = draw("app.signout.why_late")
        asked = (replace(f, label=why, question="") if f.id == "reason" else f for f in fields)
        fields = tuple(asked)
    note = ""
    if order.fields.get("group") in ("A", "B"):
        lines = [e for e in draw.now.record.linked(order.id) if e.type == "controlled" and e.valid]
        left = draw.now.record.derived(lines[-1]).get("balance") if lines else None
        note = draw("app.signout.account")
        if left is not None:
            note = draw("app.signout.balance", account=note, n=left)
    return replace(form, fields=fields, note=note)


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
        words = draw.value(fields.get("route"))
        return words[:1].upper() + words[1:]  # it stands alone on its line, as the others do
    return draw("app.right.time.planned", clock=planned) if planned else draw("app.right.time.prn")


def identity_text(identity: str) -> str:
    """An identity number as people read it: six and five digits."""
    return f"{identity[:6]} {identity[6:]}"
