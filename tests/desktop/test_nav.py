"""The tree of modules where there is not room for all of it."""

from dataclasses import replace

from simtrainer.app.views.shell import NavView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.nav import Nav
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import Put, settle


def more(nav: Nav) -> Button:
    found = nav.findChild(Button, "nav.more")
    assert isinstance(found, Button)
    return found


def test_what_is_unread_below_is_told_and_gone_to(light: Theme, texts: Texts, put: Put) -> None:
    nav = Nav(light, texts)
    nav.render_nav(samples.NAV)
    put(nav, 204, 320)
    assert more(nav).isVisible() and more(nav).text() == "3 uleste lenger ned"
    more(nav).click()
    settle()
    inbox = nav._buttons["inbox"]
    assert not inbox.visibleRegion().isEmpty()
    assert "uleste" not in more(nav).text()


def test_it_leads_to_the_end_and_is_gone_there(light: Theme, texts: Texts, put: Put) -> None:
    nav = Nav(light, texts)
    read = tuple(
        (head, tuple(replace(item, badge=0) for item in items))
        for head, items in samples.NAV.groups
    )
    nav.render_nav(replace(samples.NAV, groups=read))
    put(nav, 204, 320)
    assert more(nav).text() == "Flere sider"
    for _ in range(5):
        if more(nav).isVisible():
            more(nav).click()
            settle()
    assert not more(nav).isVisible()
    assert not nav._buttons["documents"].visibleRegion().isEmpty()


def test_where_all_fits_nothing_is_added(light: Theme, texts: Texts, put: Put) -> None:
    nav = Nav(light, texts)
    nav.render_nav(samples.NAV)
    put(nav, 204, 900)
    assert not more(nav).isVisible()


def test_the_scroll_bar_takes_no_room_from_the_labels(light: Theme, texts: Texts, put: Put) -> None:
    nav = Nav(light, texts)
    nav.render_nav(samples.NAV)
    put(nav, 204, 320)
    assert more(nav).isVisible()
    assert {button.height() for button in nav._buttons.values()} == {light.px(44)}


def test_the_open_module_is_in_sight_however_it_was_opened(
    light: Theme, texts: Texts, put: Put
) -> None:
    """From a message, say, while the list stands at its end."""
    nav = Nav(light, texts)
    nav.render_nav(samples.NAV)
    put(nav, 204, 320)
    bar = nav._panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    first = samples.NAV.groups[0][1][0].id
    assert nav._buttons[first].visibleRegion().isEmpty()
    groups = tuple(
        (head, tuple(replace(item, current=item.id == first) for item in items))
        for head, items in samples.NAV.groups
    )
    nav.render_nav(replace(samples.NAV, groups=groups))
    settle()
    assert not nav._buttons[first].visibleRegion().isEmpty()


def last_open() -> NavView:
    """The last module is the one that is open."""
    last = samples.NAV.groups[-1][1][-1].id
    groups = tuple(
        (head, tuple(replace(item, current=item.id == last) for item in items))
        for head, items in samples.NAV.groups
    )
    return replace(samples.NAV, groups=groups)


def test_the_open_module_is_in_sight_when_the_list_is_built_anew(
    light: Theme, texts: Texts, put: Put
) -> None:
    """As when an exercise is gone on with: the same module is open as when it was left."""
    nav = Nav(light, texts)
    put(nav, 204, 320)
    nav.render_nav(last_open())
    settle()
    last = samples.NAV.groups[-1][1][-1].id
    assert nav._buttons[last].visibleRegion().boundingRect().height() == light.px(44)
    short = replace(samples.NAV, groups=samples.NAV.groups[:1])
    nav.render_nav(short)
    settle()
    nav.render_nav(last_open())
    settle()
    assert nav._buttons[last].visibleRegion().boundingRect().height() == light.px(44)


def test_a_list_that_was_scrolled_by_hand_stays_there(light: Theme, texts: Texts, put: Put) -> None:
    nav = Nav(light, texts)
    nav.render_nav(last_open())
    put(nav, 204, 320)
    bar = nav._panel.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    settle()
    assert bar.value() == 0
    nav.render_nav(last_open())
    settle()
    assert bar.value() == 0
