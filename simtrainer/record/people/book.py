"""The book that invented people are made from: names, orders and conditions, as data.

Format 1, four files in one folder: ``names.yaml``, ``formulary.yaml``, ``clinic.yaml`` and
``fhir.yaml`` (read by the import). What they refer to must be there, or reading ends in
``Problems`` with places.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.yaml_source import Path_, Source, checked, read_yaml

Share = Annotated[int, Field(ge=0, le=100)]
Range = tuple[float, float]
Whole = tuple[int, int]
Kind = Literal["ward", "zone"]
Shift = Literal["night", "day", "evening"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
GAPS = frozenset({"navn", "Han", "han", "hans"})
"""What every text may name of the person."""
MORE_GAPS: Mapping[Path_, frozenset[str]] = {
    ("texts", "intake_doctor"): frozenset({"diagnoser"}),
    ("texts", "diagnosis"): frozenset({"diagnose", "kode"}),
    ("texts", "prn"): frozenset({"indikasjon"}),
    ("doctor",): frozenset({"middel"}),
}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Families(_Model):
    """What family names are put together of."""

    beginnings: Annotated[list[str], Field(min_length=1)]
    endings: Annotated[list[str], Field(min_length=1)]


class Given(_Model):
    """Given names by sex."""

    f: Annotated[list[str], Field(min_length=1)]
    m: Annotated[list[str], Field(min_length=1)]


class Names(_Model):
    """``names.yaml``."""

    format: Literal[1]
    families: Families
    given: dict[str, Given]
    streets: Annotated[list[str], Field(min_length=1)]
    places: Annotated[list[str], Field(min_length=1)]
    municipality: str


class Drug(_Model):
    """One order."""

    drug: str
    atc: Annotated[str, Field(pattern=r"^[A-Z]\d\d[A-Z]{1,2}(\d\d)?$")]
    strength: str
    form: str
    route: str
    dose: str
    indication: str
    group: Literal["A", "B", "C"]
    times: list[Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]] = []
    prn: bool = False
    max_per_day: int | None = None
    min_interval_minutes: int | None = None
    time_critical_minutes: int | None = None
    cave_classes: list[str] = []
    every_days: Annotated[int, Field(ge=1)] = 1
    not_with: list[Key] = []


class Cave(_Model):
    """What somebody must not have."""

    text: str
    atc: list[str]
    share: Share


class Formulary(_Model):
    """``formulary.yaml``."""

    format: Literal[1]
    routes: dict[str, str]
    drugs: dict[Key, Drug]
    cave: dict[Key, Cave]


class Note(_Model):
    """A journal note."""

    observation: str
    assessment: str = ""
    plan: str = ""


class PlanText(_Model):
    """An area of a care plan."""

    area: str
    name: str
    goal: str
    measures: str

    def fields(self, words: Mapping[str, str]) -> dict[str, Any]:
        """As an entry has it."""
        return {
            "area": self.area,
            "name": self.name,
            "goal": self.goal.format(**words),
            "measures": self.measures.format(**words),
        }


class Detail(_Model):
    """A short text and a smaller one, and how often it is so."""

    text: str
    detail: str = ""
    share: Share = 0


class Episode(_Model):
    """A flare-up: how far values move at the worst, what is done and written."""

    share: Share
    days: Whole
    worst: dict[str, float]
    drugs: list[Key] = []
    doctor: str
    notes: Annotated[list[Note], Field(min_length=1)]
    better: Note


class Condition(_Model):
    """What somebody lives with."""

    name: str
    code: str
    share: dict[Kind, Share]
    ages: Whole = (0, 120)
    sex: Literal["f", "m", ""] = ""
    scale: Literal["1", "2"] = "1"
    habitual: dict[str, Range] = {}
    pain: Whole | None = None
    drugs: list[tuple[Key | list[Key], Share]] = []
    watch: str = ""
    consent: Detail | None = None
    treatment: Detail | None = None
    plan: PlanText | None = None
    notes: Annotated[list[Note], Field(min_length=1)]
    episode: Episode | None = None


class Role(_Model):
    """A kind of colleague and how many of them a unit has."""

    key: Key
    role: str
    count: Annotated[int, Field(ge=1)]
    shifts: list[Shift]
    doctor: bool = False


class Relation(_Model):
    """Who is to be called: how many years younger, and whether of the same family name."""

    relation: str
    sex: Literal["f", "m"]
    years: Whole
    name: bool


class ShiftHours(_Model):
    """Minutes of the day."""

    hours: Whole
    notes: Whole


class Most(_Model):
    """Upper bounds for one person."""

    conditions: int
    drugs: int
    plans: int


class Oxygen(_Model):
    """Below what oxygen is given, and to what it brings the saturation."""

    below: int
    to: int


class Texts(_Model):
    """Sentences that belong to no condition."""

    intake_doctor: str
    scale_2: str
    intake_note: dict[Kind, str]
    intake_plan: str
    diagnosis: str
    measured: str
    measured_ill: str
    filler: Annotated[list[str], Field(min_length=1)]
    prn: str
    register_in: str
    talk: Annotated[list[str], Field(min_length=1)]


class Clinic(_Model):
    """``clinic.yaml``."""

    format: Literal[1]
    habitual: dict[str, Range]
    ages: dict[Kind, Whole]
    dose_refused_per_thousand: int
    prn_per_hundred_days: Share
    measure_days: dict[Kind, int]
    weight_days: int
    note_days: dict[Kind, int]
    pain_days: dict[Kind, int]
    talk_days: dict[Kind, int]
    evaluation_days: int
    package: int
    most: Most
    noise: dict[str, float]
    oxygen: dict[Literal["1", "2"], Oxygen]
    pronouns: dict[Literal["f", "m"], dict[str, str]]
    roles: dict[Kind, list[Role]]
    shifts: dict[Shift, ShiftHours]
    relations: Annotated[list[Relation], Field(min_length=1)]
    consent: Annotated[list[Detail], Field(min_length=1)]
    treatment: Annotated[list[Detail], Field(min_length=1)]
    cards: dict[Literal["who", "diagnoses", "watch"], str]
    texts: Texts
    refusals: Annotated[list[str], Field(min_length=1)]
    evaluation: dict[str, str]
    everyday: dict[Kind, dict[Shift, list[Note]]]
    conditions: Annotated[dict[Key, Condition], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole book."""

    names: Names
    formulary: Formulary
    clinic: Clinic


