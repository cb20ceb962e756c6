"""How a store is spoken to: part three of the specification (Communication), but for documents."""

import hashlib
import json
import time
from datetime import datetime
from typing import Any

from simtrainer.hub.shapes.mixed import mixed, parts_of
from tests.hub.conformance.data import ACTIVITY, ANONYMOUS, SUB
from tests.hub.conformance.must import NEW, Must, as_json, changed, ids, one, post
from tests.hub.conftest import Caller, said
from tests.hub.resources.test_alternate import folded
from tests.hub.samples import agent, pointer, statement, uid, void, whole

THROUGH = "X-Experience-API-Consistent-Through"
ALL = (
    "statements",
    "activities/state",
    "activities/profile",
    "agents/profile",
    "agents",
    "activities",
)
MIXED = {"content-type": "multipart/mixed; boundary=xx"}
FILE = b"\x00what is in the file\r\n"
SHA2 = hashlib.sha256(FILE).hexdigest()
ATTACHMENT: dict[str, Any] = {
    "usageType": "http://x.example/use", "display": {"nb": "Fil"}, "contentType": "text/plain",
    "length": len(FILE), "sha2": SHA2,
}  # fmt: skip
FILE_HEADERS = {
    "content-type": "text/plain",
    "content-transfer-encoding": "binary",
    "x-experience-api-hash": SHA2,
}
VERB = "http://x.example/verb"


def _head(call: Caller) -> None:
    post(call, statement(1))
    for params in ({}, {"statementId": uid(1)}):
        head, get = (call(method, "statements", **params) for method in ("HEAD", "GET"))
        assert (head.status, set(head.headers)) == (get.status, set(get.headers))


def _version_is_asked_for(call: Caller) -> None:
    for path in ALL:
        for value in ("", "0.9", "1.1.0", "3.0.0", "x", "2.1.0"):
            answer = call("GET", path, headers={"x-experience-api-version": value})
            assert answer.status == 400 and "X-Experience-API-Version" in answer.headers


def _version_is_said(call: Caller) -> None:
    own = call.headers["x-experience-api-version"]
    for path in ALL:
        assert call("GET", path).headers["X-Experience-API-Version"] == own


def _patch_versions(call: Caller) -> None:
    for value in ("1.0", "1.0.0", "1.0.9", "2.0.0"):
        assert call("GET", "statements", headers={"x-experience-api-version": value}).status == 200


def _about(call: Caller) -> None:
    answer = call("GET", "about", headers={"x-experience-api-version": "0.9", "authorization": ""})
    assert answer.status == 200
    assert set(said(answer)) == {"version"} and {"1.0.3", "2.0.0"} <= set(said(answer)["version"])


def _about_for_the_old(call: Caller) -> None:
    for asked in ("1.0", "1.0.3"):
        answer = call("GET", "about", headers={"x-experience-api-version": asked})
        assert "1.0.3" in said(answer)["version"]
        assert all(told.startswith("1.0.") for told in said(answer)["version"])
        assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def _refused_as_the_old(call: Caller) -> None:
    for path in ALL:
        for header in ("", "x", "0.95"):
            answer = call("GET", path, headers={"x-experience-api-version": header})
            assert answer.status == 400
            assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def _unauthenticated(call: Caller) -> None:
    for path in ALL:
        for wrong in ("", "Basic eA==", "Basic !!!", "Bearer x"):
            assert call("GET", path, headers={"authorization": wrong}).status == 401


def _unknown_parameters(call: Caller) -> None:
    for path, params in (
        ("statements", {}), ("statements", {"statementId": uid(1)}),
        ("activities", {"activityId": ACTIVITY["id"]}), ("agents", {"agent": as_json(agent())}),
    ):  # fmt: skip
        for extra in ({"unknown": "x"}, {"StatementId": uid(1)}, {"Agent": as_json(agent())}):
            assert call("GET", path, **params, **extra).status == 400


def _methods(call: Caller) -> None:
    for path in ("statements", "agents", "activities"):
        assert call("DELETE", path).status == 405
    assert call("GET", "nothing").status == 404


