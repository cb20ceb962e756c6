"""Navigation as tabs at the top: the same keys, another place; a whole shift through it."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.app.present.kinds import VIEW_KINDS
from simtrainer.base.text import Texts
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.kit.marks import badge_width
from simtrainer.desktop.kit.spoken import install
from simtrainer.desktop.moves import Move
from simtrainer.desktop.play import PlayPage
from simtrainer.desktop.player import Player
from simtrainer.desktop.pointer import Pointer
from simtrainer.desktop.tab_line import TabLine
from simtrainer.desktop.tabs import Tabs
from simtrainer.desktop.targets import find, reach
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from simtrainer.launch.autoplay import SHOTS, Autoplay
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, shipped
from tests.desktop import pages, samples
from tests.desktop.conftest import RESOURCES, Put, named, settle
from tests.desktop.walk import clipped, nameless, unreachable

TOP = replace(samples.NAV, layout="top_tabs")
KEYS = [f"nav.{item.id}" for _, items in TOP.groups for item in items]


def tabbed(theme: Theme, texts: Texts) -> PlayPage:
    """The play screen of a pack with tabs."""
    page = pages.play(theme, texts)
    page.render_nav(TOP)
    return page


def test_tabs_stand_over_the_record_and_nothing_beside_it(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = tabbed(light, texts)
    put(page)
    host = page.host.mapTo(page, QPoint(0, 0))
    for key in KEYS:
        tab = named(page, key)
        assert tab.mapTo(page, QPoint(0, tab.height())).y() <= host.y()
    assert host.x() < light.px(30), "the tree gives its width to the record"
    tops = {named(page, key).mapTo(page, QPoint(0, 0)).y() for key in KEYS}
    assert len(tops) == len(TOP.groups), "one line for each group where there is room"


def test_a_tab_asks_for_its_module_and_the_view_says_which_is_open(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = tabbed(light, texts)
    wishes: list[object] = []
    page.wished.connect(wishes.append)
    put(page)
    for press in (QTest.mouseClick, QTest.keyClick):
        key = Qt.MouseButton.LeftButton if press is QTest.mouseClick else Qt.Key.Key_Return
        press(named(page, "nav.meds"), key)
    assert wishes == [c.OpenModule("meds")] * 2
    assert named(page, "nav.journal").isChecked()  # type: ignore[attr-defined]
    assert not named(page, "nav.meds").isChecked()  # type: ignore[attr-defined]
    assert not named(page, "nav.documents").isEnabled()
    assert named(page, "nav.inbox").accessibleName() == "Meldinger, 3 uleste"


def test_what_the_lines_come_to_follows_the_tabs(light: Theme, texts: Texts, put: Put) -> None:
    page = tabbed(light, texts)
    put(page)
    line = named(page, "nav.inbox").parentWidget()
    assert isinstance(line, TabLine)
    line.unfold(True)
    before, narrow = line.sizeHint(), line.sizeHint().width() - 1
    assert line.heightForWidth(narrow) > line.heightForWidth(before.width())
    groups = tuple(
        (head, tuple(replace(item, badge=0) for item in items)) for head, items in TOP.groups
    )
    page.render_nav(replace(TOP, groups=groups))
    assert line.sizeHint().width() < before.width(), "without the badge the tab is narrower"
    assert line.heightForWidth(narrow) == before.height()


def test_another_pack_brings_the_tree_back(light: Theme, texts: Texts, put: Put) -> None:
    page = tabbed(light, texts)
    put(page)
    over = named(page, "nav.journal")
    page.render_nav(samples.NAV)
    settle()
    beside = named(page, "nav.journal")
    assert beside is not over
    assert beside.mapTo(page, QPoint(0, 0)).x() < page.host.mapTo(page, QPoint(0, 0)).x()


def test_a_badge_widens_its_tab(light: Theme, texts: Texts, put: Put) -> None:
    tabs = Tabs(light, texts)
    put(tabs, 1200, 120)
    heading, (inbox, *rest) = TOP.groups[-1]
    plain = (*TOP.groups[:-1], (heading, (replace(inbox, badge=0), *rest)))
    tabs.render_nav(replace(TOP, groups=plain))
    settle()
    before = named(tabs, "nav.inbox").width()
    tabs.render_nav(TOP)
    settle()
    assert named(tabs, "nav.inbox").width() > before
    left = named(tabs, "nav.deviation").x()
    assert left >= named(tabs, "nav.inbox").geometry().right()


def test_a_count_of_two_figures_has_as_much_air_as_one_of_one(
    light: Theme, texts: Texts, put: Put
) -> None:
    tabs = Tabs(light, texts)
    tabs.render_nav(TOP)
    put(tabs, 1200, 120)
    heading, (inbox, *rest) = TOP.groups[-1]
    wide = []
    for count in (1, 18):
        items = (replace(inbox, badge=count), *rest)
        tabs.render_nav(replace(TOP, groups=(*TOP.groups[:-1], (heading, items))))
        settle()
        wide.append(named(tabs, "nav.inbox").sizeHint().width() - badge_width(light, count))
    assert wide[0] == wide[1]


def test_a_closed_tab_says_what_opens_it(light: Theme, texts: Texts, put: Put) -> None:
    page = tabbed(light, texts)
    put(page)
    tab = named(page, "nav.documents")
    assert not tab.isEnabled()
    assert tab.toolTip() == tab.accessibleDescription() == texts("ui.nav.closed")
    assert not named(page, "nav.inbox").toolTip()


def test_where_there_is_room_for_tabs_nothing_is_clipped(texts: Texts, put: Put) -> None:
    for scale, width, height in ((1.0, 1280, 720), (1.5, 1600, 1000), (2.0, 2560, 1440)):
        page = tabbed(Theme(RESOURCES, "light", scale), texts)
        put(page, width, height)
        assert page._over["top_tabs"].isVisible()
        assert clipped(page._over["top_tabs"]) == []
        assert nameless(page._over["top_tabs"]) == []
        for line in page._over["top_tabs"]._flows:  # type: ignore[attr-defined]
            line.unfold(True)
        settle()
        for key in KEYS:
            tab = named(page, key)
            assert (
                tab.mapTo(page._over["top_tabs"], QPoint(tab.width(), 0)).x()
                <= page._over["top_tabs"].width()
            )
            assert tab.height() >= page.theme.px(44)
        page.hide()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (2560, 1000)])
def test_big_text_in_a_small_window_leaves_the_height_to_the_record(
    texts: Texts, put: Put, width: int, height: int
) -> None:
    page = tabbed(Theme(RESOURCES, "light", 2.0), texts)
    put(page, width, height)
    assert page._over["top_tabs"].isHidden()
    assert {key for key in KEYS if named(page, key)} == set(KEYS)
    page.resize(2560, 1440)
    settle()
    assert page._over["top_tabs"].isVisible() and len(
        {key for key in KEYS if named(page, key)}
    ) == len(KEYS)


def narrow(light: Theme, texts: Texts, put: Put) -> Tabs:
    """Room for a few tabs of each group; the last of the largest group is open."""
    tabs = Tabs(light, texts)
    largest = max((items for _, items in TOP.groups), key=len)
    last = [item for item in largest if item.enabled][-1]
    groups = tuple(
        (head, tuple(replace(item, current=item is last) for item in items))
        for head, items in TOP.groups
    )
    tabs.render_nav(replace(TOP, groups=groups))
    put(tabs, 400, 200)
    return tabs


def longest(tabs: Tabs) -> TabLine:
    return max(tabs._flows, key=lambda line: len(line.tabs))


def shown(tabs: Tabs) -> list[str]:
    return [button.objectName() for button in tabs._buttons.values() if button.isVisible()]


def test_what_there_is_no_room_for_stands_behind_one_button_on_each_line(
    light: Theme, texts: Texts, put: Put
) -> None:
    install()
    tabs = narrow(light, texts, put)
    line = longest(tabs)
    (here,) = (tab.objectName() for tab in line.tabs if tab.isChecked())
    assert here in shown(tabs), "the open page's tab never hides"
    assert 0 < len(shown(tabs)) < len(KEYS)
    assert all(len({t.y() for t in flow.tabs if t.isVisible()}) <= 1 for flow in tabs._flows)
    hidden = next(tab for tab in line.tabs if not tab.isVisible())
    assert tabs._panel.verticalScrollBar().maximum() == 0
    assert find(tabs, hidden.objectName()) is None
    seen = reach(tabs, hidden.objectName())
    assert seen is not None and seen[0] == line.more.objectName()
    said = QAccessible.queryAccessibleInterface(line.more)
    assert "Flere sider" in said.text(QAccessible.Text.Name)
    assert said.state().expandable and said.state().collapsed
    QTest.keyClick(line.more, Qt.Key.Key_Space)
    settle()
    assert said.state().expanded and not said.state().collapsed
    assert hidden.isVisible() and line.more.text() == "Færre"
    QTest.keyClick(hidden, Qt.Key.Key_Escape)
    settle()
    assert not hidden.isVisible() and not line.more.isChecked()


def test_opening_a_page_folds_the_line_again(light: Theme, texts: Texts, put: Put) -> None:
    tabs = narrow(light, texts, put)
    wishes: list[object] = []
    tabs.wished.connect(wishes.append)
    line = longest(tabs)
    hidden = next(tab for tab in line.tabs if not tab.isVisible() and tab.isEnabled())
    for hand in ("mouse", "keyboard"):
        Pilot(tabs, hand=hand).click(hidden.objectName())  # type: ignore[arg-type]
        assert wishes.pop() == c.OpenModule(hidden.objectName().removeprefix("nav."))
        assert not line.more.isChecked()


def test_a_show_unfolds_the_line_where_it_goes_behind_it(
    light: Theme, texts: Texts, put: Put, qtbot: QtBot
) -> None:
    tabs = narrow(light, texts, put)
    wishes: list[object] = []
    tabs.wished.connect(wishes.append)
    hidden = next(t for t in longest(tabs).tabs if not t.isVisible() and t.isEnabled())
    pointer = Pointer(tabs, light)
    pointer.jumps = True
    player = Player(tabs, pointer, 0)
    told: list[str] = []
    player.coming.connect(lambda move: told.append(move.gesture.key))
    player.play(iter([Move(Gesture("click", hidden.objectName()))]))
    qtbot.waitUntil(lambda: bool(wishes))
    assert told == [longest(tabs).more.objectName(), hidden.objectName()]
    assert wishes == [c.OpenModule(hidden.objectName().removeprefix("nav."))]
    player.stop()


def test_what_is_unread_behind_the_button_is_told(light: Theme, texts: Texts, put: Put) -> None:
    tabs = narrow(light, texts, put)
    tabs.resize(300, 200)
    settle()
    (line,) = (line for line in tabs._flows if any(tab.badge for tab in line.tabs))
    unread = sum(tab.badge for tab in line.tabs if not tab.isVisible())
    assert unread and str(unread) in line.more.accessibleName()
    for badge in (unread, unread + 1):  # the second time nothing else is another
        groups = tuple(
            (head, tuple(replace(item, badge=item.badge and badge) for item in items))
            for head, items in TOP.groups
        )
        tabs.render_nav(replace(TOP, groups=groups))
        assert str(badge) in line.more.accessibleName()


def test_every_tab_is_reached_by_keyboard(light: Theme, texts: Texts, put: Put) -> None:
    page = tabbed(light, texts)
    put(page)
    assert not [key for key in unreachable(page) if key.startswith("nav.")]


class Quick(Pilot):
    """Its rests pass on the rig's clock."""

    rig: Rig

    def rest(self, ms: int) -> None:
        self.rig.clock.ms += 20 * ms
        super().rest(0)


