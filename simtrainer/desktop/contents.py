"""What the window holds: one page for each screen of the trainer, drawn where a change says so.

Wishes go to ``Trainer.do``; a ``Problem`` that comes back is told in the notice strip. Pages are
built when they are wanted, or one by one while nobody waits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from simtrainer.base.problem import Cancelled, Problem
from simtrainer.desktop.areas import Areas
from simtrainer.desktop.kit import spoken
from simtrainer.desktop.kit.focus import FocusWatch
from simtrainer.desktop.notice import Notice
from simtrainer.desktop.page import Page
from simtrainer.desktop.theme import Theme

if TYPE_CHECKING:
    from simtrainer.app.trainer import Change, Trainer
    from simtrainer.desktop.debrief import DebriefPage
    from simtrainer.desktop.home import HomePage
    from simtrainer.desktop.play import PlayPage
    from simtrainer.desktop.ready import ReadyPage
    from simtrainer.desktop.refresher import RefresherPage
    from simtrainer.desktop.returning import ReturnPage
    from simtrainer.desktop.settings import SettingsPage
    from simtrainer.desktop.signin import SigninPage

TICK_MS = 500
_IDLE_MS = 120
"""Between building one page ahead and the next: a click in between is answered first."""


class Contents(QWidget):
    """``trainer`` is the one door, ``theme`` the look. ``warm`` builds pages ahead while idle.

    Signals: ``outdated()`` when all of it is to be made anew, since it looks or speaks otherwise.
    """

    outdated = Signal()

    def __init__(self, trainer: "Trainer", theme: Theme, window: QWidget, *, warm: bool) -> None:
        super().__init__()
        spoken.install()
        self._trainer, self._theme = trainer, theme
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._notice = Notice(theme, trainer.texts)
        self._notice.closed.connect(self._notice.hide)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self._notice)
        self.focus = FocusWatch(theme, window)
        self.areas = Areas(self._stack, self, self.focus)
        help_key = QShortcut(QKeySequence.StandardKey.HelpContents, self)
        help_key.activated.connect(lambda: self.page(trainer.screen).ask_help())
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK_MS)
        self._ticker.timeout.connect(self._tick)
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._warm_next)
        self._ahead = list(_AHEAD)
        self._warm = warm
        self._modules_ahead: list[str] = []
        self._shown_screen = ""
        self._trying = False
        """What the strip tells of is tried again by the clock."""
        self._unsubscribe: Callable[[], None] | None = trainer.subscribe(self._changed)
        self._draw(frozenset({"screen"}))
        self._tell_news()
        if warm:
            self._idle.start()

    def dock(self, strip: QWidget) -> None:
        """Put a strip under the page."""
        self._column.insertWidget(1, strip)

    def notice(self) -> str:
        """What the notice strip says, empty when it is hidden."""
        return self._notice.text()

    def page(self, screen: str) -> Page:
        """The page of a screen, built when it is first wanted."""
        found = self._pages.get(screen)
        if found is None:
            found = _PAGES[screen](self._theme, self._trainer)
            found.wished.connect(self.ask)
            found.helped.connect(self._help)
            found.announced.connect(self._announce)
            found.failed.connect(self.tell)
            self._pages[screen] = found
            self._stack.addWidget(found)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts away what the strip says, where nothing nearer took it."""
        if event.key() == Qt.Key.Key_Escape and self._notice.isVisible():
            self._notice.hide()
            return
        super().keyPressEvent(event)

    # Wishes up -------------------------------------------------------------------------------

    def ask(self, command: object) -> None:
        """Carry out a wish; what went wrong is told, what went well clears the strip."""
        try:
            with _waiting(command):
                self._trainer.do(command)
        except Problem as problem:
            self.tell(problem)
        except Cancelled:
            return
        else:
            self._tell_why_it_stopped()
        self._tell_news()

    def _tell_why_it_stopped(self) -> None:
        """Who has gone ahead in time is told what stopped it; else what the strip said is old."""
        self._notice.hide()
        why = self._trainer.stopped() if self._trainer.screen == "play" else ""
        if why:
            self._announce(why)

    def tell(self, problem: Problem) -> None:
        """Say what happened and what to do."""
        self._notice.say(self._trainer.words(problem), "warn")
        self._trying = problem.retry and self._trainer.screen == "play"

    def _tell_news(self) -> None:
        """What the store met on the way stays on the screen until the next wish goes well."""
        told = dict.fromkeys(self._trainer.words(problem) for problem in self._trainer.news())
        if told:
            self._notice.say(" ".join(told), "warn")
            self._trying = False

    def _announce(self, text: str) -> None:
        self._notice.say(text, "info")
        self._trying = False

    def _help(self) -> None:
        self._trying = False
        self._notice.say(self._trainer.texts(f"ui.help.{self._trainer.screen}"), "info")

    def _tick(self) -> None:
        try:
            self._trainer.tick()
        except Problem as problem:
            self.tell(problem)
        else:
            if self._trying:  # what could not be done is done: the word about it is old
                self._notice.hide()
            self._trying = False
        self._tell_news()

    # View states down ------------------------------------------------------------------------

    def _changed(self, change: "Change") -> None:
        if "look" in change.parts:
            self.outdated.emit()
        else:
            self._draw(change.parts)

    def _draw(self, parts: frozenset[str]) -> None:
        """Draw the parts that changed and can be seen."""
        screen = self._trainer.screen
        page = self.page(screen)
        fresh = screen != self._shown_screen
        if fresh:
            self._leave(self._shown_screen)
            self._notice.hide()
        _DRAW[screen](page, self._trainer, _ALL if fresh or "screen" in parts else parts)
        if fresh:
            self._shown_screen = screen
            self._stack.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)
            _ENTER.get(screen, _nothing)(page)
            self._look_ahead(screen)
        self._keep_time()

    def _leave(self, screen: str) -> None:
        if screen:
            self._pages[screen].forget()

    def _keep_time(self) -> None:
        """Tick only while a run is played."""
        runs = self._trainer.screen == "play" and not self._trainer.paused
        if runs != self._ticker.isActive():
            self._ticker.start() if runs else self._ticker.stop()

    # Ahead of time and at the end ------------------------------------------------------------

    def _look_ahead(self, screen: str) -> None:
        """A run's modules are built before they are opened."""
        self._modules_ahead = list(self._trainer.modules()) if screen == "play" else []
        if self._warm and self._modules_ahead:
            self._idle.start()

    def _warm_next(self) -> None:
        if self._modules_ahead:
            module = self._modules_ahead.pop(0)
            view = self._trainer.ahead(module)
            if view is not None:
                self.page("play").build_ahead(module, view)
        elif self._ahead:
            self.page(self._ahead.pop(0)).warm()
        else:
            self._idle.stop()

    def release(self) -> bool:
        """Let go of the trainer, which goes on; whether this held it."""
        self._ticker.stop()
        self._idle.stop()
        if self._unsubscribe is None:
            return False
        self._unsubscribe()
        self._unsubscribe = None
        self.focus.stop()
        return True

    def leave(self) -> None:
        """The window closes: stop the clock on disk and let go of the trainer."""
        if not self.release():
            return
        try:
            self._trainer.leave()
        except Problem as problem:
            self.tell(problem)


