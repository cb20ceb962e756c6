"""What storing and finding cost at least: the floors that ``bench hub`` holds the hub against.

*Storing*: the rows that a store already has are taken out and put into the same tables of an
empty one, with the same indexes and the same durability, batch by batch, one transaction each.
Nothing is received, read, checked, compared or looked up; the words that statements share are
there before; SQL and parameters are made beforehand. Two ways: ``usual`` is the driver's own bulk
insert (``executemany``, one per table), ``quickest`` is one array per column, which PostgreSQL
unfolds itself.
*Finding*: the query that a person would write by hand for that page, on an open connection.
"""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from simtrainer.hub.queries.bulk import unfolding
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
        "select s.seq, s.payload from statement_agent l join statement s on s.seq = l.seq"
        " where l.agent_id = {} and l.usage & 3 <> 0 order by l.seq desc limit 101"
    ),
    "verb": (
        "select seq, payload from statement where tenant_id = 1 and verb_id = {}"
        " order by seq desc limit 101"
    ),
    "registration": (
        "select seq, payload from statement where tenant_id = 1 and registration = '{}'"
        " order by seq desc limit 101"
    ),
    "activity": (
        "select s.seq, s.payload from statement_activity l join statement s on s.seq = l.seq"
        " where l.activity_id = {} order by l.seq desc limit 101"
    ),
}
"""For the newest 100 with that agent, verb, registration or related activity, and one more."""
_IDS = {
    "agent": (agent, "identifier"),
    "verb": (verb, "iri"),
    "activity": (activity, "iri"),
}


def words(connection: Connection) -> Ready:
    """What puts the shared words into an empty store that has none, not even a municipality."""
    rows = [(table, _rows(connection, table, "id")) for table in _WORDS]
    return [usual(connection, table, some) for table, some in rows if some]


def batches(connection: Connection, size: int, make: Make) -> list[Ready]:
    """What puts the statements and all that belongs to them into an empty store."""
    stored = _rows(connection, statement, "seq")
    linked = [(table, _by_seq(connection, table)) for table in _LINKED]
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


def page_query(connection: Connection, kind: str, word: str) -> str:
    """The bare query for one page; the word's own row is looked up beforehand."""
    if kind == "registration":
        key: object = word if connection.dialect.name == "postgresql" else word.replace("-", "")
    else:
        table, name = _IDS[kind]
        key = connection.scalar(
            table.select().with_only_columns(table.c.id).where(table.c[name] == word)
        )
    return _PAGES[kind].format(key)


def _rows(connection: Connection, table: Table, order: str) -> list[dict[str, Any]]:
    """Rows as the driver gives and takes them."""
    # Only names from ``tables`` are put in here.
    query = f"select * from {table.name} order by {order}"  # noqa: S608
    return [dict(row) for row in connection.exec_driver_sql(query).mappings()]


def _by_seq(connection: Connection, table: Table) -> dict[int, list[dict[str, Any]]]:
    groups = groupby(_rows(connection, table, "seq"), key=itemgetter("seq"))
    return {seq: list(group) for seq, group in groups}
