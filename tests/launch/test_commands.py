"""The commands of the contract as processes: answers on standard output, words on standard error,
0 for yes, 1 for no, 2 for wrong use, and never a traceback."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simtrainer.engine.bots import BOTS
from simtrainer.station.home import Home
from simtrainer.station.store.coding import event_crc
from tests.launch.real import ROOT, SCENARIO, run, seat

QUICK = ROOT / "scenarios" / "news2-kvarteret"

WRONG_USE = (
    ("nothing-like-it",),
    ("play", SCENARIO),
    ("play", "--bot", "expert"),
    ("check",),
    ("replay",),
    ("demo", "--bogus"),
    ("station",),
    ("station", "enrol", "http://127.0.0.1"),
    ("hub",),
    ("hub", "serve", "--workers", "0"),
    ("hub", "serve", "--port", "99999999"),
)
NO = {
    "scenario": ("play", "finnes-ikke", "--bot", "expert"),
    "bot": ("play", SCENARIO, "--bot", "finnes-ikke"),
    "run": ("replay", "finnes-ikke"),
    "path": ("check", "/finnes/ikke"),
    "token": ("station", "enrol", "http://127.0.0.1:9", "half"),
    "hub": ("station", "enrol", "http://127.0.0.1:9", "user:password"),
    "export": ("station", "export", "/finnes/ikke/her.json"),
    "roster": ("hub", "import-roster", "/finnes/ikke.csv"),
    "scope": ("hub", "credentials", "noen", "--scope", "finnes-ikke"),
    "database": ("hub", "init", "--database-url", "finnes:ikke"),
    "bench": ("bench", "finnes-ikke"),
}


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_wrong_use_is_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    answer = run(tmp_path, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.strip()


@pytest.mark.parametrize("name", sorted(NO))
def test_no_is_one_with_words(name: str, tmp_path: Path) -> None:
    answer = run(tmp_path, *NO[name])
    assert (answer.code, answer.out) == (1, "")
    code, _, words = answer.err.strip().rpartition("\n")[2].partition(" ")
    assert "." in code + words.split()[0], answer.err
    assert words.endswith((".", "?")) and "{" not in words, answer.err


def test_no_in_json_is_one_object_and_the_words_are_elsewhere(tmp_path: Path) -> None:
    answer = run(tmp_path, "replay", "finnes-ikke", "--json")
    assert answer.code == 1
    assert answer.out.count("\n") == 1
    assert json.loads(answer.out)["problems"][0]["code"] == "run.unknown"
    assert "finnes ikke" in answer.err


# check -----------------------------------------------------------------------------------------


def test_check_says_yes(tmp_path: Path) -> None:
    plain = run(tmp_path, "check", "--quick", QUICK)
    assert (plain.code, plain.out) == (0, "")
    told = run(tmp_path, "check", "--quick", "--json", QUICK)
    assert told.code == 0 and told.out.count("\n") == 1
    assert json.loads(told.out)["ok"] is True


def test_check_points_at_the_fault(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(QUICK, tmp_path / "kvarteret"))
    script = folder / "script.yaml"
    lines = script.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if line.startswith("    require:"))
    lines[at - 1] = lines[at - 1].replace("require", "requires")
    script.write_text("\n".join(lines), encoding="utf-8")
    answer = run(tmp_path, "check", "--quick", folder)
    assert answer.code == 1
    assert f"kvarteret/script.yaml:{at}:5 " in answer.out
    told = run(tmp_path, "check", "--quick", "--json", folder)
    assert told.code == 1 and told.out.count("\n") == 1
    found = json.loads(told.out)["problems"]
    assert (at, 5) in {(p["line"], p["column"]) for p in found}


# play ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bot", sorted(BOTS))
def test_every_bot_plays_the_whole_shift(bot: str, tmp_path: Path) -> None:
    answer = run(tmp_path, "play", SCENARIO, "--bot", bot, "--json")
    assert answer.code == 0, answer.err
    assert (answer.out.count("\n"), answer.err) == (1, "")
    told = json.loads(answer.out)
    assert 0 <= told["score"] <= told["max_score"] == 340
    assert sum(told["checks"].values()) == len(told["states"])
    assert (told["score"] == 340) == (bot in ("expert", "careful-slow", "route"))
    assert list(tmp_path.iterdir()) == [], "a bot leaves nothing on this PC"


# replay ----------------------------------------------------------------------------------------


def _begun_run(home: Path) -> str:
    """A run of some clicks in this home; its id."""
    with seat(home) as at:
        at.begin()
        for key in ("nav.inbox", "message.rep-bor", "row.acknowledge.rep-bor", "nav.ward"):
            at.pilot.click(key)
        play = at.trainer.play
        assert play is not None
        return play.session.info.run


def _change(home: Path, run_id: str, old: bytes, new: bytes, *, seal: bool) -> int:
    """Change one stored event, with a checksum that fits or without; its number."""
    with closing(sqlite3.connect(Home(home).database)) as store, store:
        rows = store.execute("select place, bytes from events order by place").fetchall()
        place, raw = next((place, raw) for place, raw in rows if old in raw)
        number = int(place) & 0xFFFFFFFF
        other = raw.replace(old, new)
        store.execute("update events set bytes = ? where place = ?", (other, place))
        if seal:
            sums = (event_crc(run_id, number, other), place)
            store.execute("update events set crc32 = ? where place = ?", sums)
    return number


@pytest.mark.qt
def test_replay_is_the_same_until_a_stored_event_is_another(tmp_path: Path) -> None:
    name = _begun_run(tmp_path)
    same = run(tmp_path, "replay", name, "--json")
    assert same.code == 0 and same.out.count("\n") == 1, same.err
    told = json.loads(same.out)
    assert told["same"] is True and told["first_difference"] is None and told["events"] > 9
    assert "alle like" in run(tmp_path, "replay", name).out

    changed = _change(tmp_path, name, b'"$notice.welcome"', b'"$notice.gudny"', seal=True)
    differs = run(tmp_path, "replay", name, "--json")
    assert differs.code == 1
    assert json.loads(differs.out)["first_difference"] == changed
    plain = run(tmp_path, "replay", name)
    assert plain.code == 1 and f"hendelse {changed} er ikke lik" in plain.out


@pytest.mark.qt
def test_replay_of_a_flipped_byte_is_told_and_the_run_set_aside(tmp_path: Path) -> None:
    name = _begun_run(tmp_path)
    flipped = _change(tmp_path, name, b"$notice.welcome", b"$notice.wemcome", seal=False)
    answer = run(tmp_path, "replay", name)
    assert (answer.code, answer.out) == (1, "")
    assert f"skadet fra punkt {flipped}" in answer.err
    assert any(Home(tmp_path).damaged.iterdir())
