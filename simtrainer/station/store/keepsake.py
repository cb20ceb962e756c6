"""What is remembered about a person besides runs, within the caller's transaction."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as upsert

from simtrainer.app.ports import Keepsake
from simtrainer.station.store.coding import as_bytes, keepsake_crc
from simtrainer.station.store.table import keepsakes

_OWN = ("person", "kind", "name")


def keep(connection: Connection, fresh: Keepsake) -> None:
    """Remember it, in place of what had the same name."""
    person, kind, name = fresh.person, fresh.kind, fresh.name
    data = json.dumps({**fresh.value}, ensure_ascii=False).encode()
    now = {"value": data, "crc32": keepsake_crc(person, kind, name, data)}
    made = upsert(keepsakes).values(person=person, kind=kind, name=name, **now)
    connection.execute(made.on_conflict_do_update(index_elements=_OWN, set_=now))


def kept(connection: Connection, person: str, kind: str) -> dict[str, Mapping[str, Any]]:
    """What is remembered of that kind; what is not as it was written is passed over."""
    found = select(keepsakes.c.name, keepsakes.c.value, keepsakes.c.crc32).where(
        keepsakes.c.person == person, keepsakes.c.kind == kind
    )
    whole = {}
    for name, value, crc32 in connection.execute(found.order_by(keepsakes.c.key)):
        data = as_bytes(value)
        if keepsake_crc(person, kind, name, data) == crc32:
            whole[name] = json.loads(data)
    return whole
