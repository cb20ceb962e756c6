"""Every button of every screen asks for the right thing, by mouse and by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from simtrainer.app import commands as c
from simtrainer.base.text import Texts
from simtrainer.desktop.home import HomePage
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.page import Page
from simtrainer.desktop.play import PlayPage
from simtrainer.desktop.signin import SigninPage
from simtrainer.desktop.targets import find, widgets_in
from simtrainer.desktop.theme import Theme
from tests.desktop import pages, samples
from tests.desktop.conftest import Put, named, settle

ASKED = {
    ("signin", "unit.hjemme"): c.ChooseUnit("hjemme"),
    ("signin", "person.p3"): c.SignIn("p3"),
    ("home", "page.home"): c.ShowPage("home"),
    ("home", "page.scenarios"): c.ShowPage("scenarios"),
    ("home", "page.results"): c.ShowPage("results"),
    ("home", "see_all"): c.ShowPage("scenarios"),
    ("home", "switch_user"): c.SignOut(),
    ("home", "resume"): c.ContinueRun("run-1"),
    ("home", "restart"): c.ChooseMode("formiddagsvakt"),
    ("home", "start.parorende"): c.ChooseMode("parorende"),
    ("home", "latest.run-9"): c.ShowDebrief("run-9"),
    ("scenarios", "start.innkomst"): c.ChooseMode("innkomst"),
    ("results", "debrief.run-8"): c.ShowDebrief("run-8"),
    ("asked", "own.back"): c.TakeBackErasure(),
    ("play", "nav.inbox"): c.OpenModule("inbox"),
    ("play", "nav.meds"): c.OpenModule("meds"),
    ("play", "pause"): c.Pause(),
    ("play", "help"): c.OpenSheet(),
    ("play", "help.note"): c.AskHelp("note"),
    ("play", "card.wait"): c.PostponeCard("neighbour"),
    ("play", "card.choice.tell"): c.ChooseOnCard("neighbour", "tell"),
    ("play", "send_results"): c.SendResults(),
    ("late", "card.answer"): c.AnswerCard("neighbour"),
    ("late", "skip"): c.SkipAhead(),
    ("paused", "overlay.resume"): c.Resume(),
    ("paused", "overlay.home"): c.LeaveRun(),
    ("paused", "overlay.finish"): c.FinishRun(),
    ("debrief", "go_home"): c.LeaveRun(),
    ("debrief", "seen.levodopa"): c.LookBack("levodopa"),
    ("debrief", "again"): c.ChooseMode("formiddagsvakt"),
    ("debrief", "refresh.isbar"): c.StartRefresher("isbar"),
    ("debrief", "survey.lifelike.some"): c.AnswerQuestion("lifelike", "some"),
    ("debrief", "survey.send"): c.SendSurvey(""),
    ("home", "refresh.legemidler"): c.StartRefresher("legemidler"),
    ("refresher", "answer.show"): c.ShowAnswer(),
    ("refresher", "go_home"): c.LeaveRun(),
    ("turned", "rate.partly"): c.RateRefresher("partly"),
}


def listened(page: Page) -> list[object]:
    """What the page has asked for, filled as it asks."""
    wishes: list[object] = []
    page.wished.connect(wishes.append)
    return wishes


@pytest.mark.parametrize("how", ["mouse", "space", "enter"])
@pytest.mark.parametrize(("screen", "key"), ASKED)
def test_a_button_asks(
    screen: str, key: str, how: str, light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.ALL[screen](light, texts)
    wishes = listened(page)
    put(page)
    target = find(page, key)
    assert target is not None
    if how == "mouse":
        QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.rect.center())
    else:
        pressed = Qt.Key.Key_Space if how == "space" else Qt.Key.Key_Return
        QTest.keyClick(target.widget, pressed)
    assert wishes == [ASKED[screen, key]]


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_erasure_is_asked_about_once_more_and_no_is_the_nearest_answer(
    hand: str, light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.ALL["results"](light, texts)
    wishes = listened(page)
    put(page)

    def press(key: str) -> None:
        target = find(page, key)
        assert target is not None, key
        if hand == "mouse":
            QTest.mouseClick(target.widget, Qt.MouseButton.LeftButton, pos=target.rect.center())
        else:
            QTest.keyClick(target.widget, Qt.Key.Key_Space)
        settle()

    press("own.erase")
    no = named(page, "own.erase.no")
    assert no.hasFocus() and find(page, "own.erase") is None
    press("own.erase.no")
    assert find(page, "own.erase.yes") is None and named(page, "own.erase").hasFocus()
    press("own.erase")
    QTest.keyClick(named(page, "own.erase.yes"), Qt.Key.Key_Escape)
    assert find(page, "own.erase.yes") is None and wishes == []
    press("own.erase")
    press("own.erase.yes")
    assert wishes == [c.AskErasure()]
    assert isinstance(page, HomePage)
    asked = replace(samples.OWN, asked=True, may_take_back=True)
    page.render_home(replace(samples.HOME, page="results", own=asked))
    assert named(page, "own.back").hasFocus(), "the way back is where the hand is"
    page.render_home(replace(samples.HOME, page="results", own=samples.OWN))
    assert named(page, "own.erase").hasFocus()


@pytest.mark.parametrize("screen", ["signin", "home", "debrief"])
def test_help_outside_a_run_has_no_command(
    screen: str, light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.ALL[screen](light, texts)
    wishes, helped = listened(page), []
    page.helped.connect(lambda: helped.append(True))
    put(page)
    QTest.mouseClick(named(page, "help"), Qt.MouseButton.LeftButton)
    assert (wishes, helped) == ([], [True])


def test_number_keys_choose_on_the_card(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.play(light, texts)
    wishes = listened(page)
    put(page)
    button = named(page, "card.choice.refuse")
    QTest.keyClick(button, Qt.Key.Key_3)
    QTest.keyClick(button, Qt.Key.Key_4)
    assert wishes == [c.ChooseOnCard("neighbour", "ask")]


def test_escape_ends_the_pause(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.paused(light, texts)
    wishes = listened(page)
    put(page)
    resume = named(page, "overlay.resume")
    assert resume.hasFocus()
    QTest.keyClick(resume, Qt.Key.Key_Escape)
    assert wishes == [c.Resume()]


def test_nothing_is_offered_that_cannot_be_done(light: Theme, texts: Texts, put: Put) -> None:
    page = put(pages.ALL["first_home"](light, texts))
    for key in ("resume", "restart", "send_results"):
        assert find(page, key) is None
    page = put(pages.play(light, texts))
    assert find(page, "skip") is None
    assert find(page, "card.answer") is None
    assert not named(page, "nav.documents").isEnabled()


def test_a_redrawn_button_asks_for_the_new_thing(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.play(light, texts)
    wishes = listened(page)
    put(page)
    assert isinstance(page, PlayPage)
    page.render_card(replace(samples.CALL, id="daughter"))
    QTest.mouseClick(named(page, "card.wait"), Qt.MouseButton.LeftButton)
    assert wishes == [c.PostponeCard("daughter")]


@pytest.mark.parametrize(
    ("key", "typed", "wish"),
    [
        ("slip", "p 0101", c.SignIn("p 0101")),
        ("guest", "Berit", c.JoinAsGuest("Berit")),
    ],
)
def test_other_ways_in_by_button_and_enter(
    key: str, typed: str, wish: object, light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.ALL["signin"](light, texts)
    wishes = listened(page)
    put(page)
    editor = named(page, f"{key}.text")
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.mouseClick(named(page, f"{key}.go"), Qt.MouseButton.LeftButton)
    assert wishes == [wish, wish]
    page.forget()
    QTest.mouseClick(named(page, f"{key}.go"), Qt.MouseButton.LeftButton)
    assert wishes[-1] == type(wish)("")


def test_redrawing_keeps_the_focus(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.play(light, texts)
    put(page)
    button = named(page, "help.note")
    button.setFocus()
    page.render_frame(replace(samples.FRAME, clock="10:43"))
    task = replace(samples.TASKS.tasks[2], left="7 min igjen")
    tasks = (*samples.TASKS.tasks[:2], task, *samples.TASKS.tasks[3:])
    page.render_tasks(replace(samples.TASKS, tasks=tasks))
    page.render_nav(samples.NAV)
    settle()
    assert button.hasFocus()
    assert named(page, "help.note") is button


def test_the_names_follow_the_unit(light: Theme, texts: Texts, put: Put) -> None:
    page = SigninPage(light, texts)
    page.render_signin(replace(samples.SIGNIN, unit=""))
    put(page)
    assert find(page, "person.p1") is None
    unit = named(page, "unit.solglott")
    unit.setFocus()
    page.render_signin(replace(samples.SIGNIN, unit="solglott"))
    settle()
    assert unit.hasFocus()
    assert find(page, "person.p1") is not None
    assert find(page, "person.p4") is None


def said(page: Page) -> list[str]:
    """The words that can be seen."""
    return [w.text() for w in widgets_in(page) if isinstance(w, Words) and w.isVisible()]


def test_an_empty_list_says_so_and_how_to_get_in(light: Theme, texts: Texts, put: Put) -> None:
    page = SigninPage(light, texts)
    page.render_signin(replace(samples.SIGNIN, units=(), unit=""))
    put(page)
    empty, advice = texts("ui.signin.empty"), texts("ui.signin.guest.alone")
    assert empty in said(page) and texts("ui.signin.lead") not in said(page)
    guest = named(page, "guest.text")
    assert guest.accessibleDescription() == advice and advice in said(page)
    settle()
    words, purpose = said(page), texts("ui.signin.purpose")
    assert words.index(advice) < words.index(purpose), "the only ways there are come first"
    assert guest.mapTo(page, QPoint()).y() < page._purpose.mapTo(page, QPoint()).y()
    page.render_signin(samples.SIGNIN)
    settle()
    assert empty not in said(page) and texts("ui.signin.lead") in said(page)
    page.render_signin(replace(samples.SIGNIN, invented=True))
    assert texts("ui.signin.lead.invented") in said(page)
    assert guest.accessibleDescription() == texts("ui.signin.guest.hint")
    assert guest.mapTo(page, QPoint()).y() > page._purpose.mapTo(page, QPoint()).y()
