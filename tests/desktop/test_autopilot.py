"""The autopilot finds every kind of entry on the real screen, with clicks and keys alone."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app.guidance import Step, steps_left
from simtrainer.base.problem import Problem
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.mouse import Mouse
from simtrainer.desktop.moves import step_gestures
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from simtrainer.record.access import WORDS
from tests.app.rig import Rig, other
from tests.app.test_access import program
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


def test_records_are_opened_and_entries_corrected_as_a_person_would(
    qtbot: QtBot, light: Theme
) -> None:
    """Another's patient takes a reason, a closed record blålys; an own note is written in again
    and marked wrong."""
    rig = Rig(programs={"closed": other(program(), "closed")})
    rig.start("closed")
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    settle()
    pilot, aliases = Pilot(window), dict[str, str]()
    history = rig.play.session.history
    outside = next(p.id for p in history.program.patients.values() if not p.assigned)
    note = {"type": "note", "patient": "ODD", "fields": {"observation": "Spiste godt"}}
    for step in (
        Step("open_patient", {"patient": outside}),
        Step("open_patient", {"patient": "GUD"}),
        Step("create", note, "mine"),
        Step("amend", {"entry": "mine", "fields": {"observation": "Spiste lite", "plan": "Vei"}}),
        Step("invalidate", {"entry": "mine", "reason": "Feil pasient"}),
    ):
        for gesture in step_gestures(rig.play, step, aliases):
            pilot.do(gesture)
    opened = [(o.patient, o.reason, o.emergency) for o in history.openings if o.by == "me"]
    assert opened[:2] == [(outside, "handover", False), ("GUD", WORDS, True)]
    made = history.record.entry(aliases["mine"])
    assert [v.status for v in made.versions] == ["signed", "amended", "invalid"]
    assert [v.fields["observation"] for v in made.versions][:2] == ["Spiste godt", "Spiste lite"]
    assert made.fields["plan"] == "Vei" and made.now.reason == "Feil pasient"


def test_the_mouse_does_not_press_through_what_lies_over_a_place(
    qtbot: QtBot, light: Theme
) -> None:
    """A person could not either: what is squeezed away or covered is a fault to be told."""
    whole = QWidget()
    below, over = QPushButton("a", whole), QWidget(whole)
    below.setObjectName("below")
    below.setGeometry(10, 10, 100, 40)
    over.setGeometry(0, 0, 200, 80)
    pressed: list[bool] = []
    below.clicked.connect(lambda: pressed.append(True))
    qtbot.addWidget(whole)
    whole.resize(300, 100)
    whole.show()
    settle()
    with pytest.raises(Problem) as told:
        Pilot(whole, patience_ms=0).click("below")
    assert told.value.code == "pilot.covered" and not pressed
    over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    Pilot(whole, patience_ms=0).click("below")
    assert pressed, "a ring of light lets every click through"


def test_the_mouse_presses_what_has_just_come_once_it_stands(qtbot: QtBot) -> None:
    """As a call card does in its first moment, when the column has not made room for it yet."""
    whole = QWidget()
    button = QPushButton("a", whole)
    button.setObjectName("coming")
    button.setGeometry(10, 90, 100, 40)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.addWidget(whole)
    whole.resize(300, 100)
    whole.show()
    settle()
    QTimer.singleShot(0, whole, lambda: button.move(10, 10))
    Mouse(whole).do(Gesture("click", "coming"))
    assert pressed
