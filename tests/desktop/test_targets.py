"""Keys lead to places: named widgets, painted spots, and what must be scrolled to first."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from simtrainer.app import commands as c
from simtrainer.base.text import Texts
from simtrainer.desktop.targets import find
from simtrainer.desktop.theme import Theme
from tests.desktop import pages
from tests.desktop.conftest import Put, settle
from tests.desktop.record import samples as record_samples


class Painted(QWidget):
    """Paints two buttons itself."""

    def target(self, key: str) -> QRect | None:
        """As the contract says."""
        return {"left": QRect(0, 0, 40, 40), "right": QRect(60, 0, 40, 40)}.get(key)


def test_painted_spots_are_found(put: Put) -> None:
    root = QWidget()
    painted = Painted(root)
    painted.setGeometry(10, 10, 100, 40)
    put(root, 200, 100)
    target = find(root, "right")
    assert target is not None
    assert (target.widget, target.rect) == (painted, QRect(60, 0, 40, 40))
    assert find(root, "middle") is None


def test_hidden_things_are_not_found(put: Put) -> None:
    root = QWidget()
    hidden = QWidget(root)
    hidden.setObjectName("there")
    hidden.hide()
    painted = Painted(root)
    painted.hide()
    put(root, 200, 100)
    assert find(root, "there") is None
    assert find(root, "left") is None


def test_what_is_below_the_fold_is_scrolled_to(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.ALL["home"](light, texts)
    wishes: list[object] = []
    page.wished.connect(wishes.append)
    put(page, 1280, 620)
    target = find(page, "start.innkomst")
    assert target is not None
    at = target.widget.mapTo(page, target.rect.center())
    assert page.childAt(at) is target.widget
    QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.rect.center())
    assert wishes == [c.ChooseMode("innkomst")]


def test_a_painted_row_of_the_record_is_clicked_where_it_is(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.play(light, texts)
    page.render_module(record_samples.ALL["ward"])
    wishes: list[object] = []
    page.wished.connect(wishes.append)
    put(page)
    view = record_samples.ALL["ward"]
    patient = view.rows[-1].patient
    target = find(page, f"ward.{patient}")
    assert target is not None
    QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.rect.center())
    settle()
    assert c.OpenPatient(patient) in wishes
    assert page.rect().contains(target.widget.mapTo(page, QPoint(0, 0)))


def test_a_window_that_is_searched_over_and_over_holds_nothing_that_has_gone(
    light: Theme, texts: Texts, put: Put
) -> None:
    """Behind a combo box lies a list that Qt made, and Python first heard of by the search."""
    page = pages.ALL["home"](light, texts)
    put(page, 1280, 720)

    def search() -> None:
        box = QComboBox(page)
        box.addItem("Natt")
        assert find(page, "nothing.is.called.this") is None
        box.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        del box
        gc.collect()

    search()
    before = sum(isinstance(each, QListView) for each in gc.get_objects())
    search()
    search()
    assert sum(isinstance(each, QListView) for each in gc.get_objects()) == before
