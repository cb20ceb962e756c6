"""How Alembic reaches the database: always through the connection it was handed."""

from alembic import context
from sqlalchemy import Connection, text

from simtrainer.hub.queries.tables import metadata


def _run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(7264518801)"))
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # Alembic runs this file; importing it does nothing
    _run(context.config.attributes["connection"])
