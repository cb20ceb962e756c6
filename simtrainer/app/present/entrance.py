"""The page to sign in on, and the bottom line of every page."""

from collections.abc import Iterable

from simtrainer.app.ports import Delivery, Unit
from simtrainer.app.views.entrance import PersonChoice, SigninView, StatusView, UnitChoice
from simtrainer.base.text import Texts


def status(texts: Texts, delivery: Delivery, person: str, station: str) -> StatusView:
    """The bottom line. Nothing to deliver and nowhere to deliver to are told apart."""
    tail = {"person": person, "station": station}
    if delivery.quarantined:
        text = texts("app.status.quarantine", n=delivery.quarantined)
        detail = texts("app.status.quarantine.detail")
        return StatusView("alert-circle-outline", "bad", text, detail, **tail)
    if delivery.waiting:
        text = texts("app.status.waiting", n=delivery.waiting)
        key = "app.status.waiting.detail" if delivery.enrolled else "app.status.not_enrolled"
        action = texts("app.status.send") if delivery.enrolled else ""
        return StatusView("cloud-upload-outline", "warn", text, texts(key), action=action, **tail)
    if not delivery.enrolled:
        text = texts("app.status.local")
        return StatusView("monitor", "neutral", text, texts("app.status.not_enrolled"), **tail)
    at = delivery.delivered_at
    detail = texts("app.status.last", clock=at[11:16], date=f"{at[8:10]}.{at[5:7]}.") if at else ""
    return StatusView("cloud-check-outline", "good", texts("app.status.all"), detail, **tail)


def signin(
    texts: Texts, units: Iterable[Unit], chosen: str, purpose: str, line: StatusView
) -> SigninView:
    """Units, the names of the chosen one, and who will see what."""
    return SigninView(
        units=tuple(
            UnitChoice(u.id, u.name, tuple(PersonChoice(p.code, p.name, p.role) for p in u.people))
            for u in units
        ),
        unit=chosen,
        purpose=tuple(texts(f"app.purpose.{purpose}.{n}") for n in range(1, 5)),
        status=line,
    )
