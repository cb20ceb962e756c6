"""Codes an import knows (``fhir.yaml``), and what may be told of those it does not."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.fhir.shape import Coding, Concept
from simtrainer.record.people.book import Book
from simtrainer.record.yaml_source import Source, checked, read_yaml

System = Literal["snomed", "icd10", "atc", "rxnorm", "loinc"]
Table = dict[System, dict[str, str]]
_FORMS: Mapping[str, str] = {
    "snomed": r"\d{6,18}",
    "icd10": r"[A-Z]\d\d(\.?[0-9A-Z]{1,4})?",
    "atc": r"[A-Z]\d\d([A-Z]{1,2}(\d\d)?)?",
    "rxnorm": r"\d{2,8}",
    "loinc": r"\d{1,6}-\d",
}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measures(_Model):
    """What measurements are called, in which units they may come and how far they may reach."""

    loinc: dict[str, str]
    units: dict[str, list[str]]
    answers: dict[str, tuple[str, str]]
    whole: list[str]
    limits: dict[str, tuple[float, float]]
    labels: dict[str, str]
    note: str


class Codes(_Model):
    """``fhir.yaml``."""

    format: Literal[1]
    systems: dict[str, System]
    conditions: Table
    drugs: Table
    allergies: Table
    observations: Measures

    def known(self, table: Table, concept: Concept) -> str:
        """What a concept is here, by the first of its codes that is known; else empty."""
        for item in concept.coding:
            codes = table.get(self.systems.get(item.system, "loinc"), {})
            found = codes.get(item.code) or codes.get(item.code.split(".")[0])
            if found and item.system in self.systems:
                return found
        return ""

    def order(self, book: Book, concept: Concept, *, prn: bool) -> str:
        """The key of an order: by ATC code in the formulary, or by the table."""
        atc = [c.code for c in concept.coding if self.systems.get(c.system) == "atc"]
        drugs = book.formulary.drugs
        found = [key for key, drug in drugs.items() if drug.atc in atc]
        found += [key for key in (self.known(self.drugs, concept),) if key]
        same = [key for key in found if drugs[key].prn == prn]
        return next(iter(same or found), "")


def read_codes(folder: Path, book: Book) -> Codes:
    """Read ``fhir.yaml``. Raises ``Problems`` where it names what the book does not have."""
    source = read_yaml(folder / "fhir.yaml", f"{folder.name}/fhir.yaml")
    codes = checked(source, Codes)
    if found := list(_strangers(source, codes, book)):
        raise Problems(found)
    return codes


def _strangers(source: Source, codes: Codes, book: Book) -> Iterator[Problem]:
    tables: dict[str, tuple[Table, Collection[str]]] = {
        "conditions": (codes.conditions, book.clinic.conditions),
        "drugs": (codes.drugs, book.formulary.drugs),
        "allergies": (codes.allergies, book.formulary.cave),
    }
    for name, (table, known) in tables.items():
        for system, entries in table.items():
            for code, key in entries.items():
                if key not in known:
                    place = source.place(name, system, code)
                    yield Problem("fhir.unknown_key", place=place, name=key)


@dataclass(slots=True)
class LeftOut:
    """What did not come along, counted. Says types and codes, never what somebody wrote."""

    systems: Mapping[str, System]
    private: Collection[str] = frozenset()
    """Words and numbers that must not be told even where they look like codes, casefolded."""
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, resource: str, why: str = "") -> None:
        """A resource, and a word for the reason."""
        known = re.fullmatch(r"[A-Z][A-Za-z]{2,40}", resource)
        name = resource if known and resource.casefold() not in self.private else "?"
        self.counts[f"{name} {why}".strip()] += 1

    def add_code(self, resource: str, concept: Concept) -> None:
        """A resource whose codes are all unknown."""
        self.add(resource, next(self._told(concept.coding), "?"))

    def _told(self, coding: Iterable[Coding]) -> Iterator[str]:
        for item in coding:
            system = self.systems.get(item.system)
            if system is None or item.code.casefold() in self.private:
                continue
            if re.fullmatch(_FORMS[system], item.code) and len(item.code) != 11:
                yield f"{system} {item.code}"

    def plain(self) -> dict[str, int]:
        """In the order of the alphabet."""
        return dict(sorted(self.counts.items()))


def words_in(value: Any) -> Iterator[str]:
    """Every text in a piece of JSON, and its words, casefolded."""
    if isinstance(value, dict):
        for child in value.values():
            yield from words_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from words_in(child)
    elif isinstance(value, str):
        text = value.casefold()
        yield text
        yield from re.findall(r"[^\W_]+", text)
