"""Plays a whole run through the window as the expert would: the demo, and the tests."""

from collections.abc import Callable

from simtrainer.app.play import Play
from simtrainer.app.ports import RunInfo
from simtrainer.app.trainer import Trainer
from simtrainer.base.problem import Problem
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.gestures import Gesture
from simtrainer.desktop.moves import Move, run_moves
from simtrainer.engine.history import History

SHOTS = {
    "ward_list": "ward",
    "timeline": "journal",
    "measurement": "measurements",
    "medication": "medication",
    "inbox": "inbox",
    "table": "table",
    "overview": "overview",
}
"""View kind to the name of its screenshot."""
MOST_IDLE = 80
"""More gestures than the longest form takes, without an event coming of them."""


class Autoplay:
    """The expert at the mouse. ``shot`` is called with a name when a screen is worth seeing."""

    def __init__(
        self, pilot: Pilot, trainer: Trainer, shot: Callable[[str], None] = lambda name: None
    ) -> None:
        self._pilot = pilot
        self._trainer = trainer
        self._shot = shot
        self._aliases: dict[str, str] = {}
        self._length = self._idle = 0
        """Events of the run when the last one came, and gestures since then."""
        self.last: Play | None = None

    @property
    def history(self) -> History:
        """The situation of the run that was played last."""
        return self._last().session.history

    @property
    def info(self) -> RunInfo:
        """The head of the run that was played last."""
        return self._last().session.info

    def _last(self) -> Play:
        if self.last is None:
            raise Problem("run.none")
        return self.last

    def sign_in(self, unit: str = "", person: str = "") -> None:
        """As the first person of the first unit where none is named."""
        units = self._trainer.signin().units
        chosen = next((u for u in units if u.id == unit), units[0])
        self._shot("signin")
        self._pilot.click(f"unit.{chosen.id}")
        self._pilot.click(f"person.{person or chosen.people[0].code}")

    def start(self, scenario: str, mode: str = "spill") -> None:
        """From home, in one of the modes."""
        self._pilot.rest(50)
        self._shot("home")
        self._pilot.click(f"start.{scenario}")
        self._shot("modes")
        self._pilot.click(f"mode.{mode}")
        self.last = self._trainer.play

    def play(self, until: Callable[[], bool] = lambda: False) -> None:
        """To the debrief, or until told to stop."""
        self.last = self._trainer.play
        for move in run_moves(self._trainer, self._aliases):
            if until():
                return
            self._take(move)
            self.last = self._trainer.play or self.last
        self._pilot.rest(50)
        if self._trainer.screen == "debrief":
            self._shot("debrief")

    def _take(self, move: Move | None) -> None:
        if move is None:
            self._pilot.rest(100)
            self._trainer.tick()
            return
        self._look(move.gesture)
        self._watch(move.gesture)
        try:
            self._pilot.do(move.gesture)
        except Problem:
            # Between two tasks what calls may stop calling while the hand is on its way.
            if move.check or self._pilot.sees(move.gesture.key):
                raise
        if move.gesture.key.startswith(("message.", "ward.")) and self._trainer.screen == "play":
            self._shoot_module()

    def _watch(self, gesture: Gesture) -> None:
        """Who does the same over and over, and nothing comes of it, is stuck."""
        length = len(self._last().session.run.log)
        self._idle = self._idle + 1 if length == self._length else 0
        self._length = length
        if self._idle > MOST_IDLE:
            raise Problem("pilot.stuck", key=gesture.key)

    def _look(self, gesture: Gesture) -> None:
        """Pictures at their best moment: a form just before it is signed, a call that talks,
        the ward list just before a patient is chosen."""
        card = self._trainer.card()
        if gesture.key.startswith(("sign.", "ward.")):
            self._shoot_module()
        elif gesture.key.startswith("card.choice.") and card is not None and card.kind == "phone":
            self._shot("call")

    def _shoot_module(self) -> None:
        module = self.history.program.pack.modules[self.history.module]
        self._shot(SHOTS.get(module.view, module.view))
