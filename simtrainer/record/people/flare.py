"""Flare-ups: when somebody is worse for some days, and how far."""

from dataclasses import dataclass

from simtrainer.record.people.book import Book, Episode
from simtrainer.record.people.chance import Dices, between, hit
from simtrainer.record.people.person import Person, conflicts

BLOCK_DAYS = 60


@dataclass(frozen=True, slots=True)
class Flare:
    """One flare-up. Days are counted backwards from the start of the shift."""

    condition: str
    episode: Episode
    began: int
    length: int
    drug: str
    """Key of the course that treats it, empty for none."""

    def day(self, days_ago: int) -> int:
        """Which day of it this is, from 0."""
        return self.began - days_ago

    def tenths(self, days_ago: int) -> int:
        """How bad it is, of ten: worst on the second day."""
        day = self.day(days_ago)
        return 7 if day == 0 else max(2, 10 - 9 * (day - 1) // max(self.length - 1, 1))


class Flares:
    """The flare-ups of one person: at most one in each sixty days."""

    def __init__(self, book: Book, dices: Dices, person: Person) -> None:
        self._book = book
        self._dices = dices
        self._person = person
        self._blocks: dict[int, Flare | None] = {}

    def on(self, days_ago: int) -> Flare | None:
        """The one going on that day, or None."""
        found = self.of(days_ago // BLOCK_DAYS)
        if found is None or not 0 <= found.day(days_ago) < found.length:
            return None
        return found

    def of(self, block: int) -> Flare | None:
        """The one of a block of sixty days, which lies wholly within it."""
        if block not in self._blocks:
            self._blocks[block] = self._draw(block)
        return self._blocks[block]

    def _draw(self, block: int) -> Flare | None:
        dice = self._dices(f"flare/{self._person.patient.id}/{block}")
        for key in self._person.conditions:
            episode = self._book.clinic.conditions[key].episode
            if episode is None or not hit(dice, episode.share):
                continue
            length = between(dice, *episode.days)
            began = BLOCK_DAYS * block + between(dice, length - 1, BLOCK_DAYS - 1)
            return Flare(key, episode, began, length, self._course(episode))
        return None

    def _course(self, episode: Episode) -> str:
        """The first that agrees with what the person must not have."""
        drugs = self._book.formulary.drugs
        fit = (k for k in episode.drugs if not conflicts(self._book, drugs[k], self._person.cave))
        return next(fit, "")