def _put(call: Caller) -> None:
    answer = call("PUT", "statements", statement(), statementId=uid(1))
    assert (answer.status, answer.body) == (204, b"")
    assert one(call, uid(1))["id"] == uid(1)
    assert call("PUT", "statements", statement()).status == 400
    assert call("PUT", "statements", statement(2), statementId=uid(1)).status == 400
    assert call("PUT", "statements", statement(), statementId="x").status == 400


def _post(call: Caller) -> None:
    assert said(call("POST", "statements", statement(1))) == [uid(1)]
    assert said(call("POST", "statements", [statement(3), statement(2)])) == [uid(3), uid(2)]
    assert call("POST", "statements", statement(), statementId=uid(9)).status == 400


def _never_overwritten(call: Caller) -> None:
    post(call, statement(1))
    other = statement(1, verb={"id": VERB})
    assert post(call, other) == 409
    assert call("PUT", "statements", other, statementId=uid(1)).status == 409
    assert one(call, uid(1))["verb"] == statement()["verb"]
    assert post(call, statement(1)) == 200


def _same_id_twice(call: Caller) -> None:
    assert post(call, [statement(1), statement(1)]) == 400
    assert ids(call) == []


def _whole_batch(call: Caller) -> None:
    assert post(call, [statement(1), changed("verb.id", "x")]) == 400
    assert post(call, statement(2)) == 200
    assert post(call, [statement(3), statement(2, result={"success": True})]) == 409
    assert ids(call) == [uid(2)]


def _content_types(call: Caller) -> None:
    body = json.dumps(statement()).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "", "application/xml"):
        assert call("POST", "statements", body, {"content-type": kind}).status == 400
    good = {"content-type": "application/json; charset=utf-8"}
    assert call("POST", "statements", body, good).status == 200


def _utf8(call: Caller) -> None:
    name = "Åse Ærlig 試験 \N{SMILING FACE WITH OPEN MOUTH}"
    post(call, statement(1, actor=agent() | {"name": name}))
    assert one(call, uid(1))["actor"]["name"] == name


def _single_or_page(call: Caller) -> None:
    post(call, statement(1))
    assert said(call("GET", "statements", statementId=uid(1)))["id"] == uid(1)
    page = said(call("GET", "statements"))
    assert set(page) == {"statements", "more"} and page["more"] == ""
    assert said(call("GET", "statements", verb=VERB)) == {"statements": [], "more": ""}


def _both_ids(call: Caller) -> None:
    post(call, statement(1))
    ask = {"statementId": uid(1)}
    assert call("GET", "statements", **ask, voidedStatementId=uid(1)).status == 400
    for extra in (
        {"agent": as_json(agent())}, {"verb": VERB}, {"activity": ACTIVITY["id"]}, {"limit": "1"},
        {"registration": uid(1)}, {"related_activities": "true"}, {"related_agents": "true"},
        {"since": "2020-01-01T00:00:00Z"}, {"until": "2020-01-01T00:00:00Z"}, {"ascending": "true"},
    ):  # fmt: skip
        assert call("GET", "statements", **ask, **extra).status == 400
        assert call("GET", "statements", voidedStatementId=uid(1), **extra).status == 400
    assert call("GET", "statements", **ask, format="ids", attachments="false").status == 200


def _by_agent(call: Caller) -> None:
    kinds = (
        {"mbox": "mailto:ida@x.example"}, {"mbox_sha1sum": "ab" * 20},
        {"openid": "http://x.example/ida"}, agent("ida"),
    )  # fmt: skip
    group = {"objectType": "Group", "mbox": "mailto:laget@x.example"}
    post(call, [statement(n, actor=who) for n, who in enumerate(kinds)])
    post(call, statement("group", actor=group | {"member": [kinds[0]]}))
    post(call, statement("object", actor=agent("per"), object=kinds[1] | {"objectType": "Agent"}))
    for n, who in enumerate(kinds):
        found = ids(call, agent=as_json(who))
        assert uid(n) in found
        assert (uid("object") in found) == (n == 1)
        assert (uid("group") in found) == (n == 0)
    assert ids(call, agent=as_json(group)) == [uid("group")]


