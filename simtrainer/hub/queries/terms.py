"""The words that statements share: verbs, agents and activities, each stored once.

Rows are looked up first and only missing ones inserted, sorted, so that the usual batch writes
nothing here and two batches never deadlock. Names and definitions change only when they differ.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, Table, bindparam, select, update

from simtrainer.hub.queries.bulk import among, insert_new
from simtrainer.hub.queries.tables import activity, agent, verb


def verb_ids(connection: Connection, iris: Iterable[str]) -> dict[str, int]:
    """Ids of these verbs, making those that are new. Verbs hold no person and are shared."""
    wanted = sorted(set(iris))
    found = _verbs(connection, wanted)
    missing = [iri for iri in wanted if iri not in found]
    if missing:
        insert_new(connection, verb, [{"iri": iri} for iri in missing], "iri")
        found |= _verbs(connection, missing)
    return found


def _verbs(connection: Connection, iris: list[str]) -> dict[str, int]:
    rows = connection.execute(
        select(verb.c.iri, verb.c.id).where(among(connection, verb.c.iri, iris))
    )
    return {row.iri: row.id for row in rows}


def agent_ids(
    connection: Connection, tenant: int, names: Mapping[str, str | None]
) -> dict[str, int]:
    """Ids of these identifiers; the value is the name last heard, kept when not None."""
    found = _stored(connection, agent, "identifier", "name", tenant, names)
    missing = sorted(key for key in names if key not in found)
    if missing:
        rows = [{"tenant_id": tenant, "identifier": key, "name": names[key]} for key in missing]
        insert_new(connection, agent, rows, "identifier")
        found |= _stored(connection, agent, "identifier", "name", tenant, missing)
    changed = {
        row: name
        for key, name in names.items()
        if name is not None and found[key][1] != name and (row := found[key][0])
    }
    _change(connection, agent, "name", changed)
    return {key: row for key, (row, _) in found.items()}


def activity_ids(
    connection: Connection, tenant: int, definitions: Mapping[str, dict[str, Any] | None]
) -> dict[str, int]:
    """Ids of these activities; a definition is laid over the stored one, language by language."""
    found = _stored(connection, activity, "iri", "definition", tenant, definitions)
    missing = sorted(key for key in definitions if key not in found)
    if missing:
        rows = [
            {"tenant_id": tenant, "iri": k, "definition": _text(definitions[k])} for k in missing
        ]
        insert_new(connection, activity, rows, "iri")
        found |= _stored(connection, activity, "iri", "definition", tenant, missing)
    changed = {}
    for key, definition in definitions.items():
        row, stored = found[key]
        if definition and (merged := merge(stored, definition)) != stored:
            changed[row] = merged
    _change(connection, activity, "definition", changed)
    return {key: row for key, (row, _) in found.items()}


def merge(stored: str | None, definition: dict[str, Any]) -> str:
    """The stored definition with the new one on top; languages not named anew are kept."""
    new = _text(definition) or "{}"
    if stored is None or stored == new:
        return new
    return _text(over(orjson.loads(stored), definition)) or "{}"


def over(old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, Any] | None:
    """One definition laid over another of the same activity, language by language."""
    if not old or not new:
        return new or old
    merged = old | new
    for key in ("name", "description", "extensions"):
        if key in old and key in new:
            merged[key] = old[key] | new[key]
    return merged


def _text(definition: dict[str, Any] | None) -> str | None:
    if definition is None:
        return None
    return orjson.dumps(definition, option=orjson.OPT_SORT_KEYS).decode()


def _stored(
    connection: Connection, table: Table, key: str, value: str, tenant: int, keys: Iterable[str]
) -> dict[str, tuple[int, str | None]]:
    query = select(table.c[key], table.c.id, table.c[value]).where(
        table.c.tenant_id == tenant, among(connection, table.c[key], keys)
    )
    return {name: (row, held) for name, row, held in connection.execute(query)}


def _change(connection: Connection, table: Table, column: str, changes: Mapping[int, str]) -> None:
    if changes:
        query = update(table).where(table.c.id == bindparam("row"))
        rows = [{"row": row, "value": changes[row]} for row in sorted(changes)]
        connection.execute(query.values({column: bindparam("value")}), rows)
