"""The window: on the screen before anything else is imported, then filled.

Qt makes a Python class of every enumeration the first time it is touched, and every frozen
dataclass costs half a millisecond to define: pages, theme and trainer together cost more than
the bare window. So the window first shows the frame of the screens in plain colour, through a
stylesheet that touches no enumeration, and ``opened`` says when that is on the screen. Whoever
builds the program then builds the rest and calls ``begin``. For the same reason this module does
not import ``Qt``: with the name come all its 93 enumerations.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from simtrainer.app.looks import Look
    from simtrainer.app.trainer import Trainer
    from simtrainer.base.problem import Problem
    from simtrainer.desktop.contents import Contents
    from simtrainer.desktop.page import Page
    from simtrainer.desktop.qt_words import QtWords
    from simtrainer.desktop.sound import Sound
    from simtrainer.desktop.theme import Theme

THEMES = {"light": "light", "dark": "dark", "contrast": "hc"}
"""A look's theme to the name of the design tokens' column."""
_START = (1440, 900)
_LEAST = (960, 600)
_BAR = 64
_STATUS = 32


class MainWindow(QMainWindow):
    """``MainWindow(trainer, theme)`` is whole at once; ``MainWindow.opening`` fills in later.

    ``warm`` builds further pages while nobody waits. Signals: ``opened()``, once, when the first
    frame of an ``opening`` window is on the screen; ``restyled()`` when its screens have been
    made anew in another look or language.
    """

    opened = Signal()
    restyled = Signal()

    def __init__(
        self,
        trainer: "Trainer | None" = None,
        theme: "Theme | None" = None,
        *,
        warm: bool = True,
    ) -> None:
        super().__init__()
        self._warm = warm
        self._contents: Contents | None = None
        self._theme: Theme | None = None
        self._trainer: Trainer | None = None
        self._qt_words: QtWords | None = None
        self.setWindowTitle("simtrainer")
        self.resize(*_START)
        self.setMinimumSize(*_LEAST)
        if trainer is not None and theme is not None:
            self.begin(trainer, theme)

    @classmethod
    def opening(cls, resources: Path, name: str = "light", *, warm: bool = True) -> "MainWindow":
        """A window that shows the frame of the screens until ``begin`` is called."""
        window = cls(warm=warm)
        tokens = json.loads((resources / "look" / "tokens.json").read_bytes())
        frame = _Frame(tokens.get(name) or tokens["light"])
        frame.painted.connect(window.opened)
        window.setCentralWidget(frame)
        return window

    def begin(self, trainer: "Trainer", theme: "Theme") -> None:
        """Fill the window with the screens of this trainer."""
        from PySide6.QtWidgets import QApplication

        from simtrainer.desktop.contents import Contents
        from simtrainer.desktop.qt_words import QtWords

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app)
        if self._trainer is None:
            hints = app.styleHints()  # kept: what it answers dies with it
            hints.accessibility().contrastPreferenceChanged.connect(self._restyle)
        if self._qt_words is not None:
            self._qt_words.remove()
        self._qt_words = QtWords(app, trainer.texts)
        self._trainer, self._theme = trainer, theme
        self._contents = Contents(trainer, theme, self, warm=self._warm)
        self._contents.outdated.connect(self._restyle_soon)
        self.setCentralWidget(self._contents)

    def _restyle_soon(self) -> None:
        """After the click that wished it has been dealt with, on a button that is to go."""
        QTimer.singleShot(0, self, self._restyle)

    def _restyle(self) -> None:
        """Make all screens anew; the state they draw lives in the trainer, so nothing is lost."""
        if self._trainer is None or self._contents is None or not self._contents.release():
            return
        focus = cast("QWidget | None", self.focusWidget())
        key = focus.objectName() if focus is not None else ""
        self.begin(self._trainer, dressed(self.theme, self._trainer.look))
        self.contents.show()  # a layout would do it later, and what is hidden takes no focus
        found = self.contents.findChild(QWidget, key) if key else None
        if found is not None and found.isVisible():
            from PySide6.QtCore import Qt

            found.setFocus(Qt.FocusReason.OtherFocusReason)
        self.restyled.emit()

    def paint_now(self) -> None:
        """Put what it was filled with on the screen before anything else is done."""
        if self.isVisible():
            QCoreApplication.sendPostedEvents()
            self.repaint()

    @property
    def theme(self) -> "Theme":
        """The look it was filled with."""
        assert self._theme is not None, "begin comes first"
        return self._theme

    @property
    def contents(self) -> "Contents":
        """What it was filled with."""
        assert self._contents is not None, "begin comes first"
        return self._contents

    @property
    def notice(self) -> str:
        """What the notice strip says, empty when it is hidden."""
        return self.contents.notice()

    def page(self, screen: str) -> "Page":
        """The page of a screen, built when it is first wanted."""
        return self.contents.page(screen)

    def dock(self, strip: QWidget) -> None:
        """Put a strip under the page, where it covers nothing."""
        self.contents.dock(strip)

    def ask(self, command: object) -> None:
        """Carry out a wish; what goes wrong is told in the notice strip."""
        self.contents.ask(command)

    def tell(self, problem: "Problem") -> None:
        """Say what happened and what to do."""
        self.contents.tell(problem)

    def focusNextPrevChild(self, ahead: bool) -> bool:
        """Tab and Shift+Tab go as one reads."""
        from PySide6.QtCore import Qt

        from simtrainer.desktop.reading_order import beside

        here = cast("QWidget | None", self.focusWidget()) or self
        if not (here.isVisible() and here.isEnabled()):
            return self._fall(ahead)
        found = beside(self, here, 1 if ahead else -1)
        if found is None:
            return super().focusNextPrevChild(ahead)
        reason = Qt.FocusReason
        found.setFocus(reason.TabFocusReason if ahead else reason.BacktabFocusReason)
        return True

    def _fall(self, ahead: bool) -> bool:
        """Qt moves the focus on, since what had it went away; the parts of the screen see to it
        that it does not stay where it falls."""
        if self._contents is None or not isValid(self._contents):
            return super().focusNextPrevChild(ahead)
        self._contents.areas.falling = True
        fell = super().focusNextPrevChild(ahead)
        self._contents.areas.falling = False
        return fell

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the trainer."""
        if self._contents is not None:
            self._contents.leave()
        if self._qt_words is not None:
            self._qt_words.remove()
            self._qt_words = None
        super().closeEvent(event)


