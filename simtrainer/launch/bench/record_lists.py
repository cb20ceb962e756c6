"""Scrolling a page in each long list, and in a bare list of the same rows at the same size.

Between two pages there is as long as a person needs to look up: a quarter of a second, in which
both may do what they like.
"""

import statistics
import time
from typing import TYPE_CHECKING, Any

from simtrainer.app import commands as c

if TYPE_CHECKING:
    from simtrainer.launch.bench.record_desk import Desk

LOOK_S = 0.25
PAGES = 12
LISTS: tuple[tuple[object, ...], ...] = (
    (c.OpenModule("search"), c.Find("vekt"), c.ShowMore(), c.ShowMore()),
    (c.OpenModule("journal"), c.Filter("older"), c.Filter("older")),
    (c.OpenModule("access"), c.ShowMore()),
    (c.OpenModule("ward"), c.Search("ø"), c.ShowMore()),
)
"""What to do to have each on the screen, with a patient open."""


def scrolled(here: "Desk") -> list[tuple[float, float]]:
    """(own, bare) milliseconds of a page, for each list."""
    from PySide6.QtWidgets import QListView

    from simtrainer.desktop.record.rows import PaintedRows

    found = []
    for commands in LISTS:
        for command in commands:
            here.do(command)
        here.idle(LOOK_S)
        shown = [w for w in here.window.findChildren(PaintedRows) if w.isVisible()]
        rows = max(shown, key=lambda w: len(w.rows))
        area = _scroller(rows)
        bare = QListView()
        bare.setModel(_bare_model(rows))
        bare.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        bare.setWordWrap(True)
        bare.resize(area.size())
        own = _pages(here, area)
        bare.show()
        found.append((own, _pages(here, bare)))
        bare.close()
    return found


def _scroller(rows: Any) -> Any:
    """The list itself, or the panel that it is scrolled in."""
    from PySide6.QtWidgets import QAbstractScrollArea

    area = rows
    while area is not None:
        if isinstance(area, QAbstractScrollArea) and area.verticalScrollBar().maximum() > 0:
            return area
        area = area.parentWidget()
    raise RuntimeError("the list is too short to be scrolled")


def _bare_model(rows: Any) -> Any:
    """The words and the heights of the same rows; a number sorts as text."""
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel()
    width = rows.viewport().width()
    for number in range(len(rows.rows)):
        words = rows.model().index(number, 0).data(Qt.ItemDataRole.DisplayRole)
        item = QStandardItem(words)
        item.setSizeHint(QSize(width, rows.visualRect(rows.model().index(number, 0)).height()))
        model.appendRow(item)
    return model


def _pages(here: "Desk", area: Any) -> float:
    """Down page by page, from the top again where the end is reached; the median."""
    bar, spent = area.verticalScrollBar(), []
    bar.setValue(0)
    for _ in range(PAGES):
        here.idle(LOOK_S)
        if bar.value() >= bar.maximum():
            bar.setValue(0)
            here.idle(LOOK_S)
        begun = time.perf_counter()
        bar.setValue(bar.value() + bar.pageStep())
        here.app.processEvents()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)
