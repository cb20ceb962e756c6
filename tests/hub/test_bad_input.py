"""Whatever comes in, the hub answers in words and never with a fault of its own."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case

from simtrainer.hub import commands
from tests.hub.conftest import Caller, Served, said
from tests.hub.samples import agent, statement, uid, whole

PATHS = (
    "statements", "statements/more", "activities/state", "activities/profile", "agents/profile",
    "agents", "activities", "about", "nothing", "",
)  # fmt: skip
METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE")
NAMES = (
    "statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "since",
    "until", "limit", "ascending", "format", "attachments", "related_agents", "activityId",
    "stateId", "profileId", "after", "method",
)  # fmt: skip
TEXTS = (
    "", "true", "0", "-1", "9" * 400, uid(1), "http://x.example/a", json.dumps(agent()), "{}", "[]",
    "null", "\0", "'; drop table statement; --", "%", "å", "\ud7ff", "2026-05-12T08:30:00Z",
    "0000-00-00T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "GET", "PUT",
    '{"mbox":"mailto:\\u0000@x"}', '{"account":{"homePage":"http://x","name":"\\u0000"}}',
)  # fmt: skip
HEADERS = (
    {},
    {"content-type": "text/plain"},
    {"content-type": "multipart/mixed; boundary=x"},
    {"content-type": "application/x-www-form-urlencoded"},
    {"if-match": "*"},
    {"if-none-match": '"x", W/"y",,'},
    {"accept-language": ",;q=x,nb;q=2,*;q=0"},
    {"x-experience-api-version": "2.0.0"},
    {"x-experience-api-version": "1.0.\u0660"},
    {"authorization": "Basic \u00e6"},
)
BODIES = (
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[[[[", b'{"a":' * 300,
    json.dumps(statement()).encode(),
    json.dumps([whole()]).encode(), b"--x\r\n\r\n--x--", b"--x--", b"statementId=x&content=%00",
    json.dumps(statement(actor=agent("\0"))).encode(), b'{"id":1e400}', b"9" * 5000,
    json.dumps(statement(result={"response": "\ud800"})).encode(),
    json.dumps(statement(result={"score": {"raw": 10**400}})).encode(),
    json.dumps(statement(object={"id": "http://x.example/\u0000"})).encode(),
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(METHODS),
    path=st.sampled_from(PATHS),
    params=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(TEXTS), max_size=4),
    headers=st.sampled_from(HEADERS),
    body=st.sampled_from(BODIES) | st.binary(max_size=40),
)
def test_no_request_to_xapi_is_our_fault(
    call: Caller, method: str, path: str, params: Any, headers: Any, body: bytes
) -> None:
    answer = call(method, path, body, {"content-type": "application/json"} | headers, **params)
    assert answer.status < 500, (method, path, params, headers, body, answer.body)
    if answer.status >= 400:
        assert said(answer)["code"].startswith("hub.") and answer.media_type.startswith(
            "application/problem"
        )


MUTATIONS: list[Any] = [None, 0, "", [], {}, True, "x", [None], {"x": None}, 1e308, "\0", "ø" * 300]


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        found += _paths(inner, (*at, key))
    return found


def _with(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    if not at:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at[0]] = _with(value[at[0]], at[1:], new)
    return copy


def test_a_statement_with_anything_anywhere_is_stored_or_refused(call: Caller) -> None:
    """A corpus: each place of a whole statement times each odd value."""
    stored = refused = 0
    for number, at in enumerate(_paths(whole())):
        for turn, new in enumerate(MUTATIONS):
            body = _with(whole(), at, new)
            if at != ("id",):
                body["id"] = uid((number, turn))
            status = call("POST", "statements", body).status
            assert status in (200, 400), (at, new)
            stored, refused = stored + (status == 200), refused + (status == 400)
    assert stored > 20 and refused > 600


@pytest.mark.filterwarnings("ignore::Warning")
def test_what_is_not_xapi_keeps_to_its_description(served: Served, sqlite_url: str) -> None:
    """Cases made from the description itself, valid and not."""
    commands.init(sqlite_url, "skjema", "skjema")
    made = commands.credentials(sqlite_url, "schemathesis", "admin", "skjema")
    schema = schemathesis.openapi.from_url(f"{served.address}/openapi.json")

    for operation in schema.get_all_operations():
        described = operation.ok()

        @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=described.as_strategy())
        def answered(case: Case) -> None:
            answer = case.call(auth=(made["user"], made["password"]))
            assert answer.status_code < 500, answer.text

        answered()
