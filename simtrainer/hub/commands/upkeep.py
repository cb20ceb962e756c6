"""Erasing, retention, copies and checks."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import uuid4

from simtrainer.base.problem import Place, Problem
from simtrainer.hub.commands.opening import DEFAULT_TENANT, now, opened, tenant_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from simtrainer.hub.queries.connect import Database

RETENTION_DAYS = {"utvikling": 365, "dokumentasjon": 5 * 365}
"""How long results are kept, by what they were gathered for."""
VIEW_LOG_DAYS = 2 * 365
_MOST_WISHES = 1_000


@dataclass(frozen=True, slots=True)
class ErasureProof:
    """What was erased, without saying who. ``copies`` are exports and backups made earlier, which
    this hub does not reach; they must be dealt with where they lie. PCs that have had the name are
    among them: they drop it when they next ask."""

    id: str
    at: str
    counts: dict[str, int]
    remaining: int
    """Statements that still name the person: 0."""
    copies: list[str]


def erase(database_url: str, code: str, tenant: str = DEFAULT_TENANT) -> ErasureProof:
    """Erase one person: statements, documents, results, roster, logs, and their traces in the
    files. Raises ``Problem("hub.person_unknown")`` where there is nothing about them."""
    from simtrainer.hub.queries import assignment, removal, upkeep

    made = str(uuid4())
    at = now()

    def work(connection: Connection) -> tuple[dict[str, int], int, list[str]]:
        owner = tenant_of(connection, tenant)
        holders = assignment.holders(connection, owner, code)
        counts = removal.erase_person(connection, owner, code)
        if not any(counts.values()):
            raise Problem("hub.person_unknown", person=code)
        removal.note_erasure(connection, owner, made, at, json.dumps(counts))
        left = removal.erase_person(connection, owner, code)
        return counts, sum(left.values()), [*upkeep.copies(connection, owner), *holders]

    with opened(database_url) as database:
        counts, left, copies = database.write(work)
        upkeep.compact(database)
    return ErasureProof(made, at, counts, left, copies)


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What retention took: runs per purpose, their statements, and log entries."""

    runs: dict[str, int]
    statements: int
    views: int


def purge(
    database_url: str,
    days: Mapping[str, int] | None = None,
    tenant: str = DEFAULT_TENANT,
) -> PurgeReport:
    """Delete what is older than its purpose allows."""
    from datetime import UTC, datetime, timedelta

    from simtrainer.hub.queries import removal
    from simtrainer.hub.queries.sequence import iso

    today = datetime.now(UTC)

    def before(number: int) -> str:
        return iso(today - timedelta(days=number))

    runs: dict[str, int] = {}
    statements = 0
    with opened(database_url) as database:
        owner = database.read(lambda c: tenant_of(c, tenant))
        for purpose, number in (RETENTION_DAYS | dict(days or {})).items():
            old = database.read(
                partial(removal.runs_before, tenant=owner, purpose=purpose, moment=before(number))
            )
            runs[purpose] = len(old)
            for start in range(0, len(old), 50):
                part = old[start : start + 50]
                statements += database.write(partial(_remove_runs, owner=owner, runs=part))
        views = database.write(lambda c: removal.old_views(c, owner, before(VIEW_LOG_DAYS)))
    return PurgeReport(runs, statements, views)


def _remove_runs(connection: Connection, owner: int, runs: list[str]) -> int:
    from simtrainer.hub.queries import removal

    return removal.remove(connection, owner, removal.statements_of_runs(connection, owner, runs))


def backup(database_url: str, path: Path) -> None:
    """A whole copy, taken while the hub runs: a SQLite file, or a PostgreSQL archive for
    ``pg_restore``."""
    from simtrainer.hub.queries import upkeep

    with opened(database_url) as database:
        if database.is_sqlite:
            upkeep.backup_sqlite(database, path)
        else:
            _pg_dump(database, path)
        database.write(lambda c: upkeep.log_copy(c, None, "backup", str(path.resolve()), now()))


def _pg_dump(database: Database, path: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Problem("hub.pg_dump")
    url = database.url.set(drivername="postgresql")
    address = url.set(password=None).render_as_string()
    secret = {"PGPASSWORD": url.password} if isinstance(url.password, str) else {}
    done = subprocess.run(  # noqa: S603 - the program is PostgreSQL's own, the address the owner's
        [program, "--format=custom", f"--file={path}", address],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Problem("hub.file", place=Place(str(path)), reason=done.stderr.strip()[-300:])


def export(database_url: str, path: Path, person: str = "", tenant: str = DEFAULT_TENANT) -> int:
    """All statements, or those about one person, as one JSON statement per line; how many."""
    from simtrainer.hub.queries import removal, upkeep
    from simtrainer.wire import profile

    count = 0
    with opened(database_url) as database, _whole_file(path) as target:

        def work(connection: Connection) -> None:
            nonlocal count
            owner = tenant_of(connection, tenant)
            key = f"account:{profile.PERSON_HOME_PAGE}|{person}"
            about = removal.statements_about(connection, owner, key, person) if person else None
            wanted = None if about is None else set(about)
            for seq, _, _, payload in upkeep.payloads(connection, owner):
                if wanted is None or seq in wanted:
                    target.write(payload.encode() + b"\n")
                    count += 1

        database.read(work)
        where = str(path.resolve())
        database.write(lambda c: upkeep.log_copy(c, tenant_of(c, tenant), "export", where, now()))
    return count


def about(database_url: str, code: str, tenant: str = DEFAULT_TENANT) -> dict[str, Any]:
    """What is stored about one person and who looked at it, for that person to see; their
    statements come by ``export``. Raises ``Problem("hub.person_unknown")``."""
    from simtrainer.hub.queries import figures

    with opened(database_url) as database:
        found = database.read(lambda c: figures.about(c, tenant_of(c, tenant), code))
    if found["name"] is None and not found["runs"]:
        raise Problem("hub.person_unknown", person=code)
    return found


def erasure_wishes(database_url: str, tenant: str = DEFAULT_TENANT) -> list[dict[str, str]]:
    """Who has asked to be erased, has not taken it back and is still here, oldest first:
    ``{"code", "at"}``."""
    from simtrainer.hub.queries import find
    from simtrainer.hub.queries.matching import Filter
    from simtrainer.wire import profile

    wanted = Filter(verb=profile.ERASURE_WISHED, ascending=True, limit=_MOST_WISHES)
    with opened(database_url) as database:
        owner = database.read(lambda c: tenant_of(c, tenant))
        page = find.page(database, owner, wanted)
    # What refers to a wish is found with it, also the word that takes it back.
    told = [one for one in map(json.loads, page.payloads) if one["verb"]["id"] == wanted.verb]
    return [{"code": one["actor"]["account"]["name"], "at": one["timestamp"]} for one in told]


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is there whole or not at all."""
    half = path.with_name(f"{path.name}.partial")
    try:
        with half.open("wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        half.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("hub.file", place=Place(str(path)), reason=reason) from None
    finally:
        half.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many statements were looked at, and what was wrong."""

    statements: int
    faults: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


def verify(database_url: str) -> VerifyReport:
    """Read everything and compare: files, statements, links and results."""
    from simtrainer.hub.queries import find, schema, upkeep

    with opened(database_url) as database:
        schema.check_ready(database)
        found = upkeep.integrity(database)

        def work(connection: Connection) -> int:
            total = 0
            for owner in upkeep.tenants(connection):
                total += find.count(connection, owner)
                found.extend(upkeep.faults(connection, owner))
            return total

        total = database.read(work)
    return VerifyReport(total, found)
