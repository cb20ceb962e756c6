"""The play screen: the task panel's states, the rail, the card's place and the pause."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from simtrainer.app.views.run import FeedbackView, SheetView
from simtrainer.app.views.shell import TaskPanelView
from simtrainer.base.text import Texts
from simtrainer.desktop.afloat import clear_of, seen_at
from simtrainer.desktop.frame import PlayBar
from simtrainer.desktop.play import PlayPage
from simtrainer.desktop.targets import find
from simtrainer.desktop.tasks import TaskPanel
from simtrainer.desktop.theme import Theme
from tests.desktop import pages, samples
from tests.desktop.conftest import RESOURCES, Put, named, settle
from tests.desktop.printed import prints
from tests.desktop.record import samples as record_samples
from tests.desktop.walk import clipped


def bare(light: Theme, texts: Texts) -> PlayPage:
    """No card."""
    page = pages.play(light, texts)
    page.render_card(None)
    return page


WORD = FeedbackView("Bra: Notat", "Du skrev det du så.", "good", "Greit", "Bra")


def test_a_wide_module_collapses_the_tasks_and_gives_them_back(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = put(bare(light, texts))
    assert find(page, "tasks.collapse") is not None
    page.render_module(record_samples.ALL["medication"])
    settle()
    assert find(page, "tasks.expand") is not None
    page.render_module(record_samples.ALL["timeline"])
    settle()
    assert find(page, "tasks.collapse") is not None


def test_beside_a_rail_the_current_task_is_read_under_the_record(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = put(bare(light, texts), 1280, 720)
    now = next(task for task in samples.TASKS.tasks if task.state == "current")
    assert told_under(page) == ""
    top = seen_at(page, page._nav).top()
    page.render_module(record_samples.ALL["medication"])
    settle()
    assert told_under(page) == f"{now.title} {now.text}"
    assert seen_at(page, page._nav).top() == top, "a second press meets what the first one did"
    assert page._now.height() < light.px(40)
    page.render_tasks(replace(samples.TASKS, tasks=samples.TASKS.tasks[:2]))
    settle()
    assert told_under(page) == ""
    page.render_tasks(samples.TASKS)
    page.resize(1280, 500)
    settle()
    assert told_under(page) == ""


def told_under(page: PlayPage) -> str:
    """What is written under the record; what stands in it does not move for that."""
    strip = page._now
    written, _ = prints(page)
    under = [one.text.strip() for one in written if strip.isAncestorOf(one.on)]
    assert bool(under) == strip.isVisible()
    assert strip.isHidden() or seen_at(page, strip).top() > seen_at(page, page._sheet).bottom()
    return " ".join(under)


def test_a_task_that_comes_when_all_are_done_is_whole_under_the_record(
    light: Theme, texts: Texts, put: Put
) -> None:
    """The line under the record was away meanwhile, and heard of no other words."""
    page = put(pages.rail(light, texts), 1280, 720)
    for title in ("Les", "Finn ut om Ragnvald fikk levodopa kl. 07"):
        page.render_tasks(replace(samples.TASKS, tasks=()))
        settle()
        assert not page._now.isVisible()
        tasks = (replace(task, title=title, text="Sjekk.") for task in samples.TASKS.tasks)
        page.render_tasks(replace(samples.TASKS, tasks=tuple(tasks)))
        settle()
        assert page._now.isVisible() and clipped(page._now) == []


def test_the_person_decides_over_the_module(light: Theme, texts: Texts, put: Put) -> None:
    page = put(bare(light, texts))
    QTest.mouseClick(named(page, "tasks.collapse"), Qt.MouseButton.LeftButton)
    settle()
    assert find(page, "help.note") is None
    QTest.mouseClick(named(page, "task.doctor"), Qt.MouseButton.LeftButton)
    settle()
    assert find(page, "help.note") is not None


def test_fresh_help_opens_the_panel(light: Theme, texts: Texts, put: Put) -> None:
    page = bare(light, texts)
    page.render_module(record_samples.ALL["medication"])
    put(page)
    hinted = replace(samples.TASKS.tasks[2], hint="Se på Journal.")
    tasks = (*samples.TASKS.tasks[:2], hinted, *samples.TASKS.tasks[3:])
    page.render_tasks(replace(samples.TASKS, tasks=tasks))
    settle()
    assert find(page, "tasks.collapse") is not None


def test_a_card_needs_the_panel_and_never_covers_the_record(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.rail(light, texts)
    put(page)
    assert find(page, "tasks.expand") is not None
    page.render_card(samples.CALL)
    settle()
    choice = named(page, "card.choice.refuse")
    left = choice.mapTo(page, QPoint(0, 0)).x()
    host = page.host.mapTo(page, QPoint(page.host.width(), 0)).x()
    assert left >= host
    page.render_card(None)
    settle()
    assert find(page, "tasks.expand") is not None


def test_a_card_that_comes_while_somebody_writes_moves_nothing(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.rail(light, texts)
    put(page, 1280, 720)
    editor = next(one for one in page.host.findChildren(QTextEdit) if one.isVisible())
    editor.setFocus()
    before = editor.mapTo(page, QPoint()), editor.size()
    ringing = replace(samples.CALL, text="", choices=(), ringing=True, answer="Svar")
    page.render_card(ringing)
    settle()
    assert find(page, "tasks.expand") is not None
    assert (editor.mapTo(page, QPoint()), editor.size()) == before
    assert not seen_at(page, page._card).intersects(seen_at(page, editor))
    assert whole_in_sight(page, "card.answer") and page.rect().contains(seen_at(page, page._card))
    named(page, "card.answer").setFocus()
    page.render_card(samples.CALL)
    settle()
    assert find(page, "tasks.collapse") is not None, "who answers has left the field"
    assert page._card.parentWidget() is page._column
    page.render_card(None)
    settle()
    assert find(page, "tasks.expand") is not None


def test_a_card_that_comes_while_somebody_ticks_moves_nothing(
    light: Theme, texts: Texts, put: Put
) -> None:
    """The next box would else be another one, or the card itself."""
    page = pages.rail(light, texts)
    page.render_module(record_samples.ALL["medication"])  # type: ignore[arg-type]
    put(page, 1280, 720)
    box = named(page, "right.time")
    box.setFocus()
    before = box.mapTo(page, QPoint()), box.size()
    page.render_card(replace(samples.CALL, text="", choices=(), ringing=True, answer="Svar"))
    settle()
    assert (box.mapTo(page, QPoint()), box.size()) == before
    assert not seen_at(page, page._card).intersects(seen_at(page, box))
    assert whole_in_sight(page, "card.answer")


def test_a_card_over_the_record_goes_to_the_panel_that_is_opened(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = pages.rail(light, texts)
    put(page, 1280, 720)
    next(one for one in page.host.findChildren(QTextEdit) if one.isVisible()).setFocus()
    page.render_card(samples.CALL)
    settle()
    assert page._card.parentWidget() is page
    page.render_frame(replace(samples.FRAME, paused=True))
    assert not page._card.isEnabled()
    page.render_frame(samples.FRAME)
    page.set_rail(False)
    settle()
    assert page._card.parentWidget() is page._column and page._card.isEnabled()
    assert whole_in_sight(page, "card.choice.refuse")


def test_a_card_lies_where_it_hides_least_of_the_field() -> None:
    area, size = QRect(0, 0, 900, 600), QSize(300, 200)
    assert clear_of(QRect(600, 400, 250, 150), area, size) == QRect(600, 0, 300, 200)
    assert clear_of(QRect(600, 20, 250, 150), area, size) == QRect(600, 400, 300, 200)
    assert clear_of(QRect(600, 0, 300, 600), area, size) == QRect(0, 400, 300, 200)


def test_pressing_a_task_opens_it(light: Theme, texts: Texts, put: Put) -> None:
    page = bare(light, texts)
    page.render_tasks(samples.LATE_TASKS)
    put(page)
    line = named(page, "task.doctor")
    assert "2 min over" in line.accessibleName()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    settle()
    card = named(page, "task.doctor")
    assert card is not line
    assert card.height() > line.height()


def test_the_current_task_stays_in_view(light: Theme, texts: Texts, put: Put) -> None:
    done = tuple(samples.task(f"done{n}", f"Ferdig {n}", "done", "10:00") for n in range(25))
    page = bare(light, texts)
    page.render_tasks(replace(samples.TASKS, tasks=(*done, *samples.TASKS.tasks[2:])))
    put(page, 1280, 720)
    settle()
    for card in (None, samples.CALL):
        page.render_card(card)
        settle()
        current = named(page, "task.note")
        assert current.visibleRegion().boundingRect().height() >= current.height() - 1


def test_a_task_too_tall_for_its_place_is_seen_from_its_title(texts: Texts, put: Put) -> None:
    page = bare(Theme(RESOURCES, "light", 2.0), texts)
    page.render_tasks(samples.TASKS)
    put(page, 1280, 720)
    page.render_card(samples.CALL)
    settle()
    current = named(page, "task.note")
    seen = current.visibleRegion().boundingRect()
    assert seen.height() < current.height() and seen.top() == 0


def test_what_a_card_says_is_read_from_its_beginning(texts: Texts, put: Put) -> None:
    """However far the one before it was read."""
    page = bare(Theme(RESOURCES, "light", 2.0), texts)
    page.render_tasks(samples.TASKS)
    put(page, 1280, 720)
    page.render_card(samples.CALL)
    settle()
    bar = page._card._panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.render_card(replace(samples.CALL, id="another"))
    settle()
    assert bar.value() == 0


def test_a_task_that_comes_when_all_are_done_is_seen(light: Theme, texts: Texts, put: Put) -> None:
    done = tuple(samples.task(f"done{n}", f"Ferdig {n}", "done", "10:00") for n in range(25))
    page = bare(light, texts)
    page.render_tasks(replace(samples.TASKS, tasks=done))
    page.render_card(None)
    put(page, 1280, 720)
    settle()
    page.render_tasks(replace(samples.TASKS, tasks=(*done, samples.TASKS.tasks[2])))
    settle()
    current = named(page, "task.note")
    assert current.visibleRegion().boundingRect().height() >= current.height() - 1


def test_the_rail_shows_the_current_task_too(light: Theme, texts: Texts, put: Put) -> None:
    done = tuple(samples.task(f"done{n}", f"Ferdig {n}", "done", "10:00") for n in range(25))
    page = pages.rail(light, texts)
    put(page, 1280, 720)
    page.render_tasks(replace(samples.TASKS, tasks=(*done, *samples.TASKS.tasks[2:])))
    settle()
    current = named(page, "task.note")
    assert current.visibleRegion().boundingRect().height() >= current.height() - 1


def whole_in_sight(page: PlayPage, name: str) -> bool:
    """Nothing of it is cut, nor of the button for help in it."""
    part = named(page, name)
    return part.visibleRegion().boundingRect().height() >= part.height() - 1


def many_done(**current: str) -> TaskPanelView:
    """More finished than the panel has room for; the current task as told."""
    done = tuple(samples.task(f"done{n}", f"Ferdig {n}", "done", "10:00") for n in range(25))
    now = replace(samples.TASKS.tasks[2], **current)
    return replace(samples.TASKS, tasks=(*done, now, *samples.TASKS.tasks[3:]))


def test_the_current_task_is_followed_however_it_goes_out_of_sight(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = bare(light, texts)
    page.render_tasks(many_done())
    put(page, 1280, 720)
    bar = page._tasks._panel.verticalScrollBar()
    sheet = SheetView("Skriv", "", "Hint", "", False, "", "Hånd", False, "", "Frys", "")
    page.render_card(samples.CALL)
    settle()
    assert whole_in_sight(page, "task.note"), "a card has come"
    page.render_tasks(many_done(hint="Se på Journal. Der står det hva som er gjort i natt."))
    settle()
    assert whole_in_sight(page, "task.note"), "the card has grown"
    assert whole_in_sight(page, "help.note")
    page.render_card(None)
    page.set_rail(True)
    settle()
    page.set_rail(False)
    bar.setValue(0)
    settle()
    assert whole_in_sight(page, "task.note"), "the panel is opened"
    page.render_sheet(sheet)
    bar.setValue(0)
    page.render_sheet(None)
    settle()
    assert whole_in_sight(page, "task.note"), "the help sheet is closed"


def test_the_list_stays_where_somebody_reads_it(light: Theme, texts: Texts, put: Put) -> None:
    page = bare(light, texts)
    page.render_tasks(many_done())
    put(page, 1280, 720)
    bar = page._tasks._panel.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    page.render_tasks(many_done(hint="Se på Journal."))
    page.render_card(samples.CALL)
    settle()
    assert bar.value() == 0


def test_the_list_stays_where_the_focus_is(light: Theme, texts: Texts, put: Put) -> None:
    page = bare(light, texts)
    page.render_tasks(many_done())
    put(page, 1280, 500)
    page.activateWindow()
    bar = page._tasks._panel.verticalScrollBar()
    bar.setValue(bar.maximum())
    named(page, "task.doctor").setFocus()
    page.render_tasks(many_done(hint="Se på Journal. " * 6))
    settle()
    assert whole_in_sight(page, "task.doctor")


def test_a_ringing_card_has_room_for_its_answers_once_it_is_taken(
    light: Theme, texts: Texts, put: Put
) -> None:
    done = tuple(samples.task(f"done{n}", f"Ferdig {n}", "done", "10:00") for n in range(25))
    page = bare(light, texts)
    page.render_tasks(replace(samples.TASKS, tasks=(*done, *samples.TASKS.tasks[2:])))
    put(page, 1280, 720)
    ringing = replace(samples.CALL, text="", choices=(), ringing=True, answer="Svar")
    for view in (ringing, samples.CALL):
        page.render_card(view)
        settle()
    for choice in samples.CALL.choices:
        button = named(page, f"card.choice.{choice.id}")
        assert button.visibleRegion().boundingRect() == button.rect()


def test_ringing_tilts_only_where_motion_is_wanted(texts: Texts, put: Put) -> None:
    for motion in (True, False):
        theme = Theme(RESOURCES, "light", motion=motion)
        page = pages.late(theme, texts)
        put(page)
        card = page._card
        assert (card._icon._swing.state() == card._icon._swing.State.Running) is motion
        page.render_card(samples.CALL)
        assert card._icon._swing.state() == card._icon._swing.State.Stopped


def test_the_pause_covers_the_record_and_lifts(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.paused(light, texts)
    put(page)
    overlay = named(page, "overlay")
    assert overlay.geometry().bottom() == page.rect().bottom()
    assert page.childAt(400, 400) is overlay or overlay.isAncestorOf(page.childAt(400, 400))
    page.render_frame(samples.FRAME)
    assert not overlay.isVisible()


def test_a_narrow_window_shows_icons_and_a_rail(texts: Texts, put: Put) -> None:
    theme = Theme(RESOURCES, "light", 2.0)
    page = bare(theme, texts)
    put(page, 1280, 720)
    journal = named(page, "nav.journal")
    assert journal.toolTip() == "Journal"
    assert journal.width() < theme.px(64)
    assert find(page, "tasks.expand") is not None


def test_a_word_under_the_page_does_not_lay_it_out_anew(
    light: Theme, texts: Texts, put: Put
) -> None:
    """A low window has the banner in brief and nothing under the record, with and without it."""
    window, below = QWidget(), QWidget()
    lines = QVBoxLayout(window)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    page = pages.rail(light, texts)
    below.setFixedHeight(52)
    below.hide()
    lines.addWidget(page, 1)
    lines.addWidget(below)
    for tall in (600, 640):
        put(window, 960, tall)
        settle()
        host = page.host.mapTo(page, QPoint())
        below.show()
        settle()
        assert page.host.mapTo(page, QPoint()) == host
        below.hide()
        settle()


def test_leaving_forgets_the_record(light: Theme, texts: Texts, put: Put) -> None:
    page = pages.play(light, texts)
    put(page)
    assert page.host.count() == 1
    page.forget()
    settle()
    assert page.host.count() == 0
    assert find(page, "card.wait") is None


def test_a_module_keeps_its_widget(light: Theme, texts: Texts, put: Put) -> None:
    page = bare(light, texts)
    put(page)
    first = page.host.currentWidget()
    page.render_module(record_samples.ALL["timeline"])
    assert page.host.currentWidget() is first


def test_a_card_that_comes_is_not_pressed_by_who_closes_the_word_about_a_task(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = put(bare(light, texts), 1280, 720)
    page.render_feedback(WORD)
    settle()
    close = named(page, "feedback.close")
    before = close.mapTo(page, QPoint(0, 0))
    page.render_card(samples.CALL)
    settle()
    assert close.isVisible() and close.mapTo(page, QPoint(0, 0)) == before


def test_the_word_about_a_task_moves_nothing_beside_a_rail(
    light: Theme, texts: Texts, put: Put
) -> None:
    """It comes when something was just signed, and the hand is in the record still."""
    page = put(pages.rail(light, texts), 1280, 720)
    editor = next(one for one in page.host.findChildren(QTextEdit) if one.isVisible())
    before = editor.mapTo(page, QPoint()), editor.size()
    page.render_feedback(WORD)
    settle()
    assert (editor.mapTo(page, QPoint()), editor.size()) == before
    assert find(page, "feedback.close") is None and whole_in_sight(page, "feedback.open")
    mark = named(page, "feedback.open")
    assert mark.accessibleName() == "Bra: Notat Du skrev det du så."
    mark.click()  # type: ignore[attr-defined]
    settle()
    assert find(page, "tasks.collapse") is not None and whole_in_sight(page, "feedback.close")
    assert named(page, "feedback.close").hasFocus() and find(page, "feedback.open") is None
    page.render_feedback(None)
    settle()
    assert (editor.mapTo(page, QPoint()), editor.size()) == before
    page.render_feedback(replace(WORD, tone="warn", short="Se på dette"))
    settle()
    assert (editor.mapTo(page, QPoint()), editor.size()) == before
    assert clipped(page) == []


def test_the_title_in_the_bar_gives_way_to_nothing(light: Theme, texts: Texts, put: Put) -> None:
    """Whatever comes and goes beside it, and however wide the window is."""
    bar = PlayBar(light, texts)
    frame = replace(samples.FRAME, title="Dagen i dag på Solgløtt", tasks_left="52 oppdrag")
    busy = {"skip": "Gå 14 min fram", "frozen": "Tiden står", "hand": "Hånden er oppe"}
    for width in range(1040, 1700, 60):
        put(bar, width, bar.sizeHint().height())
        for number in range(len(busy) + 1):
            said = dict(list(busy.items())[:number])
            bar.render_frame(replace(frame, **said))  # type: ignore[arg-type]
            bar.fit(width, low=False)
            settle()
            assert clipped(bar) == [], (width, said)


def test_a_panel_without_tasks_says_so(light: Theme, texts: Texts, put: Put) -> None:
    panel = TaskPanel(light, texts)
    put(panel, 336, 400)
    for empty in ("Ingen oppdrag akkurat nå.", ""):
        panel.render_tasks(replace(samples.TASKS, tasks=(), empty=empty))
        settle()
        assert [one.text for one in prints(panel)[0] if one.text == empty] == [empty] * bool(empty)
