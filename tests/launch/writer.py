"""A person in the middle of a sentence, as a process of its own: writes a note without a pause, and
prints how much of it is on disk after every letter, until it is killed."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SENTENCE = "Hun sov lite, spiste halv frokost og spør etter søsteren sin. " * 20
PATIENT = "BOR"
LETTER_MS = 15


def main(folder: Path) -> None:
    """Sign in, open the journal and write."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTextEdit

    from simtrainer.app import commands as c
    from simtrainer.desktop.application import application
    from simtrainer.desktop.autopilot import Pilot
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.station.home import Home

    app = application()
    window, station = open_window(Home(folder))
    window.show()
    trainer = station.trainer
    for command in (
        c.SignIn("P0101"), c.StartRun("news2-kvarteret"), c.OpenPatient(PATIENT),
        c.OpenModule("journal"),
    ):  # fmt: skip
        trainer.do(command)
    app.processEvents()
    key = f"field.note:{PATIENT}.observation"
    Pilot(window).click(key)
    editor = window.findChild(QTextEdit, key)
    assert editor is not None and trainer.play is not None
    drafts = trainer.play.session.history.drafts.fields
    for letter in SENTENCE:
        QTest.keyClicks(editor, letter)
        QTest.qWait(LETTER_MS)
        stored = str(drafts.get(f"note:{PATIENT}", {}).get("observation", ""))
        print(f"stored {len(stored)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
