"""Municipalities of invented people, by seed: for authors, tests and figures."""

from datetime import datetime
from pathlib import Path

from simtrainer.base.ports import Dice
from simtrainer.engine.dice import SeededDice, throw
from simtrainer.launch import places
from simtrainer.record.people.book import Book, read_book
from simtrainer.record.people.chance import Dices
from simtrainer.record.people.municipality import Municipality, big_municipality

START = datetime(2026, 5, 12, 7, 30)  # noqa: DTZ001 - a world of its own
"""The Tuesday morning on which the shipped scenarios begin."""


def folder() -> Path:
    """Where the book lies."""
    return places.resources() / "people"


def book() -> Book:
    """The book that came with the program."""
    return read_book(folder())


def dices(seed: int) -> Dices:
    """Dice by what they settle."""

    def of(what: str) -> Dice:
        return SeededDice(throw(seed, what, 2**62))

    return of


def municipality(seed: int = 1) -> Municipality:
    """The municipality that figures are measured in: 5,000 people, 400,000 entries, and one
    person (the first) with 2,000 of them. ``entries()`` makes them one person at a time."""
    return big_municipality(book(), dices(seed), START)
