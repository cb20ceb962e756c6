"""The book that came with the program, and seeded dice, for tests of invented people."""

from datetime import datetime
from functools import cache
from pathlib import Path

from simtrainer.base.ports import Dice
from simtrainer.engine.dice import SeededDice, throw
from simtrainer.record.pack import Pack
from simtrainer.record.pack_source import read_pack
from simtrainer.record.people.book import Book, read_book
from simtrainer.record.people.chance import Dices

RESOURCES = Path(__file__).parents[3] / "resources"
FOLDER = RESOURCES / "people"
START = datetime(2026, 5, 12, 7, 30)  # noqa: DTZ001 - a world of its own


@cache
def book() -> Book:
    return read_book(FOLDER)


@cache
def pack() -> Pack:
    return Pack.from_data(read_pack(RESOURCES / "packs" / "kommune-standard"))


def dices(seed: int) -> Dices:
    def of(what: str) -> Dice:
        return SeededDice(throw(seed, what, 2**62))

    return of
