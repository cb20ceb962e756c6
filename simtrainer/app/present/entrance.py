"""The page to sign in on, and the bottom line of every page."""

from dataclasses import replace

from simtrainer.app.entrance import Entrance
from simtrainer.app.ports import Delivery
from simtrainer.app.views.entrance import PersonChoice, SigninView, StatusView, UnitChoice
from simtrainer.base.text import Texts


def status(
    texts: Texts, delivery: Delivery, person: str, station: str, sending: bool = False
) -> StatusView:
    """The bottom line. Nothing to deliver and nowhere to deliver to are told apart. Why it did not
    go last time is told while nobody is signed in: who practises can do nothing about it."""
    tail = {"person": person, "station": station}
    if sending:
        return StatusView("cloud-upload-outline", "info", texts("app.status.sending"), "", **tail)
    if delivery.quarantined:
        text = texts("app.status.quarantine", n=delivery.quarantined)
        detail = texts("app.status.quarantine.detail")
        return StatusView("alert-circle-outline", "bad", text, detail, **tail)
    if delivery.waiting:
        text = texts("app.status.waiting", n=delivery.waiting)
        key = "app.status.waiting.detail" if delivery.enrolled else "app.status.not_enrolled"
        if delivery.enrolled and delivery.trouble and not person:
            key = f"problem.{delivery.trouble}"
        action = texts("app.status.send") if delivery.enrolled else ""
        return StatusView("cloud-upload-outline", "warn", text, texts(key), action=action, **tail)
    if not delivery.enrolled:
        text = texts("app.status.local")
        return StatusView("monitor", "neutral", text, texts("app.status.not_enrolled"), **tail)
    at = delivery.delivered_at
    detail = texts("app.status.last", clock=at[11:16], date=f"{at[8:10]}.{at[5:7]}.") if at else ""
    return StatusView("cloud-check-outline", "good", texts("app.status.all"), detail, **tail)


def signin(
    texts: Texts, entrance: Entrance, chosen: str, purpose: str, line: StatusView, lent: bool
) -> SigninView:
    """Units, the names of the chosen one, and who will see what; where the PC is lent out, also
    the way to giving it back, which whoever hands it in looks for here."""
    return SigninView(
        units=tuple(
            UnitChoice(u.id, u.name, tuple(PersonChoice(p.code, p.name, p.role) for p in u.people))
            for u in entrance.units()
        ),
        unit=chosen,
        purpose=tuple(texts(f"app.purpose.{purpose}.{n}") for n in range(1, 5)),
        status=replace(line, give_back=texts("app.return.offer") if lent else ""),
        invented=entrance.invented,
    )
