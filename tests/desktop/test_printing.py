"""What stands on which page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from simtrainer.desktop.printing import Piece, a4, fewest_pages, paginated

PAGE = 1000


class Tall(QWidget):
    """So high at every width."""

    def __init__(self, tall: int, leaf: QWidget) -> None:
        super().__init__(leaf)
        self._tall = tall

    def sizeHint(self) -> QSize:
        return QSize(100, self._tall)


def laid(qtbot: QtBot, *talls: int, gap: int = 0) -> list[list[tuple[int, int]]]:
    """Top and height of each, page by page; a negative height is that of a heading."""
    leaf = QWidget()
    qtbot.addWidget(leaf)
    pieces = [Piece(Tall(abs(tall), leaf), gap, leads=tall < 0) for tall in talls]
    pages = paginated(pieces, 700, PAGE)
    return [[(at.top(), at.height()) for _, at in page] for page in pages]


def test_what_has_no_room_goes_to_the_next_page_whole(qtbot: QtBot) -> None:
    assert laid(qtbot, 600, 400, 1) == [[(0, 600), (600, 400)], [(0, 1)]]
    assert laid(qtbot, 600, 401) == [[(0, 600)], [(0, 401)]]


def test_a_heading_goes_along_with_what_it_is_over(qtbot: QtBot) -> None:
    assert laid(qtbot, 900, -50, 80) == [[(0, 900)], [(0, 50), (50, 80)]]
    assert laid(qtbot, 800, -50, 80) == [[(0, 800), (800, 50), (850, 80)]]
    assert laid(qtbot, 900, -40, -40, 80)[1] == [(0, 40), (40, 40), (80, 80)]


def test_there_is_air_between_but_none_at_the_top_of_a_page(qtbot: QtBot) -> None:
    assert laid(qtbot, 500, 400, 500, gap=20) == [[(0, 500), (520, 400)], [(0, 500)]]
    assert laid(qtbot, 500, 490, gap=20) == [[(0, 500)], [(0, 490)]]


def test_what_is_higher_than_a_page_has_one_to_itself(qtbot: QtBot) -> None:
    assert laid(qtbot, 100, 1200, 100) == [[(0, 100)], [(0, 1200)], [(0, 100)]]


@pytest.mark.parametrize(("tall", "pages", "size"), [(700, 1, 110), (1150, 1, 118), (1400, 2, 110)])
def test_a_little_smaller_only_where_that_saves_a_page(
    tall: int, pages: int, size: int, qtbot: QtBot, tmp_path: Path
) -> None:
    leaf = QWidget()
    qtbot.addWidget(leaf)
    pieces = [Piece(Tall(tall // 2, leaf)), Piece(Tall(tall // 2, leaf))]
    layout = a4(str(tmp_path / "a.pdf"), "A").pageLayout()
    found, chosen = fewest_pages(pieces, layout)
    assert (len(found), chosen) == (pages, size)
