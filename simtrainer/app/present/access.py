"""The question before a record is opened, where the pack asks one."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.access import AccessView
from simtrainer.app.views.record import Option
from simtrainer.record.access import need


def access(draw: Drawing, desk: Desk) -> AccessView | None:
    """What is asked of the one who wants to open a record; None where nothing is."""
    patient = draw.now.program.patients.get(desk.asked_patient)
    if patient is None:
        return None
    pack = draw.now.program.pack
    emergency = need(pack, patient) == "emergency"
    items = {} if emergency else pack.lists.get(pack.access.reasons, {})
    kind = "emergency" if emergency else "reason"
    return AccessView(
        patient=patient.id,
        title=draw(f"app.access.{kind}.title", name=patient.name),
        detail=draw(f"app.access.{kind}.detail"),
        reasons=tuple(
            Option(key, draw.item(pack.access.reasons, key))
            for key, item in items.items()
            if item.active
        ),
        own_words=tuple(key for key, item in items.items() if item.own_words),
        open=draw(f"app.access.{kind}.open"),
        cancel=draw("app.access.cancel"),
        emergency=emergency,
    )
