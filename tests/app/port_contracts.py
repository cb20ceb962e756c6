"""What every implementation of a port must do: subclasses say how to make one.

Fakes and real adapters run the same tests, so that a test which uses a fake speaks of the product.
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from simtrainer.app.ports import (
    Catalog,
    Keepsake,
    Roster,
    RunInfo,
    RunStore,
    ScenarioInfo,
    WordIndexes,
)
from simtrainer.app.returning import LoanedPc
from simtrainer.base.ports import Clock, Dice, Ids
from simtrainer.base.problem import Problem

PROGRAM = b'{"format": 1}'


def run_info(run: str = "run-1", **changed: Any) -> RunInfo:
    """A run's head."""
    fields: dict[str, Any] = {
        "run": run,
        "person": "P0101",
        "unit": "solglott-2",
        "scenario": "morgenvakt-solglott",
        "scenario_version": "1.0.0",
        "title": "Morgenvakt på Solgløtt",
        "program": hashlib.sha256(PROGRAM).hexdigest(),
        "mode": "spill",
        "purpose": "utvikling",
        "seed": 7,
        "started_at": "2026-05-12T08:30:00.000Z",
    }
    return RunInfo(**{**fields, **changed})


def scenario_info(name: str, mandatory: bool) -> ScenarioInfo:
    """What the list shows about a scenario of the catalog's contract."""
    return ScenarioInfo(
        id=name,
        version="1.0.0",
        title={"nb": f"Øving {name}"},
        summary={"nb": "Kort."},
        minutes=30,
        goals=("legemidler",),
        goal_titles={"legemidler": {"nb": "Legemidler"}},
        icon="pill",
        mandatory=mandatory,
        languages=("nb",),
    )


def code_of(work: Any, *args: Any) -> str:
    """The code of the problem that the call must end in."""
    with pytest.raises(Problem) as caught:
        work(*args)
    return caught.value.code


