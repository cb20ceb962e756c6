"""Tab goes as one reads, whatever the order in which the widgets were made."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from simtrainer.desktop.reading_order import beside, stops
from tests.desktop.conftest import Put


def board(*boxes: tuple[str, int, int, int, int]) -> QWidget:
    """Buttons with these names at (x, y, width, height)."""
    whole = QWidget()
    for name, x, y, wide, tall in boxes:
        button = QPushButton(name, whole)
        button.setObjectName(name)
        button.setGeometry(x, y, wide, tall)
    return whole


def order(whole: QWidget) -> str:
    """The names in the order of Tab."""
    return "".join(stop.objectName() for stop in stops(whole))


def test_line_by_line_and_column_by_column(put: Put) -> None:
    whole = board(
        ("d", 300, 60, 90, 30), ("b", 110, 4, 90, 30), ("a", 0, 0, 90, 40),
        ("c", 0, 60, 200, 200), ("e", 300, 120, 90, 30),
    )  # fmt: skip
    put(whole, 500, 300)
    assert order(whole) == "abcde"
    whole.findChild(QPushButton, "b").setEnabled(False)
    whole.findChild(QPushButton, "d").hide()
    assert order(whole) == "ace"


def test_what_only_touches_the_line_above_stands_under_it(put: Put) -> None:
    whole = board(("b", 0, 30, 300, 100), ("a", 4, 0, 200, 36))
    put(whole, 400, 200)
    assert order(whole) == "ab"


def test_nothing_inside_a_field_is_a_stop_of_its_own(put: Put) -> None:
    whole = board(("a", 0, 0, 90, 30))
    field = QLineEdit(whole)
    field.setObjectName("f")
    field.setClearButtonEnabled(True)
    field.setGeometry(0, 40, 90, 30)
    put(whole, 400, 200)
    assert order(whole) == "af"


def test_from_what_takes_no_tab_it_goes_to_what_stands_inside_or_after(put: Put) -> None:
    whole = board(("a", 0, 0, 90, 30), ("b", 0, 100, 90, 30))
    inner = QWidget(whole)
    inner.setGeometry(0, 40, 200, 50)
    inside = QPushButton("i", inner)
    plain = QWidget(whole)
    plain.setGeometry(0, 91, 200, 8)
    put(whole, 400, 200)
    assert beside(whole, inner, 1) is inside
    assert beside(whole, plain, 1) is whole.findChild(QPushButton, "b")
    assert beside(whole, plain, -1) is inside
    plain.hide()
    assert beside(whole, plain, 1) is None, "where the focus is lost, nobody knows what is next"


@given(st.permutations(range(12)))
def test_a_grid_is_read_like_a_page_however_it_was_made(made: list[int]) -> None:
    names = "abcdefghijkl"
    whole = board(*((names[n], n % 3 * 100, n // 3 * 40, 90, 30) for n in made))
    assert order(whole) == names
    first = whole.findChild(QPushButton, "a")
    whole.show()
    QApplication.processEvents()
    here, seen = first, ""
    for _ in names:
        seen += here.objectName()
        found = beside(whole, here, 1)
        assert isinstance(found, QPushButton)
        assert beside(whole, found, -1) is here
        here = found
    assert (here, seen) == (first, names)
    whole.close()
    whole.deleteLater()
    QApplication.processEvents()


def test_a_panel_of_words_is_a_stop_where_it_scrolls(put: Put) -> None:
    panel = QScrollArea()
    panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    words = QLabel("ord\n" * 200)
    panel.setWidget(words)
    put(panel, 300, 200)
    assert list(stops(panel)) == [panel]
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_Down)
    assert panel.verticalScrollBar().value() > 0, "it is read on by the arrow keys"
    button = QPushButton("i", words)
    button.show()
    assert list(stops(panel)) == [button], "what can be pressed brings it into sight by itself"
    button.hide()
    words.setText("ord")
    words.adjustSize()
    QApplication.processEvents()
    assert list(stops(panel)) == []
