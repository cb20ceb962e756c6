"""The overview's cards for the latest note and measurement."""

from simtrainer.app import commands as c
from simtrainer.app.views.record import OverviewView
from tests.app.rig import SCENARIO, Rig


def test_every_number_of_the_last_measurement_has_its_name() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    rig.do(c.StartRun(SCENARIO))
    rig.do(c.OpenPatient("ODD"))
    view = rig.trainer.module()
    assert isinstance(view, OverviewView)
    heading, lines, _ = next(card for card in view.cards if card[0].startswith("NEWS2"))
    assert heading.startswith("NEWS2 1, ")
    assert lines[0].startswith("Resp 19 /min, SpO₂ 91 %, skala 2")
    assert lines[0].endswith("temp 36,7 °C")
    assert lines[1].startswith("Kontroll etter") and lines[2:] == (
        "Halvor Fiktivås, sykepleier kveld",
    )
