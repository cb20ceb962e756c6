"""The instruments' display: what does not fit on one line goes on to the next."""

from pytestqt.qtbot import QtBot

from simtrainer.desktop.record.device import Display
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.theme import Theme
from tests.desktop.record.shots import texts

NUMBERS = (("Resp", "22 /min"), ("SpO₂", "89 %"), ("BT", "140 mmHg"))
SEEN = ("Du ser", "Sitter framoverbøyd. Hoster opp seigt, gulgrønt slim. Er klam i huden.")


def test_a_long_observation_wraps_inside_the_display(qtbot: QtBot, light: Theme) -> None:
    ink = Ink(light)
    display = Display(ink, texts())
    qtbot.addWidget(display)
    readings = (*NUMBERS, SEEN)
    display.show_readings(readings)
    wide = ink.px(452)
    cells = display._cells(readings, wide)
    assert all(cell.right() <= wide - ink.px(14) for cell in cells)
    assert cells[-1].height() >= ink.line("meta") + 2 * ink.line("section")
    assert display.heightForWidth(wide) > cells[-1].bottom()
    roomy = display._cells(readings, ink.px(1200))
    assert roomy[-1].height() == ink.line("meta") + ink.line("section")


def test_two_long_ones_stand_one_under_the_other(qtbot: QtBot, light: Theme) -> None:
    ink = Ink(light)
    display = Display(ink, texts())
    qtbot.addWidget(display)
    display.show_readings((SEEN, SEEN))
    first, second = display._cells((SEEN, SEEN), ink.px(300))
    assert second.top() > first.bottom()
