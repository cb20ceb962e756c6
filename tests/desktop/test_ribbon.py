"""Navigation as a ribbon: the same keys, icons over words, each group with its name under it."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from simtrainer.app import commands as c
from simtrainer.base.text import Texts
from simtrainer.desktop.play import PlayPage
from simtrainer.desktop.theme import Theme
from tests.desktop import pages, samples
from tests.desktop.conftest import RESOURCES, Put, named, settle
from tests.desktop.walk import clipped, nameless, unreachable

RIBBON = replace(samples.NAV, layout="ribbon")
KEYS = [f"nav.{item.id}" for _, items in RIBBON.groups for item in items]


def ribboned(theme: Theme, texts: Texts) -> PlayPage:
    """The play screen of a pack with a ribbon."""
    page = pages.play(theme, texts)
    page.render_nav(RIBBON)
    return page


def test_all_modules_stand_over_the_record(light: Theme, texts: Texts, put: Put) -> None:
    page = ribboned(light, texts)
    put(page)
    host = page.host.mapTo(page, QPoint(0, 0))
    for key in KEYS:
        button = named(page, key)
        assert button.mapTo(page, QPoint(0, button.height())).y() <= host.y()
        assert button.height() >= light.px(44)
    assert host.x() < light.px(30)
    assert not [key for key in unreachable(page) if key.startswith("nav.")]


def test_a_module_is_asked_for_by_mouse_and_by_key(light: Theme, texts: Texts, put: Put) -> None:
    page = ribboned(light, texts)
    wishes: list[object] = []
    page.wished.connect(wishes.append)
    put(page)
    QTest.mouseClick(named(page, "nav.meds"), Qt.MouseButton.LeftButton)
    QTest.keyClick(named(page, "nav.meds"), Qt.Key.Key_Return)
    assert wishes == [c.OpenModule("meds")] * 2
    assert named(page, "nav.journal").isChecked()  # type: ignore[attr-defined]
    assert not named(page, "nav.documents").isEnabled()
    assert named(page, "nav.inbox").accessibleName() == "Meldinger, 3 uleste"


def test_nothing_is_clipped_at_any_size_of_text(texts: Texts, put: Put) -> None:
    for scale, width, height in ((1.0, 1280, 720), (1.5, 1920, 1080), (2.0, 2560, 1440)):
        page = ribboned(Theme(RESOURCES, "light", scale), texts)
        put(page, width, height)
        ribbon = page._over["ribbon"]
        assert ribbon.isVisible() and clipped(ribbon) == [] and nameless(ribbon) == []
        for key in KEYS:
            button = named(page, key)
            assert button.mapTo(ribbon, QPoint(button.width(), 0)).x() <= ribbon.width()
        page.hide()


def test_a_small_window_and_another_pack_have_the_tree(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = ribboned(light, texts)
    put(page, 900, 500)
    assert page._over["ribbon"].isHidden() and named(page, KEYS[0])
    page.resize(1440, 900)
    settle()
    assert page._over["ribbon"].isVisible()
    page.render_nav(replace(RIBBON, layout="top_tabs"))
    settle()
    assert page._over["ribbon"].isHidden() and page._over["top_tabs"].isVisible()


def test_more_modules_than_two_lines_hold_stand_as_tabs(
    light: Theme, texts: Texts, put: Put
) -> None:
    """A heap of icons is no ribbon. It is the same with the task panel open and shut."""
    page = ribboned(light, texts)
    many = replace(
        RIBBON,
        groups=tuple(
            (head, tuple(replace(i, id=f"{i.id}{n}") for n in range(3) for i in items))
            for head, items in RIBBON.groups
        ),
    )
    page.render_nav(many)
    put(page, 1280, 720)
    for rail in (False, True, False):
        page.set_rail(rail)
        page.render_nav(many)
        settle()
        assert page._over["ribbon"].isHidden() and page._over["top_tabs"].isVisible()
    page.resize(2900, 1000)
    settle()
    assert page._over["ribbon"].isVisible() and page._over["top_tabs"].isHidden()
    lines = {
        named(page, f"nav.{i.id}").mapTo(page, QPoint()).y() for _, g in many.groups for i in g
    }
    assert len(lines) <= 2
