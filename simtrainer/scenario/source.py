"""Pydantic models of a scenario's source files, format 1. Descriptions serve the reference page."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simtrainer.engine.program import DIMENSIONS
from simtrainer.record.people.history import LEAST
from simtrainer.record.people.municipality import WARD_SIZE, ZONE_SIZE

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PatientKey = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$")]
Minute = Annotated[float, Field(ge=0, le=24 * 60)]
Stamp = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d$")]
Share = Annotated[float, Field(ge=0, le=1)]
ConditionSource = dict[str, Any]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Chapter(_Model):
    """A part of the shift with a natural break before it."""

    id: Id
    at: Minute = Field(description="Minute it begins")
    title: str


class ScenarioSource(_Model):
    """``scenario.yaml``: the manifest."""

    format: Literal[1]
    id: Id
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: str
    summary: str
    place: str
    start: Stamp = Field(description="Local date and time the shift begins")
    minutes: Annotated[int, Field(ge=1, le=24 * 60)] = Field(description="Length of the shift")
    pass_share: Share = 0.7
    stars: Annotated[list[Share], Field(min_length=3, max_length=3)] = [0.4, 0.7, 0.9]
    help_prices: dict[Literal["hint", "where", "show", "do"], Share] = {}
    position: str = Field("", description="What the trainee works as, where the pack asks")
    icon: str = "bed-outline"
    mandatory: bool = False
    audience: list[str] = []
    goals: dict[Id, str] = Field(description="Competence goals and their names")
    pack: Id
    owner: str
    licence: str
    clinical_owner: str = ""
    review_by: str = ""
    chapters: list[Chapter] = []
    languages: Annotated[list[str], Field(min_length=1)]


class Unit(_Model):
    """A ward."""

    name: str


class Staff(_Model):
    """A colleague."""

    name: str
    role: str


class Cave(_Model):
    """Critical information: what the patient must not have."""

    text: str
    atc: list[str] = Field([], description="ATC prefixes that conflict")


class Detail(_Model):
    """A short text and a smaller one."""

    text: str = ""
    detail: str = ""


class Contact(_Model):
    """The relative to call."""

    name: str = ""
    relation: str = ""


class OverviewCard(_Model):
    """A card on the patient's overview."""

    title: str
    lines: list[str]
    tone: Literal["neutral", "good", "warn", "bad", "info"] = "neutral"


class PatientSource(_Model):
    """A synthetic person."""

    given: str
    family: str
    born: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    sex: Literal["f", "m"]
    identity: str = Field(description="Test-series number, month + 80, quoted")
    room: str
    unit: Id
    assigned: bool = Field(False, description="One of the trainee's own today")
    restricted: bool = Field(False, description="The record is closed (sperret): see the pack")
    cave: list[Cave] = []
    contact: Contact = Contact()
    consent: Detail = Detail()
    treatment: Detail = Detail()
    overview: list[OverviewCard] = []


class EntrySource(_Model):
    """An entry that the record holds already, or that the script makes."""

    id: Id
    type: str
    patient: str = ""
    author: str
    at: Stamp | None = Field(None, description="When it was made; only in world.yaml")
    status: str = ""
    cosigner: str = ""
    fields: dict[str, Any]


class OpeningSource(_Model):
    """Somebody opened a patient's record before the shift; it stands in the access log."""

    patient: PatientKey
    by: Id = Field(description="Who: one of the staff")
    at: Stamp
    reason: str = Field("", description="Why, as they wrote it; a text or `$key`")


class PopulationSource(_Model):
    """The invented municipality around the people of the scenario."""

    seed: Annotated[int, Field(ge=0)] = Field(1, description="The same number, the same people")
    wards: Annotated[int, Field(ge=0, le=400)] = Field(0, description="Wards of 32 people")
    zones: Annotated[int, Field(ge=0, le=400)] = Field(
        0, description="Home-care zones of 140 people"
    )
    entries: Annotated[int, Field(ge=0, le=2_000_000)] = Field(
        0, description="About so many entries in all; 0 for 60 on each person"
    )

    @model_validator(mode="after")
    def _has_people(self) -> "PopulationSource":
        people = self.wards * WARD_SIZE + self.zones * ZONE_SIZE
        if not people:
            raise ValueError("a population has wards, zones or both")
        if 0 < self.entries < people * LEAST:
            raise ValueError(f"{people} people have {people * LEAST} entries at the least")
        return self


