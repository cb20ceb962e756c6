"""Packing and unpacking as a trainer does it, from keys to a new version with own changes."""

import json
from pathlib import Path

import pytest

from simtrainer.launch.commands import dispatch

BASE = Path(__file__).parents[2] / "scenario" / "faulty" / "liten-vakt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIMTRAINER_HOME", str(tmp_path / "home"))
    return tmp_path


def packed(home: Path) -> Path:
    assert dispatch(["keys", "new", str(home / "k"), "--name", "Øvingsvik"]) == 0
    file = home / "a.simpack"
    assert dispatch(["pack", str(BASE), "-o", str(file), "--key", str(home / "k")]) == 0
    return file


def told(capsys: pytest.CaptureFixture[str]) -> str:
    found = capsys.readouterr()
    return found.out + found.err


def test_a_package_travels_and_comes_back_the_same(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = packed(home)
    assert dispatch(["unpack", str(file), "-o", str(home / "in")]) == 1
    assert "package.untrusted" in told(capsys)
    assert dispatch(["keys", "trust", str(home / "k.pub")]) == 0
    assert dispatch(["unpack", str(file), "-o", str(home / "in"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (answer["id"], answer["signed_by"]) == ("liten-vakt", "Øvingsvik")
    again = home / "b.simpack"
    folder = home / "in" / "liten-vakt"
    assert dispatch(["pack", str(folder), "-o", str(again), "--key", str(home / "k")]) == 0
    assert again.read_bytes() == file.read_bytes()


def test_own_changes_are_kept_and_carried_over(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, trust = packed(home), ["--trust", str(home / "k.pub")]
    assert dispatch(["unpack", str(file), "-o", str(home / "own"), *trust]) == 0
    own = home / "own" / "liten-vakt"
    (own / "README.md").write_text("Vår utgave", encoding="utf-8")
    overlay = str(home / "overlay")
    assert dispatch(["overlay", "make", str(file), str(own), "-o", overlay, *trust]) == 0
    merged = home / "merged"
    assert dispatch(["overlay", "apply", str(file), overlay, "-o", str(merged), *trust]) == 0
    assert (merged / "README.md").read_text(encoding="utf-8") == "Vår utgave"
    (own / "README.md").write_text("Deres", encoding="utf-8")
    newer = home / "newer.simpack"
    assert dispatch(["pack", str(own), "-o", str(newer), "--key", str(home / "k")]) == 0
    capsys.readouterr()
    carry = ["overlay", "carry", overlay, str(newer), "-o", str(home / "o2"), "--json", *trust]
    assert dispatch(carry) == 1
    conflicts = json.loads(capsys.readouterr().out)["conflicts"]
    assert conflicts == [{"file": "README.md", "kind": "added"}]
    apply = ["overlay", "apply", str(newer), str(home / "o2"), "-o", str(home / "m2"), *trust]
    assert dispatch(apply) == 1
    assert "package.open" in told(capsys)
    assert dispatch(["overlay", "solve", str(home / "o2")]) == 0
    assert "README.md er løst." in capsys.readouterr().out
    assert dispatch(apply) == 0
    assert (home / "m2" / "README.md").read_text(encoding="utf-8") == "Vår utgave"


def test_a_scenario_with_errors_is_not_packed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    folder = Path(shutil.copytree(BASE, home / "liten-vakt"))
    path = folder / "script.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("opens: 5", "opens: 50"), "utf-8")
    assert dispatch(["pack", str(folder), "-o", str(home / "x.simpack")]) == 1
    assert "lint.check_after_end" in told(capsys)
    assert not (home / "x.simpack").exists()


def test_the_private_key_is_for_its_owner_alone_and_is_never_overwritten(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed(home)
    assert (home / "k").stat().st_mode & 0o077 == 0
    before = (home / "k").read_bytes()
    assert dispatch(["keys", "new", str(home / "k")]) == 1
    assert "package.exists" in told(capsys)
    assert (home / "k").read_bytes() == before
