"""A page may be fetched for whom the caller was when last seen; what is told never rests on it."""

from base64 import b64decode

import pytest
from sqlalchemy import update

from simtrainer.hub.hub import Hub
from simtrainer.hub.queries.tables import credential
from simtrainer.hub.secrets import hashed
from tests.hub.conftest import Caller, caller, said
from tests.hub.samples import statement


def change(hub: Hub, call: Caller, **values: str | None) -> None:
    """Another process changes the credential."""
    seen = hub.callers.guess(call.headers["authorization"])
    assert seen is not None, "the caller is known, so that the next page is a guess"
    row = update(credential).where(credential.c.id == seen.who.id).values(**values)
    hub.database.write(lambda c: c.execute(row))


@pytest.fixture
def known(hub: Hub, call: Caller) -> Caller:
    """A caller who was seen just now, with one statement stored."""
    assert call("POST", "statements", statement("one")).status == 200
    assert len(said(call("GET", "statements"))["statements"]) == 1
    assert hub.callers.guess(call.headers["authorization"]) is not None
    return call


@pytest.mark.parametrize("verb", ["", "https://example.org/verbs/never-heard"])
def test_one_who_is_shut_out_is_shut_out_at_once(hub: Hub, known: Caller, verb: str) -> None:
    """Also where the page would be empty."""
    asked = {"verb": verb} if verb else {}
    assert known("GET", "statements", **asked).status == 200
    change(hub, known, revoked_at="2026-05-12T08:00:00Z")
    answer = known("GET", "statements", **asked)
    assert answer.status == 401
    assert b"statements" not in answer.body


def test_a_password_that_was_changed_is_wrong_at_once(hub: Hub, known: Caller) -> None:
    change(hub, known, secret=hashed("another"))
    assert known("GET", "statements").status == 401


def test_a_scope_that_became_smaller_holds_at_once(hub: Hub, tenant: str, known: Caller) -> None:
    other = caller(hub, tenant, user="pc-2")
    assert other("POST", "statements", statement("two")).status == 200
    assert len(said(known("GET", "statements"))["statements"]) == 2
    change(hub, known, scope="statements/read/mine")
    assert len(said(known("GET", "statements"))["statements"]) == 1
    change(hub, known, scope="profile")
    assert known("GET", "statements").status == 403


def test_a_next_page_is_not_told_to_one_who_was_shut_out(hub: Hub, known: Caller) -> None:
    assert known("POST", "statements", statement("two")).status == 200
    link = said(known("GET", "statements", limit="1"))["more"]
    assert len(said(known.more(link))["statements"]) == 1
    change(hub, known, revoked_at="2026-05-12T08:00:00Z")
    assert known.more(link).status == 401


def test_what_is_refused_is_refused_to_whom_the_caller_is(hub: Hub, known: Caller) -> None:
    assert known("GET", "statements", limit="many").status == 400
    change(hub, known, revoked_at="2026-05-12T08:00:00Z")
    assert known("GET", "statements", limit="many").status == 401


def test_a_wrong_password_is_no_guess(hub: Hub, known: Caller) -> None:
    user, _, _ = b64decode(known.headers["authorization"].split()[1]).decode().partition(":")
    other = Caller(hub, user, "not it")
    assert hub.callers.guess(other.headers["authorization"]) is None
    assert other("GET", "statements").status == 401
