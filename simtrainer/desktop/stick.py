"""The questions about a file on a memory stick: where to put a run or results, where one lies."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from simtrainer.app.arrival import BringRun, TakeOutResults
from simtrainer.app.commands import TakeAlong
from simtrainer.base.text import Texts

SUFFIX = ".simrun"
RESULTS = ".simresultater"


def ask_where_to(parent: QWidget, texts: Texts, name: str) -> TakeAlong | None:
    """Where the run is to be written; None where the person thought better of it."""
    kind = texts("ui.carry.kind", suffix=SUFFIX)
    path = _where_to(parent, texts("ui.carry.save"), name, SUFFIX, kind)
    return TakeAlong(path) if path else None


def ask_where_results_go(parent: QWidget, texts: Texts, name: str) -> TakeOutResults | None:
    """Where the results are to be written; None where the person thought better of it."""
    kind = texts("ui.return.kind", suffix=RESULTS)
    path = _where_to(parent, texts("ui.return.out"), name, RESULTS, kind)
    return TakeOutResults(path) if path else None


def ask_where_receipt_goes(parent: QWidget, texts: Texts, name: str) -> Path | None:
    """Where the receipt is to be written; None where nobody wants it."""
    kind = texts("ui.return.receipt_kind")
    told = QFileDialog.getSaveFileName(parent, texts("ui.return.save"), f"{name}.txt", kind)
    return Path(told[0]) if told[0] else None


def ask_where_from(parent: QWidget, texts: Texts) -> BringRun | None:
    """Which file to take up; None where the person thought better of it."""
    kind = texts("ui.carry.kind", suffix=SUFFIX)
    path = QFileDialog.getOpenFileName(parent, texts("ui.carry.open"), "", kind)[0]
    return BringRun(path) if path else None


def _where_to(parent: QWidget, title: str, name: str, suffix: str, kind: str) -> str:
    """A path that ends as it should; empty for none."""
    path: str = QFileDialog.getSaveFileName(parent, title, name + suffix, kind)[0]
    return path if not path or path.endswith(suffix) else path + suffix
