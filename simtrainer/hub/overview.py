"""One leader's view gathered from the database, within the units they answer for."""

from dataclasses import dataclass

from sqlalchemy import Connection

from simtrainer.hub import figures as counted
from simtrainer.hub.queries import batches, find, roster
from simtrainer.hub.queries import figures as rows
from simtrainer.hub.queries.batches import Coverage
from simtrainer.hub.scopes import Who
from simtrainer.hub.shapes.batches import Batch
from simtrainer.hub.shapes.roster import Member
from simtrainer.wire import profile


@dataclass(frozen=True, slots=True)
class Choice:
    """What a leader picked in the filters; empty for all."""

    unit: str = ""
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures, and what the filters offer."""

    figures: counted.Figures
    units: dict[str, str]
    scenarios: dict[str, str]
    choice: Choice
    actions: dict[str, tuple[str, str, str]]
    people: dict[str, int]
    statements: int
    members: tuple[Member, ...]
    done: frozenset[str]
    goal_names: dict[str, str]


def gather(connection: Connection, who: Who, choice: Choice, group: int) -> Overview:
    """All that the leaders' pages show. A unit outside the leader's own is not there at all."""
    names = _names(connection, who)
    runs = rows.runs(connection, who.tenant, None if who.units is None else names)
    codes = rows.known_codes(connection, who.tenant)
    names |= _unlisted_units(runs, names) if who.units is None else {}
    members = _members(connection, who, names, runs, codes)
    scenarios = {run.scenario: run.title for run in runs if run.unit in names}
    shown = {choice.unit: names[choice.unit]} if choice.unit in names else names
    runs = [r for r in runs if choice.scenario not in scenarios or r.scenario == choice.scenario]
    in_view = [m for m in members if m.unit in shown]
    checks = rows.checks(connection, who.tenant)
    found = counted.figures(in_view, shown, runs, checks, group)
    return Overview(
        figures=found,
        units=dict(sorted(names.items(), key=lambda item: item[1])),
        scenarios=scenarios,
        choice=choice,
        actions=rows.follow_ups(connection, who.tenant),
        people=codes,
        statements=find.count(connection, who.tenant),
        members=tuple(in_view),
        done=frozenset(run.person for run in runs if run.finished),
        goal_names=_goal_names(connection, who.tenant, found.goals),
    )


def _names(connection: Connection, who: Who) -> dict[str, str]:
    names = rows.unit_names(connection, who.tenant)
    if who.units is None:
        return names
    return {key: name for key, name in names.items() if key in who.units}


def _unlisted_units(runs: list[counted.Run], names: dict[str, str]) -> dict[str, str]:
    """Units that stations tell of before the roster is imported."""
    return {run.unit: run.unit for run in runs if run.unit and run.unit not in names}


def _members(
    connection: Connection,
    who: Who,
    names: dict[str, str],
    runs: list[counted.Run],
    codes: dict[str, int],
) -> list[Member]:
    """People on the roster now, and those who play without ever having been on it."""
    listed = [m for _, m in roster.current(connection, who.tenant) if m.unit in names]
    guests = {
        (run.person, run.unit): Member(run.person, "", run.unit, names[run.unit], "", "", False)
        for run in runs
        if run.person not in codes and run.unit in names
    }
    return [*listed, *guests.values()]


def _goal_names(connection: Connection, tenant: int, goals: tuple[str, ...]) -> dict[str, str]:
    """What the goals were called in the latest statement that named them."""
    iris = {profile.goal_iri(goal): goal for goal in goals}
    known = find.definitions(connection, tenant, iris)
    names = {iris[iri]: definition.get("name") or {} for iri, definition in known.items()}
    return {
        goal: texts.get(profile.LANGUAGE) or next(iter(texts.values()))
        for goal, texts in names.items()
        if texts
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """Batches with how many of the leader's own people are in each, and who is in none."""

    batches: list[tuple[Batch, int]]
    coverage: list[Coverage]


def plan_for(connection: Connection, who: Who) -> Plan:
    """The plan within the units that a leader answers for."""
    names = _names(connection, who)
    own = {m.code for _, m in roster.current(connection, who.tenant) if m.unit in names}
    found = batches.stored(connection, who.tenant)
    planned = {code for batch in found for code in batch.people}
    shown = [(batch, len(own & set(batch.people))) for batch in found]
    return Plan(
        [(batch, count) for batch, count in shown if count or who.units is None],
        [row for row in batches.coverage(connection, who.tenant, planned) if row.unit in names],
    )
