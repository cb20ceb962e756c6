"""Rosters and results from files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simtrainer.base.problem import Place, Problem
from simtrainer.hub.commands.opening import DEFAULT_TENANT, content_of, now, opened, tenant_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What an import did, or with ``dry_run`` would do."""

    people: int
    units: int
    new_people: int
    new_units: int
    posts_begun: int
    posts_ended: int
    left: int
    dry_run: bool


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """Statements read from files: those already here are counted too."""

    statements: int
    new: int


def import_roster(
    database_url: str, path: Path, *, dry_run: bool = False, tenant: str = DEFAULT_TENANT
) -> RosterReport:
    """Make the roster say what the file says. Raises ``Problems`` and changes nothing where the
    file has any fault."""
    from simtrainer.hub.queries import roster
    from simtrainer.hub.shapes.roster import read_roster
    from simtrainer.hub.shapes.table import known_kind

    known_kind(path.name)
    members = read_roster(content_of(path), path.name)

    def work(connection: Connection) -> roster.Plan:
        owner = tenant_of(connection, tenant)
        made = roster.plan(roster.held(connection, owner), members)
        if not dry_run:
            roster.apply(connection, owner, made, now()[:10])
        return made

    with opened(database_url) as database:
        made = database.write(work)
    return RosterReport(
        people=made.people,
        units=made.units,
        new_people=len(made.new_people),
        new_units=len(made.new_units),
        posts_begun=len(made.begun),
        posts_ended=len(made.ended),
        left=len(made.left),
        dry_run=dry_run,
    )


def import_results(database_url: str, path: Path, tenant: str = DEFAULT_TENANT) -> ResultsReport:
    """Store the statements of a file, or of all files in a folder, that stations exported,
    plain or sealed. Raises ``Problems`` and stores nothing of a file with a fault."""
    from simtrainer.hub.imports import store_statements
    from simtrainer.hub.queries.stations import seal_secret
    from simtrainer.hub.sealing import new_secret_key, unseal
    from simtrainer.hub.shapes.results_file import statements_of

    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    total = new = 0
    with opened(database_url) as database:
        owner = database.read(lambda c: tenant_of(c, tenant))
        secret = database.write(lambda c: seal_secret(c, owner, new_secret_key()))
        for file in files:
            content = content_of(file)
            found = list(statements_of(content, file.name, lambda box: unseal(secret, box)))
            total += len(found)
            new += store_statements(database, owner, found, file.name)
    return ResultsReport(total, new)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What an import of batches did, or would do, and who is in none: one line per unit and
    shift with people missing."""

    batches: int
    people: int
    missing: list[dict[str, str | int]]
    dry_run: bool


def import_batches(
    database_url: str, path: Path, *, dry_run: bool = False, tenant: str = DEFAULT_TENANT
) -> BatchReport:
    """Make the batches those of the file. Raises ``Problems`` and changes nothing where the file
    has any fault or clash."""
    from simtrainer.hub.queries import batches, roster
    from simtrainer.hub.shapes.batches import read_batches
    from simtrainer.hub.shapes.table import known_kind

    known_kind(path.name)
    content = content_of(path)

    def work(connection: Connection) -> BatchReport:
        owner = tenant_of(connection, tenant)
        known = {member.code for _, member in roster.current(connection, owner)}
        found = read_batches(content, path.name, known)
        planned = {code for batch in found for code in batch.people}
        if not dry_run:
            batches.replace(connection, owner, found)
        missing: list[dict[str, str | int]] = [
            {"unit": row.unit, "shift": row.shift, "members": row.members, "missing": row.missing}
            for row in batches.coverage(connection, owner, planned)
            if row.missing
        ]
        return BatchReport(len(found), len(planned), missing, dry_run)

    with opened(database_url) as database:
        return database.write(work)


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What an import of the plan did, or would do. ``roles`` are those that nobody has: a slip of
    the pen, perhaps."""

    lines: int
    mandatory: int
    roles: list[str]
    dry_run: bool


def import_plan(
    database_url: str, path: Path, *, dry_run: bool = False, tenant: str = DEFAULT_TENANT
) -> PlanReport:
    """Make the plan that of the file. Raises ``Problems`` and changes nothing where the file has
    any fault."""
    from simtrainer.hub.queries import plan, roster
    from simtrainer.hub.shapes.plan import read_plan
    from simtrainer.hub.shapes.table import known_kind

    known_kind(path.name)
    content = content_of(path)

    def work(connection: Connection) -> PlanReport:
        owner = tenant_of(connection, tenant)
        held = roster.held(connection, owner)
        found = read_plan(content, path.name, set(held.units))
        if not dry_run:
            plan.replace(connection, owner, found)
        had = {member.role.casefold() for _, member in held.current.values()}
        nobodys = {line.role for line in found if line.role and line.role.casefold() not in had}
        must = sum(line.mandatory for line in found)
        return PlanReport(len(found), must, sorted(nobodys), dry_run)

    with opened(database_url) as database:
        return database.write(work)


def write_calendar(
    database_url: str, path: Path, zone: str = "Europe/Oslo", tenant: str = DEFAULT_TENANT
) -> int:
    """All batches as a calendar file; how many. It holds no names."""
    from simtrainer.hub.queries import batches
    from simtrainer.hub.shapes.batches import calendar

    with opened(database_url) as database:
        found = database.read(lambda c: batches.stored(c, tenant_of(c, tenant)))
    stamp = now()[:19].replace("-", "").replace(":", "") + "Z"
    try:
        path.write_text(calendar(found, zone, stamp), encoding="utf-8", newline="")
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("hub.file", place=Place(str(path)), reason=reason) from None
    return len(found)
