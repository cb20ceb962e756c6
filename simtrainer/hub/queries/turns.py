"""Who may write beside whom. Storing goes on side by side; what takes away, or changes what
others are just storing (voids, erasure, retention), waits for those under way and lets none in
until it is done: neither would see the other's rows. On SQLite there is one writer anyway."""

from sqlalchemy import Connection

WRITERS = 7_264_518
"""PostgreSQL's advisory lock; its second number is the municipality."""


def beside_others(connection: Connection, tenant: int) -> None:
    """Store while others do. Asked for first in a transaction."""
    _lock(connection, "pg_advisory_xact_lock_shared", tenant)


def alone(connection: Connection, tenant: int) -> None:
    """Write while nobody else stores for this municipality. Asked for first."""
    _lock(connection, "pg_advisory_xact_lock", tenant)


def _lock(connection: Connection, function: str, tenant: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"select {function}({WRITERS}, {tenant:d})")
