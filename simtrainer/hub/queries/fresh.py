"""The usual case, in as few trips to the database as can be: statements that nobody has sent
before, with no files and no voids among them.

Two questions are asked, what is known and then what is stored, instead of the dozen that
``queries.store`` needs to tell apart all that may be. A unique index still is the judge: one
statement that is there already undoes the whole, which is then stored with care.
"""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from simtrainer.hub.queries import results
from simtrainer.hub.queries.piece import Piece
from simtrainer.hub.queries.store import completed
from simtrainer.hub.queries.swift import (
    Filled,
    Known,
    Wanted,
    add_agents,
    insert_last,
    look_up,
)
from simtrainer.hub.queries.tables import (
    check_result,
    run_result,
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
)
from simtrainer.hub.queries.terms import activity_ids, agent_ids, merge, over, verb_ids
from simtrainer.hub.shapes.actor import identifier
from simtrainer.hub.shapes.incoming import AUTHORITY, Incoming

_STATEMENT = (
    "seq", "tenant_id", "id", "verb_id", "registration", "voiding", "digest", "payload",
)  # fmt: skip


class NotFresh(Exception):
    """Some statement is stored already, or comes twice; nothing was stored."""


class _Words:
    """Agents and activities of a batch, with the names and definitions that it gives them."""

    def __init__(self) -> None:
        self.names: dict[str, str | None] = {}
        self.definitions: dict[str, dict[str, Any] | None] = {}

    def hear(self, one: Incoming, owners: Sequence[str]) -> None:
        """Take up one statement's words."""
        for key in (*one.agents, *owners):
            self.names[key] = one.names.get(key, self.names.get(key))
        for key in one.activities:
            new = one.definitions.get(key)
            old = self.definitions.get(key)
            self.definitions[key] = old if new is None or new == old else over(old, new)


def store_fresh(connection: Connection, pieces: Sequence[Piece]) -> None:
    """Store all pieces, which are of one municipality, and end the transaction. Raises
    ``NotFresh``."""
    every = [(one, piece) for piece in pieces for one in piece.batch]
    if len({one.id for one, _ in every}) < len(every):
        raise NotFresh
    tenant, words = pieces[0].tenant, _Words()
    owners = {id(piece): _owners(piece) for piece in pieces}
    for one, piece in every:
        words.hear(one, owners[id(piece)])
    known = _known(connection, tenant, [one for one, _ in every], words)
    numbered = [(seq, *pair) for seq, pair in zip(known.numbers, every, strict=True)]
    table, names, rows = _statements(tenant, numbered, known)
    if connection.dialect.name == "postgresql":  # two batches never wait for each other in a ring
        rows = sorted(rows, key=itemgetter(2))
    filled = [
        (table, names, rows),
        _agents(numbered, known, owners),
        _activities(numbered, known),
        _references(tenant, numbered),
        *_results(tenant, numbered, known),
    ]
    try:
        insert_last(connection, [table for table in filled if table[2]])
    except IntegrityError as error:
        raise NotFresh from error


def _owners(piece: Piece) -> list[str]:
    members = (piece.authority, *piece.authority.get("member", ()))
    return [key for one in members if (key := identifier(one))]


def _known(connection: Connection, tenant: int, batch: Sequence[Incoming], words: _Words) -> Known:
    """What is known of the words, once those that are new or changed are written."""
    wanted = Wanted(
        tenant=tenant,
        count=len(batch),
        verbs=sorted({one.verb for one in batch}),
        agents=sorted(words.names),
        activities=sorted(words.definitions),
        own=[one.id for one in batch if results.is_own(one.body)],
    )
    known = look_up(connection, wanted)
    known.own = frozenset(wanted.own) - known.voided
    if len(known.verbs) < len(wanted.verbs):
        known.verbs = verb_ids(connection, wanted.verbs)
    missing = [(key, words.names[key]) for key in wanted.agents if key not in known.agents]
    if missing:  # every run that ends is of somebody new
        known.agents |= add_agents(connection, tenant, missing)
    if _names_differ(known, words):
        made = agent_ids(connection, tenant, words.names)
        known.agents = {key: (row, None) for key, row in made.items()}
    if _definitions_differ(known, words):
        made = activity_ids(connection, tenant, words.definitions)
        known.activities = {key: (row, None) for key, row in made.items()}
    return known


def _names_differ(known: Known, words: _Words) -> bool:
    held = known.agents
    return any(
        key not in held or (name is not None and held[key][1] != name)
        for key, name in words.names.items()
    )


def _definitions_differ(known: Known, words: _Words) -> bool:
    held = known.activities
    return any(
        key not in held or (new is not None and merge(held[key][1], new) != held[key][1])
        for key, new in words.definitions.items()
    )


_Numbered = Sequence[tuple[int, Incoming, Piece]]


def _statements(tenant: int, numbered: _Numbered, known: Known) -> Filled:
    rows = [
        (
            seq, tenant, one.id, known.verbs[one.verb], one.registration, one.voiding, one.digest,
            completed(one, seq, piece.authority, piece.version),
        )
        for seq, one, piece in numbered
    ]  # fmt: skip
    return statement, _STATEMENT, rows


def _agents(numbered: _Numbered, known: Known, owners: dict[int, list[str]]) -> Filled:
    ids, rows = known.agents, []
    for seq, one, piece in numbered:
        uses = one.agents
        for key in owners[id(piece)]:
            uses = uses | {key: uses.get(key, 0) | AUTHORITY}
        rows += [(ids[key][0], seq, use) for key, use in uses.items()]
    return statement_agent, ("agent_id", "seq", "usage"), sorted(rows)


def _activities(numbered: _Numbered, known: Known) -> Filled:
    ids = known.activities
    rows = [
        (ids[key][0], seq, use) for seq, one, _ in numbered for key, use in one.activities.items()
    ]
    return statement_activity, ("activity_id", "seq", "usage"), sorted(rows)


def _references(tenant: int, numbered: _Numbered) -> Filled:
    rows = [
        (seq, tenant, one.target, one.voiding) for seq, one, _ in numbered if one.target is not None
    ]
    return statement_ref, ("seq", "tenant_id", "target_id", "voiding"), rows


def _results(tenant: int, numbered: _Numbered, known: Known) -> list[Filled]:
    own = [(seq, one.body) for seq, one, _ in numbered if one.id in known.own]
    made: list[Filled] = []
    for table, row_of in ((run_result, results.run_row), (check_result, results.check_row)):
        rows = [row for seq, body in own if (row := row_of(tenant, seq, body))]
        names = tuple(rows[0]) if rows else ()
        made.append((table, names, [tuple(row.values()) for row in rows]))
    return made
