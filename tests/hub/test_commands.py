"""Erasing, retention, copies and checks, on a database of their own."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from nacl.public import PrivateKey, SealedBox

from simtrainer.base.problem import Problem, Problems
from simtrainer.hub import commands
from simtrainer.hub.hub import build
from simtrainer.hub.queries import credentials, figures, find, stations
from simtrainer.hub.queries.connect import opened
from simtrainer.hub.resources.gate import known
from simtrainer.hub.sealing import new_secret_key
from simtrainer.hub.settings import Settings
from simtrainer.launch.bench import postgresql
from simtrainer.wire.statement import erasure_taken_back, erasure_wish, statements
from tests.hub.conftest import BOTH, RESOURCES, Caller, caller, said
from tests.hub.municipality import code, roster_csv, run
from tests.hub.samples import agent, pointer, statement, uid, void

CODE = code("fjord", 3)


@pytest.fixture(params=BOTH)
def own_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind that nobody else writes to."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("own_sqlite_url"))
    running: postgresql.Cluster = request.getfixturevalue("pg_cluster")
    url = running.url(running.create())
    commands.init(url)
    return url


@pytest.fixture
def filled(own_url: str, tmp_path: Path) -> str:
    """Roster and results of eight people, one of whom has traces everywhere."""
    (tmp_path / "r.csv").write_text(roster_csv(), encoding="utf-8")
    commands.import_roster(own_url, tmp_path / "r.csv")
    told = [s for n in range(8) for s in statements(run("fjord", n, 0.7))]
    (tmp_path / "s.json").write_text(json.dumps(told))
    commands.import_results(own_url, tmp_path / "s.json")
    hub = build(Settings(own_url, RESOURCES))
    call = caller(hub, "kommune")
    group = {"objectType": "Group", "member": [agent(CODE), agent("other")]}
    call("POST", "statements", [
        statement("team", context={"team": group}),
        statement("named", result={"extensions": {"http://x.example/who": [CODE]}}),
        statement("like", result={"response": f"{CODE}0"}),
        pointer(uid("team"), "pointer"),
    ])  # fmt: skip
    where = {"activityId": "http://x.example/a", "profileId": "p"}
    call("POST", "activities/profile", {"best": CODE}, **where)
    state = {"activityId": "http://x.example/a", "agent": json.dumps(agent(CODE)), "stateId": "s"}
    call("PUT", "activities/state", {"n": 1}, **state)
    hub.database.close()
    return own_url


def count(url: str) -> int:
    with opened(url) as database:
        return database.read(lambda c: find.count(c, 1))


def test_erasing_a_person_leaves_no_trace(filled: str, tmp_path: Path) -> None:
    before = count(filled)
    commands.export(filled, tmp_path / "all.jsonl")
    proof = commands.erase(filled, CODE)
    assert proof.counts["statements"] == 10 + 2 and proof.counts["documents"] == 2
    assert (proof.counts["person"], proof.counts["person_name"], proof.remaining) == (1, 1, 0)
    assert "all.jsonl" in proof.copies[0] and CODE not in str(proof)
    assert count(filled) == before - 12
    assert commands.verify(filled).sound
    with pytest.raises(Problem) as caught:
        commands.erase(filled, CODE)
    assert caught.value.code == "hub.person_unknown"


def test_a_person_sees_what_is_stored_and_who_looked(filled: str) -> None:
    hub = build(Settings(filled, RESOURCES))
    leader = commands.credentials(filled, "Leder", "leader:*")
    with opened(filled) as database:
        stored = database.read(lambda c: credentials.by_user(c, leader["user"]))
        assert stored is not None
        who = known(stored)
        people = database.read(lambda c: figures.known_codes(c, 1))
        seen = [people[CODE]]
        for at in ("2026-05-12T08:00:00Z", "2026-05-12T09:00:00Z", "2026-05-13T08:00:00Z"):
            database.write(lambda c, at=at: figures.log_views(c, 1, who.id, seen, "list", at))
    hub.database.close()
    told = commands.about(filled, CODE)
    assert [view["at"] for view in told["seen_by"]] == [
        "2026-05-12T08:00:00Z",
        "2026-05-13T08:00:00Z",
    ]
    assert told["seen_by"][0]["by"] == "Leder" and told["posts"][0]["role"] == "Sykepleier"
    assert [run["kind"] for run in told["runs"]] == ["started", "completed"]
    with pytest.raises(Problem):
        commands.about(filled, "ingen")


def test_who_asked_to_be_erased_is_listed_until_it_is_done(own_url: str, tmp_path: Path) -> None:
    wish = erasure_wish("P7", "2026-05-12T10:00:00.000Z")
    (tmp_path / "r.json").write_text(json.dumps([wish, wish]))
    for _ in range(2):
        commands.import_results(own_url, tmp_path / "r.json")
    assert commands.erasure_wishes(own_url) == [{"code": "P7", "at": "2026-05-12T10:00:00.000Z"}]
    commands.erase(own_url, "P7")
    assert commands.erasure_wishes(own_url) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_wish_that_was_taken_back_is_listed_no_more(
    turned: bool, own_url: str, tmp_path: Path
) -> None:
    wish = erasure_wish("P7", "2026-05-12T10:00:00.000Z")
    word = erasure_taken_back("P7", wish["id"], "2026-05-12T10:05:00.000Z")
    for number, told in enumerate((word, wish) if turned else (wish, word)):
        (tmp_path / f"{number}.json").write_text(json.dumps([told]))
        commands.import_results(own_url, tmp_path / f"{number}.json")
    assert commands.erasure_wishes(own_url) == []


def test_the_files_of_a_database_hold_no_byte_of_an_erased_person(
    own_sqlite_url: str, tmp_path: Path
) -> None:
    # Letters only: eleven digits in a row may by chance have the form of a real identity number.
    secret = "P" + uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))
    (tmp_path / "r.csv").write_text(f"kode;navn;enhet\n{secret};{secret} Navn;e1\nP2;Per;e1\n")
    commands.import_roster(own_sqlite_url, tmp_path / "r.csv")
    told = statements(run("fjord", 1, 0.7, person_code=secret)) + statements(run("fjord", 2, 0.7))
    (tmp_path / "s.json").write_text(json.dumps(told))
    commands.import_results(own_sqlite_url, tmp_path / "s.json")
    folder = Path(own_sqlite_url.removeprefix("sqlite:///")).parent
    assert secret.encode() in b"".join(p.read_bytes() for p in folder.glob("own.sqlite3*"))
    commands.erase(own_sqlite_url, secret)
    assert secret.encode() not in b"".join(p.read_bytes() for p in folder.glob("own.sqlite3*"))
    assert count(own_sqlite_url) == 10


def test_retention_follows_the_purpose(own_url: str, tmp_path: Path) -> None:
    long_ago = {"started_at": "2024-01-01T08:00:00Z", "finished_at": "2024-01-01T09:00:00Z"}
    told = [
        *statements(run("fjord", 1, 0.7, **long_ago)),
        *statements(run("fjord", 2, 0.7, **long_ago, purpose="dokumentasjon")),
        *statements(run("fjord", 3, 0.7)),
        statement("not ours"),
    ]
    (tmp_path / "s.json").write_text(json.dumps(told))
    commands.import_results(own_url, tmp_path / "s.json")
    days = {"utvikling": 365, "dokumentasjon": 36_500}
    report = commands.purge(own_url, days)
    assert (report.runs, report.statements) == ({"utvikling": 1, "dokumentasjon": 0}, 10)
    assert count(own_url) == 21
    assert commands.purge(own_url, days).statements == 0
    assert commands.verify(own_url).sound


def test_a_backup_is_a_whole_database(filled: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    commands.backup(filled, copy)
    if filled.startswith("sqlite"):
        url = f"sqlite:///{copy}"
        assert count(url) == count(filled) and commands.verify(url).sound
    else:
        assert copy.read_bytes().startswith(b"PGDMP")
    with pytest.raises(Problem) as caught:
        commands.backup(filled, tmp_path / "none" / "copy")
    assert caught.value.code == "hub.file"


def test_an_export_can_be_read_in_again(filled: str, own_sqlite_url: str, tmp_path: Path) -> None:
    whole, own = tmp_path / "all.jsonl", tmp_path / "own.jsonl"
    assert commands.export(filled, whole) == count(filled) == len(whole.read_text().splitlines())
    assert commands.export(filled, own, person=CODE) == 12
    assert all(CODE in line for line in own.read_text().splitlines())
    if not filled.startswith("sqlite"):
        report = commands.import_results(own_sqlite_url, whole)
        assert report.new == count(own_sqlite_url) == count(filled)
    assert commands.import_results(filled, whole).new == 0


def test_verify_finds_what_was_changed_behind_its_back(filled: str) -> None:
    assert commands.verify(filled) == commands.VerifyReport(count(filled), [])
    first = "(select min(seq) from statement)"
    broken = [
        f"update statement set payload = replace(payload, 'expapi', 'x') where seq = {first}",
        "delete from statement_agent where seq = (select max(seq) from statement)",
        "update run_result set scaled = 0.123 where seq = (select max(seq) from run_result)",
        "delete from check_result where seq = (select max(seq) from check_result)",
    ]
    with opened(filled) as database:
        for sql in broken:
            database.write(lambda c, sql=sql: c.exec_driver_sql(sql))
    faults = commands.verify(filled).faults
    assert len(faults) >= 3 and not commands.verify(filled).sound


def parcel(body: str) -> dict[str, str]:
    mark = hashlib.sha256(body.encode()).hexdigest()
    return {"id": f"r1-{mark}", "run": "r1", "body": body}


def results_file(*bodies: str) -> bytes:
    head = {"format": "simtrainer-results", "version": 1, "station": "PC-1", "name": "PC 1"}
    return b"\n".join(json.dumps(line).encode() for line in (head, *map(parcel, bodies)))


def test_a_stick_from_a_pc_is_read_plain_and_sealed(own_sqlite_url: str, tmp_path: Path) -> None:
    told = [statement(1), statement(2)]
    file = tmp_path / "pc.simresultater"
    file.write_bytes(results_file(json.dumps(told), json.dumps([statement(3)])))
    assert commands.import_results(own_sqlite_url, file).new == 3
    with opened(own_sqlite_url) as database:
        secret = database.write(lambda c: stations.seal_secret(c, 1, new_secret_key()))
    box = SealedBox(PrivateKey(secret).public_key).encrypt(results_file(json.dumps([statement(4)])))
    sealed = {"format": "simtrainer-sealed", "version": 1, "body": base64.b64encode(box).decode()}
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "pc.simresultater").write_text(json.dumps(sealed))
    assert commands.import_results(own_sqlite_url, folder).new == 1


@dataclass
class Bad:
    content: bytes
    line: int
    code: str = "hub.results_line"


@pytest.mark.parametrize(
    "bad",
    [
        Bad(b"{", 1),
        Bad(b'{"a":1}\n[2]', 2),
        Bad(json.dumps([statement(1), {"actor": {}}]).encode(), 1),
        Bad(results_file("{").replace(b"r1-", b"r1-0"), 2),
        Bad(results_file(json.dumps([statement(1), statement(2, verb={})])), 2),
        Bad(b'{"format":"simtrainer-results","version":9}\n', 1),
        Bad(b'{"format":"simtrainer-sealed","version":1,"body":"AAAA"}', 1, "hub.results_sealed"),
        Bad(b'{"format":"simtrainer-sealed","version":1}', 1, "hub.results_sealed"),
    ],
)
def test_a_broken_file_of_results_is_refused_whole(
    own_sqlite_url: str, tmp_path: Path, bad: Bad
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(bad.content)
    with pytest.raises(Problems) as caught:
        commands.import_results(own_sqlite_url, file)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.code, problem.place.line) == (bad.code, bad.line)
    assert count(own_sqlite_url) == 0


def test_voiding_takes_results_back_in_either_order(own_url: str) -> None:
    hub = build(Settings(own_url, RESOURCES))
    call = caller(hub, "kommune")
    one, other = statements(run("fjord", 1, 0.7)), statements(run("fjord", 2, 0.7))
    call("POST", "statements", one)
    call("POST", "statements", [void(one[-1]["id"]), void(other[1]["id"])])
    call("POST", "statements", other)
    hub.database.close()
    assert commands.verify(own_url).sound
    with opened(own_url) as database:
        rows = database.read(lambda c: c.exec_driver_sql("select kind from run_result").all())
        checks = database.read(lambda c: c.exec_driver_sql("select 1 from check_result").all())
    assert sorted(row[0] for row in rows) == ["completed", "started", "started"]
    assert len(checks) == 8 + 7


def test_credentials_are_renewed_and_checked(own_sqlite_url: str) -> None:
    hub = build(Settings(own_sqlite_url, RESOURCES))
    made = [commands.credentials(own_sqlite_url, "pc") for _ in range(2)]
    first, second = (Caller(hub, one["user"], one["password"]) for one in made)
    assert (first("GET", "statements").status, second("GET", "statements").status) == (401, 200)
    assert said(second("GET", "statements"))["statements"] == []
    hub.database.close()
    for name, scope, problem in (
        ("", "all", "hub.user"),
        ("a:b", "all", "hub.user"),
        ("pc", "everything", "hub.scope"),
        ("pc", "leader:", "hub.scope"),
        ("pc", "", "hub.scope"),
    ):
        with pytest.raises(Problem) as caught:
            commands.credentials(own_sqlite_url, name, scope)
        assert caught.value.code == problem


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "hub.database_url"),
        ("x", "hub.database_url"),
        ("mysql://x/y", "hub.database_url"),
        ("sqlite://", "hub.database_url"),
        ("postgresql://nobody@127.0.0.1:1/none", "hub.store_unreachable"),
    ],
)
def test_wrong_addresses_are_said_in_words(url: str, problem: str) -> None:
    with pytest.raises(Problem) as caught:
        commands.verify(url)
    assert caught.value.code == problem


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_text(
        "this is not a database, but long enough to look at it" * 99
    )
    with pytest.raises(Problem) as caught:
        commands.init(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert caught.value.code == "hub.store_damaged"
    with pytest.raises(Problem) as caught:
        commands.verify(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert caught.value.code == "hub.store_not_ready"