def dressed(before: "Theme", look: "Look") -> "Theme":
    """The look in place of an earlier one."""
    from PySide6.QtWidgets import QApplication

    from simtrainer.desktop.contrast import system_contrast
    from simtrainer.desktop.theme import Theme

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return Theme(
        before.resources,
        THEMES.get(look.theme, "light"),
        int(look.text) / 100,
        motion=before.motion,
        system=system_contrast(app),
        family=before.family,
        sound=_heard(before.sound, look.sound == "on"),
    )


def _heard(sound: "Sound | None", wanted: bool) -> "Sound | None":
    """The sound of an earlier look, or one that is made when it is first wanted."""
    if sound is None and wanted:
        from PySide6.QtWidgets import QApplication

        from simtrainer.desktop.sound import Sound

        sound = Sound(QApplication.instance())
    if sound is not None:
        sound.turn(wanted)
    return sound


class _Frame(QWidget):
    """The frame of the screens in plain colour. Signals: ``painted()`` after the first frame."""

    painted = Signal()

    def __init__(self, tokens: dict[str, str]) -> None:
        super().__init__()
        self._told = False
        self._ground = _plain(self, tokens["frame"])
        self._bar = _plain(self, tokens["bar"])
        self._status = _plain(self, tokens["surface"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide, tall = self.width(), self.height()
        self._ground.setGeometry(0, 0, wide, tall)
        self._bar.setGeometry(0, 0, wide, _BAR)
        self._status.setGeometry(0, tall - _STATUS, wide, _STATUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The children paint; this only tells that they do."""
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


def _plain(parent: QWidget, color: str) -> QWidget:
    made = QWidget(parent)
    made.setStyleSheet(f"background: {color}")
    return made