class WorldSource(_Model):
    """``world.yaml``."""

    format: Literal[1]
    units: dict[Id, Unit]
    staff: dict[Id, Staff]
    patients: dict[PatientKey, PatientSource]
    entries: list[EntrySource] = []
    openings: list[OpeningSource] = Field(
        [], description="Earlier openings of records; who wrote an entry need not stand here"
    )
    population: PopulationSource | None = Field(
        None, description="Other people of the municipality, made up from a seed"
    )


class ObservationSource(_Model):
    """Something the trainee can look at."""

    patient: str = ""
    module: str
    label: str
    values: dict[str, Any] = Field({}, description="Number, text, or course [[minute, value], …]")
    trajectory: str = Field("", description="Shows this patient state too, as it is then")
    parameters: list[str] = Field([], description="Only these of it; left out for all")

    @model_validator(mode="after")
    def _shows(self) -> "ObservationSource":
        if not self.values and not self.trajectory:
            raise ValueError("an observation has values, a trajectory or both")
        return self


class BendSource(_Model):
    """What makes a patient's state take another course."""

    to: Id
    when: ConditionSource
    after: Minute = 0


Course = dict[str, Annotated[list[Any], Field(min_length=1)]]


class TrajectorySource(_Model):
    """A patient's state over time."""

    patient: str
    courses: Annotated[dict[Id, Course], Field(min_length=1)] = Field(
        description="The first begins with the shift; the minutes of the others count from the "
        "bend, and go on from where the state is unless they have a point at minute 0"
    )
    noise: dict[str, Annotated[float, Field(gt=0, le=50)]] = Field(
        {}, description="How far a reading may lie from the truth"
    )
    bends: list[BendSource] = []


class Choice(_Model):
    """One answer."""

    text: str
    next: str = ""


class Silence(_Model):
    """What happens when nothing is answered."""

    minutes: Annotated[float, Field(gt=0, le=24 * 60)]
    next: str = Field("", description="Left out when the other leaves")


class Node(_Model):
    """What the other says, and the answers."""

    text: str
    choices: Annotated[dict[Id, Choice], Field(min_length=1)]
    silence: Silence | None = None


class DialogueSource(_Model):
    """A conversation."""

    kind: Literal["phone", "person", "door", "colleague", "alarm"]
    who: str
    detail: str = ""
    patient: str = ""
    start: Id
    wait_minutes: Minute = 0
    missed_after: Minute = 0
    missed: str = Field("", description="The dialogue that comes instead after a missed call")
    again_minutes: Minute = Field(2, description="From a missed call to the next")
    nodes: dict[Id, Node]


class TurnSource(_Model):
    """A patient's state takes another course."""

    trajectory: str
    to: str


class ReceiptSource(_Model):
    """The record's answer to the last message sent that matches."""

    entry: dict[str, Any] = Field(description="As in the condition entry")
    outcome: Literal["rejected", "delivered"]
    reason: str = ""


class EffectSource(_Model):
    """One thing that happens."""

    create: EntrySource | None = None
    call: str | None = None
    notice: str | None = None
    bend: TurnSource | None = None
    receipt: ReceiptSource | None = None

    @model_validator(mode="after")
    def _one(self) -> "EffectSource":
        if sum(value is not None for value in self.__dict__.values()) != 1:
            raise ValueError("an effect is exactly one of create, call, notice, bend, receipt")
        return self


class InsteadSource(_Model):
    """What a beat does instead, by what was done before it."""

    when: ConditionSource
    do: Annotated[list[EffectSource], Field(min_length=1)]


class WaySource(_Model):
    """Belongs to one way of a branch point only."""

    branch: Id
    way: Id


class BeatSource(_Model):
    """Something that happens at a minute or on a condition."""

    id: Id
    at: Minute | None = None
    when: ConditionSource | None = None
    after: Minute = 0
    unless: ConditionSource | None = None
    every: Annotated[float, Field(gt=0, le=24 * 60)] | None = Field(
        None, description="Again after so many minutes"
    )
    times: Annotated[int, Field(ge=1, le=500)] | None = None
    stop: ConditionSource | None = Field(None, description="Never again once this is true")
    instead: list[InsteadSource] = []
    way: WaySource | None = None
    do: Annotated[list[EffectSource], Field(min_length=1)]

    @model_validator(mode="after")
    def _timed(self) -> "BeatSource":
        if (self.at is None) == (self.when is None):
            raise ValueError("a beat has either at or when")
        if self.times is not None and self.every is None:
            raise ValueError("times belongs to every")
        return self


class BranchWay(_Model):
    """One way of a branch point."""

    id: Id
    when: ConditionSource | None = None


