"""The tests mirror the program: whoever has a module finds its tests, and the other way round."""

from pathlib import Path

import pytest

from tests.house.tracked import ROOT, tracked_files

ACROSS = {
    "app/test_after_signing.py": "form, play and home after something was signed or finished",
    "app/test_pages.py": "the lists that are drawn a page at a time",
    "app/test_own_runs.py": "a rule of the trainer and of its store",
    "app/test_problem_words.py": "all problems there are",
    "app/test_rewriting.py": "form, play and views while an entry is written in again",
    "app/test_texts.py": "all texts there are",
    "app/test_variants.py": "trainer, session and report in a run of another variant",
    "desktop/kit/test_kit.py": "the small pieces of the kit together",
    "desktop/record/test_build.py": "every widget, theme and size",
    "desktop/record/test_clinical.py": "two view kinds made of the same pieces",
    "desktop/record/test_lists.py": "the view kinds that are painted lists",
    "desktop/test_accessibility.py": "every screen, module, look and language",
    "desktop/test_wishes.py": "every screen",
    "engine/test_routes.py": "bots against judge and score",
    "engine/test_sentences.py": "a list of sentences for words and negation",
    "hub/conformance/test_musts.py": "the specification, requirement by requirement",
    "hub/resources/test_attachments.py": "statements, their files and their signatures",
    "hub/test_bad_input.py": "every resource",
    "hub/test_faults.py": "whole processes",
    "hub/test_outside.py": "whole processes, and the line, disk and clock around them",
    "hub/test_roles.py": "every route for every kind of caller",
    "launch/commands/test_check.py": "a command of scenario.py, large enough for a file",
    "launch/test_app.py": "whole processes",
    "launch/test_faults.py": "whole processes, and the disk, clock and files under them",
    "launch/test_guide.py": "desktop.guide in a program that is built for real",
    "launch/test_kill.py": "whole processes",
    "launch/test_screen_reader.py": "the whole program on a real accessibility bus",
    "launch/test_sentence.py": "whole processes",
    "launch/test_thousand_kills.py": "whole processes",
    "launch/test_whole_shift.py": "a whole scenario in the program as it is",
    "scenario/test_elsewhere.py": "compiling, playing and replaying in another process",
    "scenario/test_any_source.py": "reading, compiling and lint together",
    "scenario/test_fuzzing.py": "what a fuzzer feeds: every reader of files and of runs",
    "scenario/test_horrors.py": "every reader of files",
    "scenario/test_other_pack.py": "scenarios against packs",
    "scenario/test_wide_sources.py": "the language from source to run",
    "station/store/test_interleaving.py": "appending, crashing and reopening in any order",
    "station/store/test_kill.py": "whole processes",
    "station/test_start.py": "what all of the station costs at start",
    "station/test_words.py": "all problems of the station",
}
"""Tests of no single module, each with what it spans instead."""

TESTS = sorted(
    path.relative_to(ROOT / "tests")
    for path in tracked_files()
    if path.name.startswith("test_")
    and path.suffix == ".py"
    and path.is_relative_to(ROOT / "tests")
    and path.relative_to(ROOT / "tests").parts[0] != "house"
    and path.exists()
)


def has_module(test: Path) -> bool:
    """Whether its package, or a room in it, has what the test is named after."""
    name = test.stem.removeprefix("test_")
    room = ROOT / "simtrainer" / test.parent
    return any(room.rglob(f"{name}.py")) or any(found.is_dir() for found in room.rglob(name))


def test_each_test_module_is_named_after_a_module_or_says_what_it_spans() -> None:
    strays = [str(test) for test in TESTS if not has_module(test) and test.as_posix() not in ACROSS]
    assert strays == [], "name it after a module, or say in ACROSS what it spans"


@pytest.mark.parametrize("name", ACROSS)
def test_what_is_listed_as_spanning_exists_and_mirrors_nothing(name: str) -> None:
    assert Path(name) in TESTS
    assert not has_module(Path(name))


def test_each_package_has_tests() -> None:
    packages = {path.parent.name for path in (ROOT / "simtrainer").glob("*/__init__.py")}
    assert packages - {test.parts[0] for test in TESTS} == set()
