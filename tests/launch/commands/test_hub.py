"""The hub's commands on a database of their own."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from simtrainer.hub.hub import build
from simtrainer.hub.resources.stations import _enrolled
from simtrainer.hub.settings import Settings
from simtrainer.launch import places
from simtrainer.launch.commands import dispatch
from simtrainer.wire.enrolment import EnrolRequest


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
    export = ["hub", "export", str(out), "--person", "P0101", "--database-url", url]
    assert dispatch(export) == 0
    count = len(out.read_text(encoding="utf-8").splitlines())
    told = capsys.readouterr().out
    assert told.startswith(f"{count} utsagn er skrevet til {out}")
    assert said(capsys, *export[1:], "--json") == {"statements": count, "file": str(out)}
    assert said(capsys, "erase", "P0101", "--database-url", url, "--json")
    capsys.readouterr()
    assert dispatch(["hub", "erase", "P0101", "--database-url", url]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_calendar_says_how_much_it_holds(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "puljer.ics"
    calendar = ["hub", "calendar", str(out), "--database-url", url]
    assert dispatch(calendar) == 0
    assert capsys.readouterr().out.startswith(f"0 puljer er skrevet til kalenderen {out}")
    assert said(capsys, *calendar[1:], "--json") == {"batches": 0, "file": str(out)}


def test_nothing_old_is_nothing_to_purge(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "purge", "--database-url", url, "--json")
    capsys.readouterr()
    assert said(capsys, "stations", "--database-url", url, "--json") == {"stations": []}


def test_where_pcs_belong_is_said_and_shown(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--database-url", url)
    told: Any = said(capsys, "tokens", "PC 1", "--unit", "solglott-2", *at, "--json")["tokens"]
    hub = build(Settings(url, places.resources()))
    _enrolled(hub, EnrolRequest(token=told[0]["token"]), "http://hub.example")
    hub.database.close()
    assert dispatch(["hub", "stations", *at]) == 0
    assert "PC 1" in (shown := capsys.readouterr().out) and "hører til solglott-2" in shown
    both = ("--unit", "korttid", "--unit", "hjemme-vest")
    assert dispatch(["hub", "assign", "PC 1", *both, *at]) == 0
    assert "korttid, hjemme-vest" in capsys.readouterr().out
    for wrong, word in (
        (["PC 1"], "--nowhere"),
        (["PC 1", "--nowhere", "--unit", "korttid"], "--nowhere"),
        (["PC 1", "--unit", "x"], "Enheten «x»"),
        (["PC 1", "--batch", "x"], "Puljen «x»"),
        (["PC 2", "--unit", "korttid"], "heter PC 2"),
    ):
        assert dispatch(["hub", "assign", *wrong, *at]) == 1
        assert word in capsys.readouterr().err
    assert dispatch(["hub", "assign", "PC 1", "--nowhere", *at]) == 0
    assert dispatch(["hub", "stations", *at]) == 0
    assert "hører ikke til noen enhet" in capsys.readouterr().out
    plan = tmp_path / "plan.csv"
    plan.write_text("øving;rolle\nnews2-kvarteret;Skipper\n", encoding="utf-8")
    found = said(capsys, "import-plan", str(plan), *at, "--json")
    assert found == {"lines": 1, "mandatory": 1, "roles": ["Skipper"], "dry_run": False}


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
