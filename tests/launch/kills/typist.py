"""Somebody at the real window in the middle of a sentence, writing without a pause, who now and
then signs what is written and begins anew. There to be killed.

What was typed so far is noted letter by letter, so that whoever comes next can tell that the field
holds what was stored, that it is the beginning of what was typed, and that nothing came twice.
"""

import random
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from simtrainer.app import commands as c
from simtrainer.desktop.application import application
from simtrainer.desktop.autopilot import Pilot
from simtrainer.launch.desktop_app import open_window
from simtrainer.station.home import Home
from tests.launch.kills.outbox import TYPIST
from tests.launch.kills.witness import SHOWN, TYPED, Notes

PATIENT, SCENARIO = "BOR", "news2-kvarteret"
SENTENCE = "Hun sov lite, spiste halv frokost og spør etter søsteren sin. " * 20
FORM = f"note:{PATIENT}"
KEY = f"field.{FORM}.observation"
LETTER_MS = 4
LONG = 90
"""Letters after which the note may be signed."""


def write_for_ever(
    home: Home, notes: Notes, ready: Callable[[], None], chance: random.Random
) -> None:
    """Sit down, judge what stands in the field, and write on."""
    app = application()
    window, station = open_window(home, deliver_in_background=False)
    window.resize(1280, 720)
    window.show()
    trainer = station.trainer
    trainer.do(c.SignIn(TYPIST))
    left = trainer.home().resume
    trainer.do(c.ContinueRun(left.run) if left is not None else c.StartRun(SCENARIO))
    assert trainer.play is not None
    if trainer.play.session.history.patient != PATIENT:
        trainer.do(c.OpenPatient(PATIENT))
    trainer.do(c.OpenModule("journal"))
    app.processEvents()
    drafts = trainer.play.session.history.drafts.fields
    pilot = Pilot(window)
    pilot.click(KEY)
    editor = window.findChild(QTextEdit, KEY)
    assert editor is not None
    judge(editor.toPlainText(), drafts, left is not None, typed_before(notes))
    notes.write(SHOWN, editor.toPlainText(), *typed_before(notes))
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    ready()
    while True:
        written = editor.toPlainText()
        notes.write(TYPED, written)
        if len(written) > LONG and chance.random() < 0.1:
            notes.write(TYPED, "")
            pilot.click(f"sign.{FORM}")
            editor = window.findChild(QTextEdit, KEY)
            assert editor is not None and editor.toPlainText() == ""
            pilot.click(KEY)
            continue
        QTest.keyClicks(editor, SENTENCE[len(written)])
        QTest.qWait(LETTER_MS)


def typed_before(notes: Notes) -> tuple[str, str]:
    """What the one before had typed at last, and before that was signed."""
    lines = notes.lines(TYPED)
    return (lines[-1][0] if lines else "", lines[-2][0] if len(lines) > 1 else "")


def judge(
    shown: str, drafts: Mapping[str, Mapping[str, Any]], resumed: bool, typed: tuple[str, str]
) -> None:
    """The field shows what is on disk, which is the beginning of what was typed."""
    stored = str(drafts.get(FORM, {}).get("observation", ""))
    assert shown == stored, f"shown {shown!r}, stored {stored!r}"
    assert SENTENCE.startswith(shown), f"a letter was lost or doubled: {shown!r}"
    # Killed while it was signed: the note is there, or the writing still is.
    longest = max(typed, key=len) if not typed[0] else typed[0]
    assert len(shown) <= len(longest) + 1
    assert resumed or not shown
