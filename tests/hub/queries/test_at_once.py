"""Pages read by the thread that takes requests up: the same pages, and it is never kept waiting."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import at_once
from simtrainer.hub.queries.at_once import AtOnce, NotAtOnce
from simtrainer.hub.queries.connect import Database, opened
from simtrainer.hub.queries.horizon import horizon
from simtrainer.hub.resources import gate
from simtrainer.hub.resources.ask import Answer
from tests.hub.conftest import Caller, said
from tests.hub.samples import statement, uid

_ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is."""
    monkeypatch.setattr(at_once, "MOST_S", 3600.0)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    with opened(sqlite_url) as made:
        yield made


@pytest.fixture
def reading(database: Database) -> Iterator[AtOnce]:
    made = AtOnce(database)
    made.ready()
    yield made
    made.close()


def one(raw: sqlite3.Connection) -> int:
    return int(raw.execute("select 1").fetchone()[0])


def page(call: Caller, path: str = "statements", **params: str) -> Answer | None:
    """As the thread that takes requests up would answer it."""
    return gate.at_once(call.hub, "GET", f"/xapi/{path}", params, call.headers)


def usual(call: Caller, path: str = "statements", **params: str) -> Answer:
    return gate.answer(call.hub, "GET", f"/xapi/{path}", params, call.headers, b"")


@pytest.fixture
def seen(call: Caller) -> Caller:
    """A caller who was let in before, with two statements stored."""
    assert call("POST", "statements", [statement("one"), statement("two")]).status == 200
    assert usual(call).status == 200
    if call.hub.at_once is not None:
        call.hub.at_once.database._rests_until = 0.0
    return call


def test_a_page_is_the_same_either_way(hub: Hub, seen: Caller) -> None:
    verb = statement("one")["verb"]["id"]
    for params in (
        {},
        {"verb": verb},
        {"limit": "1"},
        {"limit": "1", "ascending": "true"},
        {"ascending": "true"},
        {"verb": "https://example.org/never"},
    ):
        found, expected = page(seen, **params), usual(seen, **params)
        if not hub.database.is_sqlite:
            assert found is None, "PostgreSQL is asked by threads that may wait"
            continue
        assert found is not None
        assert (found.status, found.body) == (200, expected.body)
        assert set(found.headers) == set(expected.headers)


def test_pages_follow_on_each_other_either_way(hub: Hub, seen: Caller) -> None:
    for order in ("false", "true"):
        first = said(usual(seen, ascending=order))["statements"]
        found, answer = list[object](), page(seen, limit="1", ascending=order)
        answer = answer or usual(seen, limit="1", ascending=order)
        while link := said(answer)["more"]:
            found += said(answer)["statements"]
            path, _, after = link.removeprefix("/xapi/").partition("?after=")
            answer = page(seen, path, after=after) or usual(seen, path, after=after)
        assert found + said(answer)["statements"] == first


def test_what_takes_more_than_a_page_goes_the_usual_way(hub: Hub, seen: Caller) -> None:
    link = said(usual(seen, limit="1", format="ids"))["more"]
    path, _, after = link.removeprefix("/xapi/").partition("?after=")
    assert page(seen, path, after=after) is None
    for params in (
        {"format": "ids"},
        {"attachments": "true"},
        {"statementId": uid("one")},
        {"limit": "many"},
        {"unknown": "word"},
    ):
        assert page(seen, **params) is None
    assert page(seen, "agents") is None
    assert gate.at_once(hub, "POST", "/xapi/statements", {}, seen.headers) is None
    assert gate.at_once(hub, "GET", "/xapi/statements", {}, {}) is None


def test_what_does_not_come_of_it_is_not_counted(hub: Hub, seen: Caller) -> None:
    """Else a caller would be slowed down by half as many requests."""
    held = hub.callers.guess(seen.headers["authorization"])
    assert held is not None
    buckets = hub.pace._buckets
    for _ in range(20):
        assert page(seen, format="ids") is None
    assert buckets[held.who.id][0] > hub.settings.limits.requests_per_minute - 10


def test_a_long_search_is_given_up_and_the_next_goes_the_usual_way(
    reading: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_once, "REST_TIMES", 1e9)
    assert reading.glance(one) == 1
    monkeypatch.setattr(at_once, "MOST_S", 0.0)
    with pytest.raises(NotAtOnce):
        reading.glance(lambda raw: raw.execute(_ENDLESS).fetchall())
    with pytest.raises(NotAtOnce):
        reading.glance(one)
    reading._rests_until = 0.0
    assert reading.glance(one) == 1


def test_whoever_writes_is_not_waited_for(database: Database, reading: AtOnce) -> None:
    assert reading.settled() is not None

    def work(_: object) -> None:
        assert reading.settled() is None
        assert reading.glance(one) == 1

    database.write(work)
    assert reading.settled() is not None


def test_nobody_is_kept_from_writing(
    database: Database, reading: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is given up between asking for the writer's place and leaving it."""
    monkeypatch.setattr(at_once, "MOST_S", 0.0)

    def work(raw: sqlite3.Connection) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(_ENDLESS).fetchall()

    with pytest.raises(NotAtOnce):
        reading.glance(work)
    raw = database.own_connection()
    raw.execute("PRAGMA busy_timeout=0")
    raw.execute("BEGIN IMMEDIATE")
    raw.close()


def test_nor_is_another_thread(reading: AtOnce) -> None:
    def work(_: sqlite3.Connection) -> None:
        with pytest.raises(NotAtOnce):
            reading.glance(one)

    reading.glance(work)


def test_a_connection_that_fails_is_made_anew_by_one_who_may_wait(reading: AtOnce) -> None:
    assert reading._raw is not None
    reading._raw.close()
    for _ in range(2):
        with pytest.raises(NotAtOnce):
            reading.glance(one)
    reading._rests_until = 0.0
    reading.ready()
    assert reading.glance(one) == 1


def test_where_the_store_cannot_be_opened_the_usual_way_tells(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path}") as folder:
        reading = AtOnce(folder)
        reading.ready()
        with pytest.raises(NotAtOnce):
            reading.glance(one)
        reading.close()


def test_what_is_told_leaves_room_for_a_batch_that_begins_now(reading: AtOnce) -> None:
    """The first of a batch is numbered a little before the clock's now."""
    moment = datetime(2199, 1, 1, tzinfo=UTC)
    assert reading.glance(lambda raw: horizon(raw, moment)) < moment