@contextmanager
def _waiting(command: object) -> Iterator[None]:
    """The pointer says that it takes a while."""
    if not getattr(command, "slow", False):
        yield
        return
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def _signin(theme: Theme, trainer: "Trainer") -> "SigninPage":
    from simtrainer.desktop.signin import SigninPage

    page = SigninPage(theme, trainer.texts)
    page.close_wanted.connect(lambda: page.window().close())
    page.bring_wanted.connect(lambda: _bring(page, trainer))
    return page


def _bring(page: Page, trainer: "Trainer") -> None:
    """Take up a run from a stick."""
    from simtrainer.desktop import stick

    wish = stick.ask_where_from(page, trainer.texts)
    if wish is not None:
        page.wished.emit(wish)


def _take(page: Page, trainer: "Trainer") -> None:
    """Put the run on a stick, and tell that it is there."""
    from simtrainer.desktop import stick

    play = trainer.play
    name = play.session.info.title if play is not None else ""
    wish = stick.ask_where_to(page, trainer.texts, name)
    if wish is None:
        return
    page.wished.emit(wish)
    if trainer.screen == "home":
        page.announced.emit(trainer.texts("app.carry.taken", file=wish.path))


def _home(theme: Theme, trainer: "Trainer") -> "HomePage":
    from simtrainer.desktop.home import HomePage

    page = HomePage(theme, trainer.texts)
    page.copy_wanted.connect(lambda: _copy_own_data(page, trainer))
    return page


def _copy_own_data(page: Page, trainer: "Trainer") -> None:
    """All that is stored about the person, as a file of their own; the strip tells where."""
    from simtrainer.desktop import paper

    try:
        path = paper.save_own_data(trainer.own_data(), trainer.texts, paper.documents())
    except Problem as problem:
        page.failed.emit(problem)
    else:
        page.announced.emit(trainer.texts("ui.own.saved", file=str(path)))


def _play(theme: Theme, trainer: "Trainer") -> "PlayPage":
    from simtrainer.desktop.play import PlayPage

    page = PlayPage(theme, trainer.texts)
    page.take_wanted.connect(lambda: _take(page, trainer))
    return page


def _debrief(theme: Theme, trainer: "Trainer") -> "DebriefPage":
    from simtrainer.desktop.debrief import DebriefPage

    return DebriefPage(theme, trainer.texts)


