"""The tables as migrated are the tables as described, and many may upgrade at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.hub.queries import schema
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.queries.tables import metadata


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
