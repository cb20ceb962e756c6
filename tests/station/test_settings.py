"""Settings: kept whole, private, and pointed at where they are wrong."""

import base64
import json
import stat
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from simtrainer.app.memory import CountedIds
from simtrainer.base.problem import Problem
from simtrainer.hub.secrets import new_token
from simtrainer.station.home import Home
from simtrainer.station.sealing import is_sealed
from simtrainer.station.settings import (
    Endpoint,
    Membership,
    Settings,
    SettingsFile,
    read,
    read_credential,
)
from simtrainer.station.upload import BACKENDS
from simtrainer.station.upload.xapi import discover
from tests.station.lrs import Lrs


@pytest.fixture
def file(home: Home) -> SettingsFile:
    return SettingsFile(home.settings, CountedIds())


def problem_of(path: Path, text: str) -> Problem:
    path.write_text(text)
    with pytest.raises(Problem) as caught:
        read(path)
    return caught.value


def test_the_first_time_the_pc_gets_an_id(home: Home, file: SettingsFile) -> None:
    first = file.current
    assert first == Settings(station="00000000-0000-4000-8000-000000000001")
    assert not first.enrolled
    assert SettingsFile(home.settings, CountedIds()).current == first
    assert read(home.settings) == first


def test_changes_stay(home: Home, file: SettingsFile) -> None:
    file.change(name="Låne-PC 07", theme="dark", purpose="dokumentasjon")
    again = SettingsFile(home.settings, CountedIds()).current
    assert (again.name, again.theme, again.purpose) == ("Låne-PC 07", "dark", "dokumentasjon")


def test_only_its_owner_reads_it(home: Home, file: SettingsFile) -> None:
    file.change(user="u", password="hemmelig")
    assert stat.S_IMODE(home.settings.stat().st_mode) == 0o600
    assert "hemmelig" not in repr(file.current)
    assert [path.name for path in home.root.iterdir()] == ["settings.json"]


def test_choices_are_kept_to(file: SettingsFile) -> None:
    with pytest.raises(Problem) as caught:
        file.change(theme="pink")
    assert caught.value.code == "settings.invalid"
    assert caught.value.params["choices"] == "light, dark, contrast"
    assert file.current.theme == "light"


def test_every_way_of_upload_can_be_chosen(file: SettingsFile) -> None:
    for name in BACKENDS:
        assert file.change(upload=name).upload == name


GOOD = '"version": 1, "station": "pc"'


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ("", "syntax", 1, 1),
        ("{\n  " + GOOD + ",\n  nonsense\n}", "syntax", 3, 3),
        ("[]", "object", 1, 1),
        ('{\n  "station": "pc"\n}', "version", 1, 1),
        ('{\n  "station": "pc",\n  "version": "one"\n}', "version", 3, 3),
        ("{\n  " + GOOD + ',\n  "colour": "red"}', "unknown_key", 3, 3),
        ("{\n  " + GOOD + ',\n  "name": 7}', "text", 3, 3),
        ("{\n  " + GOOD + ',\n  "language": "tlh"}', "choice", 3, 3),
        ('{\n  "version": 1,\n  "station": ""}', "empty", 3, 3),
        ("{\n  " + GOOD + ',\n  "seal_key": "c2hvcnQ="}', "key", 3, 3),
        ("[" * 100_000, "depth", 0, 0),
    ],
)
def test_mistakes_have_a_place(
    tmp_path: Path, text: str, reason: str, line: int, column: int
) -> None:
    problem = problem_of(tmp_path / "settings.json", text)
    assert (problem.code, problem.params["reason"]) == ("settings.broken", reason)
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (line, column)


def test_not_text_at_all(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\x00")
    with pytest.raises(Problem) as caught:
        read(path)
    assert caught.value.params["reason"] == "encoding"


def test_a_newer_file(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "settings.json", '{"version": 2, "new": 1}')
    assert (problem.code, problem.params["version"]) == ("settings.newer", 2)


def test_a_broken_file_is_left_as_it_is(home: Home, file: SettingsFile) -> None:
    home.prepare()
    home.settings.write_text("{")
    with pytest.raises(Problem, match=r"settings\.broken"):
        file.change(theme="dark")
    assert home.settings.read_text() == "{"


@pytest.mark.parametrize(
    "token",
    [
        "anne:hem:melig",
        base64.b64encode(b"anne:hem:melig").decode(),
        base64.urlsafe_b64encode(b"anne:hem:melig").decode().rstrip("=") + "\n",
    ],
)
def test_credentials(token: str) -> None:
    assert read_credential(token) == ("anne", "hem:melig")


@pytest.mark.parametrize("token", ["", ":", "a:", ":b", "%%%", "short", "ÆØÅ", "/w==", "a" * 201])
def test_tokens_that_are_none(token: str) -> None:
    with pytest.raises(Problem, match=r"settings\.token"):
        read_credential(token)


def test_any_other_token_is_a_hubs(file: SettingsFile) -> None:
    for _ in range(200):
        assert read_credential(new_token()) is None


def test_no_token_is_taken_for_an_option() -> None:
    assert not any(new_token().startswith("-") for _ in range(1_000))


def no_hub(*_: str) -> Membership:
    raise AssertionError


@pytest.mark.parametrize(
    "url", ["", "hub.no", "ftp://hub.no", "http://", "http://[bad", "http://a:x"]
)
def test_addresses_that_are_none(file: SettingsFile, url: str) -> None:
    def never(*_: str) -> Endpoint:
        raise AssertionError

    with pytest.raises(Problem, match=r"settings\.address"):
        file.enrol(url, "a:b", never, no_hub)


def test_enrolling_and_leaving(lrs: Lrs, file: SettingsFile) -> None:
    file.enrol(lrs.url, "station:secret", discover, no_hub)
    current = file.current
    assert (current.hub, current.xapi_version, current.enrolled) == (lrs.endpoint, "2.0.0", True)
    assert (current.user, current.password) == ("station", "secret")
    file.leave()
    assert not file.current.enrolled
    assert file.current.password == ""


def test_a_failed_enrolment_changes_nothing(lrs: Lrs, home: Home, file: SettingsFile) -> None:
    file.enrol(lrs.url, "station:secret", discover, no_hub)
    before = home.settings.read_bytes()
    with pytest.raises(Problem, match="not_allowed"):
        file.enrol(lrs.url, "station:wrong", discover, no_hub)
    assert home.settings.read_bytes() == before
    assert json.loads(before)["hub"] == lrs.endpoint


KEY = base64.b64encode(bytes(PrivateKey.generate().public_key)).decode()


def test_joining_a_hub_gives_the_pc_an_identity_and_seals_its_results(file: SettingsFile) -> None:
    def join(url: str, token: str, name: str) -> Membership:
        assert (url, token, name) == ("https://hub.example", "a-token-for-one", "PC 7")
        return Membership("pc-7", name, "pc-7", "secret", f"{url}/xapi", KEY)

    def never(*_: str) -> Endpoint:
        raise AssertionError

    assert file.seal(b"[]") == b"[]"
    found = file.enrol("https://hub.example", " a-token-for-one\n", never, join, "PC 7")
    assert (found.station, found.name, found.upload) == ("pc-7", "PC 7", "hub")
    assert (found.hub, found.hub_root) == ("https://hub.example/xapi", "https://hub.example")
    assert is_sealed(file.seal(b"[]"))
    assert file.leave().seal_key == ""
