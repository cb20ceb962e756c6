"""Plays a whole run through the window as the expert would: the demo, and the tests."""

from collections.abc import Callable

from simtrainer.app.guidance import Step, steps_left
from simtrainer.app.play import Play
from simtrainer.app.ports import RunInfo
from simtrainer.app.trainer import Trainer
from simtrainer.base.problem import Problem
from simtrainer.desktop.autopilot import Gesture, Pilot, perform
from simtrainer.engine.bots.expert import next_check
from simtrainer.engine.history import History
from simtrainer.engine.program import Check

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


class Autoplay:
    """The expert at the mouse. ``shot`` is called with a name when a screen is worth seeing."""

    def __init__(
        self, pilot: Pilot, trainer: Trainer, shot: Callable[[str], None] = lambda name: None
    ) -> None:
        self._pilot = pilot
        self._trainer = trainer
        self._shot = shot
        self._aliases: dict[str, str] = {}
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

    def start(self, scenario: str) -> None:
        """From home."""
        self._pilot.rest(50)
        self._shot("home")
        self._pilot.click(f"start.{scenario}")
        self.last = self._trainer.play

    def play(self, until: Callable[[], bool] = lambda: False) -> None:
        """To the debrief, or until told to stop."""
        while self._trainer.screen == "play" and not until():
            self.last = self._trainer.play
            check = next_check(self._last().session.run)
            if check is not None and self._do_check(check):
                continue
            if not self._chat() and not self._go_on():
                self._pilot.rest(100)
                self._trainer.tick()
        self._pilot.rest(50)
        if self._trainer.screen == "debrief":
            self._shot("debrief")

    def _do_check(self, check: Check) -> bool:
        """Take the steps that are left; False where there were none."""
        took = False
        for step in steps_left(self._last(), check.id):
            if self._trainer.screen != "play":
                return True
            if step in steps_left(self._last(), check.id):
                self._do(step)
                took = took or step.kind not in ("open_patient", "open_module")
        return took

    def _do(self, step: Step) -> None:
        perform(self._pilot, self._last(), step, self._aliases, self._look)
        if step.kind in ("read", "open_patient"):
            self._shoot_module()

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
        self._shot(SHOTS[module.view])

    def _chat(self) -> bool:
        """Answer a call that no task speaks of."""
        card = self._trainer.card()
        if card is None:
            return False
        key = "card.answer" if card.ringing else f"card.choice.{card.choices[0].id}"
        self._pilot.click(key)
        return True

    def _go_on(self) -> bool:
        """Press the button that goes on to the next event, where it is there."""
        if not self._trainer.frame().skip or not self._pilot.sees("skip"):
            return False
        self._pilot.click("skip")
        return True
