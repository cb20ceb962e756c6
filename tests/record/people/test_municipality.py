"""Invented municipalities: the same by seed, wholly synthetic, valid for the pack, and fitting
together clinically."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.record import news2
from simtrainer.record.entry import Entry
from simtrainer.record.identity import find_real_numbers, is_synthetic
from simtrainer.record.people.history import LEAST
from simtrainer.record.people.municipality import (
    Municipality,
    UnitPlan,
    big_municipality,
    settle,
)
from simtrainer.record.record import Record
from simtrainer.scenario.lint.people import COMMON_FAMILY_NAMES, real_addresses, real_phones
from tests.record.people.town import START, book, dices, pack

REAL_NAMES = {"ola nordmann", "kari nordmann", "jan hansen", "anne hansen", "per olsen",
              "bjørn hansen", "anne johansen", "kari hansen", "liv olsen"}  # fmt: skip


@cache
def mixed(seed: int, each: int = 60) -> Municipality:
    plans = [UnitPlan("ward", 12), UnitPlan("zone", 12)]
    return settle(book(), dices(seed), START, plans, each=each, dose_days=4)


def _plain(people: Municipality) -> str:
    patients = {key: asdict(one) for key, one in people.patients.items()}
    staff = {key: asdict(one) for key, one in people.staff.items()}
    return json.dumps([patients, staff, list(people.entries())], sort_keys=True)


def _checked(people: Municipality, entries: Iterator[Entry]) -> int:
    """Let a record judge every entry as it would one that somebody makes now."""
    record = Record(pack(), people.patients, [])
    staff, count = people.staff, 0
    for entry in entries:
        count += 1
        now = entry.now
        data = {"type": entry.type, "patient": entry.patient, "fields": now.fields,
                "cosigner": now.cosigner}  # fmt: skip
        record.check_create(data)
        assert record.get(entry.id) is None, "an id is used once"
        assert now.author in staff
        assert now.at_ms < 0
        assert now.cosigner != now.author
        record.create(entry.id, now.at_ms, -1, now.author, data)
    return count


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_every_entry_is_one_that_the_pack_accepts(seed: int) -> None:
    people = mixed(seed)
    assert _checked(people, people.entries()) == 24 * 60


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_the_same_seed_gives_the_same_bytes_and_another_others(seed: int) -> None:
    again = settle(
        book(), dices(seed), START, [UnitPlan("ward", 12), UnitPlan("zone", 12)],
        each=60, dose_days=4,
    )  # fmt: skip
    assert _plain(mixed(seed)) == _plain(again)
    assert _plain(mixed(seed)) != _plain(mixed(seed + 1))


def test_people_are_the_same_on_every_machine() -> None:
    digest = hashlib.sha256(_plain(mixed(7)).encode()).hexdigest()
    assert digest[:16] == "8e6f7e1dc9b55806"


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_numbers_are_of_the_test_series_and_fit_the_person(seed: int) -> None:
    patients = mixed(seed).patients.values()
    for one in patients:
        year, month, day = one.born.split("-")
        assert is_synthetic(one.identity)
        assert one.identity[:6] == f"{day}{int(month) + 80}{year[2:]}"
        assert (int(one.identity[8]) % 2 == 1) == (one.sex == "m")
    assert len({one.identity for one in patients}) == len(patients)


@settings(max_examples=5)
@given(st.integers(0, 10_000))
def test_nothing_could_be_a_living_persons(seed: int) -> None:
    people = mixed(seed)
    text = _plain(people)
    for line in text.replace('"', "\n").splitlines():
        assert find_real_numbers(line) == []
        assert real_phones(line) == []
        assert real_addresses(line) == []
    names = [one.name for one in people.staff.values()]
    names += [f"{one.given} {one.family}" for one in people.patients.values()]
    names += [str(one.contact["name"]) for one in people.patients.values()]
    for name in names:
        assert name.split()[-1].casefold() not in COMMON_FAMILY_NAMES
        assert name.casefold() not in REAL_NAMES
        assert any(name.split()[-1].startswith(b) for b in book().names.families.beginnings)


def test_every_news2_can_be_scored() -> None:
    people = mixed(3)
    record = Record(pack(), people.patients, people.entries())
    measured = record.entries("news2")
    assert len(measured) > 50
    for entry in measured:
        assert record.derived(entry)["score"] == news2.score(entry.fields).total
        assert record.derived(entry)["score"] is not None


def test_no_controlled_drug_goes_below_nothing() -> None:
    people = settle(book(), dices(2), START, [UnitPlan("ward", 32)], each=250)
    entries = sorted(people.entries(), key=lambda entry: entry.now.at_ms)
    record = Record(pack(), people.patients, entries)
    lines = record.entries("controlled")
    assert len(lines) > 100
    assert min(record.derived(line)["balance"] for line in lines) >= 0


def test_drugs_values_and_notes_follow_from_what_somebody_has() -> None:
    people = settle(book(), dices(4), START, [UnitPlan("ward", 32)] * 4, each=120)
    with_copd = [k for k, one in people.people.items() if "kols" in one.conditions]
    assert len(with_copd) > 8
    for key in with_copd:
        history = people.history(key)
        drugs = {e.fields["atc"] for e in history if e.type == "prescription"}
        assert "R03BB04" in drugs
        sets = [e.fields for e in history if e.type == "news2"]
        assert {one["scale"] for one in sets} == {"2"}
        calm = [one["spo2"] for one in sets if str(one["comment"]).startswith("Faste")]
        assert all(86 <= value <= 92 for value in calm)
        said = " ".join(str(e.fields) for e in history)
        assert "KOLS" in said
    others = [k for k, one in people.people.items() if "kols" not in one.conditions]
    for key in others:
        scales = {e.fields["scale"] for e in people.history(key) if e.type == "news2"}
        assert scales <= {"1"}


def test_nobody_gets_what_they_must_not_have_nor_two_that_do_not_go_together() -> None:
    people = settle(book(), dices(5), START, [UnitPlan("ward", 32)] * 6, each=100)
    warned = 0
    for key, one in people.people.items():
        warnings = [atc for cave in one.patient.cave for atc in cave["atc"]]
        warned += bool(warnings)
        for entry in people.history(key):
            if entry.type == "prescription":
                assert not any(str(entry.fields["atc"]).startswith(atc) for atc in warnings)
        for drug in one.drugs:
            assert not set(book().formulary.drugs[drug].not_with) & set(one.drugs)
    assert warned > 10


def test_a_course_is_given_only_after_it_was_ordered() -> None:
    people = settle(book(), dices(6), START, [UnitPlan("ward", 32)], each=1000)
    courses = 0
    for key in people.people:
        ordered = {}
        for entry in people.history(key):
            if entry.type == "prescription":
                ordered[entry.id] = entry.now.at_ms
            elif entry.type == "administration":
                assert ordered[entry.fields["order"]] <= entry.now.at_ms
        courses += sum("-rx-d" in name for name in ordered)
    assert courses > 5


def test_a_history_is_as_long_as_asked_and_oldest_first() -> None:
    for each in (LEAST, 41, 77, 500, 2000):
        people = settle(book(), dices(8), START, [UnitPlan("ward", 4)], each=each)
        for key in people.people:
            times = [entry.now.at_ms for entry in people.history(key)]
            assert len(times) == each
            assert times == sorted(times)


def test_two_in_a_row_do_not_say_the_same() -> None:
    people = mixed(9, 90)
    same = Counter[bool]()
    for key in people.people:
        notes = [e.fields["observation"] for e in people.history(key) if e.type == "note"]
        same.update(a == b for a, b in pairwise(notes))
    assert same[True] < sum(same.values()) * 0.05


def test_the_big_municipality_has_5000_people_and_400_000_entries() -> None:
    people = big_municipality(book(), dices(1), START)
    assert len(people.people) == 5000
    assert len({one.patient.identity for one in people.people.values()}) == 5000
    assert sum(people.quotas.values()) == 400_000
    first, *_, last = people.people
    assert len(people.history(first)) == 2000
    assert len(people.history(last)) == people.quotas[last]
    names = Counter((one.patient.given, one.patient.family) for one in people.people.values())
    assert max(names.values()) == 1


def test_one_person_is_checked_from_every_unit_of_the_big_one() -> None:
    people = big_municipality(book(), dices(1), START)
    one_each = {one.patient.unit: key for key, one in people.people.items()}
    assert len(one_each) == 55
    lines = (entry for key in one_each.values() for entry in people.history(key))
    assert _checked(people, lines) > 55 * LEAST


def test_too_few_entries_for_so_many_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        settle(book(), dices(1), START, [UnitPlan("ward", 32)], total=100)


@pytest.mark.parametrize("total", [1_280, 1_281, 1_500, 2_000, 5_000])
def test_any_number_that_is_enough_is_met_exactly(total: int) -> None:
    people = settle(book(), dices(3), START, [UnitPlan("ward", 32)], total=total)
    assert sum(people.quotas.values()) == total
    assert min(people.quotas.values()) >= LEAST