def _by_related_agent(call: Caller) -> None:
    per = agent("per")
    bodies = {
        "instructor": statement("instructor", context={"instructor": per}),
        "team": statement("team", context={"team": ANONYMOUS | {"member": [per]}}),
        "sub": statement("sub", object=SUB | {"actor": per}),
    }
    post(call, list(bodies.values()))
    assert ids(call, agent=as_json(per)) == []
    assert sorted(ids(call, agent=as_json(per), related_agents="true")) == sorted(
        uid(name) for name in bodies
    )
    authority = one(call, uid("team"))["authority"]
    assert len(ids(call, agent=as_json(authority), related_agents="true")) == 3


def _by_context_agent(call: Caller) -> None:
    per = agent("per")
    agents = [{"objectType": "contextAgent", "agent": per}]
    groups = [{"objectType": "contextGroup", "group": ANONYMOUS | {"member": [per]}}]
    post(call, statement(1, context={"contextAgents": agents}))
    post(call, statement(2, context={"contextGroups": groups}))
    assert ids(call, agent=as_json(per)) == []
    assert ids(call, agent=as_json(per), related_agents="true") == [uid(2), uid(1)]


def _by_verb_and_registration(call: Caller) -> None:
    post(call, [statement(1), statement(2, verb={"id": VERB})])
    post(call, statement(3, verb={"id": VERB}, context={"registration": uid("r").upper()}))
    assert ids(call, verb=VERB) == [uid(3), uid(2)]
    assert ids(call, registration=uid("r")) == [uid(3)]
    assert ids(call, verb=VERB, registration=uid("other")) == []


def _by_activity(call: Caller) -> None:
    other = {"id": "http://x.example/other"}
    post(call, statement("object", object=ACTIVITY))
    for key in ("parent", "grouping", "category", "other"):
        context = {"contextActivities": {key: [ACTIVITY]}}
        post(call, statement(key, object=other, context=context))
    post(call, statement("sub", object=SUB))
    assert ids(call, activity=ACTIVITY["id"]) == [uid("object")]
    assert len(ids(call, activity=ACTIVITY["id"], related_activities="true")) == 6


def _through_references(call: Caller) -> None:
    post(
        call,
        statement(1, verb={"id": VERB}, actor=agent("per"), context={"registration": uid("r")}),
    )
    post(call, [pointer(uid(1), 2), pointer(uid(2), 3)])
    post(call, void(uid(9), "elsewhere"))
    for params in ({"verb": VERB}, {"agent": as_json(agent("per"))}, {"registration": uid("r")}):
        assert ids(call, **params) == [uid(3), uid(2), uid(1)]
    assert ids(call, verb=VERB, limit="1") == [uid(3)]


def _a_void_keeps_its_target_findable(call: Caller) -> None:
    post(call, statement(1, verb={"id": VERB}))
    post(call, void(uid(1), "void"))
    assert ids(call, verb=VERB) == [uid("void")]


def _since_and_until(call: Caller) -> None:
    for n in range(3):
        post(call, statement(n))
        time.sleep(0.002)
    middle = one(call, uid(1))["stored"]
    assert ids(call, since=middle) == [uid(2)]
    assert ids(call, until=middle) == [uid(1), uid(0)]
    shifted = datetime.fromisoformat(middle).isoformat().replace("+00:00", "Z")
    assert ids(call, since=shifted, until=middle) == []


def _order_and_limit(call: Caller) -> None:
    post(call, [statement(n) for n in range(5)])
    newest = [uid(n) for n in range(5)][::-1]
    assert ids(call) == newest and ids(call, limit="0") == newest
    assert ids(call, ascending="true") == newest[::-1]
    assert ids(call, limit="2") == newest[:2]
    assert ids(call, limit="2", ascending="true") == newest[::-1][:2]


def _more(call: Caller) -> None:
    post(call, [statement(n) for n in range(5)])
    page = said(call("GET", "statements", limit="2", verb=statement()["verb"]["id"]))
    seen = [one["id"] for one in page["statements"]]
    while page["more"]:
        assert page["more"].startswith("/xapi/")
        page = said(call.more(page["more"]))
        seen += [one["id"] for one in page["statements"]]
    assert seen == [uid(n) for n in range(5)][::-1]


