"""The last two steps of the help ladder on the screen: light up the next place to press, and do
the task for the person. Both use the autopilot's gestures."""

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from simtrainer.app.guidance import Step, steps_left
from simtrainer.app.trainer import Change, Trainer
from simtrainer.base.problem import Problem
from simtrainer.desktop.autopilot import Pilot, gestures, perform
from simtrainer.desktop.targets import find
from simtrainer.desktop.theme import Theme

SHOWN_MS = 8_000
"""How long a place stays lit when nothing else happens."""
_ACTS = ("show", "do")
"""The steps that point and act; the earlier ones are words, and cost less."""
PACE_MS = 220
"""Pause after each gesture when the task is done for the person: slow enough to follow."""


class Light(QWidget):
    """A ring around a place; lets every click through."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._place = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Be drawn in another look."""
        self._theme = theme

    def show_at(self, place: QRect) -> None:
        """Light up a place in the window's coordinates."""
        self._place = place
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dark ring with an amber one inside it: seen on light and dark ground alike."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        for width, token, out in ((8, "bar", 7), (4, "star", 7)):
            painter.setPen(QPen(self._theme.color(token), px(width)))
            grown = self._place.adjusted(-px(out), -px(out), px(out), px(out))
            painter.drawRoundedRect(grown, px(8), px(8))
        painter.end()


class Guide(QObject):
    """Listens for help taken, and acts on the window."""

    def __init__(self, window: QWidget, trainer: Trainer, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._trainer = trainer
        self._light = Light(window, theme)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self._light.hide)
        self._working = False
        self._check = ""
        self._stop = trainer.subscribe(self._changed)

    def wear(self, theme: Theme) -> None:
        """Light up in another look."""
        self._light.wear(theme)

    def close(self) -> None:
        """Stop listening."""
        self._stop()
        self._away.stop()

    def _changed(self, change: Change) -> None:
        play = self._trainer.play
        if play is None or self._trainer.screen != "play":
            self._dim()
        elif "help" in change.parts:
            self._dim()
            level, _, check = play.desk.shown_help.partition(":")
            if level in _ACTS:
                self._check = check
                QTimer.singleShot(0, self, self._show_next if level == "show" else self._do_all)
        elif self._check and change.parts - {"frame", "tasks"}:
            QTimer.singleShot(0, self, self._show_next)

    def _dim(self) -> None:
        self._check = ""
        self._light.hide()

    def _steps(self) -> list[Step]:
        """What is left of the task; empty when the run is not on the screen any more."""
        play = self._trainer.play
        if play is None or not self._check:
            return []
        return steps_left(play, self._check)

    def _show_next(self) -> None:
        """Light up where the next gesture belongs; follows the person through the task."""
        play, steps = self._trainer.play, self._steps()
        if self._working or play is None:
            return
        gesture = next((g for step in steps for g in gestures(play, step)), None)
        target = find(self._window, gesture.key) if gesture is not None else None
        if target is None:
            self._dim()
            return
        corner = target.widget.mapTo(self._window, target.rect.topLeft())
        self._light.show_at(QRect(corner, target.rect.size()))
        self._away.start(SHOWN_MS)

    def _do_all(self) -> None:
        """Carry out what is left of the task, at a pace that can be followed."""
        if self._working:
            return
        self._working = True
        self._light.hide()
        pilot = Pilot(self._window, PACE_MS)
        aliases: dict[str, str] = {}
        try:
            for step in self._steps():
                play = self._trainer.play
                if play is None:
                    break
                perform(pilot, play, step, aliases)
        except Problem:
            # The person took the mouse meanwhile; what is done is done, the task stays open.
            pass
        finally:
            self._working = False
            self._check = ""
