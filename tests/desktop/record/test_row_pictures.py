"""Rows painted ahead look as they do when they are painted afresh."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from simtrainer.desktop.record.row_pictures import KEPT_PIXELS, RowPictures

SIZE = QSize(400, 50)


class Rows:
    """Counts how often a row is painted."""

    def __init__(self) -> None:
        self.painted: list[int] = []

    def paint(self, painter: QPainter, number: int, rect: QRect) -> None:
        self.painted.append(number)
        painter.fillRect(rect.adjusted(2, 2, -2, -2), QColor(number * 9, 90, 120))


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def pictures(rows: Rows, qtbot: object) -> Iterator[RowPictures]:
    holder = QWidget()
    qtbot.addWidget(holder)  # type: ignore[attr-defined]
    yield RowPictures(holder, rows.paint, QColor("white"))
    holder.close()


def drawn(pictures: RowPictures, number: int, row: object, scale: float = 1) -> QImage | None:
    image = QImage(SIZE * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("red"))
    painter = QPainter(image)
    done = pictures.draw(painter, number, row, QRect(QPoint(0, 0), SIZE))
    painter.end()
    return image if done else None


def test_a_row_is_painted_once_and_then_copied(pictures: RowPictures, rows: Rows) -> None:
    row = ("a",)
    once, again = drawn(pictures, 3, row), drawn(pictures, 3, row)
    assert once is not None
    assert once == again
    assert rows.painted == [3]
    assert once.pixelColor(200, 25) == QColor(27, 90, 120)
    assert once.pixelColor(0, 0) == QColor("white")


def test_another_row_in_its_place_is_painted(pictures: RowPictures, rows: Rows) -> None:
    drawn(pictures, 3, ("a",))
    drawn(pictures, 3, ("b",))
    assert rows.painted == [3, 3]


def test_on_a_fine_screen_it_is_fine_and_on_a_fraction_it_stays_away(
    pictures: RowPictures, rows: Rows
) -> None:
    fine = drawn(pictures, 1, "r", 2)
    assert fine is not None
    assert fine.size() == SIZE * 2
    assert drawn(pictures, 1, "r", 1.25) is None
    assert rows.painted == [1]


def test_what_is_expected_is_there_before_it_is_asked_for(
    pictures: RowPictures, rows: Rows, qtbot: object
) -> None:
    coming = [(number, "r", SIZE) for number in range(10)]
    pictures.expect(coming, 1.0)
    qtbot.waitUntil(lambda: len(rows.painted) == 10)  # type: ignore[attr-defined]
    drawn(pictures, 9, "r")
    assert len(rows.painted) == 10


def test_no_more_is_kept_than_some_pages(pictures: RowPictures) -> None:
    many = KEPT_PIXELS // (SIZE.width() * SIZE.height()) + 20
    for number in range(many):
        drawn(pictures, number, "r")
    kept = sum(p.width() * p.height() for _, p in pictures._kept.values())
    assert kept <= KEPT_PIXELS
    pictures.forget()
    assert not pictures._kept