def _bad_values(call: Caller) -> None:
    for params in (
        {"statementId": "x"}, {"voidedStatementId": "x"}, {"agent": "x"}, {"agent": "{}"},
        {"agent": as_json(ANONYMOUS)}, {"verb": "x"}, {"activity": "x"}, {"registration": "x"},
        {"since": "x"}, {"until": "x"}, {"limit": "x"}, {"limit": "-1"}, {"ascending": "x"},
        {"related_agents": "x"}, {"related_activities": "1"}, {"format": "x"}, {"attachments": "x"},
    ):  # fmt: skip
        assert call("GET", "statements", **params).status == 400, params


def _format_ids(call: Caller) -> None:
    post(call, whole())
    found = said(call("GET", "statements", format="ids"))["statements"][0]
    assert found["actor"] == {"objectType": "Agent", "mbox": whole()["actor"]["mbox"]}
    assert set(found["object"]) == {"id"} and set(found["verb"]) == {"id"}
    assert found["context"]["team"]["member"] == [agent("a"), agent("b")]
    parent = whole()["context"]["contextActivities"]["parent"]["id"]
    assert found["context"]["contextActivities"]["parent"] == [{"id": parent}]


def _format_canonical(call: Caller) -> None:
    texts = {"en-GB": "Thing", "nb": "Ting", "de": "Ding", "de-CH": "Dingli"}
    target = ACTIVITY | {"definition": {"name": texts, "description": texts}}
    verb = {"id": VERB, "display": texts}
    post(call, statement(1, object=target, verb=verb))
    for wanted, tag in (
        ("nb", "nb"),
        ("de, en;q=0.8", "de"),
        ("en;q=0.8, xx", "en-GB"),
        ("de-CH", "de-CH"),
        ("de-AT", "de"),
        ("de-CH-1901", "de-CH"),
    ):
        headers = {"accept-language": wanted}
        page = call("GET", "statements", headers=headers, format="canonical")
        found = said(page)["statements"][0]
        assert found["object"]["definition"]["name"] == {tag: texts[tag]}
        assert found["object"]["definition"]["description"] == {tag: texts[tag]}
        assert found["verb"]["display"] == {tag: texts[tag]}


def _format_exact(call: Caller) -> None:
    sent = whole()
    post(call, sent)
    better = sent["object"] | {"definition": {"name": {"nb": "Bedre"}}}
    post(call, statement(2, object=better))
    for params in ({}, {"format": "exact"}):
        assert one(call, sent["id"], **params)["object"] == sent["object"]


def _last_modified(call: Caller) -> None:
    post(call, statement(1))
    answer = call("GET", "statements", statementId=uid(1))
    stored = datetime.fromisoformat(said(answer)["stored"])
    assert answer.headers["Last-Modified"] == stored.strftime("%a, %d %b %Y %H:%M:%S GMT")


def _consistent_through(call: Caller) -> None:
    post(call, statement(1))
    stored = datetime.fromisoformat(one(call, uid(1))["stored"])
    time.sleep(0.05)
    for params in ({}, {"statementId": uid(1)}, {"statementId": uid(2)}, {"limit": "x"}):
        for method in ("GET", "HEAD"):
            assert THROUGH in call(method, "statements", **params).headers
    found = datetime.fromisoformat(call("GET", "statements").headers[THROUGH])
    assert found.tzinfo is not None and found >= stored
    assert THROUGH in call("POST", "statements", statement(3)).headers


def _mixed(call: Caller, value: Any, *files: tuple[str, str, bytes], **params: str) -> int:
    body = mixed(json.dumps(value).encode(), files, "xx")
    method = "PUT" if params else "POST"
    return call(method, "statements", body, MIXED, **params).status


