"""A world may be filled with the people of a whole municipality, by one line."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from simtrainer.base.problem import Problems
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.record.identity import find_real_numbers
from simtrainer.scenario.compile import compile_folder
from tests.scenario.folders import PACKS, SMALL, copy


def filled(folder: Path, line: str) -> bytes:
    world = folder / "world.yaml"
    world.write_text(world.read_text("utf-8") + f"\npopulation: {line}\n", encoding="utf-8")
    return compile_folder(folder, PACKS)[0]


@cache
def ward() -> bytes:
    with TemporaryDirectory() as folder:
        return filled(copy(Path(folder)), "{wards: 1}")


def test_without_one_nothing_is_different() -> None:
    data: dict[str, Any] = json.loads(compile_folder(SMALL, PACKS)[0])
    assert "archive" not in data["world"]


def test_the_same_seed_gives_the_same_program(tmp_path: Path) -> None:
    assert filled(copy(tmp_path), "{wards: 1}") == ward()


def test_they_are_around_the_scenarios_own_and_nobodys_task() -> None:
    own = Program(compile_folder(SMALL, PACKS)[0])
    program = Program(ward())
    assert list(program.patients)[: len(own.patients)] == list(own.patients)
    others = [p for p in program.patients.values() if p.id not in own.patients]
    assert len(others) == 32
    assert not any(p.assigned for p in others)
    assert all(p.unit in program.units for p in others)
    assert len({p.identity for p in program.patients.values()}) == len(program.patients)
    assert not any(find_real_numbers(p.identity) for p in others)


def test_their_histories_are_read_like_any_other() -> None:
    run = Run(Program(ward()))
    run.start()
    record = run.history.record
    patient = next(p for p in run.program.patients if p in record.archive)
    notes = record.entries("note", patient)
    assert notes
    assert all(e.valid and e.patient == patient and e.first.at_ms < 0 for e in notes)
    assert notes[0].author in run.program.staff
    run.act("open_patient", {"patient": patient, "reason": "handover"}, 0)
    run.act("read", {"entry": notes[0].id}, 0)
    assert run.history.opened_entries == {notes[0].id: len(run.log) - 1}


def test_too_few_entries_for_so_many_people_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems):
        filled(copy(tmp_path), "{wards: 2, entries: 100}")


def test_a_population_of_nobody_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems):
        filled(copy(tmp_path), "{seed: 4}")
