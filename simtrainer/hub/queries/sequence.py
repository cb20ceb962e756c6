"""The moment of storing, and a number that orders statements by it.

``seq`` holds microseconds since 2020 in its upper bits and, in the lowest twelve, something that
keeps two transactions of the same microsecond apart. The database's clock is used, so that all
processes agree. ``queries.horizon`` tells up to which moment nothing more can appear.
"""

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, func, select, text

from simtrainer.hub.queries.tables import statement

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_LOW_BITS = 12
MARGIN_US = 10_000
"""A batch's moments run up to the clock's now from a little before it; see ``take``."""


def seq_at(moment: datetime) -> int:
    """The smallest ``seq`` of that moment."""
    return (moment - EPOCH) // timedelta(microseconds=1) << _LOW_BITS


def moment_of(seq: int) -> datetime:
    """When the statement with that number was stored."""
    return EPOCH + timedelta(microseconds=seq >> _LOW_BITS)


def iso(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def take(connection: Connection, count: int) -> range:
    """``count`` numbers for this transaction, growing and free, the last one about now.

    On SQLite the writer is alone, so numbers also never go back when the clock does.
    """
    step = 1 << _LOW_BITS
    if connection.dialect.name == "sqlite":
        first = seq_at(_now()) - (count - 1) * step
        last = connection.scalar(select(func.max(statement.c.seq)))
        if last is not None and first <= last:
            first = last + step
        return range(first, first + count * step, step)
    # The transaction's number is asked for first, so that ``horizon`` sees us before our clock.
    xid, micros = connection.execute(text(NOW_OF_POSTGRESQL)).one()
    return numbers_after(int(xid), int(micros), count)


def numbers_after(xid: int, micros: int, count: int) -> range:
    """PostgreSQL's numbers for a transaction, by its own number and the database's clock."""
    step = 1 << _LOW_BITS
    first = (micros - EPOCH_US - (count - 1) << _LOW_BITS) | xid & (step - 1)
    return range(first, first + count * step, step)


EPOCH_US = int(EPOCH.timestamp()) * 1_000_000
NOW_OF_POSTGRESQL = (
    "select pg_current_xact_id()::text::bigint,"
    " (extract(epoch from clock_timestamp()) * 1000000)::bigint"
)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time_ns() / 1e9, UTC)
