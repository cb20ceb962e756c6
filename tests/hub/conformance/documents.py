"""State, activity profile and agent profile: documents and their conditions (Communication 2.2 to
2.7 and 3.1)."""

import hashlib
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tests.hub.conformance.must import NEW, OLD, Check, Must, as_json
from tests.hub.conftest import Caller, said
from tests.hub.samples import agent, uid

JSON = {"content-type": "application/json"}
ABSENT = {"if-none-match": "*"}
IDA = as_json(agent())
PLACES: Mapping[str, dict[str, str]] = {
    "activities/state": {"activityId": "http://x.example/a", "agent": IDA, "stateId": "s"},
    "activities/profile": {"activityId": "http://x.example/a", "profileId": "p"},
    "agents/profile": {"agent": IDA, "profileId": "p"},
}
NAMES = {
    "activities/state": "stateId",
    "activities/profile": "profileId",
    "agents/profile": "profileId",
}
Part = Callable[[Caller, str, dict[str, str]], None]


def each(part: Part) -> Check:
    """The same for all three kinds."""

    def check(call: Caller) -> None:
        for path, where in PLACES.items():
            part(call, path, dict(where))

    return check


def _round_trip(call: Caller, path: str, where: dict[str, str]) -> None:
    for content, kind in ((b"\x00\xff", "application/octet-stream"), (b'{"a": 1}', "application/json"),
                          ("blåbær".encode(), "text/plain; charset=utf-8")):  # fmt: skip
        call("DELETE", path, **where)
        assert call("PUT", path, content, ABSENT | {"content-type": kind}, **where).status == 204
        answer = call("GET", path, **where)
        assert (answer.status, answer.body, answer.media_type) == (200, content, kind)
    assert call("DELETE", path, **where).status == 204
    assert call("GET", path, **where).status == 404


def _etag(call: Caller, path: str, where: dict[str, str]) -> None:
    call("PUT", path, b"hei", ABSENT | {"content-type": "text/plain"}, **where)
    answer = call("GET", path, **where)
    assert answer.headers["ETag"] == f'"{hashlib.sha1(b"hei").hexdigest()}"'
    assert call("HEAD", path, **where).headers["ETag"] == answer.headers["ETag"]


