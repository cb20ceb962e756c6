"""What the command line asks of the hub. Each function opens the database, does one thing and
gives plain data back; what a person can mend is raised as ``Problem`` or ``Problems``.

Heavy libraries are imported inside, so that listing the commands costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Place, Problem, Problems

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from simtrainer.hub.queries.connect import Database

DEFAULT_TENANT = "kommune"
_BATCH = 200


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


def init(database_url: str, tenant: str = DEFAULT_TENANT, name: str = "") -> None:
    """Make the tables and a first municipality; harmless where they are."""
    from simtrainer.hub.queries import credentials as stored

    upgrade(database_url)
    with _opened(database_url) as database:

        def work(connection: Connection) -> None:
            if stored.tenant_id(connection, tenant) is None:
                stored.add_tenant(connection, tenant, name or tenant)

        database.write(work)


def upgrade(database_url: str) -> None:
    """Bring the tables to this version."""
    from simtrainer.hub.queries import schema

    with _opened(database_url) as database:
        schema.upgrade(database)


def credentials(
    database_url: str, name: str, scope: str = "all", tenant: str = DEFAULT_TENANT
) -> dict[str, str]:
    """A new password for ``name``, who is made if new: ``{"user", "password"}``, told only now."""
    from datetime import UTC, datetime

    from simtrainer.hub.queries import credentials as stored
    from simtrainer.hub.queries.sequence import iso
    from simtrainer.hub.scopes import parse_scopes
    from simtrainer.hub.secrets import hashed, new_secret

    user = name.strip()
    if not user or len(user) > 200 or any(c == ":" or ord(c) < 32 for c in user):
        raise Problem("hub.user")
    scopes, password = parse_scopes(scope), new_secret()
    digest, now = hashed(password), iso(datetime.now(UTC))

    def work(connection: Connection) -> None:
        owner = _tenant(connection, tenant)
        if not stored.renew(connection, owner, user, digest, scopes):
            stored.add(connection, owner, user, digest, scopes, user, now)

    with _opened(database_url) as database:
        database.write(work)
    return {"user": user, "password": password}


def import_roster(
    database_url: str, path: Path, *, dry_run: bool = False, tenant: str = DEFAULT_TENANT
) -> RosterReport:
    """Make the roster say what the file says. Raises ``Problems`` and changes nothing where the
    file has any fault."""
    from datetime import UTC, datetime

    from simtrainer.hub.queries import roster
    from simtrainer.hub.shapes.roster import READERS

    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Problem("hub.file_kind", ending=path.suffix, known=", ".join(READERS))
    members = reader(_content(path), path.name)

    def work(connection: Connection) -> roster.Plan:
        owner = _tenant(connection, tenant)
        made = roster.plan(roster.held(connection, owner), members)
        if not dry_run:
            roster.apply(connection, owner, made, datetime.now(UTC).date().isoformat())
        return made

    with _opened(database_url) as database:
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
    """Store the statements of a file, or of all files in a folder, that stations exported: JSON
    with one statement, a list, ``{"statements": […]}``, or one of these per line."""
    from simtrainer.hub.imports import store_statements

    files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
    total = new = 0
    with _opened(database_url) as database:
        owner = database.read(lambda c: _tenant(c, tenant))
        for file in files:
            bodies = list(_statements(file))
            total += len(bodies)
            for start in range(0, len(bodies), _BATCH):
                new += store_statements(database, owner, bodies[start : start + _BATCH], file.name)
    return ResultsReport(total, new)


def _statements(file: Path) -> Iterator[Any]:
    import orjson

    content = _content(file)
    try:
        values = [(1, orjson.loads(content))]
    except orjson.JSONDecodeError:
        values = list(_lines(content, file.name))
    for line, value in values:
        inner = value.get("statements", value) if isinstance(value, dict) else value
        for body in inner if isinstance(inner, list) else [inner]:
            if not isinstance(body, dict):
                where = Place(file.name, line)
                raise Problems([Problem("hub.results_line", place=where, detail=str(body)[:80])])
            yield body


def _lines(content: bytes, file: str) -> Iterator[tuple[int, Any]]:
    import orjson

    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield number, orjson.loads(line)
        except orjson.JSONDecodeError as error:
            where = Place(file, number)
            raise Problems([Problem("hub.results_line", place=where, detail=str(error))]) from None


def serve(
    database_url: str,
    resources: Path,
    host: str = "127.0.0.1",
    port: int = 8080,
    workers: int = 1,
    **settings: Any,
) -> None:
    """Serve until stopped. Further ``settings`` are fields of ``hub.settings.Settings``."""
    from simtrainer.hub.serving import run
    from simtrainer.hub.settings import Settings

    init(database_url)
    run(Settings(database_url, resources, **settings), host, port, workers)


def _opened(database_url: str) -> AbstractContextManager[Database]:
    from simtrainer.hub.queries.connect import opened

    return opened(database_url)


def _tenant(connection: Connection, key: str) -> int:
    from simtrainer.hub.queries import credentials as stored

    found = stored.tenant_id(connection, key)
    if found is None:
        raise Problem("hub.tenant", tenant=key)
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("hub.file", place=Place(str(path)), reason=reason) from None
