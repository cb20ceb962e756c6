"""``simtrainer check`` as scripts and people meet it."""

import json
import shutil
from pathlib import Path

import pytest

from simtrainer.launch.commands import dispatch

BASE = Path(__file__).parents[2] / "scenario" / "faulty" / "liten-vakt"


def changed(tmp_path: Path, old: str, new: str) -> str:
    folder = Path(shutil.copytree(BASE, tmp_path / "liten-vakt"))
    path = folder / "script.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return str(folder)


def test_a_whole_scenario_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", str(BASE), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert answer["problems"] == []


def test_an_error_is_told_with_file_line_column_code_and_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed(tmp_path, "opens: 5", "opens: 50")
    assert dispatch(["check", folder]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    place, code, words = line.split(" ", 2)
    assert place.startswith("liten-vakt/script.yaml:") and place.count(":") == 2
    assert (code, words[:7]) == ("lint.check_after_end", "Oppdrag")


def test_a_warning_is_a_fault_only_when_told_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = changed(tmp_path, "opens: 5\n    due: 20", "opens: 5\n    due: 27")
    assert dispatch(["check", folder, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(p["code"], p["level"]) for p in answer["problems"]] == [
        ("lint.due_after_end", "warning")
    ]
    assert dispatch(["check", folder, "--strict"]) == 1
    assert "lint.due_after_end advarsel:" in capsys.readouterr().out


def test_a_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", "--explain", "lint.window_zero", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["codes"]
    assert [item["code"] for item in found] == ["lint.window_zero"]
    assert all(found[0][part] for part in ("cause", "cure", "example"))


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", "--explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 140


def test_an_unknown_code_is_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check", "--explain", "lint.tull"]) == 1
    assert "lint.code_unknown" in capsys.readouterr().err


def test_nothing_to_check_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert dispatch(["check"]) == 2
