"""Guiding on the real screen: Vis plays the run, Prøv lights the next place, and the help ladder
lights a place or does a task. All of it by the autopilot's moves."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from simtrainer.app.commands import FreezeTime, ThawTime
from simtrainer.app.guidance import settled
from simtrainer.app.modes import rules
from simtrainer.app.trainer import Change, Trainer
from simtrainer.base.problem import Problem
from simtrainer.desktop.moves import Aliases, Move, run_moves, task_moves
from simtrainer.desktop.player import Player
from simtrainer.desktop.pointer import Light, Pointer
from simtrainer.desktop.strip import Strip
from simtrainer.desktop.targets import (
    Target,
    bars_round,
    find,
    in_view,
    reach,
    said,
    seen_part,
    standing,
)
from simtrainer.desktop.theme import Theme

if TYPE_CHECKING:
    from simtrainer.desktop.window import MainWindow

SHOWN_MS = 8_000
"""How long a place stays lit when nothing else happens."""
_ACTS = ("show", "do")
"""The steps of the ladder that point and act; the earlier ones are words, and cost less."""
PACE_MS = 220
"""Pause after each gesture when the task is done for the person: slow enough to follow."""
SHOW_PACE_MS = 700
"""In Vis there is a caption to read as well."""
LONG = 60
"""A longer text to write is an example, not a recipe."""
_PASSING_BY = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that lead past the record to the buttons of the show."""
_OWN = ("record", "task_column")
"""Parts of the play screen that the autopilot alone may touch while it shows."""


