"""What must hold about all runs and the whole outbox after any number of kills."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from simtrainer.app.journey import LEARNED, LEARNING, SURVEY
from simtrainer.app.own_data import ERASURE
from simtrainer.engine.event import decode
from simtrainer.engine.program import Program
from simtrainer.engine.replay import first_difference, replay
from simtrainer.station.home import Home
from simtrainer.station.store import envelope
from simtrainer.station.store.runs import RunFile
from simtrainer.wire import profile
from tests.launch.kills.witness import Notes

AT_DOOR, TYPIST = ("P0101", "P0102", "P0103"), "P0104"
PEOPLE = (*AT_DOOR, TYPIST)


@dataclass(frozen=True)
class Tally:
    """What all the kills together left behind."""

    runs: int
    finished: int
    events: int
    envelopes: int
    statements: int
    surveys: int
    wishes: int
    cut: int
    """Writes that were under way at a kill and are not there."""
    kept: int
    """Writes that were under way at a kill and are there as a whole."""


def judge(home: Home, notes: Notes) -> Tally:
    """Judge everything. Raises ``AssertionError``."""
    store = RunFile(home, lambda: True)
    try:
        return _judge(store, notes)
    finally:
        store.close()


def _judge(store: RunFile, notes: Notes) -> Tally:
    infos = {info.run: info for person in PEOPLE for info in store.runs(person)}
    assert store.notices() == []
    events = 0
    for run in notes.runs():
        account = notes.read(run)
        assert run in infos or not account.created
        if run in infos:
            assert infos[run].state == "finished" or not account.finished
            events += _replays(store, run, notes)
    assert set(infos) <= set(notes.runs()), "a run that nobody began"
    statements = _outbox(store, {run for run, i in infos.items() if _reported(i)})
    accounts = [notes.read(run) for run in notes.runs()]
    surveys, wishes = _once(store, statements)
    return Tally(
        runs=len(infos),
        finished=sum(info.state == "finished" for info in infos.values()),
        events=events,
        envelopes=store.delivery().waiting,
        statements=len(statements),
        surveys=surveys,
        wishes=wishes,
        cut=sum(account.lost for account in accounts),
        kept=sum(account.kept for account in accounts),
    )


def _reported(info: Any) -> bool:
    return bool(info.state == "finished" and info.mode == "spill")


def _replays(store: RunFile, run: str, notes: Notes) -> int:
    _, program, events = store.load(run)
    notes.read(run).judge(events)
    decoded = [decode(line) for line in events]
    assert [event.n for event in decoded] == list(range(len(events)))
    if events:
        assert first_difference(events, replay(Program(program), decoded)) is None
    return len(events)


def _outbox(store: RunFile, reported: set[str]) -> list[dict[str, Any]]:
    """The statements in it: one result for each run that is reported, and no statement twice."""
    statements: list[dict[str, Any]] = []
    results: Counter[str] = Counter()
    with store._db.reading() as connection:
        for key in envelope.undelivered(connection):
            found = envelope.one(connection, key)
            assert found is not None and found.is_whole
            results[found.run] += 1
            statements += json.loads(found.bytes)
    single = {run: n for run, n in results.items() if not run.endswith("/more")}
    assert single == dict.fromkeys(reported, 1)
    ids = [statement["id"] for statement in statements]
    assert len(ids) == len(set(ids)), "a statement twice"
    return statements


def _once(store: RunFile, statements: list[dict[str, Any]]) -> tuple[int, int]:
    """Whoever is told to have answered or asked has done so once, and the other way round; what a
    run taught is there as a whole."""
    verbs = Counter(statement["verb"]["id"] for statement in statements)
    surveys, wishes = verbs[profile.RESPONDED], verbs[profile.ERASURE_WISHED]
    assert surveys == sum(len(store.kept(person, SURVEY)) for person in PEOPLE)
    assert wishes == sum(len(store.kept(person, ERASURE)) for person in PEOPLE)
    for person in PEOPLE:
        learned = set(store.kept(person, LEARNED))
        assert learned <= {info.run for info in store.runs(person) if info.mode in LEARNING}
    return surveys, wishes
