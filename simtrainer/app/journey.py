"""What goes on between the runs of one person: refreshers, and three questions after a run.

Answers to the questions are stored and sent without a name; refreshers never leave the PC.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson

from simtrainer.app import commands as c
from simtrainer.app.own_data import OwnData
from simtrainer.app.ports import Keepsake, Person, RunInfo, RunStore
from simtrainer.app.refresher import AT_ONCE, Card, Deck
from simtrainer.base.ports import Clock, Ids
from simtrainer.base.problem import Problem
from simtrainer.engine.history import History
from simtrainer.record.identity import find_real_numbers

LEARNING = frozenset({"spill", "ov", "kan"})
"""Modes in which a person did the work alone, so that a miss is their own."""
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "learned": ("little", "some", "much"),
    "difficulty": ("easy", "right", "hard"),
    "lifelike": ("little", "some", "much"),
}
"""The three questions and what may be answered."""
SURVEY, LEARNED = "survey", "learned"
"""Kinds of keepsakes: for which runs the questions are answered, and which were learned from."""
_DECK_PARTS = frozenset({"refresher"})
_SURVEY_PARTS = frozenset({"debrief"})


@dataclass
class Round:
    """The cards being looked at: what is left, how many there were, and whether it is turned."""

    left: list[Card]
    total: int
    turned: bool = False


@dataclass
class Answers:
    """What has been chosen after one run, and whether it is handed in."""

    run: RunInfo
    chosen: dict[str, str] = field(default_factory=dict)
    sent: bool = False


class Journey:
    """One person's. ``deliver`` starts a delivery, where there is somewhere to deliver to."""

    def __init__(
        self,
        store: RunStore,
        clock: Clock,
        ids: Ids,
        person: Person,
        deliver: Callable[[], None] | None,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._person, self._deliver = person, deliver
        self.deck = Deck(store, clock, person.code)
        self.own = OwnData(store, clock, person)
        self.round: Round | None = None
        self.answers: Answers | None = None

    def after(self, info: RunInfo, history: History) -> None:
        """A run has ended or is looked at again: learn from it, once, and get the questions
        ready. A disk that refuses costs a refresher and nothing else."""
        with suppress(Problem):
            if info.mode in LEARNING and info.run not in self._store.kept(info.person, LEARNED):
                learned = Keepsake(info.person, LEARNED, info.run, {})
                self.deck.learn(history, info.scenario, learned)
        self.answers = None
        if info.mode == "spill":
            sent = info.run in self._store.kept(info.person, SURVEY)
            self.answers = Answers(info, sent=sent)

    def start(self, command: c.StartRefresher) -> None:
        """Begin a round. Raises ``Problem("refresher.none")`` where nothing is due."""
        cards = self.deck.due(command.goal)[:AT_ONCE]
        if not cards:
            raise Problem("refresher.none")
        self.round = Round(cards, len(cards))

    def show_answer(self, command: c.ShowAnswer) -> frozenset[str]:
        """Turn the card."""
        self._card()
        if self.round is not None:
            self.round.turned = True
        return _DECK_PARTS

    def rate(self, command: c.RateRefresher) -> frozenset[str]:
        """Schedule the card anew and go on. Raises ``Problem("refresher.unanswered")``."""
        card = self._card()
        if (
            self.round is None
            or not self.round.turned
            or command.how not in ("no", "partly", "yes")
        ):
            raise Problem("refresher.unanswered")
        self.deck.remembered(card.name, command.how)  # type: ignore[arg-type]
        self.round.left.pop(0)
        self.round.turned = False
        return _DECK_PARTS

    def answer(self, command: c.AnswerQuestion) -> frozenset[str]:
        """Choose, or choose otherwise."""
        answers = self._open_answers()
        if command.value not in QUESTIONS.get(command.question, ()):
            raise Problem("survey.unknown", question=command.question, value=command.value)
        answers.chosen[command.question] = command.value
        return _SURVEY_PARTS

    def send(self, command: c.SendSurvey) -> frozenset[str]:
        """Hand in what was answered. Raises ``Problem("survey.empty")`` where nothing was, and
        ``Problem("text.real_identity")``."""
        answers, comment = self._open_answers(), command.comment.strip()
        if not answers.chosen and not comment:
            raise Problem("survey.empty")
        if find_real_numbers(comment):
            raise Problem("text.real_identity")
        handed_in = Keepsake(answers.run.person, SURVEY, answers.run.run, {})
        self._store.post(answers.run.run, self._envelope(answers, comment), handed_in)
        answers.sent = True
        return self._hand_on() | _SURVEY_PARTS

    def ask_erasure(self, command: c.AskErasure) -> frozenset[str]:
        """Send the wish; what it means is told beside the button."""
        self.own.ask_erasure()
        return self._hand_on() | {"home"}

    def take_back_erasure(self, command: c.TakeBackErasure) -> frozenset[str]:
        """Send word that the wish no longer holds."""
        self.own.take_back()
        return self._hand_on() | {"home"}

    def _hand_on(self) -> frozenset[str]:
        """What was just put in the outbox may go."""
        if self._deliver is not None:
            self._deliver()
        return frozenset({"status"})

    def _envelope(self, answers: Answers, comment: str) -> bytes:
        """Neither person, unit, run nor time of day: only the exercise and the day."""
        from simtrainer.wire.statement import survey  # pydantic: not before it is needed

        info = answers.run
        day = self._clock.utc_iso()[:10]
        told = survey(self._ids.new(), info.scenario, info.title, day, answers.chosen, comment)
        return orjson.dumps([told])

    def _card(self) -> Card:
        if self.round is None or not self.round.left:
            raise Problem("refresher.none")
        return self.round.left[0]

    def _open_answers(self) -> Answers:
        if self.answers is None or self.answers.sent:
            raise Problem("survey.over")
        return self.answers


HANDLERS: Mapping[type, Callable[[Journey, Any], frozenset[str]]] = {
    c.ShowAnswer: Journey.show_answer,
    c.RateRefresher: Journey.rate,
    c.AnswerQuestion: Journey.answer,
    c.SendSurvey: Journey.send,
    c.AskErasure: Journey.ask_erasure,
    c.TakeBackErasure: Journey.take_back_erasure,
}
