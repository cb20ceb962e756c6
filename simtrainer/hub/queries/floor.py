"""What storing and finding cost at least: the floors that ``bench hub`` holds the hub against.

*Storing*: the rows that a store already has are taken out and put into the same tables of an
empty one, with the same indexes and the same durability, batch by batch, one transaction each.
Nothing is received, read, checked, compared or looked up; the words that statements share are
there before; SQL and parameters are made beforehand. Two ways: ``usual`` is the driver's own bulk
insert (``executemany``, one per table), ``quickest`` is one array per column, which PostgreSQL
unfolds itself.
*Finding*: the query that a person would write by hand for that page, by the same words and for the
same rows and columns, prepared and on an open connection (``Bare``). It does not ask who wants to
know, whether a statement is voided or pointed at, or up to when the store is complete, and sends
nothing anywhere.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import Connection, Table

from simtrainer.hub.queries.bulk import unfolding
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.tables import (
    activity,
    agent,
    check_result,
    run_result,
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
    tenant,
    verb,
)

Ready = list[tuple[str, Any]]
"""SQL with its parameters."""
Make = Callable[[Connection, Table, list[dict[str, Any]]], tuple[str, Any]]
_WORDS = (tenant, verb, agent, activity)
_LINKED = (statement_agent, statement_activity, statement_ref, run_result, check_result)
_PAGES = {
    "agent": (
        "select s.seq, {payload} from statement_agent l join statement s on s.seq = l.seq"
        " where l.agent_id = (select id from agent where tenant_id = 1 and identifier = {word})"
        " and l.usage & 3 <> 0 order by l.seq desc limit 101"
    ),
    "verb": (
        "select s.seq, {payload} from statement s where s.tenant_id = 1"
        " and s.verb_id = (select id from verb where iri = {word}) order by s.seq desc limit 101"
    ),
    "registration": (
        "select s.seq, {payload} from statement s where s.tenant_id = 1"
        " and s.registration = {word} order by s.seq desc limit 101"
    ),
    "activity": (
        "select s.seq, {payload} from statement_activity l join statement s on s.seq = l.seq"
        " where l.activity_id = (select id from activity where tenant_id = 1 and iri = {word})"
        " order by l.seq desc limit 101"
    ),
}
"""For the newest 100 with that agent, verb, registration or related activity, and one more."""


def words(connection: Connection) -> Ready:
    """What puts the shared words into an empty store that has none, not even a municipality."""
    rows = [(table, _rows(connection, table, "id")) for table in _WORDS]
    return [usual(connection, table, some) for table, some in rows if some]


def batches(connection: Connection, size: int, make: Make, *, renew: bool = False) -> list[Ready]:
    """What puts the statements and all that belongs to them into an empty store; with ``renew``
    once more into the same store, under other ids and numbers."""
    change = _renewal(connection) if renew else _as_is
    stored = change(_rows(connection, statement, "seq"))
    linked = [(table, _by_seq(change(_rows(connection, table, "seq")))) for table in _LINKED]
    made = []
    for start in range(0, len(stored), size):
        part = stored[start : start + size]
        ready = [make(connection, statement, part)]
        for table, by_seq in linked:
            found = [one for row in part for one in by_seq.get(row["seq"], ())]
            found.sort(key=itemgetter(*(column.name for column in table.primary_key)))
            if found:
                ready.append(make(connection, table, found))
        made.append(ready)
    return made


def put(connection: Connection, ready: Ready) -> None:
    """Run inserts that are ready, on the driver's own cursor."""
    raw = connection.connection.driver_connection
    assert raw is not None
    cursor = raw.cursor()
    for sql, parameters in ready:
        if isinstance(parameters, dict):
            cursor.execute(sql, parameters)
        else:
            cursor.executemany(sql, parameters)


def usual(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> tuple[str, Any]:
    """The driver's own way for many rows."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    marks = ", ".join([mark] * len(rows[0]))
    # Only names from ``tables`` are put in here.
    sql = f"insert into {table.name} ({', '.join(rows[0])}) values ({marks})"  # noqa: S608
    return sql, [tuple(row.values()) for row in rows]


def quickest(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> tuple[str, Any]:
    """One array per column; PostgreSQL only."""
    sql = unfolding(connection.dialect, table, tuple(rows[0]), "")
    return sql, {key: [row[key] for row in rows] for key in rows[0]}


def wake(connection: Connection) -> None:
    """Nothing, so that the connection is open."""
    connection.exec_driver_sql("select 1")


def empty(connection: Connection) -> None:
    """Take out what a new store has by itself."""
    for name in ("credential", "tenant"):
        connection.exec_driver_sql(f"delete from {name}")  # noqa: S608 - names of tables


class Bare:
    """The bare query for a page on the driver's own connection, open and outside of transactions:
    the same rows as the hub reads, payloads whole and as bytes, with nothing checked."""

    def __init__(self, raw: Any, is_sqlite: bool) -> None:
        self._raw, self._is_sqlite = raw, is_sqlite
        payload = "cast(s.payload as blob)" if is_sqlite else "convert_to(s.payload, 'UTF8')"
        mark = "?" if is_sqlite else "%s"
        self._sql = {kind: text.format(payload=payload, word=mark) for kind, text in _PAGES.items()}

    def page(self, kind: str, word: str) -> list[tuple[int, bytes]]:
        """Its rows."""
        if self._is_sqlite:
            word = word.replace("-", "") if kind == "registration" else word
            rows: list[tuple[int, bytes]] = self._raw.execute(self._sql[kind], (word,)).fetchall()
            return rows
        return self._raw.execute(self._sql[kind], (word,), binary=True).fetchall()  # type: ignore[no-any-return]


@contextmanager
def bare(database: Database) -> Iterator[Bare]:
    """A connection for bare queries."""
    borrowed = database.engine.raw_connection()
    raw: Any = borrowed.driver_connection
    if not database.is_sqlite:
        raw.autocommit = True
    try:
        yield Bare(raw, database.is_sqlite)
    finally:
        if not database.is_sqlite:
            raw.autocommit = False
        borrowed.close()


def _rows(connection: Connection, table: Table, order: str) -> list[dict[str, Any]]:
    """Rows as the driver gives and takes them."""
    # Only names from ``tables`` are put in here.
    query = f"select * from {table.name} order by {order}"  # noqa: S608
    return [dict(row) for row in connection.exec_driver_sql(query).mappings()]


def _as_is(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rows


def _renewal(connection: Connection) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    """A change of rows that gives statements and runs other ids, and numbers after all others."""
    first, last = connection.exec_driver_sql("select min(seq), max(seq) from statement").one()
    shift = last - first + (1 << 40)

    def other(key: Any) -> Any:
        if key is None:
            return None
        made = uuid5(NAMESPACE_OID, str(key))
        return made.hex if isinstance(key, str) else made

    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            row
            | {"seq": row["seq"] + shift}
            | {name: other(row[name]) for name in ("id", "registration", "run") if name in row}
            for row in rows
        ]

    return change


def _by_seq(rows: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    groups = groupby(rows, key=itemgetter("seq"))
    return {seq: list(group) for seq, group in groups}
