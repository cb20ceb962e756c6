"""The kit: text that keeps its words, choices, marks and the charts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from simtrainer.app.views.shell import DimensionView, PathPoint, RingView, ShiftLineView, Stop
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import KINDS, Button
from simtrainer.desktop.kit.focus import PAINTS_FOCUS, FocusWatch
from simtrainer.desktop.kit.paths import PathsChart
from simtrainer.desktop.kit.rings import Rings
from simtrainer.desktop.kit.scorebars import ScoreBars
from simtrainer.desktop.kit.segments import Segments
from simtrainer.desktop.kit.shiftline import ShiftLine
from simtrainer.desktop.kit.stars import Stars
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import NAMES, Theme
from simtrainer.launch.words import texts as launch_texts
from tests.desktop import samples
from tests.desktop.conftest import RESOURCES, Put, settle
from tests.desktop.printed import contrast, prints


def count(picture: QImage, color: str) -> int:
    """Pixels of exactly this colour."""
    wanted = picture.pixelColor(0, 0).fromString(color).rgb()
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == wanted for x, y in spots)


@given(text=st.text(max_size=300), width=st.integers(1, 900))
def test_a_block_is_as_high_as_its_lines(qapp: QApplication, text: str, width: int) -> None:
    block = Block(text, QFont("Inter"), width, 22)
    assert block.height % 22 == 0
    assert block.height >= 22 * (text.count("\n") + 1)
    assert block.last_width <= block.widest


def test_a_number_keeps_its_per_cent_sign(light: Theme) -> None:
    wide = light.width("Bestått fra 60", "body") + 4
    block = Block("Bestått fra 60 %", light.font("body"), wide, 22)
    assert block.height == 44
    assert block.last_width >= light.width("60 %", "body") - 2


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Temperatur 36,7 °C", "36,7 °C"),
        ("Fikk 100/25 mg", "100/25 mg"),
        ("Ses kl. 21:55", "kl. 21:55"),
        ("Trykk 136 mmHg", "136 mmHg"),
        ("Natriumpikosulfat 7,5 mg/ml", "7,5 mg/ml"),
    ],
)
def test_a_number_keeps_its_unit(light: Theme, text: str, held: str) -> None:
    wide = light.width(text, "body") - 6
    block = Block(text, light.font("body"), wide, 22)
    assert block.height == 44 and block.last_width >= light.width(held, "body") - 2


def test_wrapped_words_need_no_more_than_they_say(light: Theme, put: Put) -> None:
    words = Words(light, text="Beskriv hva du ser, hva du tror og hva du gjør.", wrap=True)
    for width in (600, 200, 90):
        assert words.heightForWidth(width) % light.line("body") == 0
    assert words.heightForWidth(90) > words.heightForWidth(600)
    assert words.minimumSizeHint().width() >= light.width("Beskriv", "body")


def test_cut_words_tell_all_in_a_tooltip(light: Theme, put: Put) -> None:
    words = Words(light, text="Sendes når PC-en er på nett. Du kan trygt fortsette.", elide=True)
    put(words, 120, 30)
    words.grab()
    assert words.toolTip() == words.text() == words.accessibleName()
    words.resize(900, 30)
    words.grab()
    assert words.toolTip() == ""


@pytest.mark.parametrize("look", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_button_is_drawn(kind: str, look: str, qtbot: QtBot) -> None:
    theme = Theme(RESOURCES, look)
    button = Button(theme, kind, "b", "Hjelp", icon="play")
    qtbot.addWidget(button)
    button.resize(140, 44)
    picture = button.grab().toImage()
    fill = KINDS[kind].fill
    if fill is not None:
        assert picture.pixelColor(12, 22) == theme.color(fill)
    assert count(picture, theme.hex(KINDS[kind].ink)) > 10


def test_an_icon_alone_keeps_its_name(light: Theme, put: Put) -> None:
    button = Button(light, "bar", "b", "Bytt bruker", icon="swap-horizontal")
    wide = button.sizeHint().width()
    button.set_icon_only(True)
    assert button.sizeHint().width() == 44 < wide
    assert button.accessibleName() == button.toolTip() == "Bytt bruker"


def test_lines_between_segments_are_as_thick_as_the_others(qapp: QApplication, put: Put) -> None:
    theme = Theme(RESOURCES, "hc")
    segments = Segments(theme, "filter", "Filter")
    segments.show_options((("all", "Alle"), ("note", "Notat"), ("doctor", "Lege")), "all")
    put(segments, 400, 44)
    doctor = segments.findChild(QWidget, "filter.doctor")
    assert doctor is not None and theme.border == 2
    picture = doctor.grab().toImage()
    seen = [picture.pixelColor(x, 22) == theme.color("line") for x in range(3)]
    assert seen == [True, True, False]


def test_segments_choose_by_mouse_and_arrows(light: Theme, put: Put) -> None:
    segments = Segments(light, "filter", "Filter")
    segments.show_options((("all", "Alle"), ("note", "Notat"), ("doctor", "Lege")), "all")
    put(segments, 400, 44)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    note = segments.findChild(QWidget, "filter.note")
    assert note is not None
    QTest.mouseClick(note, Qt.MouseButton.LeftButton)
    assert chosen == ["note"]
    assert not note.isChecked()
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert chosen == ["note", "doctor"]
    segments.show_options((("all", "Alle"), ("note", "Notat"), ("doctor", "Lege")), "note")
    assert segments.findChild(QWidget, "filter.note") is note
    assert note.isChecked()


def test_stars_light_up(light: Theme, put: Put) -> None:
    stars = Stars(light, bar=False)
    put(stars, 80, 30)
    lit = []
    for number in range(4):
        stars.show_stars(number, f"{number} av 3 stjerner")
        lit.append(count(stars.grab().toImage(), light.hex("star_l")))
    assert lit[0] == 0
    assert lit == sorted(set(lit))


@pytest.mark.parametrize("now", [0.0, 0.35, 1.0])
@pytest.mark.parametrize("large", [False, True])
def test_the_now_marker_is_whole_at_both_ends(
    now: float, large: bool, light: Theme, put: Put
) -> None:
    line = ShiftLine(light, large=large)
    line.render_line(replace(samples.LINE, now=now, now_text=""))
    put(line, 400, line.sizeHint().height())
    middle = ShiftLine(light, large=large)
    middle.render_line(replace(samples.LINE, stops=(), now=0.5, now_text=""))
    put(middle, 400, middle.sizeHint().height())
    amber = light.hex("star")
    drawn, whole = (count(one.grab().toImage(), amber) for one in (line, middle))
    assert abs(drawn - whole) <= whole * 0.12


def test_a_late_stop_is_not_drawn_like_the_next(light: Theme, put: Put) -> None:
    line = ShiftLine(light)
    ends = ("10:00", "10:42", "12:00")
    line.render_line(ShiftLineView((Stop(0.2, "late"), Stop(0.8, "next")), 0.5, *ends))
    put(line, 300, line.sizeHint().height())
    assert count(line.grab().toImage(), light.hex("bad_l")) > 4


def test_rings_say_their_numbers(light: Theme, texts: Texts, put: Put) -> None:
    rings = Rings(light, texts)
    rings.render_rings([RingView("Legemidler", 0.41, 0.8), RingView("Personvern", None, 0.8)])
    assert rings.accessibleName() == "Legemidler 41 %, Personvern Ikke øvd"
    assert rings.heightForWidth(120) > rings.heightForWidth(400)
    put(rings, 400, rings.heightForWidth(400))
    assert count(rings.grab().toImage(), light.hex("primary")) > 200


def test_a_ring_below_its_goal_never_says_the_goal(light: Theme, texts: Texts) -> None:
    rings = Rings(light, texts)
    rings.render_rings([RingView("Personvern", 0.797, 0.8)])
    assert rings.accessibleName() == "Personvern 79 %"


def test_words_in_a_ring_stay_inside_it(light: Theme, put: Put) -> None:
    rings = Rings(light, launch_texts("en"))
    rings.render_rings([RingView("Privacy", None, 0.8)])
    put(rings, 120, 140)
    inside = [one for one in prints(rings)[0] if one.text in {"Not", "practised"}]
    assert len(inside) == 2 and not any(one.torn for one in inside)
    assert all(one.box.width() <= light.px(84 - 2 * 9) for one in inside)


def test_a_reached_goal_is_green(light: Theme, texts: Texts, put: Put) -> None:
    rings = Rings(light, texts)
    rings.render_rings([RingView("NEWS2", 0.86, 0.8)])
    put(rings, 120, 130)
    assert count(rings.grab().toImage(), light.hex("good")) > 200


def test_score_bars_are_as_long_as_the_score(light: Theme, put: Put) -> None:
    bars = ScoreBars(light)
    lengths = []
    for share in (0.0, 0.5, 1.0):
        bars.render_bars((DimensionView("Tid", share, None, f"{share:.0%}"),), "")
        put(bars, 400, 40)
        lengths.append(count(bars.grab().toImage(), light.hex("primary")))
    assert lengths[0] == 0
    assert lengths[2] == pytest.approx(2 * lengths[1], rel=0.1)
    bars.render_bars(samples.DEBRIEF.dimensions, samples.DEBRIEF.previous_note)
    assert "Tid 58 %" in bars.accessibleName()
    assert samples.DEBRIEF.previous_note in bars.accessibleName()


@pytest.mark.parametrize("own", [0.7, None])
def test_the_paths_tell_late_from_missed(own: float | None, light: Theme, put: Put) -> None:
    chart = PathsChart(light, "Ekspert", "Du")
    state = "late" if own is not None else "missed"
    note = "41 min senere" if own is not None else "Ikke gjort"
    chart.render_paths((PathPoint("Medisiner", 0.4, own, state, note),), samples.DEBRIEF.ticks)
    put(chart, 780, chart.sizeHint().height())
    picture = chart.grab().toImage()
    assert count(picture, light.hex("warn" if own is not None else "bad")) > 60
    assert note in chart.accessibleName()


@pytest.mark.parametrize("apart", [0.001, 0.01, 0.02, 0.03])
def test_marks_that_stand_close_do_not_hide_each_other(
    apart: float, light: Theme, put: Put
) -> None:
    chart = PathsChart(light, "Ekspert", "Du")
    missed = [PathPoint(f"{n}", 0.4 + n * apart, None, "missed", "") for n in (2, 0, 1, 3)]
    late = [PathPoint(f"{n}", 0.2, 0.8 + n * apart, "late", "") for n in (1, 2, 0)]
    chart.render_paths((*missed, *late), ())
    put(chart, 780, chart.sizeHint().height())
    found, picture = prints(chart)
    signs = [one for one in found if one.icon or one.text == "!"]
    assert len(signs) == (7 if apart > 0.025 else 2)
    assert all(contrast(picture, one.box.toAlignedRect()) >= 3 for one in signs)


def test_what_went_well_is_not_hidden_by_what_did_not(light: Theme, put: Put) -> None:
    chart = PathsChart(light, "Ekspert", "Du")
    missed = [PathPoint(f"{n}", 0.4 + n * 0.01, None, "missed", "") for n in range(6)]
    chart.render_paths((PathPoint("Fallet", 0.43, 0.43, "good", ""), *missed), ())
    put(chart, 780, chart.sizeHint().height())
    assert count(chart.grab().toImage(), light.hex("good")) > 200


def test_a_high_chart_has_more_labels_and_its_axis_at_the_bottom(light: Theme, put: Put) -> None:
    """The card beside it is as high as the score and why it was capped; no half of it is blank."""
    chart = PathsChart(light, "Ekspert", "Du")
    dense = [PathPoint(f"Nattrapport {n}", n / 30, None, "missed", "") for n in range(30)]
    chart.render_paths(dense, ((0.0, "10:00"), (1.0, "12:00")))
    told = []
    for height in (chart.sizeHint().height(), 2 * chart.sizeHint().height()):
        put(chart, 780, height)
        found, _ = prints(chart)
        boxes = {one.text: one.box for one in found}
        told.append(sum(one.text.startswith("Nattrapport") for one in found))
        assert height - 4 <= boxes["10:00"].bottom() <= height
        assert boxes["Du"].bottom() > height * 0.7
    assert told[1] > told[0]


SPOTS = st.lists(st.tuples(st.floats(0, 1), st.one_of(st.none(), st.floats(0, 1))), max_size=14)


@given(spots=SPOTS)
def test_labels_never_lie_on_each_other(
    light: Theme, spots: list[tuple[float, float | None]]
) -> None:
    chart = PathsChart(light, "Ekspert", "Du")
    chart.resize(780, 200)
    placed = chart._spread([("Nattrapport", share) for share, _ in spots], "meta")
    wide = light.width("Nattrapport", "meta")
    for number, (_, x, row) in enumerate(placed):
        assert 0 <= x <= 780 - wide
        for _, other, other_row in placed[number + 1 :]:
            assert row != other_row or abs(x - other) >= wide
    chart.deleteLater()


def test_the_ring_shows_for_keys_and_fields_and_outlives_its_parent(light: Theme, put: Put) -> None:
    root = QWidget()
    column = QVBoxLayout(root)
    inner = QWidget()
    inside = QVBoxLayout(inner)
    field, button = QLineEdit(), Button(light, "outlined", "b", "Start")
    painted = QWidget()
    painted.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    painted.setProperty(PAINTS_FOCUS, True)
    for widget in (field, button, painted):
        inside.addWidget(widget)
    column.addWidget(inner)
    watch = FocusWatch(light, root)
    put(root, 300, 200)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert watch.ring is not None and watch.ring.isVisible()
    painted.setFocus(Qt.FocusReason.TabFocusReason)
    assert not watch.ring.isVisible()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert watch.ring.isVisible()
    button.hide()
    settle()
    assert not (watch.ring.isVisible() and watch.ring.geometry().intersects(button.geometry()))
    inner.deleteLater()
    settle()
    other = Button(light, "outlined", "c", "Pause")
    column.addWidget(other)
    other.show()
    other.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert watch.ring.isVisible()


def test_the_ring_is_whole_around_a_button_in_a_row_of_its_height(light: Theme, put: Put) -> None:
    root = QWidget()
    column = QVBoxLayout(root)
    button, line = Button(light, "primary", "a", "Signer"), Flow(8)
    line.add(button)
    column.addWidget(line)
    watch = FocusWatch(light, root)
    put(root, 300, 200)
    root.setFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    ring = watch.ring
    assert ring is not None and ring.isVisible()
    assert not ring.visibleRegion().isEmpty()
    assert ring.visibleRegion().boundingRect() == ring.rect()
    line.move(line.x() + 7, line.y() + 5)
    assert ring.mapTo(root, QPoint(ring.reach, ring.reach)) == button.mapTo(root, QPoint())
    watch.stop()


def test_what_has_the_focus_stays_in_sight_when_its_page_gets_lower(light: Theme, put: Put) -> None:
    """As when a word about what went wrong comes up under it."""
    root, page, area, below = QWidget(), QWidget(), QScrollArea(), QWidget()
    inside, column = QVBoxLayout(page), QVBoxLayout(root)
    first, last = QLineEdit(), Button(light, "primary", "a", "Signer")
    inside.addWidget(first)
    inside.addSpacing(500)
    inside.addWidget(last)
    inside.addSpacing(200)
    area.setWidgetResizable(True)
    area.setWidget(page)
    below.setFixedHeight(120)
    below.hide()
    column.addWidget(area)
    column.addWidget(below)
    watch = FocusWatch(light, root)
    put(root, 300, 400)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    last.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert not last.visibleRegion().isEmpty()
    below.show()
    settle()
    assert last.visibleRegion().boundingRect() == last.rect()
    below.hide()
    settle()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    last_seen = area.verticalScrollBar().value()
    above = QWidget()
    above.setFixedHeight(350)
    inside.insertWidget(1, above)
    settle()
    assert last.visibleRegion().boundingRect() == last.rect()
    assert area.verticalScrollBar().value() > last_seen, "what came above has pushed it"
    area.verticalScrollBar().setValue(0)
    below.show()
    settle()
    assert area.verticalScrollBar().value() == 0, "who has scrolled it away reads something else"
    watch.stop()


@pytest.mark.parametrize("by_key", [False, True])
def test_the_page_stays_when_what_was_clicked_goes_away(
    light: Theme, put: Put, by_key: bool
) -> None:
    """The focus is carried on to the foot of a page; who goes by keys must see where it is."""
    root = QWidget()
    column = QVBoxLayout(root)
    field, going = QLineEdit(), Button(light, "outlined", "a", "Gå fram")
    page, area = QWidget(), QScrollArea()
    area.setWidgetResizable(True)
    inside = QVBoxLayout(page)
    inside.addSpacing(900)
    foot = Button(light, "outlined", "b", "Send")
    inside.addWidget(foot)
    area.setWidget(page)
    for widget in (field, going, area):
        column.addWidget(widget)
    watch = FocusWatch(light, root)
    put(root, 300, 300)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    if by_key:
        going.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        QTest.mouseClick(going, Qt.MouseButton.LeftButton)
        watch._shown = False  # as under a finger that presses: QTest holds no button down
    going.hide()
    watch.carry(foot.setFocus)
    settle()
    assert QApplication.focusWidget() is foot
    assert (area.verticalScrollBar().value() > 0) is by_key


def test_pressing_twice_out_of_habit_is_pressing_once(light: Theme, put: Put) -> None:
    """Also for what the first press has brought under the pointer."""
    button = put(Button(light, "outlined", "a", "Åpne"), 120, 44)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))  # type: ignore[attr-defined]
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(button, left)
    QTest.mouseDClick(button, left)  # what the system makes of the second press
    QTest.mouseRelease(button, left)
    assert len(pressed) == 1
    QTest.mouseClick(button, left)
    assert len(pressed) == 2