def _files_come_and_go(call: Caller) -> None:
    file = ("text/plain", SHA2, FILE)
    assert _mixed(call, statement(1, attachments=[ATTACHMENT]), file) == 200
    assert _mixed(call, statement(2, attachments=[ATTACHMENT]), file, statementId=uid(2)) == 204
    for params in ({}, {"statementId": uid(1)}):
        answer = call("GET", "statements", attachments="true", **params)
        kind, _, boundary = answer.media_type.partition("; boundary=")
        assert kind == "multipart/mixed"
        first, *rest = parts_of(answer.body, boundary.encode())
        assert first.headers["content-type"] == "application/json"
        assert [part.content for part in rest] == [FILE]
        assert {key: rest[0].headers[key] for key in FILE_HEADERS} == FILE_HEADERS
        assert (
            call("GET", "statements", attachments="false", **params).media_type
            == "application/json"
        )
        assert call("GET", "statements", **params).media_type == "application/json"


def _files_must_fit(call: Caller) -> None:
    sent = statement(1, attachments=[ATTACHMENT])
    other = hashlib.sha256(b"x").hexdigest()
    assert _mixed(call, sent) == 400
    assert _mixed(call, statement(1), ("text/plain", SHA2, FILE)) == 400
    assert _mixed(call, sent, ("text/plain", SHA2, b"x")) == 400
    assert _mixed(call, sent, ("text/plain", SHA2, FILE), ("text/plain", other, b"x")) == 400
    good = mixed(json.dumps(sent).encode(), [("text/plain", SHA2, FILE)], "xx")
    for broken in (
        good.replace(b"Content-Transfer-Encoding: binary", b"Content-Transfer-Encoding: base64"),
        good.replace(b"X-Experience-API-Hash", b"X-Other"),
        good.replace(b"application/json", b"text/plain"),
        good.replace(b"--xx--", b""),
    ):
        assert call("POST", "statements", broken, MIXED).status == 400
    for kind in (
        "multipart/mixed",
        "multipart/mixed; boundary=",
        "multipart/form-data; boundary=xx",
    ):
        assert call("POST", "statements", good, {"content-type": kind}).status == 400
    assert ids(call) == []


def _folded_is_old(call: Caller) -> None:
    sent = {"statementId": uid(1), "content": json.dumps(statement())}
    if call.headers["x-experience-api-version"] == "2.0.0":
        assert folded(call, "statements", sent, method="PUT").status == 400
        return
    assert folded(call, "statements", sent, method="PUT").status == 204
    assert said(folded(call, "statements", {"statementId": uid(1)}, method="GET"))["id"] == uid(1)
    assert folded(call, "statements", sent, method="PUT", statementId=uid(1)).status == 400
    assert folded(call, "statements", {"statementId": uid(1)}, method="PUT").status == 400
    assert call("POST", "statements", statement(), method="PUT").status == 400


def _person(call: Caller) -> None:
    for who in (agent(), {"mbox": "mailto:a@x.example"}, {"openid": "http://x.example/o"}):
        post(call, statement(actor=who | {"name": "Ida"}))
        person = said(call("GET", "agents", agent=as_json(who)))
        (key,) = who
        assert person == {"objectType": "Person", "name": ["Ida"], key: [who[key]]}
    unheard = said(call("GET", "agents", agent=as_json(agent("unheard"))))
    assert unheard["objectType"] == "Person"
    for wrong in ("x", "{}", as_json(ANONYMOUS)):
        assert call("GET", "agents", agent=wrong).status == 400
    assert call("GET", "agents").status == 400


def _activity(call: Caller) -> None:
    definition = {"name": {"nb": "Ting"}, "type": "http://x.example/t"}
    post(call, statement(object=ACTIVITY | {"definition": definition}))
    post(call, statement(object=ACTIVITY | {"definition": {"name": {"en": "Thing"}}}))
    found = said(call("GET", "activities", activityId=ACTIVITY["id"]))
    assert found["id"] == ACTIVITY["id"] and found["objectType"] == "Activity"
    assert found["definition"] == definition | {"name": {"nb": "Ting", "en": "Thing"}}
    one, other = ({"definition": {"description": text}} for text in ({"nb": "a"}, {"en": "b"}))
    post(call, [statement(object=ACTIVITY | one), statement(object=ACTIVITY | other)])
    found = said(call("GET", "activities", activityId=ACTIVITY["id"]))
    assert found["definition"]["description"] == {"nb": "a", "en": "b"}
    assert said(call("GET", "activities", activityId="http://x.example/new"))["id"]
    assert call("GET", "activities").status == 400
    assert call("GET", "activities", activityId="x").status == 400


