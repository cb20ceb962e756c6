"""The benches' municipality is the shipped scenario with people around its own, playable."""

from pathlib import Path

from simtrainer.engine.program import Program
from simtrainer.launch.bench.record_desk import SCENARIO, municipality
from simtrainer.launch.places import resources
from simtrainer.scenario.compile import compile_folder


def test_there_are_people_around_the_scenarios_own(tmp_path: Path) -> None:
    folder = municipality(tmp_path, "{wards: 1}") / "scenarios" / SCENARIO
    program = Program(compile_folder(folder, resources() / "packs")[0])
    assert len(program.archive) == 32
    assert set(program.archive) < set(program.patients)
