"""Copies and checks of a whole database."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, func, select, text

from simtrainer.base.problem import Place, Problem
from simtrainer.hub.queries import results
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.tables import (
    activity,
    agent,
    check_result,
    copy_log,
    run_result,
    statement,
    statement_activity,
    statement_agent,
    tenant,
)
from simtrainer.hub.shapes.incoming import AUTHORITY, prepare

_CHUNK = 2_000
_ATTEMPTS = 8


def tenants(connection: Connection) -> list[int]:
    """All municipalities."""
    return list(connection.scalars(select(tenant.c.id).order_by(tenant.c.id)))


def payloads(connection: Connection, owner: int) -> Iterator[tuple[int, str, bytes, str]]:
    """Number, id, digest and payload of all statements, oldest first, some at a time."""
    last = -(1 << 62)
    while True:
        query = (
            select(statement.c.seq, statement.c.id, statement.c.digest, statement.c.payload)
            .where(statement.c.tenant_id == owner, statement.c.seq > last)
            .order_by(statement.c.seq)
            .limit(_CHUNK)
        )
        rows = connection.execute(query).all()
        if not rows:
            return
        for row in rows:
            yield row.seq, row.id, bytes(row.digest), row.payload
        last = rows[-1].seq


def log_copy(connection: Connection, owner: int | None, kind: str, path: str, at: str) -> None:
    """Remember that a copy was made, and how far it reaches."""
    last = connection.scalar(select(func.max(statement.c.seq))) or 0
    values = {"tenant_id": owner, "kind": kind, "path": path, "at": at, "last_seq": last}
    connection.execute(copy_log.insert().values(values))


def copies(connection: Connection, owner: int) -> list[str]:
    """Copies that may hold what this database held: kind, time and place."""
    query = select(copy_log).where((copy_log.c.tenant_id == owner) | copy_log.c.tenant_id.is_(None))
    return [f"{row.kind} {row.at} {row.path}" for row in connection.execute(query)]


def backup_sqlite(database: Database, target: Path) -> None:
    """A whole copy of a SQLite database while it is in use."""
    assert database.url.database is not None
    partial = target.with_name(f"{target.name}.partial")
    try:
        with (
            contextlib.closing(sqlite3.connect(database.url.database)) as source,
            contextlib.closing(sqlite3.connect(partial)) as copy,
        ):
            source.backup(copy)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise Problem("hub.file", place=Place(str(target)), reason=str(error)) from None


def compact(database: Database) -> None:
    """Leave nothing of deleted rows in the files: rewrites the tables, so it takes its time."""
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")  # noqa: PLW2901
            connection.execute(text("vacuum full"))
            return
        raw = connection.connection.dbapi_connection
        assert raw is not None
        _empty_log(raw)
        raw.execute("vacuum")
        _empty_log(raw)


def _empty_log(raw: Any) -> None:
    """Leave nothing in SQLite's log. Where another is copying from it just now, SQLite does not
    wait but says so. What somebody goes on reading stays until the next one copies."""
    for attempt in range(_ATTEMPTS):
        (busy, *_) = raw.execute("PRAGMA wal_checkpoint(truncate)").fetchone()
        if not busy:
            return
        time.sleep(0.05 * 2**attempt)


def integrity(database: Database) -> list[str]:
    """What the database itself finds wrong with its files."""
    if not database.is_sqlite:
        return []
    found = database.read(lambda c: list(c.scalars(text("pragma integrity_check"))))
    return [] if found == ["ok"] else found


def faults(connection: Connection, owner: int) -> Iterator[str]:
    """Where statements, links and results do not agree with one another."""
    links = {"agents": 0, "activities": 0}
    for seq, key, digest, payload in payloads(connection, owner):
        body = orjson.loads(payload)
        parts = prepare(body, body["id"])
        links["agents"] += len(parts.agents)
        links["activities"] += len(parts.activities)
        if body["id"].lower() != key or parts.digest != digest:
            yield f"statement {key} ({seq}) is not as it was stored"
    yield from _link_faults(connection, owner, links)
    yield from _result_faults(connection, owner)


def _link_faults(connection: Connection, owner: int, links: dict[str, int]) -> Iterator[str]:
    for name, link, term, key in (
        ("agents", statement_agent, agent, "agent_id"),
        ("activities", statement_activity, activity, "activity_id"),
    ):
        query = (
            select(func.count())
            .select_from(link)
            .join(term, term.c.id == link.c[key])
            .where(term.c.tenant_id == owner)
        )
        if name == "agents":
            query = query.where(link.c.usage != AUTHORITY)
        count = connection.scalar(query)
        if count != links[name]:
            yield f"{count} links to {name} where the statements have {links[name]}"


def _result_faults(connection: Connection, owner: int) -> Iterator[str]:
    wanted = results.read_all(connection, owner)
    for table, rows in zip((run_result, check_result), wanted, strict=True):
        held = {
            row.seq: row
            for row in connection.execute(select(table).where(table.c.tenant_id == owner))
        }
        for row in rows:
            stored = held.pop(row["seq"], None)
            if stored is None or any(getattr(stored, k) != v for k, v in row.items()):
                yield f"{table.name} {row['seq']} is not what its statement says"
        for seq in held:
            yield f"{table.name} {seq} has no statement"