def _says_why(call: Caller) -> None:
    answer = call("POST", "statements", [statement(), changed("result.success", "yes")])
    assert answer.status == 400 and said(answer)["path"] == "[1].result.success"


MUSTS = [
    Must("Communication 1.1", "HEAD answers as GET does, without content", _head),
    Must("Communication 1.3", "the alternate request syntax is of 1.0.3 alone", _folded_is_old),
    Must("Communication 1.4", "texts are UTF-8", _utf8),
    Must("Communication 1.5", "statements come as application/json or multipart/mixed", _content_types),
    Must("Communication 1.5.2", "files come with their statements and are given back", _files_come_and_go),
    Must("Communication 1.5.2", "files that do not fit their statements are refused", _files_must_fit),
    Must("Communication 2.1.1", "PUT stores under statementId and answers 204", _put),
    Must("Communication 2.1.1", "a statement is never changed; another of its id is a conflict", _never_overwritten),
    Must("Communication 2.1.2", "POST answers 200 with the ids in order", _post),
    Must("Communication 2.1.2", "a batch with one id twice is refused", _same_id_twice),
    Must("Communication 2.1.2", "a batch is stored whole or not at all", _whole_batch),
    Must("Communication 2.1.3", "GET gives one statement, or a list with more", _single_or_page),
    Must("Communication 2.1.3", "statementId goes with format and attachments only", _both_ids),
    Must("Communication 2.1.3", "agent finds actor and object, by each identifier, and members", _by_agent),
    Must("Communication 2.1.3", "related_agents finds instructor, team, authority and SubStatement", _by_related_agent),
    Must("IEEE 4.1.6.1", "related_agents finds contextAgents and contextGroups", _by_context_agent, NEW),
    Must("Communication 2.1.3", "verb and registration filter", _by_verb_and_registration),
    Must("Communication 2.1.3", "activity finds the object, related_activities the context too", _by_activity),
    Must("Communication 2.1.4", "a filter finds what points at a match, in any number of steps", _through_references),
    Must("Communication 2.1.4", "a voided statement is left out, its void is found", _a_void_keeps_its_target_findable),
    Must("Communication 2.1.3", "since is after, until is up to and with", _since_and_until),
    Must("Communication 2.1.3", "newest first, ascending turns it, limit bounds it, 0 is no limit", _order_and_limit),
    Must("Communication 2.1.3", "more leads through all pages", _more),
    Must("Communication 2.1.3", "values that are not of a parameter's kind are refused", _bad_values),
    Must("Communication 2.1.3", "format ids keeps what identifies", _format_ids),
    Must("Communication 2.1.3", "format canonical gives one language by Accept-Language", _format_canonical),
    Must("Communication 2.1.3", "format exact is what was sent, and the default", _format_exact),
    Must("IEEE 4.1.6.1", "Last-Modified is the moment of storing", _last_modified),
    Must("Communication 2.1.3", "each answer says up to when it is complete", _consistent_through),
    Must("Communication 2.4", "agents gives a Person with lists", _person),
    Must("Communication 2.5", "activities gives the definition put together", _activity),
    Must("Communication 2.8", "about needs no version and no credentials", _about),
    Must("Communication 2.8", "about names 1.0.x alone to who speaks it", _about_for_the_old),
    Must("Communication 3.3", "who names no version is refused in the words of 1.0.3", _refused_as_the_old),
    Must("Communication 3.2", "parameters that are not known are refused, also by case", _unknown_parameters),
    Must("Communication 3.2", "other methods and addresses are refused", _methods),
    Must("Communication 3.2", "a refusal says where and why", _says_why),
    Must("Communication 3.3", "the version header is asked for, but by about", _version_is_asked_for),
    Must("Communication 3.3", "each answer says its version", _version_is_said),
    Must("Communication 3.3", "1.0, 1.0.x and 2.0.x are taken", _patch_versions),
    Must("Communication 4.0", "wrong or missing credentials are 401", _unauthenticated),
]  # fmt: skip
