"""The outbox's rows: envelopes and what is remembered about sending, within a transaction."""

from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from simtrainer.station.sealing import envelope_id, is_sealed, is_whole
from simtrainer.station.store.coding import as_bytes, as_number
from simtrainer.station.store.table import envelopes, meta


class Envelope(NamedTuple):
    """What is sent for one run; ``id`` is run and SHA-256 of what it holds before it is sealed, so
    that a repeat is known."""

    id: str
    run: str
    bytes: bytes
    state: str
    attempts: int
    problem: str

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent."""
        return self.state not in ("acknowledged", "quarantined")

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those that were put in."""
        return is_whole(self.id, self.run, self.bytes)


_ROW = select(
    envelopes.c.id,
    envelopes.c.run,
    envelopes.c.bytes,
    envelopes.c.state,
    envelopes.c.attempts,
    envelopes.c.problem,
)

_WAITS = envelopes.c.state.not_in(("acknowledged", "quarantined"))
"""A damaged state counts as waiting: sending again is harmless, forgetting is not."""


Seal = Callable[[bytes], bytes]
"""Seals to the hub's key, or leaves as it is where this PC knows none."""


def put(connection: Connection, run: str, data: bytes, seal: Seal) -> None:
    """Put an envelope in the outbox, once; a damaged copy is mended and sent after all."""
    key = envelope_id(run, data)
    there = one(connection, key)
    if there is not None and there.is_whole:
        return
    fresh = {"bytes": seal(data), "state": "waiting", "attempts": 0, "next_try": 0, "problem": ""}
    made = upsert(envelopes).values(id=key, run=run, **fresh)
    connection.execute(made.on_conflict_do_update(set_=fresh))


def one(connection: Connection, key: str) -> Envelope | None:
    """An envelope by its id."""
    row = connection.execute(_ROW.where(envelopes.c.id == key)).first()
    if row is None:
        return None
    stored, run, data, state, attempts, problem = row
    return Envelope(stored, run, as_bytes(data), state, as_number(attempts), problem)


def ids_of_run(connection: Connection, run: str) -> list[str]:
    """The envelopes made for a run."""
    found = select(envelopes.c.id).where(envelopes.c.run == run)
    return list(connection.execute(found).scalars())


def due(connection: Connection, now_ms: int, farthest_ms: int, force: bool) -> list[str]:
    """Waiting envelopes whose time has come, longest overdue first.

    A time beyond ``farthest_ms`` was set by a clock that has since been put back.
    """
    turn = envelopes.c.next_try
    found = select(envelopes.c.id).where(_WAITS).order_by(turn)
    if not force:
        found = found.where(or_(turn <= now_ms, turn > farthest_ms))
    return list(connection.execute(found).scalars())


def undelivered(connection: Connection) -> list[str]:
    """All that no store has acknowledged, quarantined ones too."""
    found = select(envelopes.c.id).where(envelopes.c.state != "acknowledged")
    return list(connection.execute(found.order_by(envelopes.c.id)).scalars())


def seal_undelivered(connection: Connection, seal: Seal) -> None:
    """Seal what was put in before this PC knew its hub."""
    for key in undelivered(connection):
        found = one(connection, key)
        if found is not None and found.is_whole and not is_sealed(found.bytes):
            changed = update(envelopes).where(envelopes.c.id == key)
            connection.execute(changed.values(bytes=seal(found.bytes)))


def count_sealed(connection: Connection) -> int:
    """How many undelivered envelopes only their hub can open."""
    found = (one(connection, key) for key in undelivered(connection))
    return sum(each is not None and is_sealed(each.bytes) for each in found)


def acknowledge(connection: Connection, key: str) -> None:
    """The store has it."""
    changed = update(envelopes).where(envelopes.c.id == key)
    connection.execute(changed.values(state="acknowledged", problem=""))


def postpone(connection: Connection, key: str, next_try: int, problem: str) -> None:
    """Try again later."""
    changed = update(envelopes).where(envelopes.c.id == key)
    later = {"attempts": envelopes.c.attempts + 1, "next_try": next_try, "problem": problem}
    connection.execute(changed.values(**later))


def quarantine(connection: Connection, key: str, problem: str) -> None:
    """Keep and show it, but send it no more."""
    changed = update(envelopes).where(envelopes.c.id == key)
    again = {"attempts": envelopes.c.attempts + 1, "problem": problem}
    connection.execute(changed.values(state="quarantined", **again))


def release(connection: Connection) -> int:
    """Let quarantined envelopes be tried again; how many there were."""
    changed = update(envelopes).where(envelopes.c.state == "quarantined")
    done = connection.execute(changed.values(state="waiting", attempts=0, next_try=0))
    return int(done.rowcount)


def quarantined(connection: Connection) -> list[tuple[str, str]]:
    """Run and problem code of each envelope in quarantine."""
    found = select(envelopes.c.run, envelopes.c.problem).where(envelopes.c.state == "quarantined")
    return [(run, code) for run, code in connection.execute(found.order_by(envelopes.c.id))]


def counts(connection: Connection) -> dict[str, int]:
    """How many envelopes there are in each state."""
    found = select(envelopes.c.state, func.count()).group_by(envelopes.c.state)
    return {row[0]: row[1] for row in connection.execute(found)}


def notes(connection: Connection) -> dict[str, str]:
    """What is remembered: ``delivered_at``, ``trouble``, ``failures``, ``not_before``."""
    return {row[0]: row[1] for row in connection.execute(select(meta.c.name, meta.c.value))}


def note(connection: Connection, **values: str | int) -> None:
    """Remember values by name."""
    for name, value in values.items():
        made = upsert(meta).values(name=name, value=str(value))
        connection.execute(made.on_conflict_do_update(set_={"value": str(value)}))
