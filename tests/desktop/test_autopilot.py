"""The autopilot finds every kind of entry on the real screen, with clicks and keys alone."""

from pytestqt.qtbot import QtBot

from simtrainer.app.guidance import steps_left
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.moves import step_gestures
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.zone import zone
from tests.desktop.conftest import settle


def test_every_step_of_the_zone_is_done_on_the_screen(qtbot: QtBot, light: Theme) -> None:
    rig = zone(1)
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    settle()
    pilot, aliases = Pilot(window), dict[str, str]()
    history = rig.play.session.history
    for check in history.program.checks:
        for step in steps_left(rig.play, check):
            for gesture in step_gestures(rig.play, step, aliases):
                pilot.do(gesture)
    doses = history.record.entries("administration", "TOR")
    assert [e.status for e in doses if e.fields["order"] == "rx-para"] == ["invalid"]
    states = {name: history.check_states.get(name) for name in history.program.checks}
    assert set(states.values()) == {"met"}, states
