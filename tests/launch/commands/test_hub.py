"""The hub's commands on a database of their own."""

import json
import re
import subprocess
from pathlib import Path

import httpx
import pytest

from simtrainer.launch import places
from simtrainer.launch.commands import dispatch


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'hub.sqlite3'}"
    assert dispatch(["hub", "init", "--database-url", found]) == 0
    roster = str(places.resources() / "roster" / "sample.csv")
    assert dispatch(["hub", "import-roster", roster, "--database-url", found]) == 0
    return found


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    capsys.readouterr()
    assert dispatch(["hub", *arguments]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_a_new_hub_is_sound_and_can_be_copied(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "verify", "--database-url", url, "--json")["sound"] is True
    copy = tmp_path / "copy.sqlite3"
    assert dispatch(["hub", "backup", str(copy), "--database-url", url]) == 0
    again = f"sqlite:///{copy}"
    assert said(capsys, "verify", "--database-url", again, "--json")["sound"] is True


def test_a_person_is_shown_exported_and_erased(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "P0101" in json.dumps(said(capsys, "about", "P0101", "--database-url", url))
    out = tmp_path / "person.json"
    assert dispatch(["hub", "export", str(out), "--person", "P0101", "--database-url", url]) == 0
    assert out.exists()
    assert said(capsys, "erase", "P0101", "--database-url", url, "--json")
    capsys.readouterr()
    assert dispatch(["hub", "erase", "P0101", "--database-url", url]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_nothing_old_is_nothing_to_purge(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "purge", "--database-url", url, "--json")
    capsys.readouterr()
    assert said(capsys, "stations", "--database-url", url, "--json") == {"stations": []}


def test_a_hub_says_where_it_is_and_ends_when_told(url: str, tmp_path: Path) -> None:
    command = [*places.own_command(), "hub", "serve", "--database-url", url, "--port", "0"]
    for as_json in (True, False):
        hub = subprocess.Popen(
            command + ["--json"] * as_json,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        assert hub.stdout is not None and hub.stderr is not None
        line = (hub.stdout if as_json else hub.stderr).readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        assert as_json or "Ctrl+C" in line
        assert httpx.get(f"{found[0]}/healthz").status_code == 200
        hub.terminate()
        assert hub.communicate(timeout=30)[0] == ""
        assert hub.returncode == 0
