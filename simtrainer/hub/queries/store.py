"""Statements into the tables: one transaction, all or nothing, and the unique index is the judge.

A repeat of what is stored is harmless and writes nothing; the same id with other content is a
conflict and undoes the whole batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, select

from simtrainer.base.problem import Problem
from simtrainer.hub.queries.bulk import Row, among, insert_all, insert_new
from simtrainer.hub.queries.sequence import iso, moment_of, take
from simtrainer.hub.queries.tables import (
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
)
from simtrainer.hub.queries.terms import activity_ids, agent_ids, over, verb_ids
from simtrainer.hub.queries.turns import alone, beside_others
from simtrainer.hub.shapes.actor import identifier
from simtrainer.hub.shapes.incoming import AUTHORITY, Incoming
from simtrainer.hub.shapes.values import instant


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch led to: the statements that are new, with their numbers."""

    new: tuple[tuple[int, Incoming], ...]


def store(
    connection: Connection,
    tenant: int,
    batch: Sequence[Incoming],
    authority: dict[str, Any],
    version: str,
) -> Stored:
    """Store a batch. Raises ``Problem("hub.conflict")`` naming the first id that differs."""
    ordered = _unlike(batch)
    (alone if any(one.voiding for one in ordered) else beside_others)(connection, tenant)
    numbers = take(connection, len(ordered))
    verbs = verb_ids(connection, (one.verb for one in ordered))
    rows = [
        _row(tenant, one, seq, verbs, completed(one, seq, authority, version))
        for one, seq in zip(ordered, numbers, strict=True)
    ]
    made = insert_new(connection, statement, sorted(rows, key=lambda row: row["id"]), "seq")
    new = tuple((seq, one) for one, seq in zip(ordered, numbers, strict=True) if seq in made)
    if len(new) < len(ordered):
        fresh = {one.id for _, one in new}
        _refuse_other_content(connection, tenant, [o for o in ordered if o.id not in fresh])
    _link(connection, tenant, new, authority)
    return Stored(new)


def _unlike(batch: Sequence[Incoming]) -> list[Incoming]:
    """The batch without exact repeats within itself; two unlike ones of one id conflict."""
    kept: dict[str, Incoming] = {}
    for one in batch:
        first = kept.setdefault(one.id, one)
        if not _same(one, first.digest, first.body.get("timestamp")):
            raise Problem("hub.conflict", id=one.id)
    return list(kept.values())


def _same(one: Incoming, digest: bytes, timestamp: str | None) -> bool:
    given = one.body.get("timestamp")
    if one.digest != digest:
        return False
    return given is None or timestamp is None or instant(given) == instant(timestamp)


def completed(one: Incoming, seq: int, authority: dict[str, Any], version: str) -> str:
    """The statement as it will be given back, with what only the store can say."""
    stored = iso(moment_of(seq))
    body = {"version": version, "timestamp": stored} | one.body
    body |= {"stored": stored, "authority": authority}
    return orjson.dumps(body).decode()


def _row(tenant: int, one: Incoming, seq: int, verbs: dict[str, int], payload: str) -> Row:
    return {
        "seq": seq,
        "tenant_id": tenant,
        "id": one.id,
        "verb_id": verbs[one.verb],
        "registration": one.registration,
        "voiding": one.voiding,
        "digest": one.digest,
        "payload": payload,
    }


def _refuse_other_content(connection: Connection, tenant: int, known: list[Incoming]) -> None:
    columns = select(statement.c.id, statement.c.digest, statement.c.payload)
    query = columns.where(
        statement.c.tenant_id == tenant,
        among(connection, statement.c.id, [one.id for one in known]),
    )
    held = {key: (digest, payload) for key, digest, payload in connection.execute(query)}
    for one in known:
        if one.id not in held:  # two transactions got one number: the next try gets another
            raise Problem("hub.store_busy", retry=True)
        digest, payload = held[one.id]
        if not _same(one, digest, orjson.loads(payload)["timestamp"]):
            raise Problem("hub.conflict", id=one.id)


def _link(
    connection: Connection,
    tenant: int,
    new: Sequence[tuple[int, Incoming]],
    authority: dict[str, Any],
) -> None:
    if not new:
        return
    owners = [key for one in (authority, *authority.get("member", ())) if (key := identifier(one))]
    names: dict[str, str | None] = dict.fromkeys(owners)
    definitions: dict[str, dict[str, Any] | None] = {}
    for _, one in new:
        names |= {key: one.names.get(key, names.get(key)) for key in one.agents}
        for key in one.activities:
            definitions[key] = over(definitions.get(key), one.definitions.get(key))
    agents = agent_ids(connection, tenant, names)
    activities = activity_ids(connection, tenant, definitions)
    insert_all(connection, statement_agent, _agent_links(new, agents, owners))
    insert_all(connection, statement_activity, _activity_links(new, activities))
    insert_all(connection, statement_ref, _references(tenant, new))


def _agent_links(
    new: Sequence[tuple[int, Incoming]], agents: dict[str, int], owners: list[str]
) -> list[Row]:
    rows = []
    for seq, one in new:
        uses = dict(one.agents)
        for key in owners:
            uses[key] = uses.get(key, 0) | AUTHORITY
        rows += [{"agent_id": agents[k], "seq": seq, "usage": use} for k, use in uses.items()]
    return sorted(rows, key=lambda row: (row["agent_id"], row["seq"]))


def _activity_links(new: Sequence[tuple[int, Incoming]], activities: dict[str, int]) -> list[Row]:
    rows = [
        {"activity_id": activities[key], "seq": seq, "usage": use}
        for seq, one in new
        for key, use in one.activities.items()
    ]
    return sorted(rows, key=lambda row: (row["activity_id"], row["seq"]))


def _references(tenant: int, new: Sequence[tuple[int, Incoming]]) -> list[Row]:
    return [
        {"seq": seq, "tenant_id": tenant, "target_id": one.target, "voiding": one.voiding}
        for seq, one in new
        if one.target is not None
    ]
