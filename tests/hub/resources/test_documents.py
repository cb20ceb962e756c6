"""State and profile documents, for both versions and on both databases."""

import hashlib
import json
import time

import pytest

from simtrainer.hub.hub import Hub
from tests.hub.conftest import Caller, at_once, caller, said
from tests.hub.samples import agent, uid

IDA = json.dumps(agent())
PLACES: dict[str, dict[str, str]] = {
    "activities/state": {"activityId": "http://x.example/a", "agent": IDA, "stateId": "s"},
    "activities/profile": {"activityId": "http://x.example/a", "profileId": "p"},
    "agents/profile": {"agent": IDA, "profileId": "p"},
}
EACH = pytest.mark.parametrize("path", PLACES)
TEXT = {"content-type": "text/plain; charset=utf-8"}
ABSENT = {"if-none-match": "*"}


@EACH
def test_any_content_comes_back_as_it_was(call: Caller, path: str) -> None:
    content = b"\x00\xffhei"
    assert call("PUT", path, content, TEXT | ABSENT, **PLACES[path]).status == 204
    answer = call("GET", path, **PLACES[path])
    assert (answer.body, answer.media_type) == (content, TEXT["content-type"])
    assert answer.headers["ETag"] == f'"{hashlib.sha1(content).hexdigest()}"'
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert call("HEAD", path, **PLACES[path]).status == 200
    assert call("DELETE", path, **PLACES[path]).status == 204
    assert call("GET", path, **PLACES[path]).status == 404


@EACH
def test_post_lays_new_properties_over_old_ones(call: Caller, path: str) -> None:
    where = PLACES[path]
    assert call("POST", path, {"a": 1, "b": {"c": 1}}, **where).status == 204
    assert call("POST", path, {"b": {"d": 2}, "e": None}, **where).status == 204
    assert said(call("GET", path, **where)) == {"a": 1, "b": {"d": 2}, "e": None}


@EACH
@pytest.mark.parametrize("held", [b"[1]", b"hei", b"{"])
def test_only_json_objects_are_merged(call: Caller, path: str, held: bytes) -> None:
    where = PLACES[path]
    json_type = {"content-type": "application/json"}
    call("PUT", path, held, json_type | ABSENT, **where)
    assert call("POST", path, {"a": 1}, **where).status == 400
    assert call("GET", path, **where).body == held
    call("DELETE", path, **where)
    call("PUT", path, {"a": 1}, ABSENT, **where)
    assert call("POST", path, b"x", TEXT, **where).status == 400
    assert call("POST", path, b"[1]", json_type, **where).status == 400
    assert said(call("GET", path, **where)) == {"a": 1}


@EACH
def test_conditions(call: Caller, path: str) -> None:
    where = PLACES[path]
    wrong = {"if-match": '"0000"'}
    assert call("PUT", path, {"n": 1}, wrong, **where).status == 412
    assert call("PUT", path, {"n": 1}, ABSENT, **where).status == 204
    assert call("PUT", path, {"n": 2}, ABSENT, **where).status == 412
    tag = call("GET", path, **where).headers["ETag"]
    for method, body in (("PUT", {"n": 3}), ("POST", {"n": 3}), ("DELETE", None)):
        assert call(method, path, body, wrong, **where).status == 412
        assert call(method, path, body, {"if-none-match": tag}, **where).status == 412
    assert said(call("GET", path, **where)) == {"n": 1}
    assert call("PUT", path, {"n": 4}, {"if-match": f'"x", W/{tag}'}, **where).status == 204
    assert call("POST", path, {"m": 5}, {"if-match": tag}, **where).status == 412
    assert call("DELETE", path, headers={"if-match": "*"}, **where).status == 204


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@EACH
def test_overwriting_unseen_is_refused_but_for_state_in_1_0_3(
    hub: Hub, tenant: str, path: str, version: str
) -> None:
    call, where = caller(hub, tenant, version=version), PLACES[path]
    assert call("PUT", path, {"n": 1}, ABSENT, **where).status == 204
    allowed = path == "activities/state" and version == "1.0.3"
    assert call("PUT", path, {"n": 2}, **where).status == (204 if allowed else 409)
    assert said(call("GET", path, **where)) == {"n": 2 if allowed else 1}


@EACH
def test_names_of_all_and_of_those_changed_since(call: Caller, path: str) -> None:
    where = dict(PLACES[path])
    key = "stateId" if "stateId" in where else "profileId"
    del where[key]
    assert said(call("GET", path, **where)) == []
    call("PUT", path, {}, ABSENT, **where, **{key: "one"})
    time.sleep(0.002)
    since = call("GET", path, **where, **{key: "one"})
    call("PUT", path, {}, ABSENT, **where, **{key: "two"})
    assert said(call("GET", path, **where)) == ["one", "two"]
    assert since.status == 200
    assert said(call("GET", path, **where, since="2020-01-01T00:00:00Z")) == ["one", "two"]
    assert said(call("GET", path, **where, since="2090-01-01T00:00:00Z")) == []


