"""The tables' version, by Alembic: bring a database up to it, or tell that it is not there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from simtrainer.base.problem import Problem
from simtrainer.hub.queries.connect import Database

_MIGRATIONS = Path(__file__).parents[1] / "migrations"


def config() -> Config:
    """Where Alembic finds the steps; ``connection`` must be put into its attributes."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    return made


def upgrade(database: Database) -> None:
    """Bring the tables to this version; harmless where they are. Another process that does the
    same at once waits its turn."""

    def work(connection: object) -> None:
        steps = config()
        steps.attributes["connection"] = connection
        command.upgrade(steps, "head")

    database.write(work)


def newest() -> str:
    """The version that this code needs."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head


def check_ready(database: Database) -> None:
    """Raise ``Problem`` unless the database answers with this version's tables."""
    current = database.read(lambda c: MigrationContext.configure(c).get_current_revision())
    if current != newest():
        raise Problem("hub.store_not_ready")
