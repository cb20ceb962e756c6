"""Orders, doses and the register of controlled drugs."""

from collections.abc import Iterator, Mapping
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.record.people.book import Book, Drug
from simtrainer.record.people.chance import between, hit, pick
from simtrainer.record.people.crew import Crew
from simtrainer.record.people.line import Line

CONTROLLED = ("A", "B")
COURSE_DAYS = 5
_PRN_MINUTES = (600, 1300)
_LATE_MINUTES = (-8, 22)


def prescription(book: Book, key: str, source: str) -> dict[str, Any]:
    """The fields of an order."""
    drug = book.formulary.drugs[key]
    fields: dict[str, Any] = {
        "drug": drug.drug,
        "atc": drug.atc,
        "strength": drug.strength,
        "form": drug.form,
        "route": book.formulary.routes[drug.route],
        "dose": drug.dose,
        "indication": drug.indication,
        "group": drug.group,
        "source": source,
    }
    if drug.prn:
        fields["prn"] = True
    more = ("times", "max_per_day", "min_interval_minutes", "time_critical_minutes", "cave_classes")
    for name in more:
        value = getattr(drug, name)
        if value:
            fields[name] = list(value) if isinstance(value, list) else value
    return fields


def minutes(clock: str) -> int:
    """Minutes after midnight."""
    return int(clock[:2]) * 60 + int(clock[3:])


def clock(minute: int) -> str:
    """``HH:MM``."""
    return f"{minute // 60:02}:{minute % 60:02}"


class Doses:
    """What was given to one person, and what that took out of the cabinet."""

    def __init__(self, book: Book, crew: Crew, register: bool, asks: str) -> None:
        self._book = book
        self._crew = crew
        self._register = register
        self._asks = asks

    def regular(self, dice: Dice, order: str, drug: Drug, days_ago: int) -> Iterator[Line]:
        """The day's fixed doses; ``minute`` of the lines is the minute of the day."""
        if days_ago % drug.every_days:
            return
        refused = self._book.clinic.dose_refused_per_thousand
        for planned in drug.times:
            at = minutes(planned) + between(dice, *_LATE_MINUTES)
            if hit(dice, refused, 1000):
                reason = pick(dice, self._book.clinic.refusals)
                fields = {"planned": planned, "outcome": "not_given", "reason": reason}
                yield self._line(order, drug, days_ago, at, fields)
            else:
                given = {"planned": planned, "outcome": "given", "given_at": clock(at)}
                yield from self._given(order, drug, days_ago, at, given)

    def asked_for(self, dice: Dice, order: str, drug: Drug, days_ago: int) -> Iterator[Line]:
        """A dose given when needed, now and then."""
        if not hit(dice, self._book.clinic.prn_per_hundred_days):
            return
        at = between(dice, *_PRN_MINUTES)
        reason = self._asks.replace("{indikasjon}", drug.indication)
        fields = {"planned": "", "outcome": "given", "given_at": clock(at), "reason_text": reason}
        yield from self._given(order, drug, days_ago, at, fields)

    def _given(
        self, order: str, drug: Drug, days_ago: int, at: int, fields: Mapping[str, Any]
    ) -> Iterator[Line]:
        yield self._line(order, drug, days_ago, at, fields)
        if self._register and drug.group in CONTROLLED:
            first, second = self._crew.on(days_ago, at)
            taken = {"order": order, "action": "withdraw", "amount": 1, "cosigner": second}
            yield Line(at - 1, "controlled", first, taken, second, patient=False)

    def _line(
        self, order: str, drug: Drug, days_ago: int, at: int, fields: Mapping[str, Any]
    ) -> Line:
        first, second = self._crew.on(days_ago, at)
        cosigner = second if self._register and drug.group in CONTROLLED else ""
        signed = {"cosigner": cosigner} if cosigner else {}
        return Line(at, "administration", first, {"order": order, **fields, **signed}, cosigner)


def deliveries(book: Book, crew: Crew, withdrawals: list[Line]) -> Iterator[Line]:
    """Receipts from the pharmacy, so that no balance goes below nothing. ``withdrawals`` come in
    the order of time."""
    taken: dict[str, int] = {}
    size = book.clinic.package
    for line in withdrawals:
        order = str(line.fields["order"])
        if taken.get(order, 0) % size == 0:
            fields = {
                "order": order,
                "action": "receive",
                "amount": size,
                "comment": book.clinic.texts.register_in,
                "cosigner": line.author,
            }
            yield Line(
                line.minute - 30, "controlled", crew.leader, fields, line.author, patient=False
            )
        taken[order] = taken.get(order, 0) + 1