def test_state_belongs_to_a_registration_or_to_none(call: Caller) -> None:
    path, where = "activities/state", PLACES["activities/state"]
    within = where | {"registration": uid("r")}
    call("PUT", path, {"n": 1}, **where)
    call("PUT", path, {"n": 2}, **within)
    assert said(call("GET", path, **where)) == {"n": 1}
    assert said(call("GET", path, **within)) == {"n": 2}
    everything = {key: value for key, value in where.items() if key != "stateId"}
    assert call("DELETE", path, **everything, registration=uid("r")).status == 204
    assert call("GET", path, **within).status == 404
    assert call("GET", path, **where).status == 200
    assert call("DELETE", path, **everything).status == 204
    assert said(call("GET", path, **everything)) == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("activities/state", {"activityId": None}),
        ("activities/state", {"activityId": "x"}),
        ("activities/state", {"agent": None}),
        ("activities/state", {"agent": "ida"}),
        ("activities/state", {"agent": "{}"}),
        ("activities/state", {"registration": "x"}),
        ("activities/state", {"stateid": "x"}),
        ("activities/state", {"unknown": "x"}),
        ("activities/profile", {"activityId": None}),
        ("activities/profile", {"agent": IDA}),
        ("agents/profile", {"agent": None}),
        ("agents/profile", {"activityId": "http://x.example"}),
    ],
)
def test_bad_parameters(call: Caller, path: str, change: dict[str, str | None]) -> None:
    where = {k: v for k, v in (PLACES[path] | change).items() if v is not None}
    for method in ("GET", "PUT", "POST", "DELETE"):
        body = {} if method in ("PUT", "POST") else None
        assert call(method, path, body, **where).status == 400


@EACH
def test_a_name_is_required_to_write(call: Caller, path: str) -> None:
    where = {k: v for k, v in PLACES[path].items() if k not in ("stateId", "profileId")}
    assert call("PUT", path, {}, **where).status == 400
    assert call("POST", path, {}, **where).status == 400
    expected = 204 if path == "activities/state" else 400
    assert call("DELETE", path, **where).status == expected
    assert call("GET", path, since="x", **where).status == 400


def test_agents_and_activities(call: Caller) -> None:
    named = agent("nora") | {"name": "Nora"}
    definition = {"name": {"nb": "Ting"}, "type": "http://x.example/type"}
    call("POST", "statements", {
        "actor": named, "verb": {"id": "http://x.example/v"},
        "object": {"id": "http://x.example/t", "definition": definition},
    })  # fmt: skip
    person = said(call("GET", "agents", agent=json.dumps(agent("nora"))))
    assert person == {"objectType": "Person", "name": ["Nora"], "account": [named["account"]]}
    found = said(call("GET", "activities", activityId="http://x.example/t"))
    assert found["definition"] == definition
    unknown = said(call("GET", "activities", activityId="http://x.example/unknown"))
    assert unknown == {"objectType": "Activity", "id": "http://x.example/unknown"}
    wrong: tuple[tuple[str, dict[str, str]], ...] = (
        ("agents", {}),
        ("agents", {"agent": "x"}),
        ("activities", {}),
        ("activities", {"activityId": "x"}),
    )
    for path, params in wrong:
        assert call("GET", path, **params).status == 400
        assert call("POST", path, {}, **params).status == 405


@EACH
def test_twelve_with_one_etag_at_once(call: Caller, path: str) -> None:
    where = PLACES[path]
    call("PUT", path, {"n": -1}, ABSENT, **where)
    tag = {"if-match": call("GET", path, **where).headers["ETag"]}
    jobs = [lambda n=n: call("PUT", path, {"n": n}, tag, **where) for n in range(12)]
    assert at_once(jobs) == [204] + [412] * 11


@EACH
def test_twelve_who_create_it_at_once(call: Caller, path: str) -> None:
    jobs = [lambda n=n: call("PUT", path, {"n": n}, ABSENT, **PLACES[path]) for n in range(12)]
    assert at_once(jobs) == [204] + [412] * 11


@EACH
def test_merges_at_once_lose_no_key(call: Caller, path: str) -> None:
    jobs = [lambda n=n: call("POST", path, {f"k{n}": n}, **PLACES[path]) for n in range(12)]
    assert at_once(jobs) == [204] * 12
    assert said(call("GET", path, **PLACES[path])) == {f"k{n}": n for n in range(12)}