class Guide(QObject):
    """Listens for modes and for help taken, and acts on the window."""

    def __init__(self, window: "MainWindow", trainer: Trainer, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._trainer = window, trainer
        self._light = Light(window, theme)
        self._pointer = Pointer(window, theme)
        self._player = Player(window, self._pointer, PACE_MS)
        self._strip = self._made_strip(theme)
        self._player.coming.connect(self._tell)
        self._player.over.connect(self._stop_doing)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self._light.hide)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._light_next)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._follow)
        self._light.moved.connect(self._settling.start)
        self._light.pressed.connect(self._soon.start)
        self._key = ""
        self._run = ""
        self._check = ""
        self._paused = False
        self._aliases: Aliases = {}
        self._stop = trainer.subscribe(self._changed)
        self._changed(Change(frozenset({"screen"})))

    def _made_strip(self, theme: Theme) -> Strip:
        strip = Strip(theme, self._trainer.texts)
        self._window.dock(strip)
        strip.hold_wanted.connect(self._hold)
        strip.step_wanted.connect(self._player.step)
        strip.wished.connect(self._window.ask)
        return strip

    def wear(self, theme: Theme) -> None:
        """Guide in another look or language: the window's screens were made anew."""
        self._leave()
        for over in (self._light, self._pointer):
            over.wear(theme)
        self._strip = self._made_strip(theme)
        self._changed(Change(frozenset({"screen"})))

    def close(self) -> None:
        """Stop listening."""
        self._stop()
        self._leave()

    @property
    def pace_ms(self) -> int:
        """The rest round each move of a show; the tests have no time for it."""
        return self._player.pace_ms

    @pace_ms.setter
    def pace_ms(self, pace: int) -> None:
        self._player.pace_ms = pace

    @property
    def gestures(self) -> int:
        """How many gestures the autopilot has made for the person."""
        return self._player.gestures

    def hurry(self) -> None:
        """The pointer jumps, whatever the theme says of motion: nobody watches."""
        self._pointer.jumps = True

    # What the trainer says --------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        play = self._trainer.play
        if play is None or self._trainer.screen != "play":
            self._leave()
            return
        mode = rules(play.session.info.mode)
        if play.session.info.run != self._run:
            self._enter(play.session.info.run, shows=mode.shows, lit=mode.lit)
        # A show goes on by itself after a break between two chapters, and says so.
        paused = self._trainer.paused and not (mode.shows and play.desk.break_before)
        if paused != self._paused:
            self._pause(paused, told=mode.shows or mode.lit)
        if "help" in change.parts:
            self._helped(play.desk.shown_help)
        elif (self._check or mode.lit) and change.parts - {"frame", "tasks"}:
            self._soon.start()

    def _enter(self, run: str, *, shows: bool, lit: bool) -> None:
        self._leave()
        self._run = run
        if shows:
            self._strip.begin(shows=True)
            self._player.pace_ms = SHOW_PACE_MS
            self._player.play(run_moves(self._trainer, self._aliases))
            app = QCoreApplication.instance()
            assert app is not None
            app.installEventFilter(self)
        elif lit:
            self._strip.begin(shows=False)
            self._soon.start()

    def _pause(self, paused: bool, *, told: bool) -> None:
        """Whoever has chosen to pause is urged by nothing, and nothing goes on over it."""
        self._paused = paused
        self._strip.setVisible(told and not paused)
        if paused:
            self._light.hide()
            self._player.hold()
        elif not self._strip.held:
            self._player.go_on()

    def _leave(self) -> None:
        self._player.stop()
        self._soon.stop()
        self._strip.hide()
        self._dim()
        self._run, self._aliases, self._paused = "", {}, False
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _dim(self) -> None:
        self._check = ""
        self._light.hide()
        self._away.stop()

    # The help ladder --------------------------------------------------------------------------

    def _helped(self, shown: str) -> None:
        level, _, check = shown.partition(":")
        if level not in _ACTS:
            self._dim()
            self._soon.start()
            return
        self._check = check
        if level == "show":
            self._soon.start()
        else:
            self._light.hide()
            self._player.pace_ms = PACE_MS
            self._player.play(task_moves(self._trainer, check, self._aliases))

    def _stop_doing(self) -> None:
        self._dim()
        self._soon.start()

    # The light --------------------------------------------------------------------------------

    def _lit(self) -> bool:
        play = self._trainer.play
        return play is not None and rules(play.session.info.mode).lit

    def _light_next(self) -> None:
        """Light up where the next gesture belongs; follows the person through the task."""
        play = self._trainer.play
        if self._player.busy or self._paused or play is None or self._trainer.screen != "play":
            return
        if self._check and settled(play, self._check):
            self._dim()  # what is left of our way to do it would lead away from what comes now
        found = self._next_place()
        if found is None:
            self._dim()
            if self._lit():
                self._strip.say("", self._trainer.texts("ui.strip.wait"))
            return
        move, target = found
        if self._lit():
            self._tell(move)
            # Words of another length make the strip higher or lower, and all above it moves.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        else:
            self._away.start(SHOWN_MS)
        self._key = move.gesture.key
        self._light.show_at(self._seen(target))
        self._light.follow(target.widget, bars_round(target.widget))
        self._settling.start()

    def _seen(self, target: Target) -> QRect:
        """In the window's coordinates; nothing where it is scrolled out of sight."""
        if not in_view(target):
            return QRect()
        part = seen_part(target)
        return QRect(target.widget.mapTo(self._window, part.topLeft()), part.size())

    def _follow(self) -> None:
        """What is lit was scrolled, pressed or moved: the ring goes with the place, and lies round
        nothing else."""
        if self._light.isHidden():
            return
        target = standing(self._window, self._key)
        self._light.move_to(QRect() if target is None else self._seen(target))
        if _read_first(self._key):
            self._soon.start()  # the words say whether to scroll or to press

    def _next_place(self) -> tuple[Move, Target] | None:
        """The first move that is still to be made and whose place can be seen."""
        if not (self._check or self._lit()):
            return None
        for move in self._coming():
            if move is None:
                return None
            if self._is_made(move):
                continue
            seen = reach(self._window, move.gesture.key, self._look)
            if seen is not None:
                return move.by_way_of(seen[0]), seen[1]
        return None

    def _look(self, window: QWidget, key: str) -> Target | None:
        """What is lit already stays where the person has scrolled it."""
        lit = key == self._key and not self._light.isHidden()
        return (standing if lit or _read_first(key) else find)(window, key)

    def _coming(self) -> Iterator[Move | None]:
        """The moves of the task that is lit, without making them: those of one task only, since
        what follows depends on their outcome."""
        if self._check:
            yield from task_moves(self._trainer, self._check, dict(self._aliases))
            return
        first = next(run_moves(self._trainer, dict(self._aliases)), None)
        if first is None or not first.check:
            yield first
            return
        try:
            yield from task_moves(self._trainer, first.check, dict(self._aliases))
        except Problem:
            # A later step names what an earlier one has not made yet.
            return

    def _is_made(self, move: Move) -> bool:
        """The reason bar is open already; or the person has written in words of their own."""
        key, kind = move.gesture.key, move.gesture.kind
        if key.startswith("row.") and find(self._window, "reason.send") is not None:
            return True
        if kind != "type":
            return False
        target = find(self._window, key)
        if target is None:
            return False
        written = _written(target.widget)
        if key == "reason.text" or len(move.gesture.text) > LONG // 3:
            return bool(written) and not target.widget.hasFocus()
        return written == move.gesture.text

    # Words ------------------------------------------------------------------------------------

    def _tell(self, move: Move) -> None:
        """Say what is done next; not where a task is only done for the person."""
        if not self._strip.isHidden():
            self._strip.say(move.task, self._caption(move))

    def _caption(self, move: Move) -> str:
        gesture, texts = move.gesture, self._trainer.texts
        target = self._look(self._window, gesture.key)
        what = said(target, gesture.key) if target is not None else ""
        if target is not None and what and not in_view(target):
            return texts("ui.caption.scroll", what=what)
        if gesture.kind == "choose" and target is not None:
            box = target.widget
            if isinstance(box, QComboBox):
                label = box.itemText(box.findData(gesture.text))
                return texts("ui.caption.choose", label=label, what=what)
        if gesture.kind == "type":
            if not gesture.text:
                return texts("ui.caption.empty", what=what)
            key = "ui.caption.longer" if len(gesture.text) > LONG else "ui.caption.type"
            return texts(key, text=gesture.text, what=what)
        return texts("ui.caption.click", what=what) if what else texts("ui.caption.here")

    # The show ---------------------------------------------------------------------------------

    def _hold(self, held: bool) -> None:
        """The show stands, and the simulated clock with it."""
        play = self._trainer.play
        self._strip.show_held(held)
        if held:
            self._player.hold()
        if play is not None and play.session.history.frozen != held:
            self._window.ask(FreezeTime() if held else ThawTime())
        if not held:
            self._player.go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A person who presses in the record while it is shown holds the show: two hands on one
        form would spoil it for both."""
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress):
            return False
        if self._player.acting or not isinstance(watched, QWidget) or not _is_own(watched):
            return False
        if isinstance(event, QKeyEvent) and event.key() in _PASSING_BY:
            return False
        if event.type() == QEvent.Type.MouseButtonPress and not self._player.held:
            self._hold(True)
        return True


def _read_first(key: str) -> bool:
    """What is done with an entry stands under it, and is not scrolled to: the person is to read
    down to it."""
    return key.startswith("row.")


def _is_own(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.objectName() in _OWN:
            return True
        widget = widget.parentWidget()
    return False


def _written(widget: QWidget) -> str:
    """What an editor holds."""
    for name in ("text", "toPlainText"):
        ask = getattr(widget, name, None)
        if ask is not None:
            return str(ask()).strip()
    return ""
