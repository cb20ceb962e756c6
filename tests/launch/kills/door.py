"""A player at the app's one door, without a screen: mostly the expert, and often somebody who
writes, wanders about, asks for help, or takes a pause. There to be killed.

Simulated time passes much faster than on the wall, so that the script has its say too.
"""

import random
import time
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.guidance import ready, steps_left, todo
from simtrainer.app.journey import QUESTIONS
from simtrainer.app.play import Play
from simtrainer.app.trainer import Trainer
from simtrainer.base.problem import Problem
from tests.launch.kills.outbox import AT_DOOR

SCENARIO = "news2-kvarteret"
SPEED = 200
"""Simulated milliseconds in one of the wall's."""
TEXT = "Hun sov lite i natt og spiste halv frokost. "


def fast_ms() -> int:
    """The wall's time, many times as fast."""
    return time.monotonic_ns() * SPEED // 1_000_000


def play_for_ever(trainer: Trainer, chance: random.Random) -> None:
    """Sit down and play until killed. Whatever the store says is a fault."""
    trainer.do(c.SignIn(chance.choice(AT_DOOR)))
    player = Player(trainer, chance)
    while True:
        try:
            player.once()
        except Problem as refused:
            if refused.code.startswith(("store.", "run.gap", "run.differs", "run.damaged")):
                raise


class Player:
    """One thing at a time."""

    def __init__(self, trainer: Trainer, chance: random.Random) -> None:
        self._trainer, self._chance = trainer, chance

    def once(self) -> None:
        """The next thing."""
        getattr(self, f"_{self._trainer.screen}")()

    def _home(self) -> None:
        left = self._trainer.home().resume
        if left is not None:
            self._trainer.do(c.ContinueRun(left.run))
        elif self._chance.random() < 0.1:
            self._trainer.do(c.AskErasure())
        elif self._chance.random() < 0.2:
            self._trainer.do(c.StartRefresher())
        else:
            mode = self._chance.choice(["spill", "spill", "ov"])
            self._trainer.do(c.StartRun(SCENARIO, mode))

    def _refresher(self) -> None:
        self._trainer.do(c.ShowAnswer())
        self._trainer.do(c.RateRefresher(self._chance.choice(["no", "partly", "yes"])))
        if self._chance.random() < 0.3:
            self._trainer.do(c.ShowPage("home"))

    def _debrief(self) -> None:
        if self._trainer.debrief().survey is not None and self._chance.random() < 0.7:
            for question, answers in QUESTIONS.items():
                self._trainer.do(c.AnswerQuestion(question, self._chance.choice(answers)))
            self._trainer.do(c.SendSurvey(comment=""))
        self._trainer.do(c.ShowPage("home"))

    def _play(self) -> None:
        play = self._trainer.play
        assert play is not None
        if play.session.history.paused:
            self._trainer.do(c.Resume())
            return
        self._trainer.tick()
        if self._trainer.screen == "play":
            _CHOICES[self._chance.choices(range(len(_CHOICES)), _WEIGHTS)[0]](self, play)

    def _expert(self, play: Play) -> None:
        card = self._trainer.card()
        if card is not None:
            answer = c.AnswerCard(card.id) if card.ringing else None
            self._trainer.do(answer or c.ChooseOnCard(card.id, card.choices[0].id))
            return
        check = todo(play)
        step = next(iter(steps_left(play, check.id)), None) if check is not None else None
        if step is None:
            self._trainer.do(c.SkipAhead())
        else:
            taken = ready(play, step)
            self._trainer.do(c.Act(taken.kind, taken.data))

    def _write(self, play: Play) -> None:
        form = play.desk.forms.key("note", self._patient(play))
        value = TEXT * self._chance.randrange(1, 30)
        for end in range(1, self._chance.randrange(2, 12)):
            self._trainer.do(c.Edit(form, "observation", value[: end * 9]))
            self._trainer.do(c.SaveDraft(form))
        if self._chance.random() < 0.3:
            self._trainer.do(c.Save(form))

    def _wander(self, play: Play) -> None:
        modules = list(play.session.program.pack.modules)
        self._trainer.do(c.OpenPatient(self._patient(play)))
        self._trainer.do(c.OpenModule(self._chance.choice(modules)))

    def _ask(self, play: Play) -> None:
        wishes: list[Any] = [
            c.AskHelp(), c.Pause(), c.RaiseHand(), c.FlagStep("Tallet er et annet."), c.SkipAhead(),
            c.FinishRun() if self._chance.random() < 0.7 else c.LeaveRun(),
        ]  # fmt: skip
        self._trainer.do(self._chance.choice(wishes))

    def _patient(self, play: Play) -> str:
        patients = play.session.program.patients.values()
        return self._chance.choice([p.id for p in patients if p.assigned])


_CHOICES = (Player._expert, Player._write, Player._wander, Player._ask)
_WEIGHTS = (66, 12, 8, 14)
