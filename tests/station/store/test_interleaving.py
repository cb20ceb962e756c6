"""Any order of appending, crashing and reopening loses nothing that was acknowledged.

A crash is told as the disk sees it: the files as they are at that moment, without anybody's
closing words, are all that the next process gets.
"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, run_info

RUNS = st.sampled_from(["run-1", "run-2", "run-3"])
EVENTS = st.lists(st.binary(max_size=6000), max_size=6)


class Interleaving(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="simtrainer-test-"))
        self.lives = 0
        self.events: dict[str, list[bytes]] = {}
        self.finished: dict[str, bytes] = {}
        self.store = RunFile(Home(self.folder / "0"), lambda: True)

    @initialize()
    def begin(self) -> None:
        self.store.open()

    @rule(run=RUNS)
    def create(self, run: str) -> None:
        try:
            self.store.create(run_info(run), PROGRAM)
        except Problem as problem:
            assert problem.code == "run.exists" and run in self.events  # noqa: PT017
        else:
            assert run not in self.events
            self.events[run] = []

    @precondition(lambda self: self.events.keys() - self.finished.keys())
    @rule(data=st.data(), events=EVENTS)
    def append(self, data: st.DataObject, events: list[bytes]) -> None:
        run = data.draw(st.sampled_from(sorted(self.events.keys() - self.finished.keys())))
        self.store.append(run, len(self.events[run]), events)
        self.events[run] += events

    @precondition(lambda self: self.events.keys() - self.finished.keys())
    @rule(data=st.data(), points=st.integers())
    def head(self, data: st.DataObject, points: int) -> None:
        run = data.draw(st.sampled_from(sorted(self.events.keys() - self.finished.keys())))
        self.store.head(run, 1, {"points": points})

    @precondition(lambda self: self.events)
    @rule(data=st.data(), envelope=st.sampled_from([b"[1]", b"[2]", b""]))
    def finish(self, data: st.DataObject, envelope: bytes) -> None:
        run = data.draw(st.sampled_from(sorted(self.events)))
        try:
            self.store.finish(run, "now", {}, envelope)
        except Problem as problem:
            assert problem.code == "run.finished"  # noqa: PT017
            assert self.finished[run] != envelope
        else:
            assert self.finished.setdefault(run, envelope) == envelope

    @rule()
    def reopen(self) -> None:
        self.store.close()

    @rule()
    def crash(self) -> None:
        before = self.folder / str(self.lives)
        self.lives += 1
        after = self.folder / str(self.lives)
        shutil.copytree(before, after, ignore=shutil.ignore_patterns("*-shm"))
        self.store.close()
        self.store = RunFile(Home(after), lambda: True)

    @invariant()
    def nothing_is_lost(self) -> None:
        for run, events in self.events.items():
            info, program, stored = self.store.load(run)
            assert (program, stored) == (PROGRAM, events)
            assert (info.state == "finished") == (run in self.finished)
        assert self.store.delivery().waiting == sum(map(bool, self.finished.values()))
        assert self.store.notices() == []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestInterleaving = Interleaving.TestCase
TestInterleaving.settings = settings(max_examples=settings.default.max_examples // 3)