class BranchSource(_Model):
    """A point where the script takes one of several ways; the last has no condition."""

    id: Id
    at: Minute | None = None
    when: ConditionSource | None = None
    ways: Annotated[list[BranchWay], Field(min_length=2, max_length=4)]

    @model_validator(mode="after")
    def _whole(self) -> "BranchSource":
        if (self.at is None) == (self.when is None):
            raise ValueError("a branch point has either at or when")
        if any(way.when is None for way in self.ways[:-1]) or self.ways[-1].when is not None:
            raise ValueError("every way but the last has a when")
        return self


class BeatRef(_Model):
    """Opens with a beat."""

    beat: Id


class CheckSource(_Model):
    """A statement about the record."""

    id: Id
    title: str
    short: str
    task: str = Field("", description="Shown in the task panel; left out for a hidden check")
    text: str = ""
    points: dict[Literal[DIMENSIONS], Annotated[int, Field(ge=0)]]  # type: ignore[valid-type]
    goals: Annotated[list[Id], Field(min_length=1)]
    critical: bool = False
    opens: Minute | BeatRef = 0.0
    due: Minute | None = None
    closes: Minute | None = None
    late_share: Share = 0.5
    corrected_share: Share = 0.75
    require: ConditionSource | None = None
    wrong: ConditionSource | None = None
    correct_within: Annotated[float, Field(gt=0, le=24 * 60)] | None = Field(
        None, description="Minutes in which a mistake may be taken back; left out for no limit"
    )
    harm: ConditionSource | None = Field(
        None, description="Once this holds after a mistake, taking it back no longer counts"
    )
    hint: str = ""
    where: str = ""
    feedback: dict[Literal["met", "late", "missed", "wrong", "corrected", "harm"], str]
    source: str = ""
    believed: str = ""
    do: list[dict[str, Any]] = []
    or_do: list[list[dict[str, Any]]] = Field(
        [], description="Other ways that are as right, each a list of steps; played for proof"
    )
    way: WaySource | None = None

    @model_validator(mode="after")
    def _judges(self) -> "CheckSource":
        if self.require is None and self.wrong is None:
            raise ValueError("a check needs require, wrong or both")
        if self.wrong is None and (self.harm is not None or self.correct_within is not None):
            raise ValueError("harm and correct_within belong to wrong")
        if self.require is not None and not self.do:
            raise ValueError("a check that requires something shows how in do")
        return self


class ScriptSource(_Model):
    """``script.yaml``."""

    format: Literal[1]
    observations: dict[Id, ObservationSource] = {}
    dialogues: dict[Id, DialogueSource] = {}
    trajectories: dict[Id, TrajectorySource] = {}
    branches: Annotated[list[BranchSource], Field(max_length=3)] = []
    beats: list[BeatSource] = []
    checks: Annotated[list[CheckSource], Field(min_length=1)]


class ProofRun(_Model):
    """What one bot must get."""

    bot: str
    seed: int = 1
    points: int | None = None
    critical_missed: int | None = None
    missed: list[Id] | None = None


class ProofSource(_Model):
    """``proof.yaml``."""

    format: Literal[1]
    runs: Annotated[list[ProofRun], Field(min_length=1)]


Scalar = str | int | float | bool
MOST_SETS = 60
"""Each is compiled by itself, so many of them would take long."""
ValueName = Annotated[str, Field(pattern=r"^[a-z0-9_-]+$")]
ValueSet = Annotated[dict[ValueName, Scalar], Field(min_length=1)]


class VariantsSource(_Model):
    """``variants.yaml``: what may be otherwise when the scenario is played again, of the same
    difficulty. Number 1 is as written; of each list every choice comes in turn."""

    format: Literal[1]
    names: dict[str, Annotated[list[str], Field(min_length=1, max_length=11)]] = Field(
        {}, description="Patient or member of staff to other full names; the texts follow"
    )
    values: dict[Id, Annotated[list[ValueSet], Field(min_length=2, max_length=12)]] = Field(
        {},
        description="Sets of values, the first as written; put in with `{vary: axis.name}`, in "
        "texts with `[[axis.name]]`",
    )

    @model_validator(mode="after")
    def _even(self) -> "VariantsSource":
        if sum(map(len, self.values.values())) > MOST_SETS:
            raise ValueError(f"at most {MOST_SETS} sets in all")
        for axis, sets in self.values.items():
            if any(set(other) != set(sets[0]) for other in sets):
                raise ValueError(f"the sets of {axis} have the same names")
            if any(sets.index(one) != number for number, one in enumerate(sets)):
                raise ValueError(f"two sets of {axis} are the same")
        return self
