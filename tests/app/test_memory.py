"""The fakes keep the ports' contracts, and fail on request."""

import pytest

from simtrainer.app.memory import (
    CountedIds,
    HandClock,
    LoadedDice,
    MemoryCatalog,
    MemoryPc,
    MemoryRoster,
    MemoryRuns,
    MemoryWords,
)
from simtrainer.app.ports import Delivery, Person, Unit
from simtrainer.app.returning import Held, LoanedPc
from simtrainer.base.problem import Problem
from tests.app.port_contracts import (
    PROGRAM,
    CatalogContract,
    ClockContract,
    DiceContract,
    IdsContract,
    LoanedPcContract,
    RosterContract,
    RunStoreContract,
    WordIndexesContract,
    run_info,
    scenario_info,
)


class TestMemoryRuns(RunStoreContract):
    @pytest.fixture
    def store(self) -> MemoryRuns:
        return MemoryRuns()

    def test_fails_once_and_changes_nothing(self, store: MemoryRuns) -> None:
        store.create(run_info(), PROGRAM)
        store.fail = Problem("store.disk_full", retry=True)
        with pytest.raises(Problem, match="disk_full"):
            store.append("run-1", 0, [b"a"])
        assert store.load("run-1")[2] == []
        store.append("run-1", 0, [b"a"])
        assert store.load("run-1")[2] == [b"a"]

    def test_acknowledged_envelopes_leave_the_outbox(self, store: MemoryRuns) -> None:
        store.create(run_info(), PROGRAM)
        store.finish("run-1", "now", {}, b"[1]")
        assert store.waiting() == [b"[1]"]
        store.acknowledge("later")
        assert (store.delivery().waiting, store.delivery().delivered_at) == (0, "later")


class TestMemoryCatalog(CatalogContract):
    @pytest.fixture
    def catalog(self) -> MemoryCatalog:
        return MemoryCatalog(
            {
                "alpha": (scenario_info("alpha", mandatory=False), b"program of alpha"),
                "beta": (scenario_info("beta", mandatory=True), b"program of beta"),
            }
        )


class TestMemoryRoster(RosterContract):
    @pytest.fixture
    def roster(self) -> MemoryRoster:
        people = [Person(f"P{n}", f"Navn {n}", "Sykepleier") for n in (1, 2, 3)]
        first = Unit("a", "Avdeling A", (people[0], people[1]))
        return MemoryRoster([first, Unit("b", "Avdeling B", (people[2],))])


class TestMemoryWords(WordIndexesContract):
    @pytest.fixture
    def indexes(self) -> MemoryWords:
        return MemoryWords()


class TestHandClock(ClockContract):
    @pytest.fixture
    def clock(self) -> HandClock:
        return HandClock()


class TestCountedIds(IdsContract):
    @pytest.fixture
    def ids(self) -> CountedIds:
        return CountedIds()


class TestLoadedDice(DiceContract):
    @pytest.fixture
    def dice(self) -> LoadedDice:
        return LoadedDice(5, 3, 999)


class TestMemoryPc(LoanedPcContract):
    def pc(self, waiting: int, open_runs: int, carried: int) -> LoanedPc:
        delivery = Delivery(waiting, "", "")
        return MemoryPc(Held("pc-7", "Låne-PC 07", "", delivery, open_runs, carried, 1, 1, False))
