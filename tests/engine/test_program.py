"""A program is read whole or refused in words; times, ages and concepts come from it."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.program import FORMAT, MINUTE_MS, UPGRADES, Program
from simtrainer.engine.replay import resume
from simtrainer.record.entry import Patient
from tests.engine.conftest import Build
from tests.engine.programs import check, entry, program_data
from tests.record.packs import patient_data

MUSEUM = Path(__file__).parents[1] / "formats" / "program"


def test_it_keeps_the_order_of_the_pack_and_the_world(build: Build) -> None:
    made = build()
    assert list(made.pack.modules) == ["ward", "journal", "inbox"]
    assert list(made.pack.types["news2"].fields)[:2] == ["resp", "spo2"]
    assert list(made.patients) == ["ODD", "RAG", "EVA"]


def test_it_counts_points_and_keeps_entries_from_before(build: Build) -> None:
    made = build(
        entries=[entry("n", "note", {"text": "a"})],
        checks=[check("a", {"observed": "x"}), check("b", {"observed": "x"}, points={"tid": 5})],
    )
    assert made.max_points == 15
    assert (made.entries[0].first.at_ms, made.entries[0].first.event) == (-60 * MINUTE_MS, -1)


def test_clock_and_date_run_over_midnight(build: Build) -> None:
    made = build()
    assert (made.clock(0), made.clock(31 * MINUTE_MS)) == ("07:30", "08:01")
    assert made.clock(17 * 60 * MINUTE_MS) == "00:30"
    assert made.local(-24 * 60 * MINUTE_MS).day == 11


@pytest.mark.parametrize(
    ("born", "age"), [("1944-05-12", 82), ("1944-05-13", 81), ("1944-02-29", 82), ("2026-05-12", 0)]
)
def test_age_is_whole_years_on_the_day_of_the_shift(build: Build, born: str, age: int) -> None:
    patient = Patient.from_data("X", {**patient_data(), "born": born})
    assert build().age(patient) == age


def broken(**changes: Any) -> bytes:
    data = program_data(checks=[check("a", {"entry": {"type": "note"}})])
    return orjson.dumps({**data, **changes})


def asking(**parts: Any) -> bytes:
    """A program with a check that asks for an entry like this."""
    return broken(checks=[check("a", {"entry": {"type": "note", **parts}})])


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"[]", b"null", b"7", orjson.dumps({"format": FORMAT}), broken(scenario=[]),
     broken(checks=[{"id": "a"}]), broken(checks=[7]), broken(world={}), broken(pack={}),
     broken(beats={"a": 1}), broken(scenario={**program_data()["scenario"], "start": "i går"}),
     asking(count=3), asking(fields={"x": {"between": [1]}}), asking(colour="red"),
     asking(fields={"x": {"between": ["a", "b"]}}), asking(fields={"x": {}}),
     broken(checks=[check("a", {"dreamt": "x"})])],
)  # fmt: skip
def test_a_broken_program_is_a_problem(raw: bytes) -> None:
    with pytest.raises(Problem) as caught:
        Program(raw)
    assert caught.value.code == "program.broken"


@pytest.mark.parametrize("found", [0, FORMAT + 1, "1"])
def test_another_format_is_told_apart(found: Any) -> None:
    with pytest.raises(Problem) as caught:
        Program(broken(format=found))
    assert caught.value.code == "program.format"
    assert caught.value.params == {"found": found, "known": FORMAT}


# Older numbers ---------------------------------------------------------------------------------


def numbers() -> list[int]:
    return sorted(int(path.name) for path in MUSEUM.iterdir())


@pytest.mark.parametrize("number", numbers())
def test_a_stored_run_of_every_number_replays_byte_for_byte(number: int) -> None:
    folder = MUSEUM / str(number)
    program = Program((folder / "liten-vakt.json").read_bytes())
    stored = (folder / "liten-vakt.log").read_bytes().splitlines()
    run = resume(program, stored)
    assert [event.encode() for event in run.log] == stored
    assert run.history.finished and run.history.finished["points"] == 70
    assert program.pack.terms["nb"]["status.signed.invalid"] == "Feilført"


def test_the_museum_has_every_number_before_this() -> None:
    assert numbers() == sorted(UPGRADES) == list(range(1, FORMAT))


@pytest.mark.parametrize("number", [0, -1, FORMAT + 1, "1", True, None, 1.0])
def test_another_number_is_refused(number: object) -> None:
    data = orjson.loads((MUSEUM / "1" / "liten-vakt.json").read_bytes())
    with pytest.raises(Problem) as caught:
        Program(orjson.dumps({**data, "format": number}))
    assert caught.value.code == "program.format"
