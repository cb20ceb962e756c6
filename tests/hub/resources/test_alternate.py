"""The alternate request syntax: 1.0.3 requires it, 2.0.0 has dropped it."""

import json
from urllib.parse import urlencode

import pytest

from simtrainer.hub.resources import gate
from simtrainer.hub.resources.ask import Answer
from tests.hub.conftest import Caller, said
from tests.hub.samples import agent, statement, uid

FORM = {"content-type": "application/x-www-form-urlencoded"}


def folded(
    call: Caller,
    path: str,
    form: dict[str, str],
    headers: dict[str, str] | None = None,
    **params: str,
) -> Answer:
    return call("POST", path, urlencode(form).encode(), FORM | (headers or {}), **params)


def test_put_get_and_delete_go_as_forms(call: Caller) -> None:
    sent = {"statementId": uid(1), "content": json.dumps(statement())}
    assert folded(call, "statements", sent, method="PUT").status == 204
    found = folded(call, "statements", {"limit": "1"}, method="GET")
    assert said(found)["statements"][0]["id"] == uid(1)
    state = {"activityId": "http://x.example", "agent": json.dumps(agent()), "stateId": "s"}
    with_type = state | {"content": "hei", "Content-Type": "text/plain"}
    assert folded(call, "activities/state", with_type, method="PUT").status == 204
    answer = call("GET", "activities/state", **state)
    assert (answer.body, answer.media_type) == (b"hei", "text/plain")
    refused = state | {"If-Match": '"0"'}
    assert folded(call, "activities/state", refused, method="DELETE").status == 412
    assert folded(call, "activities/state", state, method="DELETE").status == 204


def test_headers_may_come_in_the_form(call: Caller) -> None:
    form = {
        "statementId": uid(1),
        "content": json.dumps(statement()),
        "Authorization": call.headers["authorization"],
        "X-Experience-API-Version": "1.0.3",
    }
    answer = gate.answer(
        call.hub, "POST", "/xapi/statements", {"method": "PUT"}, FORM, urlencode(form).encode()
    )
    assert answer.status == 204


@pytest.mark.parametrize(
    ("form", "params"),
    [
        ({"statementId": uid(1), "content": "{}"}, {"method": "PUT", "statementId": uid(1)}),
        ({"statementId": uid(1)}, {"method": "PUT"}),
        ({"content": json.dumps(statement())}, {"method": "PUT"}),
        ({"statementId": uid(1), "content": "not json"}, {"method": "PUT"}),
        ({"limit": "1", "extra": "1"}, {"method": "GET"}),
        ({"limit": "1"}, {"method": "get"}),
        ({"limit": "1"}, {"method": "TRACE"}),
    ],
)
def test_forms_with_faults(call: Caller, form: dict[str, str], params: dict[str, str]) -> None:
    assert folded(call, "statements", form, **params).status == 400


def test_other_bodies_and_methods_are_no_forms(call: Caller) -> None:
    assert call("POST", "statements", statement(), method="PUT").status == 400
    assert call("POST", "statements", b'{"a":1}', FORM, method="PUT").status == 400
    assert call("GET", "statements", method="POST").status == 400


def test_2_0_0_refuses_it(call: Caller) -> None:
    newer = {"x-experience-api-version": "2.0.0"}
    sent = {"statementId": uid(1), "content": json.dumps(statement())}
    assert folded(call, "statements", sent, newer, method="PUT").status == 400
    assert folded(call, "statements", {"limit": "1"}, newer, method="GET").status == 400