def test_the_autopilot_plays_a_shift_made_for_the_tree_on_tabs(light: Theme, qtbot: QtBot) -> None:
    packs = ROOT / "resources" / "packs"
    raw, _ = compile_folder(ROOT / "scenarios" / SCENARIO, packs, "kommune-fane")
    rig = Rig(programs={SCENARIO: (shipped()[1], raw)})
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    shots: set[str] = set()
    folder = os.environ.get("SIMTRAINER_SHOTS")

    def shot(name: str) -> None:
        if folder and name not in shots:
            window.grab().save(str(Path(folder) / f"fane-{name}.png"))
        shots.add(name)

    pilot = Quick(window)
    pilot.rig = rig
    auto = Autoplay(pilot, rig.trainer, shot)
    auto.sign_in()
    auto.start(SCENARIO)
    assert rig.play.session.run.program.pack.id == "kommune-fane"
    auto.play()
    outcome = auto.history.finished
    assert outcome is not None
    assert outcome["points"] == auto.history.program.max_points
    drawn = {module.view for module in auto.history.program.pack.modules.values()}
    assert drawn <= set(VIEW_KINDS)
    assert {SHOTS["ward_list"], SHOTS["medication"], SHOTS["measurement"]} <= shots


def test_the_foot_never_makes_the_tabs_wrap(light: Theme, texts: Texts, put: Put) -> None:
    """Where the foot has no room beside the longest line, it gives way to the tabs."""
    tabs = Tabs(light, texts)
    tabs.render_nav(TOP)
    put(tabs, light.px(1400), light.px(120))
    assert tabs._foot.isVisible()
    heading, items = TOP.groups[1]
    more = tuple(replace(items[0], id=f"m{n}", label=f"Modul {n}") for n in range(6))
    groups = (TOP.groups[0], (heading, (*items, *more)), TOP.groups[2])
    tabs.render_nav(replace(TOP, groups=groups))
    settle()
    assert not tabs._foot.isVisible()
