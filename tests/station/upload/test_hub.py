"""A PC and a real hub: the token, sealed results, and what each refusal means."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from simtrainer.app.memory import CountedIds
from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.station.home import Home
from simtrainer.station.sealing import envelope_id, is_sealed
from simtrainer.station.settings import SettingsFile
from simtrainer.station.upload import BACKENDS
from simtrainer.station.upload.hub import join
from simtrainer.station.upload.receipt import Parcel, Receipt
from simtrainer.station.upload.xapi import discover
from tests.hub.conftest import Served, served, sqlite_url  # noqa: F401 - fixtures
from tests.hub.samples import statement
from tests.station.lrs import Lrs

TENANT = "laane-pc-kommune"


@pytest.fixture(scope="module")
def url(sqlite_url: str) -> str:  # noqa: F811
    commands.init(sqlite_url, TENANT, TENANT)
    return sqlite_url


@pytest.fixture
def pc(served: Served, url: str, home: Home) -> SettingsFile:  # noqa: F811
    (made,) = commands.enrolment_tokens(url, ["PC 7"], tenant=TENANT)
    settings = SettingsFile(home.settings, CountedIds())
    settings.enrol(served.address, made["token"], discover, join)
    with pytest.raises(Problem, match=r"station\.token"):
        settings.enrol(served.address, made["token"], discover, join)
    return settings


def parcel(pc: SettingsFile, run: str, *names: str) -> Parcel:
    body = json.dumps([statement(name) for name in names]).encode()
    return Parcel(envelope_id(run, body), run, pc.seal(body))


def send(pc: SettingsFile, sent: Parcel) -> Receipt:
    with closing(BACKENDS[pc.current.upload](pc.current)) as backend:
        return backend.send(sent)


@pytest.fixture
def stored(pc: SettingsFile) -> Iterator[httpx.Client]:
    headers = {"X-Experience-API-Version": "1.0.3"}
    credential = (pc.current.user, pc.current.password)
    with httpx.Client(base_url=pc.current.hub, auth=credential, headers=headers) as client:
        yield client


def count(stored: httpx.Client) -> int:
    return len(stored.get("/statements").json()["statements"])


def test_sealed_results_are_stored_once(pc: SettingsFile, stored: httpx.Client) -> None:
    assert (pc.current.name, pc.current.user) == ("PC 7", pc.current.station)
    sent = parcel(pc, "run-1", "a1", "a2")
    assert is_sealed(sent.body)
    for _ in range(2):
        assert send(pc, sent) == Receipt(sent.id, stored=True)
    assert send(pc, parcel(pc, "run-1", "a1", "a2")).stored, "sealed again, it is still the same"
    assert count(stored) == 2
    plain = Parcel(*(lambda p: (p.id, p.run))(sent), json.dumps([]).encode())
    with pytest.raises(Problem, match=r"upload\.refused"):
        send(pc, plain)


def test_a_conflict_keeps_the_envelope_out_as_a_whole(
    pc: SettingsFile, stored: httpx.Client
) -> None:
    send(pc, parcel(pc, "run-2", "b1"))
    other = statement("b1", result={"success": False})
    changed = json.dumps([other, statement("b2")]).encode()
    with pytest.raises(Problem, match=r"upload\.conflict") as caught:
        send(pc, Parcel(envelope_id("run-2", changed), "run-2", pc.seal(changed)))
    assert not caught.value.retry
    assert count(stored) == 1


def test_what_was_sealed_for_another_hub_is_refused(pc: SettingsFile) -> None:
    from base64 import b64encode

    from nacl.public import PrivateKey

    sent = parcel(pc, "run-3", "c1")
    other = b64encode(bytes(PrivateKey.generate().public_key)).decode()
    body = json.dumps([statement("c1")]).encode()
    pc.change(seal_key=other)
    with pytest.raises(Problem, match=r"upload\.refused"):
        send(pc, Parcel(envelope_id("run-3", body), "run-3", pc.seal(body)))
    assert send(pc, sent).stored


def test_a_revoked_pc_waits_until_somebody_enrols_it_anew(pc: SettingsFile, url: str) -> None:
    commands.revoke_station(url, pc.current.station, TENANT)
    with pytest.raises(Problem, match=r"upload\.not_allowed") as caught:
        send(pc, parcel(pc, "run-4", "d1"))
    assert caught.value.retry


def test_another_store_gives_no_token(lrs: Lrs, home: Home) -> None:
    settings = SettingsFile(home.settings, CountedIds())
    with pytest.raises(Problem, match=r"upload\.") as caught:
        settings.enrol(lrs.url, "a-token-that-is-none", discover, join)
    assert caught.value.code in ("upload.wrong_address", "upload.not_allowed")
    assert not Path(home.settings).exists() or not settings.current.enrolled
