"""``simtrainer check``: what scripts read from it, and how it ends."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simtrainer.launch.commands import dispatch
from tests.scenario.folders import PACKS, ROOT, SMALL, change, copy

LINE = re.compile(r"[^ :]+:\d+:\d+ [a-z]+\.[a-z_0-9]+ .+")
CHOSEN = ("file", "line", "column", "code", "message")


def checked(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, dict[str, Any]]:
    """Exit code and the one JSON object on standard output."""
    code = dispatch(["check", *map(str, paths), "--json", "--quick"])
    return code, json.loads(capsys.readouterr().out)


def test_what_is_right_ends_in_nought(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = checked(capsys, SMALL)
    assert (code, answer["ok"], answer["problems"]) == (0, True, [])


def test_packs_and_scenarios_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = checked(capsys, PACKS / "kommune-standard", ROOT / "scenarios")
    assert (code, answer["ok"]) == (0, True)


def test_a_fault_is_an_object_with_its_place_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = change(copy(tmp_path), "script.yaml", "do: [{call: wife}]", "do: [{call: wief}]")
    code, answer = checked(capsys, folder)
    assert (code, answer["ok"]) == (1, False)
    (found,) = [p for p in answer["problems"] if p["code"] == "script.no_dialogue"]
    assert set(CHOSEN) <= set(found)
    assert found["file"] == "liten-vakt/script.yaml"
    line = (folder / "script.yaml").read_text("utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("call: wief")
    assert "wief" in found["message"]


def test_lines_for_people_point_as_compilers_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = change(copy(tmp_path), "script.yaml", "do: [{call: wife}]", "do: [{call: wief}]")
    assert dispatch(["check", str(folder)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert any("script.no_dialogue" in line and LINE.fullmatch(line) for line in out)


def test_a_broken_file_is_one_line_and_no_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copy(tmp_path)
    (folder / "world.yaml").write_text("patients: [\n", encoding="utf-8")
    code, answer = checked(capsys, folder)
    assert code == 1
    assert [(p["code"], p["file"]) for p in answer["problems"]] == [
        ("yaml.broken", "liten-vakt/world.yaml")
    ]


def test_a_path_that_leads_nowhere_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = checked(capsys, tmp_path / "gone")
    assert (code, answer["problems"][0]["code"]) == (1, "file.missing")
    code, answer = checked(capsys, tmp_path)
    assert (code, answer["problems"][0]["code"]) == (1, "check.nothing")


def test_people_are_told_what_the_bots_showed(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", str(SMALL)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "liten-vakt: 200 av 200 veier" in told.err
    assert "100 % av 14 feil" in told.err


def test_wrong_use_ends_in_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", "--sideways"]) == 2
    assert capsys.readouterr().out == ""
