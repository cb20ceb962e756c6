"""Every planted fault is named at its place, and nothing is said of what has none."""

import shutil
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.scenario.check import seen
from simtrainer.scenario.compile import program_data
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.lint import lint
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.references import references
from simtrainer.scenario.variants import check_variants
from tests.scenario.faulty.mutations import FAULTS, Fault

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "resources" / "packs"
BASE = Path(__file__).parent / "faulty" / "liten-vakt"


def found_in(folder: Path) -> list[Problem]:
    """What is seen without playing; the bots' findings have tests of their own."""
    try:
        source = read_folder(folder, PACKS)
    except Problems as problems:
        return problems.problems
    found = references(source) or lint(source)
    if not errors(found):
        found += check_variants(source, seen, program_data)
    return found


def plant(fault: Fault, into: Path) -> Path:
    folder = into / BASE.name
    shutil.copytree(BASE, folder)
    path = folder / fault.file
    before = path.read_text(encoding="utf-8")
    assert before.count(fault.old) == 1, f"«{fault.old}» stands {before.count(fault.old)} times"
    path.write_text(before.replace(fault.old, fault.new), encoding="utf-8")
    return folder


def line_of(fault: Fault, folder: Path) -> int:
    if not fault.at:
        return 0
    text = (folder / (fault.place or fault.file)).read_text(encoding="utf-8")
    assert text.count(fault.at) == 1, f"«{fault.at}» stands {text.count(fault.at)} times"
    return text[: text.index(fault.at)].count("\n") + 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_named_at_its_place(fault: Fault, tmp_path: Path) -> None:
    folder = plant(fault, tmp_path)
    found = found_in(folder)
    named = [p for p in found if p.code == fault.code and p.place is not None]
    file, line = f"{BASE.name}/{fault.place or fault.file}", line_of(fault, folder)
    assert any(p.place and p.place.file == file and line in (0, p.place.line) for p in named), [
        str(p) for p in found
    ]
    others = {p.code for p in found} - {fault.code, *fault.also}
    assert not others, [str(p) for p in found]


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len(FAULTS) >= 100
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)


def test_the_ground_itself_is_without_fault() -> None:
    assert found_in(BASE) == []


@pytest.mark.parametrize(
    "name", sorted(p.parent.name for p in ROOT.glob("scenarios/*/scenario.yaml"))
)
def test_no_false_alarm_on_what_is_shipped(name: str) -> None:
    found = found_in(ROOT / "scenarios" / name)
    assert [str(problem) for problem in found] == []


def after(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """Codes found after changes to the script that are no faults."""
    folder = Path(shutil.copytree(BASE, tmp_path / BASE.name))
    path = folder / "script.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return [str(problem) for problem in found_in(folder)]


BRANCH = "{id: who, at: 1, ways: [{id: a, when: {opened: {patient: ODD}}}, {id: b}]}"
WAYS = ("dialogues:\n", f"branches: [{BRANCH}]\ndialogues:\n")


def test_one_thing_may_be_judged_on_each_way_of_a_branch(tmp_path: Path) -> None:
    twice = after(
        tmp_path,
        WAYS,
        ("  - id: read\n", "  - id: read\n    way: {branch: who, way: a}\n"),
        ("  - id: call\n", "  - id: call\n    way: {branch: who, way: b}\n"),
        ("require: {said: {dialogue: wife, choice: told}}", "require: {acknowledged: rep-odd}"),
    )
    assert not [line for line in twice if "lint.checks" in line]


def test_one_thing_may_be_judged_in_two_windows_that_do_not_meet(tmp_path: Path) -> None:
    found = after(
        tmp_path,
        ("    due: 10\n    require", "    due: 5\n    closes: 6\n    require"),
        (
            "opens: {beat: wife-calls}\n    require: {said: {dialogue: wife, choice: told}}",
            "opens: 10\n    require: {acknowledged: rep-odd}",
        ),
    )
    assert not [line for line in found if "lint.checks_overlap" in line]


def test_nobody_must_answer_within_a_silence_that_leads_on(tmp_path: Path) -> None:
    found = after(
        tmp_path,
        ("        text: $d.wife.hello\n",
         "        text: $d.wife.hello\n        silence: {minutes: 1, next: asks}\n"),
        ("verify, next: asks", "verify"),
        ("refuse, next: asks", "refuse"),
        ("      - {say: {dialogue: wife, choice: verify}}\n", ""),
    )  # fmt: skip
    assert not [line for line in found if "lint.node_unreachable" in line]
