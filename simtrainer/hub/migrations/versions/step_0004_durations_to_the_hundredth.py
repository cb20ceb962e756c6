"""Durations are compared to the hundredth of a second: statements with finer ones get the digest
that says so, or a repeat would be taken for another statement, and a check find them changed.

Revision ID: 0004
"""

import orjson
import sqlalchemy as sa
from alembic import op

from simtrainer.hub.shapes.incoming import digest

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CHUNK = 500


def upgrade() -> None:
    """Go through those that may have one, some at a time."""
    connection = op.get_bind()
    statement = sa.table(
        "statement",
        sa.column("seq", sa.BigInteger),
        sa.column("payload", sa.Text),
        sa.column("digest", sa.LargeBinary),
    )
    fine = statement.c.payload.like('%"duration":"P%.___%S"%')
    query = sa.select(statement.c.seq, statement.c.payload).where(fine).order_by(statement.c.seq)
    last = -(1 << 62)
    while rows := connection.execute(query.where(statement.c.seq > last).limit(_CHUNK)).all():
        for last, payload in rows:
            found = sa.update(statement).where(statement.c.seq == last)
            connection.execute(found.values(digest=digest(orjson.loads(payload))))
