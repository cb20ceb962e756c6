"""What is written about one person, day by day backwards from the start of the shift.

Each day hangs on nothing but the person and the date, so a longer history ends with a shorter
one's days.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from simtrainer.record.people.book import Book, Note, Shift
from simtrainer.record.people.chance import Dices, between, pick, shuffled
from simtrainer.record.people.crew import Crew
from simtrainer.record.people.flare import BLOCK_DAYS, Flare, Flares
from simtrainer.record.people.line import Line
from simtrainer.record.people.orders import COURSE_DAYS, Doses, deliveries, prescription
from simtrainer.record.people.person import Person, diagnoses, words
from simtrainer.record.people.vitals import Vitals

DAY = 24 * 60
SHIFTS: tuple[Shift, ...] = ("day", "evening", "night")
LEAST = 40
"""Fewest entries a history can have: orders, plans and the notes of the first day."""
LONGEST_DAYS = 6000


class History:
    """One person's history. ``dose_days`` is for how many days back doses are kept; a turn of
    their own keeps all in a unit from being measured on the same day."""

    def __init__(
        self,
        book: Book,
        dices: Dices,
        crew: Crew,
        person: Person,
        start: datetime,
        dose_days: int = LONGEST_DAYS,
    ) -> None:
        self._book = book
        self._dices = dices
        self._crew = crew
        self._person = person
        self._start = start
        self._minute = start.hour * 60 + start.minute
        self._dose_days = dose_days
        self._key = person.patient.id.lower()
        self._words = words(book, person.patient.given, person.patient.sex)
        self._flares = Flares(book, dices, person)
        self._vitals = Vitals(book, dices, person)
        asks = book.clinic.texts.prn.format(indikasjon="{indikasjon}", **self._words)
        self._doses = Doses(book, crew, person.kind == "ward", asks)
        self._orders = {f"{self._key}-rx{n}": key for n, key in enumerate(person.drugs, 1)}
        self._conditions = [book.clinic.conditions[key] for key in person.conditions]
        plans = [item.plan for item in self._conditions if item.plan is not None]
        self._plans = plans[: book.clinic.most.plans]
        dice = dices(f"notes/{person.patient.id}")
        self._every = book.clinic.note_days[person.kind]
        self._turn = dice.below(BLOCK_DAYS)
        own = [note for item in self._conditions for note in item.notes]
        self._decks: dict[Shift, list[Note]] = {
            shift: shuffled(dice, everyday + (own if shift != "night" else []))
            for shift, everyday in book.clinic.everyday[person.kind].items()
        }

    def lines(self, quota: int) -> list[Line]:
        """Exactly ``quota`` lines (``LEAST`` or more), oldest first, numbered."""
        days: list[list[Line]] = []
        total = self._intake_size()
        while total < quota and len(days) < LONGEST_DAYS:
            days.append(self._day(len(days)))
            total += len(days[-1])
        found = self._put_together(days)
        while len(found) > quota and days:
            days.pop()
            found = self._put_together(days)
        found += self._filler(quota - len(found), max(len(days), 1))
        found.sort(key=lambda line: line.minute)
        return self._numbered(found)

    def _numbered(self, lines: list[Line]) -> list[Line]:
        return [
            line if line.id else line._replace(id=f"{self._key}-{number}")
            for number, line in enumerate(lines, 1)
        ]

    def _put_together(self, days: list[list[Line]]) -> list[Line]:
        """Without what belongs to a flare-up that began before the first day."""
        found = self._intake(len(days))
        found += [line for day in days for line in day if line.began < len(days)]
        taken = [line for line in found if line.fields.get("action") == "withdraw"]
        taken.sort(key=lambda line: line.minute)
        return found + list(deliveries(self._book, self._crew, taken))

    # The first day ------------------------------------------------------------------------

    def _intake_size(self) -> int:
        return 3 + len(self._orders) + len(self._plans)

    def _intake(self, first: int) -> list[Line]:
        """The doctor's note, the orders, the plans and the first notes, the day before day
        ``first``."""
        texts = self._book.clinic.texts
        known = ", ".join(diagnoses(self._book, self._conditions))
        written = [texts.intake_doctor.format(diagnoser=known, **self._words)]
        if self._vitals.scale == "2":
            written.append(texts.scale_2.format(**self._words))
        author = self._crew.doctor
        at = self._at(first + 1, 650)
        nurse, _ = self._crew.on(first + 1, 800)
        found = [Line(at, "doctor_note", author, {"text": " ".join(written)})]
        for number, (order, key) in enumerate(self._orders.items(), 1):
            fields = prescription(self._book, key, self._crew.staff[author].name)
            found.append(Line(at + number, "prescription", author, fields, id=order))
        note = {
            "observation": texts.intake_note[self._person.kind].format(**self._words),
            "plan": texts.intake_plan.format(**self._words),
        }
        found.append(Line(at + 40, "note", nurse, note))
        dice = self._dices(f"intake/{self._person.patient.id}")
        weight = self._vitals.value("weight", dice, None, first + 1) / 10
        found.append(Line(at + 45, "weight", nurse, {"weight": weight}))
        return found + [self._plan(n, at + 60, nurse) for n in range(len(self._plans))]

    def _plan(self, number: int, at: int, author: str) -> Line:
        plan = self._plans[number]
        by = self._date(at + self._book.clinic.evaluation_days * DAY)
        fields = {**plan.fields(self._words), "evaluate_by": by}
        return Line(at + number, "plan", author, fields, id=f"{self._key}-plan{number + 1}")

    # One day ------------------------------------------------------------------------------

    def _day(self, days_ago: int) -> list[Line]:
        dice = self._dices(f"day/{self._person.patient.id}/{days_ago}")
        flare = self._flares.on(days_ago)
        shift_of_note = SHIFTS[(days_ago + self._turn) // self._every % 3]
        low, high = self._book.clinic.shifts[shift_of_note].notes
        found = [
            *self._notes(flare, shift_of_note, days_ago, between(dice, low, high)),
            *self._measures(flare, days_ago, between(dice, 560, 640)),
            *self._now_and_then(days_ago, between(dice, 660, 700)),
            *self._given(days_ago),
        ]
        timed = (line._replace(minute=self._at(days_ago, line.minute)) for line in found)
        return [line for line in timed if line.minute < 0]

    def _notes(
        self, flare: Flare | None, shift: Shift, days_ago: int, minute: int
    ) -> Iterator[Line]:
        author, _ = self._crew.on(days_ago, minute)
        if flare is not None:
            yield Line(
                minute, "note", author, self._written(_of(flare, days_ago)), "", "", flare.began
            )
            return
        turn, left = divmod(days_ago + self._turn, self._every)
        if left == 0:
            deck = self._decks[shift]
            yield Line(minute, "note", author, self._written(deck[turn // 3 % len(deck)]))

    def _written(self, note: Note) -> dict[str, Any]:
        filled = {
            "observation": note.observation.format(**self._words),
            "assessment": note.assessment.format(**self._words),
            "plan": note.plan.format(**self._words),
        }
        return {name: text for name, text in filled.items() if text}

    def _measures(self, flare: Flare | None, days_ago: int, minute: int) -> Iterator[Line]:
        clinic, kind = self._book.clinic, self._person.kind
        author, _ = self._crew.on(days_ago, minute)
        dice = self._dices(f"measure/{self._person.patient.id}/{days_ago}")
        if flare is not None or (days_ago + self._turn) % clinic.measure_days[kind] == 1:
            comment = clinic.texts.measured if flare is None else clinic.texts.measured_ill
            fields = self._vitals.news2(dice, flare, days_ago)
            fields["comment"] = comment.format(**self._words)
            began = -1 if flare is None else flare.began
            yield Line(minute, "news2", author, fields, "", "", began)
        weighed = flare is not None and "weight" in flare.episode.worst
        if weighed or (days_ago + self._turn) % clinic.weight_days == 3:
            weight = self._vitals.value("weight", dice, flare, days_ago) / 10
            began = flare.began if flare is not None and weighed else -1
            yield Line(minute - 120, "weight", author, {"weight": weight}, "", "", began)
        if flare is not None and flare.day(days_ago) == 0:
            yield from self._treated(flare)

    def _treated(self, flare: Flare) -> Iterator[Line]:
        author = self._crew.doctor
        drug = self._book.formulary.drugs.get(flare.drug)
        name = drug.drug.casefold() if drug else ""
        if drug is None and flare.episode.drugs:
            return
        text = flare.episode.doctor.format(middel=name, **self._words)
        yield Line(655, "doctor_note", author, {"text": text}, "", "", flare.began)
        if drug is not None:
            fields = prescription(self._book, flare.drug, self._crew.staff[author].name)
            order = self._course(flare)
            yield Line(658, "prescription", author, fields, "", order, flare.began)

    def _course(self, flare: Flare) -> str:
        return f"{self._key}-rx-d{flare.began}"

    def _now_and_then(self, days_ago: int, minute: int) -> Iterator[Line]:
        clinic, kind = self._book.clinic, self._person.kind
        author, _ = self._crew.on(days_ago, minute)
        dice = self._dices(f"now/{self._person.patient.id}/{days_ago}")
        pains = [item.pain for item in self._conditions if item.pain is not None]
        if pains and (days_ago + self._turn) % clinic.pain_days[kind] == 2:
            score = between(dice, *max(pains))
            yield Line(minute + 5, "pain", author, {"score": score, "when": "alone"})
        if (days_ago + self._turn) % clinic.talk_days[kind] == 4:
            said = pick(dice, clinic.texts.talk).format(**self._words)
            who = self._person.patient.contact
            fields = {"who": f"{who['name']}, {who['relation']}", "content": said}
            yield Line(minute + 15, "relative_talk", author, fields)
        if (days_ago + self._turn) % clinic.evaluation_days == 6:
            yield from self._evaluated(days_ago, minute + 25)

    def _evaluated(self, days_ago: int, minute: int) -> Iterator[Line]:
        author, _ = self._crew.on(days_ago, minute)
        dice = self._dices(f"evaluation/{self._person.patient.id}/{days_ago}")
        after = self._at(days_ago, minute) + self._book.clinic.evaluation_days * DAY
        for number in range(len(self._plans)):
            result = pick(dice, list(self._book.clinic.evaluation))
            fields = {
                "plan": f"{self._key}-plan{number + 1}",
                "result": result,
                "text": self._book.clinic.evaluation[result].format(**self._words),
                "next": self._date(after),
            }
            yield Line(minute + number, "plan_evaluation", author, fields)

    def _given(self, days_ago: int) -> Iterator[Line]:
        if days_ago >= self._dose_days:
            return
        dice = self._dices(f"dose/{self._person.patient.id}/{days_ago}")
        for order, key in self._orders.items():
            drug = self._book.formulary.drugs[key]
            given = self._doses.asked_for if drug.prn else self._doses.regular
            yield from given(dice, order, drug, days_ago)
        flare = self._flares.on(days_ago)
        if flare is not None and flare.drug and 1 <= flare.day(days_ago) <= COURSE_DAYS:
            drug = self._book.formulary.drugs[flare.drug]
            for line in self._doses.regular(dice, self._course(flare), drug, days_ago):
                yield line._replace(began=flare.began)

    # Time ---------------------------------------------------------------------------------

    def _filler(self, count: int, days: int) -> Iterator[Line]:
        """Short notes that make up the number."""
        dice = self._dices(f"filler/{self._person.patient.id}")
        for _ in range(count):
            days_ago, minute = 1 + dice.below(days), between(dice, 460, 1340)
            author, _second = self._crew.on(days_ago, minute)
            text = pick(dice, self._book.clinic.texts.filler).format(**self._words)
            yield Line(self._at(days_ago, minute), "note", author, {"observation": text})

    def _at(self, days_ago: int, minute: int) -> int:
        return minute - self._minute - days_ago * DAY

    def _date(self, minute: int) -> str:
        return (self._start + timedelta(minutes=minute)).date().isoformat()


def _of(flare: Flare, days_ago: int) -> Note:
    """What is written on a day of a flare-up."""
    day = flare.day(days_ago)
    if day == flare.length - 1:
        return flare.episode.better
    return flare.episode.notes[
        0 if day == 0 else 1 + (day - 1) % max(len(flare.episode.notes) - 1, 1)
    ]
