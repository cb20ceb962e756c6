"""The statements resource on both databases."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from simtrainer.hub import commands
from simtrainer.hub.hub import Hub
from simtrainer.hub.resources.ask import Answer
from simtrainer.hub.resources.statements import CONSISTENT
from tests.hub.conftest import Caller, at_once, caller, said
from tests.hub.samples import agent, pointer, statement, uid, void, whole


def ids(answer: Any) -> list[str]:
    return [one["id"] for one in said(answer)["statements"]]


def test_one_and_many_are_stored_and_given_back_as_sent(call: Caller) -> None:
    assert said(call("POST", "statements", whole())) == [uid("whole")]
    assert len(said(call("POST", "statements", [statement(), statement()]))) == 2
    answer = call("GET", "statements", statementId=uid("whole"))
    given = said(answer)
    sent = whole()
    assert given["stored"].endswith("Z") and given["version"] == "1.0.0"
    assert given["authority"]["account"]["name"].startswith("pc-1")
    activities = given["context"]["contextActivities"]
    assert activities["parent"] == [sent["context"]["contextActivities"]["parent"]]
    activities["parent"] = activities["parent"][0]
    assert {key: given[key] for key in sent} == sent
    assert answer.headers["Last-Modified"]


def test_put_stores_under_the_id_of_the_address(call: Caller) -> None:
    assert call("PUT", "statements", statement(), statementId=uid(1).upper()).status == 204
    assert said(call("GET", "statements", statementId=uid(1)))["id"] == uid(1)
    assert call("PUT", "statements", statement(2), statementId=uid(1)).status == 400
    assert call("PUT", "statements", statement()).status == 400
    assert call("PUT", "statements", [statement()], statementId=uid(1)).status == 400


def test_a_repeat_is_harmless_and_other_content_conflicts(call: Caller) -> None:
    batch = [statement(1), statement(2)]
    assert call("POST", "statements", batch).status == 200
    assert call("POST", "statements", batch).status == 200
    assert call("PUT", "statements", statement(1), statementId=uid(1)).status == 204
    other = statement(1, object={"id": "https://simtrainer.example/else"})
    assert call("PUT", "statements", other, statementId=uid(1)).status == 409
    answer = call("POST", "statements", [statement(3), other])
    assert answer.status == 409 and said(answer)["id"] == uid(1)
    assert call("GET", "statements", statementId=uid(3)).status == 404
    assert sorted(ids(call("GET", "statements"))) == sorted([uid(1), uid(2)])


def test_a_batch_with_one_bad_statement_stores_nothing(call: Caller) -> None:
    answer = call("POST", "statements", [statement(1), statement(2, result={"success": "yes"})])
    assert answer.status == 400
    assert said(answer)["path"] == "[1].result.success"
    assert ids(call("GET", "statements")) == []
    assert call("POST", "statements", [statement(1), statement(1)]).status == 400


def test_the_same_time_said_in_another_zone_is_the_same(call: Caller) -> None:
    one = statement(1, timestamp="2026-05-12T08:30:00+02:00")
    assert call("POST", "statements", one).status == 200
    assert call("POST", "statements", one | {"timestamp": "2026-05-12T06:30:00Z"}).status == 200
    assert call("POST", "statements", one | {"timestamp": "2026-05-12T06:31:00Z"}).status == 409


@pytest.fixture
def some(call: Caller) -> Caller:
    """Six statements that differ in one thing each."""
    call("POST", "statements", [
        statement(1),
        statement(2, actor=agent("per")),
        statement(3, verb={"id": "http://x.example/v"}),
        statement(4, object={"id": "http://x.example/a"}),
        statement(5, context={
            "registration": uid("r"), "instructor": agent("per"),
            "contextActivities": {"parent": [{"id": "http://x.example/a"}]},
        }),
        statement(6, object=agent("per") | {"objectType": "Agent"}),
    ])  # fmt: skip
    return call


@pytest.mark.parametrize(
    ("params", "numbers"),
    [
        ({}, [6, 5, 4, 3, 2, 1]),
        ({"ascending": "true"}, [1, 2, 3, 4, 5, 6]),
        ({"limit": "2"}, [6, 5]),
        ({"limit": "0"}, [6, 5, 4, 3, 2, 1]),
        ({"agent": json.dumps(agent("per"))}, [6, 2]),
        ({"agent": json.dumps(agent("per")), "related_agents": "true"}, [6, 5, 2]),
        ({"agent": json.dumps(agent("unheard"))}, []),
        ({"verb": "http://x.example/v"}, [3]),
        ({"activity": "http://x.example/a"}, [4]),
        ({"activity": "http://x.example/a", "related_activities": "true"}, [5, 4]),
        ({"registration": uid("r")}, [5]),
        ({"registration": uid("r"), "verb": "http://x.example/v"}, []),
        ({"activity": "http://x.example/a", "agent": json.dumps(agent()), "limit": "1"}, [4]),
    ],
)
def test_filters(some: Caller, params: dict[str, str], numbers: list[int]) -> None:
    assert ids(some("GET", "statements", **params)) == [uid(n) for n in numbers]


def test_since_is_after_and_until_is_up_to(some: Caller) -> None:
    third = said(some("GET", "statements", statementId=uid(3)))["stored"]
    assert ids(some("GET", "statements", since=third)) == [uid(n) for n in (6, 5, 4)]
    assert ids(some("GET", "statements", until=third)) == [uid(n) for n in (3, 2, 1)]
    assert ids(some("GET", "statements", since=third, until=third)) == []


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_pages_hold_everything_once_also_when_more_arrives_meanwhile(
    some: Caller, ascending: str
) -> None:
    page = some("GET", "statements", limit="2", ascending=ascending, agent=json.dumps(agent()))
    seen = ids(page)
    some("POST", "statements", statement(7))
    while link := said(page)["more"]:
        page = some.more(link)
        seen += ids(page)
    before = [uid(n) for n in (1, 3, 4, 5, 6)]
    assert seen == ([*before, uid(7)] if ascending == "true" else before[::-1])


def test_a_damaged_more_link_is_a_bad_request(some: Caller) -> None:
    for after in ("", "x", "e30=", "eyJhc2siOjEsInNlcSI6MX0="):
        assert some("GET", "statements/more", after=after).status == 400


@pytest.mark.parametrize(
    "params",
    [
        {"Agent": json.dumps(agent())},
        {"unknown": "1"},
        {"agent": "ida"},
        {"agent": "{}"},
        {"agent": json.dumps({"objectType": "Group", "member": [agent()]})},
        {"verb": "did"},
        {"activity": "x"},
        {"registration": "x"},
        {"since": "yesterday"},
        {"until": "2026"},
        {"limit": "-1"},
        {"limit": "many"},
        {"ascending": "yes"},
        {"related_agents": "1"},
        {"format": "pretty"},
        {"statementId": "x"},
        {"statementId": uid(1), "voidedStatementId": uid(1)},
        {"statementId": uid(1), "limit": "1"},
        {"voidedStatementId": uid(1), "agent": json.dumps(agent())},
    ],
)
def test_bad_parameters_are_refused(call: Caller, params: dict[str, str]) -> None:
    assert call("GET", "statements", **params).status == 400


def test_a_voided_statement_is_found_by_its_own_parameter_only(call: Caller) -> None:
    call("POST", "statements", [statement(1), statement(2)])
    call("POST", "statements", void(uid(1), "void"))
    assert call("GET", "statements", statementId=uid(1)).status == 404
    assert call("GET", "statements", voidedStatementId=uid(1)).status == 200
    assert call("GET", "statements", voidedStatementId=uid(2)).status == 404
    assert ids(call("GET", "statements")) == [uid("void"), uid(2)]


def test_a_void_may_come_before_its_target_and_cannot_be_voided(call: Caller) -> None:
    call("POST", "statements", void(uid(1), "void"))
    call("POST", "statements", statement(1))
    assert call("GET", "statements", voidedStatementId=uid(1)).status == 200
    call("POST", "statements", void(uid("void"), "again"))
    assert call("GET", "statements", statementId=uid("void")).status == 200


@pytest.mark.parametrize("order", [[1, 2, 3], [3, 2, 1], [2, 3, 1]])
def test_a_pointer_is_found_by_what_it_points_at_however_far(
    call: Caller, order: list[int]
) -> None:
    chain = {
        1: statement(1, verb={"id": "http://x.example/v"}, actor=agent("per")),
        2: pointer(uid(1), 2),
        3: pointer(uid(2), 3, actor=agent("liv")),
    }
    for number in order:
        call("POST", "statements", chain[number])
    found = ids(call("GET", "statements", verb="http://x.example/v"))
    assert sorted(found) == sorted(uid(n) for n in (1, 2, 3))
    both = call("GET", "statements", verb="http://x.example/v", agent=json.dumps(agent("per")))
    assert len(ids(both)) == 3
    mixed = call("GET", "statements", verb="http://x.example/v", agent=json.dumps(agent("liv")))
    assert ids(mixed) == []


def test_a_ring_of_pointers_ends(call: Caller) -> None:
    call("POST", "statements", [pointer(uid(2), 1), pointer(uid(1), 2)])
    assert ids(call("GET", "statements", verb="http://x.example/none")) == []
    seen = ids(call("GET", "statements", agent=json.dumps(agent())))
    assert sorted(seen) == sorted([uid(1), uid(2)])


def test_formats(call: Caller) -> None:
    call("POST", "statements", whole())
    ids_only = said(call("GET", "statements", format="ids"))["statements"][0]
    assert ids_only["verb"] == {"id": whole()["verb"]["id"]}
    assert "definition" not in ids_only["object"] and "name" not in ids_only["actor"]
    assert ids_only["result"] == whole()["result"]
    better = whole()["object"] | {"definition": {"name": {"en-GB": "Better"}}}
    call("POST", "statements", statement(2, object=better))
    answer = call(
        "GET", "statements", headers={"accept-language": "en, nb;q=0.5"},
        statementId=uid("whole"), format="canonical",
    )  # fmt: skip
    definition = said(answer)["object"]["definition"]
    assert definition["name"] == {"en-GB": "Better"}
    assert definition["description"] == {"nb": "Hva ser du?"}
    exact = said(call("GET", "statements", statementId=uid("whole"), format="exact"))
    assert exact["object"] == whole()["object"]


def test_every_answer_says_how_far_it_is_complete(call: Caller) -> None:
    call("POST", "statements", statement(1))
    answers = [
        call("GET", "statements"),
        call("GET", "statements", statementId=uid(1)),
        call("GET", "statements", statementId=uid(2)),
        call("GET", "statements", limit="x"),
        call("POST", "statements", statement(1)),
        call("PUT", "statements", statement(1), statementId=uid(1)),
        call("POST", "statements", {}),
        call("DELETE", "statements"),
    ]
    for answer in answers:
        through = datetime.fromisoformat(answer.headers[CONSISTENT])
        stored = said(call("GET", "statements", statementId=uid(1)))["stored"]
        assert through >= datetime.fromisoformat(stored) - timedelta(milliseconds=300)


@pytest.mark.parametrize(
    ("header", "status", "answered"),
    [
        ("1.0.3", 200, "1.0.3"),
        ("1.0", 200, "1.0.3"),
        ("1.0.0", 200, "1.0.3"),
        ("2.0.0", 200, "2.0.0"),
        ("0.9", 400, "1.0.3"),
        ("1.1.0", 400, "1.0.3"),
        ("", 400, "1.0.3"),
        ("2.0.x", 400, "2.0.0"),
    ],
)
def test_the_version_header_is_required_and_answered(
    call: Caller, header: str, status: int, answered: str
) -> None:
    answer = call("GET", "statements", headers={"x-experience-api-version": header})
    assert (answer.status, answer.headers["X-Experience-API-Version"]) == (status, answered)


def test_two_versions_live_side_by_side(call: Caller, hub: Hub, tenant: str) -> None:
    newer = caller(hub, tenant, user="pc-2", version="2.0.0")
    call("POST", "statements", statement(1))
    newer("POST", "statements", statement(2))
    versions = {one["id"]: one["version"] for one in said(call("GET", "statements"))["statements"]}
    assert versions == {uid(1): "1.0.0", uid(2): "2.0.0"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"authorization": ""}, 401),
        ({"authorization": "Basic !!!"}, 401),
        ({"authorization": "Basic cGMtMTp3cm9uZw=="}, 401),
        ({"authorization": "Basic AHg6eA=="}, 401),
        ({"authorization": "Bearer x"}, 401),
        ({"content-type": "text/plain"}, 400),
        ({"content-type": ""}, 400),
    ],
)
def test_wrong_headers(call: Caller, headers: dict[str, str], status: int) -> None:
    assert call("POST", "statements", statement(1), headers=headers).status == status


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"1", b'"x"', b"[1]", b"[[]]", b"{}", b"\xff", b"[" * 2000]
)
def test_a_body_that_is_no_statement_is_a_bad_request(call: Caller, body: bytes) -> None:
    answer = call("POST", "statements", body, headers={"content-type": "application/json"})
    assert answer.status == 400 and said(answer)["code"].startswith("hub.")


def test_an_empty_batch_stores_nothing(call: Caller) -> None:
    assert said(call("POST", "statements", [])) == []


def test_unknown_addresses_and_methods(call: Caller) -> None:
    assert call("GET", "nothing").status == 404
    assert call("DELETE", "statements").status == 405
    assert said(call("GET", "about"))["version"] == [f"1.0.{patch}" for patch in range(4)]


SCOPES = {
    # scope: may write, sees own, sees others'
    "all": (200, True, True),
    "all/read": (403, True, True),
    "station": (200, True, False),
    "statements/write": (200, False, False),
    "statements/read/mine": (403, True, False),
    "statements/read": (403, True, True),
    "admin": (200, True, True),
    "state": (403, False, False),
    "leader:*": (403, False, False),
}


@pytest.mark.parametrize("scope", SCOPES)
def test_each_scope_may_do_what_it_says(call: Caller, hub: Hub, tenant: str, scope: str) -> None:
    writes, own, others = SCOPES[scope]
    call("POST", "statements", statement("other"))
    user = caller(hub, tenant, scope, "user")
    assert user("POST", "statements", statement("own")).status == writes
    found = user("GET", "statements")
    assert found.status == (200 if own or others else 403)
    expected = ([uid("own")] if writes == 200 and own else []) + ([uid("other")] if others else [])
    if found.status == 200:
        assert ids(found) == expected
    single = user("GET", "statements", statementId=uid("other")).status
    assert single == (200 if others else 404 if own else 403)


def test_another_municipality_sees_nothing(call: Caller, hub: Hub, tenant: str) -> None:
    other = f"{tenant}-nabo"
    commands.init(hub.settings.database_url, other, "Nabo kommune")
    neighbour = caller(hub, other, "admin")
    call("POST", "statements", [statement(1), void(uid(2), "void")])
    assert neighbour("GET", "statements", statementId=uid(1)).status == 404
    assert ids(neighbour("GET", "statements")) == []
    assert neighbour("POST", "statements", statement(1, result={})).status == 200
    assert neighbour("POST", "statements", statement(2)).status == 200
    assert neighbour("GET", "statements", statementId=uid(2)).status == 200
    assert len(ids(call("GET", "statements"))) == 2


def test_twelve_equal_posts_at_once_leave_one_copy(call: Caller) -> None:
    batch = [statement(n) for n in range(5)]
    assert at_once([lambda: call("POST", "statements", batch)] * 12) == [200] * 12
    assert len(ids(call("GET", "statements"))) == 5


def test_twelve_different_statements_of_one_id_leave_one(call: Caller) -> None:
    def attempt(n: int) -> Answer:
        return call(
            "POST", "statements", [statement(n), statement("x", result={"response": str(n)})]
        )

    jobs = [lambda n=n: attempt(n) for n in range(12)]
    assert at_once(jobs) == [200] + [409] * 11
    assert len(ids(call("GET", "statements"))) == 2


def test_batches_that_share_agents_and_activities_never_deadlock(call: Caller) -> None:
    def batch(turn: int) -> list[dict[str, Any]]:
        made = []
        for n in range(20):
            definition = {"name": {"nb": f"turn {turn}"}}
            target = {"id": f"http://x.example/{n}", "definition": definition}
            named = agent(f"a{n}") | {"name": f"name {turn}"}
            made.append(statement((turn, n), actor=named, object=target))
        return made if turn % 2 else made[::-1]

    jobs = [lambda turn=turn: call("POST", "statements", batch(turn)) for turn in range(12)]
    assert at_once(jobs) == [200] * 12
    assert len(ids(call("GET", "statements"))) == 240
