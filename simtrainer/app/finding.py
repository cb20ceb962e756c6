"""Finding people and texts in a whole municipality, without looking through it.

People are found by the beginning of their names, their room or their number, texts by the words
in them. What has been written since the shift began is looked through by itself: it is little,
and in no index. Whose texts may not be read stays unfound (``sealed``).
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from simtrainer.app.ports import Text, WordIndex, WordIndexes
from simtrainer.app.words import Words, holds, words_of
from simtrainer.engine.history import History
from simtrainer.record.entry import Entry, Patient

BATCH = 60
_NUMBER = re.compile(r"(\d{6})\s(\d{5})\b")
_TOLD = ("text", "long", "drug")
"""Kinds of fields that hold words."""


class People:
    """Patients by the beginnings of their words."""

    def __init__(self, patients: list[Patient]) -> None:
        self._patients = patients
        self._texts = [f"{p.given} {p.family} {p.room} {p.identity}" for p in patients]
        self._words = sorted(
            (word, number) for number, text in enumerate(self._texts) for word in words_of(text)
        )

    def find(self, text: str) -> Iterator[Patient]:
        """Those with all the words, in the order of the rarest of them."""
        asked: Words = tuple((word,) for word in words_of(_NUMBER.sub(r"\1\2", text)))
        ranges = [self._range(word) for (word,) in asked]
        first, last = min(ranges, key=lambda r: r[1] - r[0], default=(0, 0))
        seen = set()
        for _, number in self._words[first:last]:
            if number not in seen and holds(self._texts[number], asked):
                seen.add(number)
                yield self._patients[number]

    def _range(self, word: str) -> tuple[int, int]:
        after = word[:-1] + chr(ord(word[-1]) + 1)
        return bisect_left(self._words, (word, -1)), bisect_left(self._words, (after, -1))


class Finder:
    """What can be found in one run. ``value`` draws what the author wrote in ``language``."""

    def __init__(
        self,
        now: History,
        value: Callable[[object], str],
        language: str,
        indexes: WordIndexes,
        sealed: Callable[[str], bool] = lambda patient: False,
    ) -> None:
        self._now = now
        self._value = value
        self._language = language
        self._indexes = indexes
        self._sealed = sealed
        self._people: People | None = None

    def people(self, text: str) -> Iterator[Patient]:
        """Patients by name, room or number."""
        if self._people is None:
            self._people = People(list(self._now.program.patients.values()))
        return self._people.find(text)

    def get_ready(self) -> None:
        """Have a large index made before anybody asks."""
        self._index()

    def entries(self, words: Words) -> Iterator[Entry] | None:
        """Entries whose texts hold the words, the newest first; None as long as the index is
        being made."""
        index = self._index()
        if index is None:
            return None

        def found() -> Iterator[Entry]:
            record = self._now.record
            yield from self._touched(words)
            after = 0
            while places := index.find(words, after, BATCH):
                for after, name in places:  # noqa: B007 - goes on after the last of them
                    entry = None if name in record.touched else record.peek(name)
                    if entry is not None and not self._sealed(entry.patient):
                        yield entry

        return found()

    def text(self, entry: Entry) -> str:
        """The words of an entry."""
        fields = self._now.program.pack.types[entry.type].fields
        told = (
            self._value(value)
            for name, value in entry.fields.items()
            if name in fields and fields[name].kind in _TOLD
        )
        return " ".join(part for part in told if part)

    def _touched(self, words: Words) -> Iterator[Entry]:
        record = self._now.record
        found = [record.entry(name) for name in record.touched]
        found.sort(key=lambda e: (e.first.at_ms, e.first.event), reverse=True)
        for entry in found:
            if entry.valid and not self._sealed(entry.patient) and holds(self.text(entry), words):
                yield entry

    def _index(self) -> WordIndex | None:
        program = self._now.program
        name = f"{program.hash[:32]}-{self._language}"
        size = len(program.entries) + program.archive.size
        return self._indexes.of(name, size, self._texts)

    def _texts(self) -> Iterator[Text]:
        """All that the record held at the start. Touches nothing that the screen reads, so that
        it may run beside it."""
        program = self._now.program
        for entry in program.record.fresh().every():
            text = self.text(entry)
            if text:
                yield entry.first.at_ms, entry.id, text
