"""The two questions about a file on a memory stick: where to put a run, and where one lies."""

from PySide6.QtWidgets import QFileDialog, QWidget

from simtrainer.app.commands import BringRun, TakeAlong
from simtrainer.base.text import Texts

SUFFIX = ".simrun"


def ask_where_to(parent: QWidget, texts: Texts, name: str) -> TakeAlong | None:
    """Where the run is to be written; None where the person thought better of it."""
    kind = texts("ui.carry.kind", suffix=SUFFIX)
    told = QFileDialog.getSaveFileName(parent, texts("ui.carry.save"), name + SUFFIX, kind)
    path = told[0]
    if not path:
        return None
    return TakeAlong(path if path.endswith(SUFFIX) else path + SUFFIX)


def ask_where_from(parent: QWidget, texts: Texts) -> BringRun | None:
    """Which file to take up; None where the person thought better of it."""
    kind = texts("ui.carry.kind", suffix=SUFFIX)
    path = QFileDialog.getOpenFileName(parent, texts("ui.carry.open"), "", kind)[0]
    return BringRun(path) if path else None
