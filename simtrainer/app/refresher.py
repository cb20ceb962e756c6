"""Three-minute refreshers, made from a person's own misses and brought back at the right time.

What went wrong in a run becomes a card; the card holds its own texts in every language, so that it
outlives new versions of the scenario. When it comes back is decided by FSRS, a scheduler of spaced
repetition (the fsrs library): soon after a miss, later and later while it is remembered. What is
done right in a later run counts as remembered too. Nothing of this leaves the PC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from simtrainer.app.ports import Keepsake, RunStore
from simtrainer.base.ports import Clock
from simtrainer.engine.debrief import came
from simtrainer.engine.history import History
from simtrainer.engine.program import Check, Program
from simtrainer.engine.scoring import VOID

if TYPE_CHECKING:
    from fsrs import Scheduler

KIND = "refresher"
AT_ONCE = 4
"""So many cards take about three minutes."""
MISSES = frozenset({"missed", "wrong", "violated", "late"})
Remembered = Literal["no", "partly", "yes"]
_LONGEST_DAYS = 180
_TOLD = ("task", "text", "where", "hint", "source")


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to remember. ``texts`` is part to language to text."""

    name: str
    goal: str
    due: datetime
    texts: Mapping[str, Mapping[str, str]]

    def text(self, part: str, language: str) -> str:
        """A part in this language, else in the first there is; empty where there is none."""
        table = self.texts.get(part) or {}
        return table.get(language) or next(iter(table.values()), "")


class Deck:
    """The cards of one person."""

    def __init__(self, store: RunStore, clock: Clock, person: str) -> None:
        self._store, self._clock, self._person = store, clock, person

    def cards(self) -> list[Card]:
        """All, those that have waited longest first."""
        found = [_card(name, value) for name, value in self._kept().items()]
        return sorted(found, key=lambda card: card.due)

    def due(self, goal: str = "") -> list[Card]:
        """Those whose time has come, of one competence goal or of all."""
        now = self._now()
        return [c for c in self.cards() if c.due <= now and goal in ("", c.goal)]

    def learn(self, history: History, scenario: str, learned: Keepsake) -> None:
        """Take in how a run went: a miss makes a card or brings it back, and what was done right
        sends its card further away. ``learned`` remembers that it was taken in: all of it at
        once, or the run would be learned from twice."""
        kept, fresh = self._kept(), [learned]
        met = {check.id for check in came(history)}
        for check in history.program.checks.values():
            state = history.check_states.get(check.id, "missed")
            name = f"{scenario}/{check.id}"
            if state == VOID or (state not in MISSES and name not in kept):
                continue
            if check.id not in met:
                continue  # who ended early has not missed what never came
            told = _told(history.program, check)
            if not told["task"]:
                continue  # what nobody was asked to do is no question
            schedule = kept[name]["schedule"] if name in kept else None
            if schedule is not None:
                schedule = self._reviewed(schedule, "no" if state in MISSES else "yes")
            goal = check.goals[0] if check.goals else ""
            fresh.append(self._card(name, schedule or self._fresh(), goal, told))
        self._store.keep_all(fresh)

    def remembered(self, name: str, how: Remembered) -> None:
        """A card was looked at. An unknown one is passed over: it was made on another PC."""
        value = self._kept().get(name)
        if value is not None:
            schedule = self._reviewed(value["schedule"], how)
            self._store.keep_all([self._card(name, schedule, value["goal"], value["texts"])])

    def _kept(self) -> dict[str, Mapping[str, Any]]:
        return self._store.kept(self._person, KIND)

    def _card(
        self, name: str, schedule: Mapping[str, Any], goal: str, texts: Mapping[str, Any]
    ) -> Keepsake:
        value = {"schedule": schedule, "goal": goal, "texts": texts}
        return Keepsake(self._person, KIND, name, value)

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._clock.utc_iso())

    def _fresh(self) -> Mapping[str, Any]:
        from fsrs import Card as Schedule

        return dict(Schedule(card_id=1, due=self._now()).to_dict())

    def _reviewed(self, schedule: Mapping[str, Any], how: Remembered) -> Mapping[str, Any]:
        from fsrs import Card as Schedule
        from fsrs import Rating

        rating = {"no": Rating.Again, "partly": Rating.Hard, "yes": Rating.Good}[how]
        card = Schedule.from_dict(dict(schedule))  # type: ignore[arg-type]
        after, _ = _scheduler().review_card(card, rating, self._now())
        return dict(after.to_dict())


def _scheduler() -> "Scheduler":
    """Whole days between two times: the next shift, not the next minute."""
    from fsrs import Scheduler

    return Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=_LONGEST_DAYS,
        enable_fuzzing=False,
    )


def _card(name: str, value: Mapping[str, Any]) -> Card:
    due = datetime.fromisoformat(value["schedule"]["due"])
    return Card(name, value["goal"], due, value["texts"])


def _told(program: Program, check: Check) -> dict[str, dict[str, str]]:
    keys = {part: getattr(check, part) for part in _TOLD}
    keys["answer"] = check.feedback.get("met", "")
    keys["title"] = program.title
    keys["goal"] = program.goals.get(check.goals[0], "") if check.goals else ""
    return {part: _in_every_language(program, key) for part, key in keys.items()}


def _in_every_language(program: Program, key: str) -> dict[str, str]:
    """An author's text by language; a text that is no key stands for itself."""
    if not key.startswith("$"):
        return {"nb": key} if key else {}
    name = key.removeprefix("$")
    return {lang: str(table[name]) for lang, table in program.texts.items() if name in table}