def _refresher(theme: Theme, trainer: "Trainer") -> "RefresherPage":
    from simtrainer.desktop.refresher import RefresherPage

    return RefresherPage(theme, trainer.texts)


def _settings(theme: Theme, trainer: "Trainer") -> "SettingsPage":
    from simtrainer.desktop.settings import SettingsPage

    return SettingsPage(theme, trainer.texts)


def _ready(theme: Theme, trainer: "Trainer") -> "ReadyPage":
    from simtrainer.desktop.ready import ReadyPage

    return ReadyPage(theme, trainer.texts)


def _return(theme: Theme, trainer: "Trainer") -> "ReturnPage":
    from simtrainer.desktop.returning import ReturnPage

    page = ReturnPage(theme, trainer.texts)
    page.take_out_wanted.connect(lambda: _take_out(page, trainer))
    page.save_wanted.connect(lambda: _save_receipt(page, trainer))
    page.close_wanted.connect(lambda: page.window().close())
    return page


def _take_out(page: Page, trainer: "Trainer") -> None:
    """Put what nobody has acknowledged on a stick, and tell that it is there."""
    from simtrainer.desktop import stick

    wish = stick.ask_where_results_go(page, trainer.texts, trainer.returning().name)
    if wish is None:
        return
    try:
        trainer.do(wish)
    except Problem as problem:
        page.failed.emit(problem)
    else:
        page.announced.emit(trainer.texts("app.return.taken_out", file=wish.path))


def _save_receipt(page: "ReturnPage", trainer: "Trainer") -> None:
    """The receipt as a text file; the PC itself keeps nothing."""
    from simtrainer.desktop import stick

    path = stick.ask_where_receipt_goes(page, trainer.texts, trainer.texts("ui.return.receipt"))
    if path is None:
        return
    try:
        path.write_text(page.receipt(), encoding="utf-8")
    except OSError:
        page.failed.emit(Problem("paper.not_saved", retry=True, folder=str(path.parent)))
    else:
        page.announced.emit(trainer.texts("ui.paper.saved", file=str(path)))


def _draw_signin(page: "SigninPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"signin", "status"}:
        page.render_signin(trainer.signin())


def _draw_home(page: "HomePage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"home", "status"}:
        page.render_home(trainer.home())


def _draw_debrief(page: "DebriefPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"debrief", "status"}:
        page.render_debrief(trainer.debrief())
    if parts & {"debrief", "lookback"}:
        page.render_lookback(trainer.lookback())


def _draw_refresher(page: "RefresherPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"refresher", "status"}:
        page.render_refresher(trainer.refresher())


def _draw_settings(page: "SettingsPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"settings", "status"}:
        page.render_settings(trainer.settings(), trainer.status())


def _draw_ready(page: "ReadyPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"ready", "status"}:
        page.render_ready(trainer.ready(), trainer.status())


def _draw_return(page: "ReturnPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if parts & {"return", "status"}:
        page.render_return(trainer.returning(), trainer.status())


def _draw_play(page: "PlayPage", trainer: "Trainer", parts: frozenset[str]) -> None:
    if "frame" in parts:
        page.render_frame(trainer.frame(), trainer.rest())
    for part in _IN_PLAY:
        if part in parts:
            getattr(page, f"render_{part}")(getattr(trainer, part)())


_IN_PLAY = (
    "nav", "banner", "access", "tasks", "card", "module", "feedback", "sheet", "status",
)  # fmt: skip
"""Parts of the play screen, in the order they are drawn: each has a view state of the trainer's
and a ``render`` of the page's under its name."""


def _nothing(page: Page) -> None:
    """Most screens need nothing when they are entered."""


def _from_top(page: "DebriefPage | HomePage") -> None:
    page.to_top()


_PAGES: dict[str, Callable[[Theme, "Trainer"], Page]] = {
    "signin": _signin,
    "home": _home,
    "play": _play,
    "debrief": _debrief,
    "refresher": _refresher,
    "settings": _settings,
    "ready": _ready,
    "return": _return,
}
_DRAW: dict[str, Callable[..., None]] = {
    "signin": _draw_signin,
    "home": _draw_home,
    "play": _draw_play,
    "debrief": _draw_debrief,
    "refresher": _draw_refresher,
    "settings": _draw_settings,
    "ready": _draw_ready,
    "return": _draw_return,
}
_ENTER: dict[str, Callable[..., None]] = {"home": _from_top, "debrief": _from_top}
_AHEAD = ("home", "play", "debrief")
_ALL = frozenset({
    "screen", "signin", "home", "frame", "nav", "banner", "access", "tasks", "card", "module",
    "status", "debrief", "lookback", "refresher", "settings", "ready", "return", "feedback",
    "sheet",
})  # fmt: skip
