"""A store made as large as a municipality's after years, for ``bench hub``: what it holds is
copied over and over inside the database, each copy with other ids, people and runs, earlier than
all before it, so that what is stored next is the newest."""

import hashlib
from functools import partial
from uuid import UUID

from sqlalchemy import Connection

from simtrainer.hub.queries.connect import Database
from simtrainer.hub.shapes.incoming import AUTHORITY

_STEPS = (
    (
        "insert into agent (id, tenant_id, identifier, name)"
        " select id + {people}, tenant_id, identifier || '-{turn}', name from agent"
        " where id <= {most}"
    ),
    (
        "insert into statement"
        " (seq, tenant_id, id, verb_id, registration, voiding, digest, payload)"
        " select seq - {back}, tenant_id, {id}, verb_id, {registration}, voiding, digest, payload"
        " from statement where seq >= {first}"
    ),
    (
        "insert into statement_agent (agent_id, seq, usage)"
        " select case when usage = {authority} then agent_id else agent_id + {people} end,"
        " seq - {back}, usage from statement_agent where seq >= {first}"
    ),
    (
        "insert into statement_activity (activity_id, seq, usage)"
        " select activity_id, seq - {back}, usage from statement_activity where seq >= {first}"
    ),
    (
        "insert into run_result (seq, tenant_id, run, kind, person_code, unit_key, scenario, title,"
        " mode, purpose, station, at, scaled, success)"
        " select seq - {back}, tenant_id, {run}, kind, person_code || '-{turn}',"
        " unit_key, scenario,"
        " title, mode, purpose, station, at, scaled, success from run_result where seq >= {first}"
    ),
    (
        "insert into check_result (seq, tenant_id, run, scenario, check_key, title, state, success,"
        " scaled, goals)"
        " select seq - {back}, tenant_id, {run}, scenario, check_key, title, state,"
        " success, scaled,"
        " goals from check_result where seq >= {first}"
    ),
)
_NEXT_AGENT = "select setval(pg_get_serial_sequence('agent', 'id'), (select max(id) from agent))"


def grow(database: Database, statements: int) -> int:
    """Make it hold at least that many; how many it holds then."""
    first, last, held = database.read(_extent)
    most = database.read(lambda c: c.exec_driver_sql("select max(id) from agent").scalar_one())
    copies = max(0, -(-(statements - held) // held))
    for turn in range(1, copies + 1):
        values = {
            "turn": turn,
            "people": turn * most,
            "most": most,
            "back": turn * (last - first + (1 << 20)),
            "first": first,
            "authority": AUTHORITY,
        }
        database.write(partial(_copy, values=values))
    if copies and not database.is_sqlite:
        database.write(lambda c: c.exec_driver_sql(_NEXT_AGENT))
    return held * (copies + 1)


def settle(database: Database) -> None:
    """Do what growing has left to be done later, and what in years of use is done bit by bit: else
    the next to store anything would meet it all at once."""
    if database.is_sqlite:
        commands: tuple[str, ...] = ("PRAGMA wal_checkpoint(TRUNCATE)",)
    else:
        commands = ("vacuum (analyze)", "checkpoint")
    database.glance(lambda raw: [raw.execute(command) for command in commands])


def _extent(connection: Connection) -> tuple[int, int, int]:
    found = connection.exec_driver_sql("select min(seq), max(seq), count(*) from statement").one()
    return int(found[0]), int(found[1]), int(found[2])


def _copy(connection: Connection, values: dict[str, int]) -> None:
    other = "md5({}::text || '{turn}')::uuid"
    if connection.dialect.name == "sqlite":
        other = "another({}, '{turn}')"
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.create_function("another", 2, _another, deterministic=True)
    told = {name: other.format(name, turn=values["turn"]) for name in ("id", "registration", "run")}
    for step in _STEPS:
        connection.exec_driver_sql(step.format(**values, **told))


def _another(key: str | None, turn: str) -> str | None:
    if key is None:
        return None
    return UUID(bytes=hashlib.blake2b(f"{key}{turn}".encode(), digest_size=16).digest()).hex
