"""``simtrainer check``: what scripts and people read from it, and how it ends."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simtrainer.launch.commands import dispatch
from tests.scenario.folders import PACKS, ROOT, SMALL, change, copy

Capture = pytest.CaptureFixture[str]
LINE = re.compile(r"[^ :]+:\d+:\d+ [a-z]+\.[a-z_0-9]+ .+")
CHOSEN = ("file", "line", "column", "code", "message")
WIFE, WIEF = "do: [{call: wife}]", "do: [{call: wief}]"


def checked(capsys: Capture, *arguments: Path | str) -> tuple[int, dict[str, Any]]:
    """Exit code and the one JSON object on standard output."""
    code = dispatch(["check", *map(str, arguments), "--json", "--quick"])
    return code, json.loads(capsys.readouterr().out)


def test_packs_and_scenarios_side_by_side_are_right(capsys: Capture) -> None:
    code, answer = checked(capsys, PACKS / "kommune-standard", ROOT / "scenarios")
    assert (code, answer["ok"], answer["problems"]) == (0, True, [])


def test_people_are_told_what_the_bots_showed(capsys: Capture) -> None:
    assert dispatch(["check", str(SMALL)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "liten-vakt: 200 av 200 veier" in told.err
    assert "100 % av 14 feil" in told.err


def test_a_fault_is_an_object_with_its_place_and_words(tmp_path: Path, capsys: Capture) -> None:
    folder = change(copy(tmp_path), "script.yaml", WIFE, WIEF)
    code, answer = checked(capsys, folder)
    assert (code, answer["ok"]) == (1, False)
    (found,) = [p for p in answer["problems"] if p["code"] == "script.no_dialogue"]
    assert set(CHOSEN) <= set(found)
    assert found["file"] == "liten-vakt/script.yaml"
    line = (folder / "script.yaml").read_text("utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("call: wief")
    assert "wief" in found["message"]


def test_lines_for_people_point_as_compilers_do(tmp_path: Path, capsys: Capture) -> None:
    folder = change(copy(tmp_path), "script.yaml", WIFE, WIEF)
    assert dispatch(["check", str(folder)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert any("script.no_dialogue" in line and LINE.fullmatch(line) for line in out)


def test_a_broken_file_is_one_line_and_no_traceback(tmp_path: Path, capsys: Capture) -> None:
    folder = copy(tmp_path)
    (folder / "world.yaml").write_text("patients: [\n", encoding="utf-8")
    code, answer = checked(capsys, folder)
    assert code == 1
    assert [(p["code"], p["file"]) for p in answer["problems"]] == [
        ("yaml.broken", "liten-vakt/world.yaml")
    ]


def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, capsys: Capture) -> None:
    code, answer = checked(capsys, tmp_path / "gone")
    assert (code, answer["problems"][0]["code"]) == (1, "file.missing")
    code, answer = checked(capsys, tmp_path)
    assert (code, answer["problems"][0]["code"]) == (1, "check.nothing")


def test_a_warning_is_a_fault_only_when_told_to_be(tmp_path: Path, capsys: Capture) -> None:
    late = ("opens: 5\n    due: 20", "opens: 5\n    due: 27")
    folder = change(copy(tmp_path), "script.yaml", *late)
    code, answer = checked(capsys, folder)
    assert (code, [(p["code"], p["level"]) for p in answer["problems"]]) == (
        0, [("lint.due_after_end", "warning")],
    )  # fmt: skip
    assert dispatch(["check", str(folder), "--strict", "--quick"]) == 1
    assert "lint.due_after_end advarsel:" in capsys.readouterr().out


def test_a_code_is_explained(capsys: Capture) -> None:
    assert dispatch(["check", "--explain", "lint.window_zero", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["codes"]
    assert [item["code"] for item in found] == ["lint.window_zero"]
    assert all(found[0][part] for part in ("cause", "cure", "example"))


def test_all_codes_are_listed(capsys: Capture) -> None:
    assert dispatch(["check", "--explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 140


def test_an_unknown_code_is_no(capsys: Capture) -> None:
    assert dispatch(["check", "--explain", "lint.tull"]) == 1
    assert "lint.code_unknown" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--sideways"]], ids=["nothing", "unknown option"])
def test_wrong_use_ends_in_two(capsys: Capture, arguments: list[str]) -> None:
    assert dispatch(["check", *arguments]) == 2
    assert capsys.readouterr().out == ""
