"""Requests that share a transaction are stored exactly as if each had had its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection, select

from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import credentials
from simtrainer.hub.queries.fresh import NotFresh, store_fresh
from simtrainer.hub.queries.piece import Piece
from simtrainer.hub.queries.tables import (
    activity,
    agent,
    check_result,
    run_result,
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
)
from simtrainer.hub.queries.together import Together, store_piece
from simtrainer.hub.shapes.incoming import prepare
from simtrainer.wire.statement import statements
from tests.hub.municipality import run
from tests.hub.samples import agent as an_agent
from tests.hub.samples import pointer, uid, void, whole
from tests.hub.samples import statement as a_statement

AUTHORITY = an_agent("pc")


def owner_of(hub: Hub, tenant: str) -> int:
    found = hub.database.read(lambda c: credentials.tenant_id(c, tenant))
    assert found is not None
    return found


def piece(owner: int, *bodies: dict[str, Any]) -> Piece:
    return Piece(owner, [prepare(body, body["id"]) for body in bodies], AUTHORITY, "1.0.0")


def _samples() -> list[dict[str, Any]]:
    other = whole() | {"id": uid("other"), "actor": an_agent("per") | {"name": "Per\0"}}
    own = statements(run("fjord", 3, 0.7))
    return [whole(), other, pointer(uid("whole"), "points"), a_statement("small"), *own]


def _told(connection: Connection, owner: int) -> dict[str, Any]:
    """All that is stored for a municipality, without the numbers that each store makes anew."""
    row = statement.c
    mine = select(row.seq, row.id, row.digest, row.verb_id, row.registration, row.voiding)
    rows = connection.execute(mine.where(row.tenant_id == owner)).all()
    names = {seq: key for seq, key, *_ in rows}
    told: dict[str, Any] = {key: tuple(rest) for _, key, *rest in rows}
    links = (
        (statement_agent, agent, "agent_id", "identifier"),
        (statement_activity, activity, "activity_id", "iri"),
    )
    for link, term, column, name in links:
        query = select(link.c.seq, term.c[name], link.c.usage).join(
            term, term.c.id == link.c[column]
        )
        found = connection.execute(query.where(term.c.tenant_id == owner)).all()
        told[link.name] = sorted((names[seq], word, use) for seq, word, use in found)
    told["names"] = sorted(
        tuple(r)
        for r in connection.execute(
            select(agent.c.identifier, agent.c.name).where(agent.c.tenant_id == owner)
        )
    )
    told["definitions"] = sorted(
        tuple(r)
        for r in connection.execute(
            select(activity.c.iri, activity.c.definition).where(activity.c.tenant_id == owner)
        )
    )
    for table in (statement_ref, run_result, check_result):
        found = connection.execute(select(table).where(table.c.tenant_id == owner)).mappings()
        told[table.name] = sorted(
            str({k: names[v] if k == "seq" else v for k, v in r.items() if k != "tenant_id"})
            for r in found
        )
    return told


def test_the_quick_way_writes_what_the_careful_way_writes(hub: Hub, tenant: str) -> None:
    commands.init(hub.settings.database_url, f"{tenant}-b", "b")
    owners = owner_of(hub, tenant), owner_of(hub, f"{tenant}-b")
    careful, quick = (piece(owner, *_samples()) for owner in owners)
    hub.database.write(lambda c: store_piece(c, careful))
    hub.database.write(lambda c: store_fresh(c, [quick]))
    told = [hub.database.read(lambda c, o=owner: _told(c, o)) for owner in owners]
    assert told[0] == told[1]
    assert len(told[0]["check_result"]) == 8


def test_what_is_there_already_undoes_the_quick_way_whole(hub: Hub, tenant: str) -> None:
    owner = owner_of(hub, tenant)
    hub.database.write(lambda c: store_fresh(c, [piece(owner, a_statement(1))]))
    with pytest.raises(NotFresh):
        hub.database.write(lambda c: store_fresh(c, [piece(owner, a_statement(2), a_statement(1))]))
    told = hub.database.read(lambda c: _told(c, owner))
    assert uid(1) in told and uid(2) not in told


class _Counting:
    """A database that counts its transactions."""

    def __init__(self, hub: Hub) -> None:
        self._database = hub.database
        self.writes = 0

    def write(self, work: Callable[[Connection], Any]) -> Any:
        self.writes += 1
        return self._database.write(work)


def _all_at_once(together: Together, pieces: list[Piece]) -> list[str]:
    """Let all stand in line before the first is served; how each ended."""

    def ask(one: Piece) -> str:
        try:
            together.store(one)
        except Problem as problem:
            return problem.code
        return "stored"

    in_line = threading.Event()
    with ThreadPoolExecutor(len(pieces)) as pool:
        with together._turn:
            jobs = [pool.submit(ask, one) for one in pieces]
            while len(together._line) < len(pieces):
                in_line.wait(0.001)
        return [job.result(30) for job in jobs]


def test_those_who_wait_share_one_transaction(hub: Hub, tenant: str) -> None:
    owner, counting = owner_of(hub, tenant), _Counting(hub)
    pieces = [piece(owner, a_statement((n, 1)), a_statement((n, 2))) for n in range(8)]
    ends = _all_at_once(Together(counting), pieces)  # type: ignore[arg-type]
    assert (ends, counting.writes) == (["stored"] * 8, 1)
    assert len(hub.database.read(lambda c: _told(c, owner))[statement_agent.name]) == 32


def test_one_that_conflicts_costs_the_others_nothing(hub: Hub, tenant: str) -> None:
    owner = owner_of(hub, tenant)
    hub.together.store(piece(owner, a_statement("taken")))
    other = a_statement("taken", object={"id": "https://simtrainer.example/else"})
    pieces = [
        piece(owner, a_statement(1)),
        piece(owner, a_statement(2), other),
        piece(owner, a_statement("taken")),
        piece(owner, void(uid(1), "void")),
    ]
    ends = _all_at_once(Together(hub.database), pieces)
    assert ends == ["stored", "hub.conflict", "stored", "stored"]
    told = hub.database.read(lambda c: _told(c, owner))
    assert uid(1) in told and uid("void") in told and uid(2) not in told


def test_municipalities_never_share(hub: Hub, tenant: str) -> None:
    commands.init(hub.settings.database_url, f"{tenant}-b", "b")
    owners = owner_of(hub, tenant), owner_of(hub, f"{tenant}-b")
    counting = _Counting(hub)
    pieces = [piece(owner, a_statement(n)) for n in range(3) for owner in owners]
    ends = _all_at_once(Together(counting), pieces)  # type: ignore[arg-type]
    assert (ends, counting.writes) == (["stored"] * 6, 2)
    told = [hub.database.read(lambda c, o=owner: _told(c, o)) for owner in owners]
    assert told[0] == told[1]


def test_a_void_and_its_target_at_once_leave_no_result(hub: Hub, tenant: str) -> None:
    owner = owner_of(hub, tenant)
    for n in range(10):
        bodies = statements(run(f"unit-{n}", n, 0.9))
        pieces = [piece(owner, void(bodies[0]["id"], ("void", n))), piece(owner, *bodies)]
        lines = [Together(hub.database) for _ in pieces]
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda pair: pair[0].store(pair[1]), zip(lines, pieces, strict=True)))
    told = hub.database.read(lambda c: _told(c, owner))
    assert len(told[run_result.name]) == 10  # the ends of the runs; no start
