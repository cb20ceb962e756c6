"""State of the outbox for the first frame, read with the standard library alone.

Opening the store properly costs more than the frame itself (``import sqlalchemy``).
"""

import sqlite3
from contextlib import closing
from urllib.parse import quote

from simtrainer.app.ports import Delivery
from simtrainer.station.home import Home


def peek(home: Home, enrolled: bool) -> Delivery:
    """What the store says, or an empty outbox where it says nothing; opening it tells why."""
    try:
        address = f"file:{quote(home.database.as_posix())}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=0.2)) as connection:
            counts = dict(
                connection.execute("SELECT state, count(*) FROM envelopes GROUP BY state")
            )
            notes = dict(connection.execute("SELECT name, value FROM meta"))
    except sqlite3.Error:
        counts, notes = {}, {}
    return delivery_from(counts, notes, enrolled)


def delivery_from(counts: dict[str, int], notes: dict[str, str], enrolled: bool) -> Delivery:
    """Put together what is stored about the outbox; a damaged state counts as waiting."""
    settled = counts.get("acknowledged", 0) + counts.get("quarantined", 0)
    return Delivery(
        waiting=sum(counts.values()) - settled,
        delivered_at=notes.get("delivered_at", ""),
        trouble=notes.get("trouble", ""),
        quarantined=counts.get("quarantined", 0),
        enrolled=enrolled,
    )