class RunStoreContract:
    """Needs a fixture ``store`` with an empty ``RunStore``."""

    def test_a_run_comes_back_as_it_was_stored(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.append("run-1", 0, [b"a", b"\x00\xff\n"])
        store.append("run-1", 2, [b""])
        assert store.load("run-1") == (run_info(), PROGRAM, [b"a", b"\x00\xff\n", b""])

    def test_a_new_run_has_no_events(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        assert store.load("run-1")[2] == []

    def test_ids_are_taken_once(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        assert code_of(store.create, run_info(seed=8), PROGRAM) == "run.exists"
        assert store.load("run-1")[0].seed == 7

    @pytest.mark.parametrize("first", [1, 3, 100])
    def test_a_gap_is_refused_and_nothing_written(self, store: RunStore, first: int) -> None:
        store.create(run_info(), PROGRAM)
        if first == 3:
            store.append("run-1", 0, [b"a"])
        before = store.load("run-1")
        assert code_of(store.append, "run-1", first, [b"x"]) == "run.gap"
        assert store.load("run-1") == before

    def test_two_writers_are_noticed(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.append("run-1", 0, [b"mine"])
        assert code_of(store.append, "run-1", 0, [b"yours"]) == "run.gap"
        assert code_of(store.append, "run-1", 0, [b"mine too", b"more"]) == "run.gap"
        assert store.load("run-1")[2] == [b"mine"]

    def test_events_that_are_there_are_passed_over(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.append("run-1", 0, [b"a", b"b"])
        store.append("run-1", 0, [b"a", b"b"])
        store.append("run-1", 1, [b"b", b"c"])
        store.append("run-1", 3, [])
        assert store.load("run-1")[2] == [b"a", b"b", b"c"]

    def test_runs_do_not_mix(self, store: RunStore) -> None:
        for run in ("run-1", "run-2"):
            store.create(run_info(run), PROGRAM)
        store.append("run-1", 0, [b"one"])
        store.append("run-2", 0, [b"two"])
        store.append("run-1", 1, [b"three"])
        assert store.load("run-1")[2] == [b"one", b"three"]
        assert store.load("run-2")[2] == [b"two"]

    def test_an_unknown_run(self, store: RunStore) -> None:
        assert code_of(store.load, "nobody") == "run.unknown"
        assert code_of(store.append, "nobody", 0, [b"a"]) == "run.unknown"
        assert code_of(store.head, "nobody", 0, {}) == "run.unknown"
        assert code_of(store.finish, "nobody", "now", {}, b"[]") == "run.unknown"

    def test_the_head_changes_what_home_shows(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.head("run-1", 600_000, {"points": 12, "texts": ["2 av 7"], "æ": {"b": None}})
        (found,) = store.runs("P0101")
        assert found.clock_ms == 600_000
        assert found.head == {"points": 12, "texts": ["2 av 7"], "æ": {"b": None}}
        assert store.load("run-1")[0] == found

    def test_a_head_is_not_shared_with_the_caller(self, store: RunStore) -> None:
        head: dict[str, Any] = {"points": [1]}
        store.create(run_info(), PROGRAM)
        store.head("run-1", 1, head)
        head["points"].append(2)
        assert store.runs("P0101")[0].head == {"points": [1]}

    def test_own_runs_last_first_though_the_clock_was_set_back(self, store: RunStore) -> None:
        days = {"a": "11", "b": "13", "c": "12", "d": "12"}
        for run, day in days.items():
            store.create(run_info(run, started_at=f"2026-05-{day}T08:00:00.000Z"), PROGRAM)
        store.create(run_info("other", person="P0102"), PROGRAM)
        assert [info.run for info in store.runs("P0101")] == ["d", "c", "b", "a"]
        assert store.runs("nobody") == []

    def test_finishing_closes_the_run_and_fills_the_outbox(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.append("run-1", 0, [b"a"])
        store.finish("run-1", "2026-05-12T10:30:00.000Z", {"points": 3}, b'[{"id":"x"}]')
        info, _, events = store.load("run-1")
        assert (info.state, info.finished_at) == ("finished", "2026-05-12T10:30:00.000Z")
        assert (info.head, events) == ({"points": 3}, [b"a"])
        assert store.delivery().waiting == 1

    def test_finishing_twice_is_harmless(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.finish("run-1", "first", {"points": 3}, b'[{"id":"x"}]')
        store.finish("run-1", "second", {"points": 9}, b'[{"id":"x"}]')
        assert store.load("run-1")[0].finished_at == "first"
        assert store.delivery().waiting == 1

    def test_a_finished_run_takes_nothing_more(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.finish("run-1", "now", {}, b'[{"id":"x"}]')
        assert code_of(store.append, "run-1", 0, [b"late"]) == "run.finished"
        assert code_of(store.head, "run-1", 1, {}) == "run.finished"
        assert code_of(store.finish, "run-1", "now", {}, b'[{"id":"y"}]') == "run.finished"
        assert store.delivery().waiting == 1

    def test_practice_is_private(self, store: RunStore) -> None:
        store.create(run_info(mode="ov"), PROGRAM)
        store.finish("run-1", "now", {}, b"")
        store.finish("run-1", "now", {}, b"")
        assert store.load("run-1")[0].state == "finished"
        assert store.delivery().waiting == 0

    def test_more_is_told_of_a_run_before_and_after_its_end(self, store: RunStore) -> None:
        store.create(run_info(), PROGRAM)
        store.post("run-1", b'[{"id":"hand up"}]')
        store.finish("run-1", "now", {}, b'[{"id":"x"}]')
        for _ in range(2):
            store.post("run-1", b'[{"id":"thought"}]')
            store.finish("run-1", "now", {}, b'[{"id":"x"}]')
        assert store.delivery().waiting == 3
        assert code_of(store.post, "nobody", b"[]") == "run.unknown"

    def test_keepsakes_are_a_persons_own(self, store: RunStore) -> None:
        store.keep("P0101", "survey", "b", {"æ": [1, None]})
        store.keep("P0101", "survey", "a", {})
        store.keep("P0101", "card", "b", {"due": "now"})
        store.keep("P0102", "survey", "b", {"other": 1})
        store.keep("P0101", "survey", "b", {"æ": [2]})
        assert list(store.kept("P0101", "survey").items()) == [("b", {"æ": [2]}), ("a", {})]
        assert store.kept("P0101", "card") == {"b": {"due": "now"}}
        assert store.kept("P0103", "survey") == {}

    def test_several_keepsakes_at_once(self, store: RunStore) -> None:
        twice = [Keepsake("P0101", "card", name, {"n": name}) for name in "ab"]
        store.keep_all([*twice, Keepsake("P0102", "learned", "run-1", {})])
        assert store.kept("P0101", "card") == {"a": {"n": "a"}, "b": {"n": "b"}}
        assert store.kept("P0102", "learned") == {"run-1": {}}
        store.keep_all([])

    def test_what_was_posted_is_remembered_with_it_or_neither(self, store: RunStore) -> None:
        mark = Keepsake("P0101", "survey", "run-1", {})
        assert code_of(store.post, "run-1", b'[{"id":"thought"}]', mark) == "run.unknown"
        assert store.kept("P0101", "survey") == {}
        store.create(run_info(), PROGRAM)
        store.post("run-1", b'[{"id":"thought"}]', mark)
        assert store.kept("P0101", "survey") == {"run-1": {}}
        assert store.delivery().waiting == 1

    def test_a_keepsake_is_not_shared_with_the_caller(self, store: RunStore) -> None:
        value = {"list": [1]}
        store.keep("P0101", "card", "a", value)
        value["list"].append(2)
        assert store.kept("P0101", "card") == {"a": {"list": [1]}}

    def test_an_empty_outbox(self, store: RunStore) -> None:
        delivery = store.delivery()
        assert (delivery.waiting, delivery.quarantined) == (0, 0)
        assert (delivery.delivered_at, delivery.trouble) == ("", "")
        assert delivery.enrolled is False


class CatalogContract:
    """Needs a fixture ``catalog`` with ``alpha`` (voluntary) and ``beta`` (mandatory), whose
    programs are ``b"program of alpha"`` and ``b"program of beta"``."""

    def test_mandatory_ones_come_first(self, catalog: Catalog) -> None:
        assert [info.id for info in catalog.scenarios()] == ["beta", "alpha"]

    def test_each_has_its_program(self, catalog: Catalog) -> None:
        assert catalog.program("alpha") == b"program of alpha"
        assert catalog.program("beta") == b"program of beta"

    def test_what_is_shown(self, catalog: Catalog) -> None:
        assert catalog.scenarios()[0] == scenario_info("beta", mandatory=True)

    def test_an_unknown_scenario(self, catalog: Catalog) -> None:
        assert code_of(catalog.program, "gamma") == "scenario.unknown"


class RosterContract:
    """Needs a fixture ``roster`` with units ``a`` ("Avdeling A", P1 and P2) and ``b`` (P3)."""

    def test_units_in_order_with_their_people(self, roster: Roster) -> None:
        units = roster.units()
        assert [unit.id for unit in units] == ["a", "b"]
        assert units[0].name == "Avdeling A"
        assert [person.code for unit in units for person in unit.people] == ["P1", "P2", "P3"]

    def test_the_list_is_the_callers_own(self, roster: Roster) -> None:
        roster.units().clear()
        assert len(roster.units()) == 2


class ClockContract:
    """Needs a fixture ``clock``."""

    def test_never_back(self, clock: Clock) -> None:
        seen = [clock.monotonic_ms() for _ in range(1000)]
        assert seen == sorted(seen)

    def test_utc_has_milliseconds_and_z(self, clock: Clock) -> None:
        text = clock.utc_iso()
        assert (len(text), text[10], text[19], text[-1]) == (24, "T", ".", "Z")

    def test_local_time_is_an_hour_and_a_minute(self, clock: Clock) -> None:
        hour, minute = clock.local_time()
        assert hour in range(24) and minute in range(60)

    def test_a_moment_stands_on_the_wall_to_the_minute(self, clock: Clock) -> None:
        here = clock.local_of("2026-05-12T08:30:00.000Z")
        assert here[:8] == "2026-05-" and (here[10], here[13:]) == ("T", ":30")


class IdsContract:
    """Needs a fixture ``ids``."""

    def test_no_two_alike(self, ids: Ids) -> None:
        made = {ids.new() for _ in range(1000)}
        assert len(made) == 1000
        assert all(len(each) == 36 for each in made)


class DiceContract:
    """Needs a fixture ``dice``."""

    @pytest.mark.parametrize("n", [1, 2, 6, 1000])
    def test_below(self, dice: Dice, n: int) -> None:
        assert all(0 <= dice.below(n) < n for _ in range(200))


TEXTS = [
    (-300, "a", "Vekten er stabil. Ingen tegn til væskeopphopning."),
    (-200, "b", "Sov godt. Åpnet vinduet klokken 02."),
    (-100, "c", "Ny vekt i morgen, sa legen."),
    (-400, "d", "Apnet opp om sorgen sin."),
]


class WordIndexesContract:
    """Needs a fixture ``indexes`` with ``WordIndexes`` that make an index at once."""

    def found(self, indexes: WordIndexes, *words: str) -> list[str]:
        """What all these words, or their forms parted by a slash, find."""
        index = indexes.of("one", len(TEXTS), lambda: TEXTS)
        assert index is not None
        asked = tuple(tuple(word.split("/")) for word in words)
        return [entry for _, entry in index.find(asked, 0, 10)]

    def test_the_newest_comes_first(self, indexes: WordIndexes) -> None:
        assert self.found(indexes, "vekt") == ["c", "a"]

    def test_all_words_must_be_there_each_in_one_form(self, indexes: WordIndexes) -> None:
        assert self.found(indexes, "vekt", "legen") == ["c"]
        assert self.found(indexes, "vekt", "sov") == []
        assert self.found(indexes, "legen/sov") == ["c", "b"]

    def test_letters_keep_their_marks(self, indexes: WordIndexes) -> None:
        assert self.found(indexes, "åpnet") == ["b"]
        assert self.found(indexes, "apnet") == ["d"]
        assert self.found(indexes, "væske") == ["a"]

    def test_nothing_asked_nothing_found(self, indexes: WordIndexes) -> None:
        assert self.found(indexes) == []
        assert self.found(indexes, "finnesikke") == []

    def test_it_goes_on_after_a_place(self, indexes: WordIndexes) -> None:
        index = indexes.of("one", len(TEXTS), lambda: TEXTS)
        assert index is not None
        ((place, first),) = index.find((("vekt",),), 0, 1)
        rest = index.find((("vekt",),), place, 5)
        assert [first, *(entry for _, entry in rest)] == ["c", "a"]

    def test_each_name_has_an_index_of_its_own(self, indexes: WordIndexes) -> None:
        self.found(indexes, "vekt")
        other = indexes.of("two", 1, lambda: [(0, "z", "vekt")])
        assert other is not None
        assert [entry for _, entry in other.find((("vekt",),), 0, 5)] == ["z"]
        assert self.found(indexes, "vekt") == ["c", "a"]


class LoanedPcContract:
    """``LoanedPc``. ``pc`` makes one with so many results that wait, runs that are open, and runs
    that a stick holds; one finished run besides."""

    def pc(self, waiting: int, open_runs: int, carried: int) -> LoanedPc:
        raise NotImplementedError

    def test_it_tells_what_lies_there(self) -> None:
        held = self.pc(waiting=2, open_runs=1, carried=1).held()
        assert (held.unanswered, held.open_runs, held.carried) == (2, 1, 1)
        assert held.people == 1 and not held.damaged and held.station

    def test_nothing_is_emptied_while_a_result_waits(self, tmp_path: Path) -> None:
        pc = self.pc(waiting=1, open_runs=0, carried=0)
        assert pc.take_out(str(tmp_path / "ut.simresultater")) == 1
        for abandon in (False, True):
            assert code_of(pc.empty, abandon) == "station.undelivered"
        assert pc.held().unanswered == 1

    def test_what_nobody_finished_is_given_up_in_so_many_words(self) -> None:
        pc = self.pc(waiting=0, open_runs=1, carried=0)
        assert code_of(pc.empty, False) == "station.open_runs"
        before = pc.empty(True)
        assert before.open_runs == 1
        assert pc.held().open_runs == pc.held().people == 0

    def test_what_a_stick_holds_does_not_stand_in_the_way(self) -> None:
        pc = self.pc(waiting=0, open_runs=0, carried=1)
        assert pc.empty(False).carried == 1
        assert pc.held().carried == 0
