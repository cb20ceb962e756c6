"""PCs get a key of their own by a one-time token, and fetch packages; and whoever watches."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from tests.hub.conftest import Served
from tests.hub.samples import statement

TENANT = "pc-kommune"
HEADERS = {"X-Experience-API-Version": "1.0.3"}


@pytest.fixture(scope="module")
def url(sqlite_url: str) -> str:
    commands.init(sqlite_url, TENANT, TENANT)
    return sqlite_url


def enrol(served: Served, url: str, name: str = "PC 7") -> dict[str, str]:
    (made,) = commands.enrolment_tokens(url, [name], tenant=TENANT)
    answer = httpx.post(f"{served.address}/api/enrol", json={"token": made["token"]})
    assert answer.status_code == 201
    told: dict[str, str] = answer.json()
    return told


def test_a_token_gives_one_pc_a_key_that_writes_and_reads_its_own(served: Served, url: str) -> None:
    told = enrol(served, url)
    assert told["name"] == "PC 7" and told["xapi"] == f"{served.address}/xapi"
    pair = (told["user"], told["password"])
    with httpx.Client(base_url=told["xapi"], auth=pair, headers=HEADERS) as pc:
        assert pc.post("/statements", json=statement("by pc")).status_code == 200
        assert len(pc.get("/statements").json()["statements"]) == 1
        assert pc.get("/activities", params={"activityId": "http://x.example"}).status_code == 403
        assert pc.get(f"{served.address}/api/leader/summary").status_code == 403
    other = enrol(served, url, "PC 8")
    pair = (other["user"], other["password"])
    answer = httpx.get(f"{other['xapi']}/statements", auth=pair, headers=HEADERS)
    assert answer.json()["statements"] == []


def test_a_token_works_once_also_for_twelve_at_once(served: Served, url: str) -> None:
    (made,) = commands.enrolment_tokens(url, ["PC 9"], tenant=TENANT)

    def attempt(_: int) -> int:
        return httpx.post(f"{served.address}/api/enrol", json={"token": made["token"]}).status_code

    with ThreadPoolExecutor(12) as pool:
        assert sorted(pool.map(attempt, range(12))) == [201] + [403] * 11
    (old,) = commands.enrolment_tokens(url, ["PC 10"], days=-1, tenant=TENANT)
    for token in (old["token"], "no such token"):
        answer = httpx.post(f"{served.address}/api/enrol", json={"token": token})
        assert (answer.status_code, answer.json()["code"]) == (403, "hub.token")


def test_a_lost_pc_is_let_in_no_more(served: Served, url: str) -> None:
    told = enrol(served, url, "tapt")
    commands.revoke_station(url, told["station"], TENANT)
    pair = (told["user"], told["password"])
    assert httpx.get(f"{told['xapi']}/statements", auth=pair, headers=HEADERS).status_code == 401
    gone = {one["station"]: one["revoked_at"] for one in commands.stations(url, TENANT)}
    assert gone[told["station"]]
    with pytest.raises(Problem) as caught:
        commands.revoke_station(url, "x", TENANT)
    assert caught.value.code == "hub.station_unknown"


def test_a_pc_that_was_emptied_takes_leave_and_its_name_is_free(served: Served, url: str) -> None:
    told = enrol(served, url, "runde")
    pair, address = (told["user"], told["password"]), f"{served.address}/api/enrol"
    assert httpx.delete(address).status_code == 401
    assert httpx.delete(address, auth=pair).status_code == 204
    assert httpx.delete(address, auth=pair).status_code == 401, "its key opens nothing more"
    again = enrol(served, url, "runde")
    commands.assign_stations(url, ["runde"], [], [], TENANT)
    found = {one["station"]: one["revoked_at"] for one in commands.stations(url, TENANT)}
    assert found[told["station"]] and not found[again["station"]]
    plain = commands.credentials(url, "ingen pc", "station", TENANT)
    answer = httpx.delete(address, auth=(plain["user"], plain["password"]))
    assert answer.status_code == 404, "no enrolled PC"


def test_packages_are_handed_out_pinned_and_rolled_back(
    served: Served, url: str, tmp_path: Path
) -> None:
    told = enrol(served, url, "pakker")
    file = tmp_path / "p.zip"
    with httpx.Client(base_url=served.address, auth=(told["user"], told["password"])) as pc:
        for version in ("1.0.0", "1.1.0"):
            file.write_bytes(f"package {version}".encode())
            commands.add_package(url, file, "morgenvakt", version, TENANT)
            (listed,) = pc.get("/api/packages").json()["packages"]
            assert listed["version"] == version
            assert pc.get(listed["url"]).content == file.read_bytes()
        commands.pin_package(url, "morgenvakt", "1.0.0", TENANT)
        (listed,) = pc.get("/api/packages").json()["packages"]
        assert listed["version"] == "1.0.0" == commands.packages(url, TENANT)[0]["version"]
        assert pc.get("/api/packages/none").status_code == 404
    assert httpx.get(f"{served.address}/api/packages").status_code == 401
    file.write_bytes(b"other content")
    for version, code in (("1.1.0", "hub.package_changed"), ("", "hub.package_name")):
        with pytest.raises(Problem) as caught:
            commands.add_package(url, file, "morgenvakt", version, TENANT)
        assert caught.value.code == code
    with pytest.raises(Problem) as caught:
        commands.pin_package(url, "morgenvakt", "9", TENANT)
    assert caught.value.code == "hub.package_unknown"


def test_broken_enrolments_are_bad_requests_without_a_trace(served: Served) -> None:
    for content in (b"", b"{", b"[]", b'{"token": 1}', b'{"token": "12345678", "x": 1}'):
        answer = httpx.post(f"{served.address}/api/enrol", content=content)
        assert answer.status_code == 400 and answer.json()["code"] == "hub.invalid"


def test_whoever_watches_sees_counts_and_no_one(served: Served, url: str) -> None:
    watcher = commands.credentials(url, "watcher", "metrics", TENANT)
    pair = (watcher["user"], watcher["password"])
    httpx.get(f"{served.address}/xapi/statements?agent=P123", headers=HEADERS)
    text = httpx.get(f"{served.address}/metrics", auth=pair).text
    assert 'method="GET",route="/xapi/statements",status="401"' in text
    assert 'simtrainer_hub_request_seconds_bucket{route="/xapi/statements",le="+Inf"}' in text
    assert "P123" not in text
    assert httpx.get(f"{served.address}/metrics").status_code == 401
    assert (
        httpx.get(f"{served.address}/xapi/statements", auth=pair, headers=HEADERS).status_code
        == 403
    )


def test_the_description_covers_what_is_not_xapi(served: Served) -> None:
    paths = httpx.get(f"{served.address}/openapi.json").json()["paths"]
    assert {"/api/enrol", "/api/packages", "/api/leader/summary", "/healthz"} <= set(paths)
    json.dumps(paths)