def read_book(folder: Path) -> Book:
    """Read ``resources/people``. Raises ``Problem`` or ``Problems`` with places."""
    sources = {
        name: read_yaml(folder / f"{name}.yaml", f"{folder.name}/{name}.yaml")
        for name in ("names", "formulary", "clinic")
    }
    names = checked(sources["names"], Names)
    formulary = checked(sources["formulary"], Formulary)
    clinic = checked(sources["clinic"], Clinic)
    found = [
        *_missing_drugs(sources["formulary"], sources["clinic"], formulary, clinic),
        *_gaps(sources["clinic"], sources["clinic"].data, ()),
    ]
    if found:
        raise Problems(found)
    return Book(names, formulary, clinic)


def _missing_drugs(
    orders: Source, source: Source, formulary: Formulary, clinic: Clinic
) -> Iterator[Problem]:
    for key, drug in formulary.drugs.items():
        at: Path_ = ("drugs", key)
        if drug.route not in formulary.routes:
            yield Problem("people.no_route", place=orders.place(*at, "route"), name=drug.route)
        for other in drug.not_with:
            if other not in formulary.drugs:
                yield Problem("people.no_drug", place=orders.place(*at, "not_with"), name=other)
    for key, condition in clinic.conditions.items():
        for name in _named(condition):
            if name not in formulary.drugs:
                place = source.place("conditions", key, "drugs")
                yield Problem("people.no_drug", place=place, name=name)


def _named(condition: Condition) -> Iterator[str]:
    for choice, _ in condition.drugs:
        yield from [choice] if isinstance(choice, str) else choice
    if condition.episode is not None:
        yield from condition.episode.drugs


def _gaps(source: Source, value: Any, path: Path_) -> Iterator[Problem]:
    """Texts that name something of the person which is not there."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _gaps(source, child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _gaps(source, child, (*path, index))
    elif isinstance(value, str):
        known = GAPS | MORE_GAPS.get(path[-2:], frozenset()) | MORE_GAPS.get(path[-1:], frozenset())
        try:
            named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        except ValueError:
            named = {value}
        for name in sorted(named - known):
            yield Problem("people.gap", place=source.place(*path), name=name)