def _last_modified(call: Caller, path: str, where: dict[str, str]) -> None:
    call("PUT", path, {"a": 1}, ABSENT, **where)
    told = call("GET", path, **where).headers["Last-Modified"]
    moment = datetime.strptime(told, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def _if_match(call: Caller, path: str, where: dict[str, str]) -> None:
    call("POST", path, {"a": 1}, **where)
    right = {"if-match": call("GET", path, **where).headers["ETag"]}
    for wrong in ({"if-match": '"1234"'}, {"if-match": "1234"}):
        for method, body in (("PUT", {"b": 1}), ("POST", {"b": 1}), ("DELETE", None)):
            assert call(method, path, body, wrong, **where).status == 412
            assert said(call("GET", path, **where)) == {"a": 1}
    assert call("POST", path, {"b": 1}, right, **where).status == 204
    right = {"if-match": call("GET", path, **where).headers["ETag"]}
    assert call("PUT", path, {"c": 1}, right, **where).status == 204
    right = {"if-match": call("GET", path, **where).headers["ETag"]}
    assert call("DELETE", path, headers=right, **where).status == 204


def _if_none_match(call: Caller, path: str, where: dict[str, str]) -> None:
    assert call("PUT", path, {"a": 1}, ABSENT, **where).status == 204
    assert call("PUT", path, {"b": 1}, ABSENT, **where).status == 412
    assert call("POST", path, {"b": 1}, ABSENT, **where).status == 412
    assert said(call("GET", path, **where)) == {"a": 1}


def _unseen(call: Caller, path: str, where: dict[str, str]) -> None:
    old = call.headers["x-experience-api-version"] == "1.0.3"
    free = old and path == "activities/state"
    unsaid = call("PUT", path, {"a": 1}, **where)
    assert unsaid.status == (400 if old and not free else 204)
    if unsaid.status == 400:
        assert "If-Match" in unsaid.body.decode() and call("GET", path, **where).status == 404
        call("PUT", path, {"a": 1}, ABSENT, **where)
    answer = call("PUT", path, {"b": 1}, **where)
    assert answer.status == (204 if free else 409)
    if not free:
        told = answer.body.decode()
        assert answer.media_type.startswith("text/plain")
        assert "If-Match" in told and call("GET", path, **where).headers["ETag"] in told
        assert said(call("GET", path, **where)) == {"a": 1}


def _merge(call: Caller, path: str, where: dict[str, str]) -> None:
    assert call("POST", path, {"a": 1, "b": {"x": 1}}, **where).status == 204
    assert call("POST", path, {"b": {"y": 2}, "c": None}, **where).status == 204
    assert said(call("GET", path, **where)) == {"a": 1, "b": {"y": 2}, "c": None}


def _no_merge(call: Caller, path: str, where: dict[str, str]) -> None:
    for held, kind in (
        (b"x", "text/plain"),
        (b"[1]", "application/json"),
        (b"{", "application/json"),
    ):
        call("DELETE", path, **where)
        call("PUT", path, held, ABSENT | {"content-type": kind}, **where)
        assert call("POST", path, {"a": 1}, **where).status == 400
        assert call("GET", path, **where).body == held
    call("DELETE", path, **where)
    call("PUT", path, {"a": 1}, ABSENT, **where)
    for body, kind in (
        (b"x", "text/plain"),
        (b"[1]", "application/json"),
        (b"{", "application/json"),
    ):
        assert call("POST", path, body, {"content-type": kind}, **where).status == 400
    assert said(call("GET", path, **where)) == {"a": 1}


def _broken_json(call: Caller, path: str, where: dict[str, str]) -> None:
    assert call("POST", path, b"{", JSON, **where).status == 400


def _listed(call: Caller, path: str, where: dict[str, str]) -> None:
    name = NAMES[path]
    place = {key: value for key, value in where.items() if key != name}
    assert said(call("GET", path, **place)) == []
    call("PUT", path, {}, ABSENT, **place, **{name: "one"})
    time.sleep(0.002)
    between = datetime.now(UTC).isoformat()
    time.sleep(0.002)
    call("PUT", path, {}, ABSENT, **place, **{name: "two"})
    assert said(call("GET", path, **place)) == ["one", "two"]
    assert said(call("GET", path, **place, since=between)) == ["two"]
    assert call("GET", path, **place, since="x").status == 400


def _required(call: Caller, path: str, where: dict[str, str]) -> None:
    for missing in where:
        rest = {key: value for key, value in where.items() if key != missing}
        for method in ("PUT", "POST", "GET", "DELETE"):
            body = {} if method in ("PUT", "POST") else None
            free = missing == NAMES[path] and (
                method == "GET" or (method == "DELETE" and path == "activities/state")
            )
            status = call(method, path, body, **rest).status
            assert status in ((200, 204) if free else (400,)), (method, missing)


def _kinds(call: Caller, path: str, where: dict[str, str]) -> None:
    wrong = {"activityId": "x", "agent": "x", "registration": "x", "since": "x", "unknown": "x"}
    for key, value in wrong.items():
        for method in ("PUT", "POST", "GET", "DELETE"):
            body = {} if method in ("PUT", "POST") else None
            assert call(method, path, body, **(where | {key: value})).status == 400, (method, key)


def _registrations(call: Caller) -> None:
    path, where = "activities/state", dict(PLACES["activities/state"])
    within = where | {"registration": uid("r")}
    call("PUT", path, {"n": 1}, **where)
    call("PUT", path, {"n": 2}, **within)
    assert said(call("GET", path, **where)) == {"n": 1}
    assert said(call("GET", path, **within)) == {"n": 2}
    place = {key: value for key, value in where.items() if key != "stateId"}
    assert call("DELETE", path, **place, registration=uid("r")).status == 204
    assert call("GET", path, **within).status == 404
    assert call("GET", path, **where).status == 200
    assert call("DELETE", path, **place).status == 204
    assert said(call("GET", path, **place)) == []


MUSTS = [
    Must("Communication 2.2", "any content is kept with its type, and deleted", each(_round_trip)),
    Must("Communication 2.2", "POST lays properties over those of a JSON object", each(_merge)),
    Must("Communication 2.2", "what is no JSON object is neither merged nor changed", each(_no_merge)),
    Must("Communication 2.2", "POST of broken JSON is refused", each(_broken_json)),
    Must("Communication 2.2", "without a name GET lists names, since bounds them", each(_listed)),
    Must("Communication 2.2", "required parameters are required", each(_required)),
    Must("Communication 2.2", "parameters of another kind, or unknown, are refused", each(_kinds)),
    Must("Communication 2.3", "state belongs to a registration, or to none", _registrations),
    Must("IEEE 4.1.6.2", "Last-Modified is the moment of the last change", each(_last_modified)),
    Must("Communication 3.1", "ETag is the SHA-1 of the content in quotes", each(_etag)),
    Must("Communication 3.1", "If-Match with another ETag is 412 and changes nothing", each(_if_match)),
    Must("Communication 3.1", "If-None-Match: * is 412 where there is one", each(_if_none_match)),
    Must("Communication 3.1", "PUT of a profile says one, or is 400, over another 409", each(_unseen), OLD),
    Must("IEEE 4.1.4", "PUT over any document without either is 409 and says what to do", each(_unseen), NEW),
]  # fmt: skip
