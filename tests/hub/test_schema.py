"""The tables as migrated are the tables as described, and many may upgrade at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import orjson
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select, text

from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.hub.queries import credentials, find, schema, stations
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.queries.matching import Filter
from simtrainer.hub.queries.tables import (
    credential,
    metadata,
    statement,
    statement_ref,
    station,
    tenant,
    verb,
)
from simtrainer.hub.shapes.incoming import digest, prepare
from simtrainer.launch.bench.postgresql import Cluster
from tests.hub.samples import statement as statement_of
from tests.hub.samples import uid


def test_migrations_make_what_is_described(database_url: str) -> None:
    def difference(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    with opened(database_url) as database:
        assert database.read(difference) == []
        schema.check_ready(database)


def test_twelve_may_set_up_one_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'hub.sqlite3'}"
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: commands.upgrade(url), range(12)))
    with opened(url) as database:
        schema.check_ready(database)


def test_tables_of_another_version_are_not_worked_on(own_sqlite_url: str) -> None:
    with opened(own_sqlite_url) as database:
        database.write(lambda c: c.exec_driver_sql("update alembic_version set version_num = '9'"))
        with pytest.raises(Problem) as caught:
            schema.check_ready(database)
    assert caught.value.code == "hub.store_not_ready"


def test_a_store_of_the_first_version_is_lifted_with_all_it_holds(own_url: str) -> None:
    """Made with the first version's tables, filled, and found again after the lift."""
    with opened(own_url) as database:
        database.write(lambda c: _to(c, "0001"))
        with pytest.raises(Problem):
            schema.check_ready(database)
        database.write(_fill)
    commands.init(own_url)
    with opened(own_url) as database:
        schema.check_ready(database)
        query = select(statement).order_by(statement.c.seq)
        *rows, fine = database.read(lambda c: c.execute(query).all())
        assert [(UUID(row.id), row.payload) for row in rows] == [
            (UUID(int=n), "{}") for n in (1, 2)
        ]
        assert (fine.payload, fine.digest) == (FINE, digest(TIMED)) and rows[0].digest == bytes(32)
        wanted = Filter(verb="https://example.org/did")
        assert find.page(database, 1, wanted).payloads == [b"{}"], "one is voided by the other"
        token = database.write(lambda c: stations.take_token(c, "code", 5))
        assert token == stations.Token(1, "PC 2", stations.Place([], []))
        (pc,) = database.read(lambda c: stations.all_stations(c, 1))
        assert (pc.name, pc.place, pc.seen_at) == ("PC 1", stations.Place(), None)


def _to(connection: Connection, revision: str) -> None:
    config = schema.config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


TIMED = prepare(statement_of(3, result={"duration": "PT1.23S"}), uid(3)).body
FINE = orjson.dumps(TIMED | {"result": {"duration": "PT1.239S"}}).decode()


def _fill(connection: Connection) -> None:
    """A statement, one that voids it, one with a fine duration, a PC, and a code for another."""
    connection.execute(tenant.insert().values(key="standard", name="Kommunen"))
    connection.execute(verb.insert().values(id=1, iri="https://example.org/did"))
    connection.execute(verb.insert().values(id=2, iri="https://example.org/timed"))
    for seq, verb_id, payload in ((1, 1, "{}"), (2, 1, "{}"), (3, 2, FINE)):
        row = {
            "seq": seq, "tenant_id": 1, "id": str(UUID(int=seq)), "verb_id": verb_id,
            "voiding": seq == 2, "digest": bytes(32), "payload": payload,
        }  # fmt: skip
        connection.execute(statement.insert().values(row))
    row = {"seq": 2, "tenant_id": 1, "target_id": str(UUID(int=1)), "voiding": True}
    connection.execute(statement_ref.insert().values(row))
    pc = str(UUID(int=7))
    credentials.add(connection, 1, pc, "-", "station", "PC 1", "2026-05-12")
    owner = select(credential.c.id).scalar_subquery()
    values = {"tenant_id": 1, "key": pc, "name": "PC 1", "enrolled_at": "2026-05-12"}
    connection.execute(station.insert().values(**values, credential_id=owner))
    old = text("insert into enrolment (digest, tenant_id, name, expires_at) values (:d, 1, :n, 9)")
    connection.execute(old, {"d": "code", "n": "PC 2"})


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def own_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind, with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.sqlite3'}"
    cluster: Cluster = request.getfixturevalue("pg_cluster")
    return cluster.url(cluster.create())
