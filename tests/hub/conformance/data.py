"""What a statement must be: part two of the specification (Data)."""

from typing import Any

from tests.hub.conformance.must import (
    NEW,
    OLD,
    Must,
    changed,
    ids,
    one,
    post,
    refuses,
    refuses_values,
    takes,
    takes_values,
)
from tests.hub.conftest import Caller, said
from tests.hub.samples import agent, pointer, statement, uid, void, whole

NOT_STRINGS: tuple[Any, ...] = (1, True, None, {}, [])
NOT_OBJECTS: tuple[Any, ...] = (1, "x", True, None, [])
NOT_IRIS: tuple[Any, ...] = ("", "x", "//x.example/a", "http://x.example/a b", 1, None, {})
NOT_UUIDS: tuple[Any, ...] = (
    "x", 1, None, {}, "00000000-0000-4000-8000-00000000000", "0000000000004000800000000000000",
    "{00000000-0000-4000-8000-000000000000}", "00000000-0000-4000-8000-00000000000g",
)  # fmt: skip
ACTIVITY = {"id": "http://x.example/a"}
SUB: dict[str, Any] = {
    "objectType": "SubStatement",
    "actor": agent(),
    "verb": {"id": "http://x.example/v"},
    "object": ACTIVITY,
}
ANONYMOUS: dict[str, Any] = {"objectType": "Group", "member": [agent("a")]}
IDENTIFIED: dict[str, Any] = {"objectType": "Group", "mbox": "mailto:laget@x.example"}
ACTORS = ("actor", "context.instructor")
INTERACTIONS = ("choices", "scale", "source", "target", "steps")


def question(kind: str, **more: Any) -> dict[str, Any]:
    return statement(object=ACTIVITY | {"definition": {"interactionType": kind, **more}})


def party(kind: str, key: str, who: Any, **more: Any) -> dict[str, Any]:
    item = {"objectType": kind, key: who, **more}
    return statement(context={f"{kind}s": [item]})


def _an_array_of_null(call: Caller) -> None:
    assert post(call, [None]) == 400


def _keys_once(call: Caller) -> None:
    answer = call("POST", "statements", b"{", {"content-type": "application/json"})
    assert answer.status == 400


def _an_id_is_given(call: Caller) -> None:
    (made,) = said(call("POST", "statements", statement()))
    assert one(call, made)["id"] == made


def _ids_are_compared_without_case(call: Caller) -> None:
    assert post(call, statement() | {"id": uid(1).upper()}) == 200
    assert post(call, statement(1, result={"success": True})) == 409


def _timestamp_is_stored_if_missing(call: Caller) -> None:
    (key,) = said(call("POST", "statements", statement()))
    found = one(call, key)
    assert found["timestamp"] == found["stored"]


def _stored_is_overwritten(call: Caller) -> None:
    sent = statement(1, stored="2001-01-01T00:00:00Z")
    assert post(call, sent) == 200
    assert one(call, uid(1))["stored"] != sent["stored"]


def _authority_is_the_callers(call: Caller) -> None:
    assert post(call, statement(1, authority=agent("somebody"))) == 200
    found = one(call, uid(1))["authority"]
    assert found["objectType"] == "Agent" and found["account"]["name"] != "somebody"


def _version_is_set(call: Caller) -> None:
    assert post(call, statement(1)) == 200
    wanted = "2.0.0" if call.headers["x-experience-api-version"] == "2.0.0" else "1.0.0"
    assert one(call, uid(1))["version"] == wanted


def _version_is_kept(call: Caller) -> None:
    own = call.headers["x-experience-api-version"]
    assert post(call, statement(1, version=own)) == 200
    assert one(call, uid(1))["version"] == own
    for wrong in ("0.9", "1.1.0", "3.0.0", "x", 1):
        assert post(call, statement(version=wrong)) == 400


def _an_older_version_is_kept(call: Caller) -> None:
    for older in ("1.0", "1.0.3", "1.0.9"):
        assert post(call, statement(older, version=older)) == 200
        assert one(call, uid(older))["version"] == older


def _duration_to_the_hundredth(call: Caller) -> None:
    first, same, other = (
        statement(1, result={"duration": f"P1DT12H36M0.{seconds}S"})
        for seconds in ("1237", "12", "13")
    )
    assert post(call, first) == post(call, same) == 200
    assert post(call, other) == 409
    assert one(call, uid(1))["result"] == first["result"]


def _stays_as_sent(call: Caller) -> None:
    sent = whole()
    assert post(call, sent) == 200
    found = one(call, sent["id"])
    parts = found["context"]["contextActivities"]
    assert parts["parent"] == [sent["context"]["contextActivities"]["parent"]]
    sent["context"]["contextActivities"]["parent"] = parts["parent"]
    assert {key: found[key] for key in sent} == sent


def _voids(call: Caller) -> None:
    assert post(call, [statement(1), statement(2)]) == 200
    assert post(call, void(uid(1), "void")) == 200
    assert ids(call) == [uid("void"), uid(2)]
    assert call("GET", "statements", statementId=uid(1)).status == 404
    assert call("GET", "statements", voidedStatementId=uid(1)).status == 200
    assert call("GET", "statements", voidedStatementId=uid(2)).status == 404


def _voids_are_not_voided(call: Caller) -> None:
    assert post(call, [statement(1), void(uid(1), "void")]) == 200
    assert post(call, void(uid("void"), "again")) == 200
    assert uid("void") in ids(call)
    assert call("GET", "statements", voidedStatementId=uid("void")).status == 404


def _voids_what_comes_later(call: Caller) -> None:
    assert post(call, void(uid(1), "void")) == 200
    assert post(call, statement(1)) == 200
    assert uid(1) not in ids(call)


def _lists(call: Caller) -> None:
    key = "context.contextActivities"
    assert post(call, changed(key, {"parent": ACTIVITY}) | {"id": uid(1)}) == 200
    assert one(call, uid(1))["context"]["contextActivities"] == {"parent": [ACTIVITY]}


MUSTS = [
    # -- 2.2 formatting
    Must("Data 2.2", "actor, verb and object are required",
         refuses(*(changed(key, ...) for key in ("actor", "verb", "object")))),
    Must("Data 2.2", "null is refused everywhere but in extensions",
         refuses(*(changed(path, None) for path in (
             "actor", "actor.name", "verb.display", "object.definition", "object.definition.name",
             "result", "result.score", "result.response", "context", "context.registration",
             "context.contextActivities", "timestamp", "attachments", "attachments.0.fileUrl")))),
    Must("Data 2.2", "null is kept within extensions",
         takes_values("result.extensions", {"http://x.example/e": None, "http://x.example/f": {"a": [None]}})),
    Must("Data 2.2", "a batch of null is refused", _an_array_of_null),
    Must("Data 2.2", "what is not JSON is refused", _keys_once),
    Must("Data 2.2", "wrong types are refused, also numbers and booleans in quotes",
         refuses(changed("result.success", "true"), changed("result.completion", 1),
                 changed("result.score.raw", "1"), changed("result.score.scaled", True),
                 changed("attachments.0.length", "3"), changed("result.response", 1))),
    Must("Data 2.2", "unknown properties are refused at every level",
         refuses(*(changed(path, "x") for path in (
             "unknown", "actor.unknown", "verb.unknown", "object.unknown",
             "object.definition.unknown", "result.unknown", "result.score.unknown",
             "context.unknown", "context.contextActivities.unknown", "attachments.0.unknown",
             "context.statement.unknown")))),
    Must("Data 2.2", "names are told apart by case",
         refuses(changed("Actor", agent()), changed("result.Success", True), changed("verb.ID", "http://x.example/v"))),
    Must("Data 2.2", "values that are listed are told apart by case",
         refuses(changed("object.objectType", "activity"), changed("actor.objectType", "agent"),
                 changed("object.definition.interactionType", "Choice"),
                 changed("context.statement.objectType", "statementref"))),
    Must("Data 2.2", "language maps have RFC 5646 tags as keys",
         refuses(*(changed(path, {tag: "x"}) for tag in ("not a tag", "zh-z-aaa-z-bbb") for path in (
             "verb.display", "object.definition.name", "object.definition.description",
             "attachments.0.display", "attachments.0.description")))),
    Must("Data 2.2", "empty strings, lists and objects are kept where nothing forbids them",
         takes(changed("result.response", ""), changed("result", {}), changed("context", {}),
               changed("attachments", []), changed("verb.display", {}),
               changed("context.contextActivities.parent", []))),
    # -- 2.3 lifecycle
    Must("Data 2.3.1", "what was stored is given back unchanged", _stays_as_sent),
    Must("Data 2.3.2", "a voided statement is found by voidedStatementId only", _voids),
    Must("Data 2.3.2", "a voiding statement cannot be voided", _voids_are_not_voided),
    Must("Data 2.3.2", "a void holds for what comes after it", _voids_what_comes_later),
    Must("Data 2.3.2", "a voiding statement's object is a StatementRef",
         refuses(*(void(uid(1)) | {"object": target} for target in (ACTIVITY, SUB, agent() | {"objectType": "Agent"})))),
    # -- 2.4.1 id
    Must("Data 2.4.1", "id is a UUID in its standard string form",
         refuses(*(statement() | {"id": value} for value in NOT_UUIDS))),
    Must("Data 2.4.1", "a statement without id gets one", _an_id_is_given),
    Must("Data 2.4.1", "ids are compared without case", _ids_are_compared_without_case),
    # -- 2.4.2 actor
    Must("Data 2.4.2", "an actor is an Agent or a Group, Agent where nothing is said",
         takes(statement(actor=agent()), statement(actor=agent() | {"objectType": "Agent"}),
               statement(actor=ANONYMOUS), statement(actor=IDENTIFIED))),
    Must("Data 2.4.2", "other object types are refused",
         refuses(*(changed(f"{who}.objectType", kind) for who in ACTORS
                   for kind in ("Person", "Activity", "", *NOT_STRINGS)))),
    Must("Data 2.4.2.1", "an Agent has exactly one identifier",
         refuses(changed("actor.mbox", ...), changed("actor.openid", "http://x.example/o"),
                 changed("actor.account", agent()["account"]), changed("actor.mbox_sha1sum", "ab" * 20),
                 changed("context.instructor", {"name": "Leif"}))),
    Must("Data 2.4.2.1", "an Agent has no members", refuses(changed("actor.member", [agent()]))),
    Must("Data 2.4.2.1", "a name is a string", refuses_values("actor.name", *NOT_STRINGS)),
    Must("Data 2.4.2.2", "a Group must say that it is one",
         refuses(statement(actor={"member": [agent()]}))),
    Must("Data 2.4.2.2", "an anonymous Group has members, a list of Agents",
         refuses(*(statement(actor=ANONYMOUS | {"member": members})
                   for members in ([], {}, "x", None, [IDENTIFIED], [ANONYMOUS], [{}])),
                 statement(actor={"objectType": "Group"}))),
    Must("Data 2.4.2.2", "an identified Group has exactly one identifier",
         refuses(statement(actor=IDENTIFIED | {"openid": "http://x.example/o"}))),
    Must("Data 2.4.2.2", "members of an identified Group are Agents",
         refuses(statement(actor=IDENTIFIED | {"member": [ANONYMOUS]}))),
    Must("Data 2.4.2.3", "mbox is a mailto IRI",
         refuses_values("actor.mbox", "ida@x.example", "mailto:", "mailto:ida", "http://x.example", *NOT_STRINGS)),
    Must("Data 2.4.2.3", "mbox_sha1sum is a SHA-1 digest",
         refuses(*(statement(actor={"mbox_sha1sum": value}) for value in ("x", "ab" * 19, *NOT_STRINGS)))),
    Must("Data 2.4.2.3", "openid is a URI",
         refuses(*(statement(actor={"openid": value}) for value in NOT_IRIS))),
    Must("Data 2.4.2.4", "an account has a homePage, an IRL, and a name, a string",
         refuses(*(statement(actor={"account": value}) for value in (
             {}, {"name": "x"}, {"homePage": "http://x.example"}, {"homePage": "x", "name": "x"},
             {"homePage": "http://x.example", "name": 1}, *NOT_OBJECTS)))),
    # -- 2.4.3 verb
    Must("Data 2.4.3", "a verb has an id, an IRI", refuses_values("verb.id", *NOT_IRIS)),
    Must("Data 2.4.3", "a verb without id, or that is no object, is refused",
         refuses(changed("verb.id", ...), *(changed("verb", value) for value in NOT_OBJECTS))),
    Must("Data 2.4.3", "display is a language map of strings",
         refuses_values("verb.display", "x", [], 1, None, {"nb": 1}, {"nb": None}, {"nb": {}})),
    # -- 2.4.4 object
    Must("Data 2.4.4", "an object without objectType is an Activity",
         takes(statement(object=ACTIVITY), statement(object=ACTIVITY | {"objectType": "Activity"}))),
    Must("Data 2.4.4", "an object is Activity, Agent, Group, StatementRef or SubStatement",
         takes(statement(object=agent() | {"objectType": "Agent"}), statement(object=ANONYMOUS),
               pointer(uid(1), "p"), statement(object=SUB))),
    Must("Data 2.4.4", "other object types are refused",
         refuses_values("object.objectType", "Statement", "Person", "", *NOT_STRINGS)),
    Must("Data 2.4.4", "an Agent as object must say that it is one", refuses(statement(object=agent()))),
    Must("Data 2.4.4.1", "an Activity has an id, an IRI",
         refuses(changed("object.id", ...), *(changed("object.id", value) for value in NOT_IRIS))),
    Must("Data 2.4.4.1", "a definition is an object", refuses_values("object.definition", *NOT_OBJECTS)),
    Must("Data 2.4.4.1", "name and description are language maps",
         refuses(*(changed(f"object.definition.{key}", value) for key in ("name", "description")
                   for value in ("x", 1, [], {"nb": 1})))),
    Must("Data 2.4.4.1", "type and moreInfo are IRIs",
         refuses(*(changed(f"object.definition.{key}", value) for key in ("type", "moreInfo") for value in NOT_IRIS))),
    Must("Data 2.4.4.1", "interactionType is one of ten",
         takes(*(question(kind) for kind in ("true-false", "choice", "fill-in", "long-fill-in", "matching",
               "performance", "sequencing", "likert", "numeric", "other")))),
    Must("Data 2.4.4.1", "another interactionType is refused",
         refuses(*(question(kind) for kind in ("x", "", "true_false")),
                 *(changed("object.definition.interactionType", value) for value in NOT_STRINGS))),
    Must("Data 2.4.4.1", "an activity with answers or components says its interactionType",
         refuses(changed("object.definition.interactionType", ...),
                 *(statement(object=ACTIVITY | {"definition": {key: [{"id": "a"}]}}) for key in INTERACTIONS))),
    Must("Data 2.4.4.1", "correctResponsesPattern is a list of strings",
         refuses_values("object.definition.correctResponsesPattern", "a", {}, [1], [None], [["a"]])),
    Must("Data 2.4.4.1", "components are lists of objects with an id, a string",
         refuses(*(question("choice", **{key: value}) for key in INTERACTIONS
                   for value in ("x", {}, ["x"], [{}], [{"id": 1}], [{"description": {"nb": "a"}}])))),
    Must("Data 2.4.4.1", "a component's description is a language map",
         refuses(question("choice", choices=[{"id": "a", "description": "x"}]))),
    Must("Data 2.4.4.1", "ids are different within a list of components",
         refuses(question("choice", choices=[{"id": "a"}, {"id": "a"}]))),
    Must("Data 2.4.4.3", "a StatementRef has objectType and id, a UUID",
         refuses(statement(object={"objectType": "StatementRef"}),
                 *(statement(object={"objectType": "StatementRef", "id": value}) for value in NOT_UUIDS))),
    Must("Data 2.4.4.3", "a SubStatement keeps to the rules of a statement",
         refuses(*(statement(object=changed(path, value, SUB)) for path, value in (
             ("actor", ...), ("verb", ...), ("object", ...), ("verb.id", "x"), ("actor.account", 1),
             ("result", 1), ("context", 1), ("timestamp", "x"), ("attachments", {}), ("unknown", 1))))),
    Must("Data 2.4.4.3", "a SubStatement has no id, stored, version or authority",
         refuses(*(statement(object=SUB | {key: value}) for key, value in (
             ("id", uid(1)), ("stored", "2026-05-12T08:30:00Z"), ("version", "1.0.0"), ("authority", agent()))))),
    Must("Data 2.4.4.3", "a SubStatement holds no SubStatement", refuses(statement(object=SUB | {"object": SUB}))),
    # -- 2.4.5 result
    Must("Data 2.4.5", "result and score are objects",
         refuses(*(changed(path, value) for path in ("result", "result.score") for value in NOT_OBJECTS))),
    Must("Data 2.4.5", "scaled is a number from -1 to 1", refuses_values("result.score.scaled", -1.01, 1.01, 10)),
    Must("Data 2.4.5", "scaled may be at its bounds", takes_values("result.score.scaled", -1, 0, 1)),
    Must("Data 2.4.5", "raw lies between min and max, and min is less than max",
         refuses(changed("result.score.raw", -1), changed("result.score.raw", 11), changed("result.score.min", 10))),
    Must("Data 2.4.5", "duration is an ISO 8601 duration",
         refuses_values("result.duration", "x", "", "P", "PT", "1H", "P1W1D", "PT1.5H30M5", *NOT_STRINGS)),
    Must("Data 2.4.5", "durations of all forms are kept",
         takes_values("result.duration", "PT0S", "P1Y2M3DT4H5M6.78S", "P4W", "PT16559.14S")),
    Must("Data 4.6", "a duration is kept as sent and compared to the hundredth of a second", _duration_to_the_hundredth),
    Must("Data 2.4.5", "extensions are an object with IRIs as keys",
         refuses(*(changed(f"{path}.extensions", value) for path in ("result", "context", "object.definition")
                   for value in ({"x": 1}, [], "x", 1, None)))),
    # -- 2.4.6 context
    Must("Data 2.4.6", "context is an object", refuses_values("context", *NOT_OBJECTS)),
    Must("Data 2.4.6", "registration is a UUID", refuses_values("context.registration", *NOT_UUIDS)),
    Must("Data 2.4.6", "instructor is an Agent or a Group",
         refuses_values("context.instructor", {}, ACTIVITY, *NOT_OBJECTS)),
    Must("Data 2.4.6", "team is a Group", refuses_values("context.team", agent(), {}, *NOT_OBJECTS)),
    Must("Data 2.4.6", "revision and platform are strings",
         refuses(*(changed(f"context.{key}", value) for key in ("revision", "platform") for value in NOT_STRINGS))),
    Must("Data 2.4.6", "revision and platform belong to an Activity",
         refuses(*(statement(object=target, context={key: "x"}) for key in ("revision", "platform")
                   for target in (agent() | {"objectType": "Agent"}, ANONYMOUS, SUB,
                                  {"objectType": "StatementRef", "id": uid(1)})))),
    Must("Data 2.4.6", "language is an RFC 5646 tag",
         refuses_values("context.language", "", "nb_NO", "norsk språk", *NOT_STRINGS)),
    Must("Data 2.4.6", "statement is a StatementRef",
         refuses_values("context.statement", {"id": uid(1)}, {"objectType": "StatementRef"}, ACTIVITY, *NOT_OBJECTS)),
    Must("Data 2.4.6.2", "contextActivities has only parent, grouping, category and other",
         refuses_values("context.contextActivities", {"friend": [ACTIVITY]}, *NOT_OBJECTS)),
    Must("Data 2.4.6.2", "each is an Activity or a list of them",
         refuses(*(changed(f"context.contextActivities.{key}", value)
                   for key in ("parent", "grouping", "category", "other")
                   for value in ("x", 1, [{}], [agent()], {"id": "x"})))),
    Must("Data 2.4.6.2", "a single Activity is given back in a list", _lists),
    Must("IEEE 4.2.4.3", "contextAgents holds objects of type contextAgent with an Agent",
         refuses(party("contextAgent", "agent", {}), party("contextAgent", "agent", ANONYMOUS),
                 statement(context={"contextAgents": [{"objectType": "x", "agent": agent()}]}),
                 statement(context={"contextAgents": [{"agent": agent()}]}),
                 statement(context={"contextAgents": {}})), NEW),
    Must("IEEE 4.2.4.3", "contextGroups holds objects of type contextGroup with a Group",
         refuses(party("contextGroup", "group", {}), party("contextGroup", "group", agent()),
                 statement(context={"contextGroups": [{"objectType": "x", "group": ANONYMOUS}]}),
                 statement(context={"contextGroups": {}})), NEW),
    Must("IEEE 4.2.4.3", "relevantTypes is a list of IRIs, not empty",
         refuses(*(party(kind, key, who, relevantTypes=value)
                   for kind, key, who in (("contextAgent", "agent", agent()), ("contextGroup", "group", ANONYMOUS))
                   for value in ([], "x", ["x"], [1], {}))), NEW),
    Must("IEEE 4.2.4.3", "contextAgents and contextGroups are kept",
         takes(party("contextAgent", "agent", agent(), relevantTypes=["http://x.example/t"]),
               party("contextGroup", "group", ANONYMOUS)), NEW),
    Must("Data 2.4.6", "contextAgents and contextGroups are unknown to 1.0.3",
         refuses(party("contextAgent", "agent", agent()), party("contextGroup", "group", ANONYMOUS)), OLD),
    # -- 2.4.7 to 2.4.10
    Must("Data 2.4.7", "timestamp is an ISO 8601 time with a real day and hour",
         refuses_values("timestamp", "x", "", "01/011/2015", "2026-02-30T08:30:00Z", "2026-05-12T25:00:00Z",
                        *NOT_STRINGS)),
    Must("Data 4.5", "the offset -00:00 is refused",
         refuses_values("timestamp", "2008-09-15T15:53:00.601-00", "2008-09-15T15:53:00.601-0000",
                        "2008-09-15T15:53:00.601-00:00")),
    Must("Data 4.5", "RFC 3339 with a blank between day and hour is kept",
         takes_values("timestamp", "2008-09-15 15:53:00.601+00:00", "2008-09-15T15:53:00.601Z")),
    Must("IEEE 4.2.7", "a timestamp without time zone is refused", refuses_values("timestamp", "2026-05-12T08:30:00"), NEW),
    Must("Data 2.4.7", "a statement without timestamp gets that of its storing", _timestamp_is_stored_if_missing),
    Must("Data 2.4.8", "stored is set by the store", _stored_is_overwritten),
    Must("Data 2.4.9", "authority is set by the store to who sent it", _authority_is_the_callers),
    Must("Data 2.4.9", "an authority that is a Group has two members and no identifier",
         refuses(*(statement(authority=value) for value in (
             ANONYMOUS, ANONYMOUS | {"member": [agent(n) for n in "abc"]}, IDENTIFIED | {"member": [agent(n) for n in "ab"]})))),
    Must("Data 2.4.10", "a statement without version gets that of the request", _version_is_set),
    Must("Data 2.4.10", "a version that fits the request is kept, another refused", _version_is_kept),
    Must("Data 2.4.10", "a statement of an older version is kept as one", _an_older_version_is_kept, NEW),
    # -- 2.4.11 attachments
    Must("Data 2.4.11", "attachments is a list of objects",
         refuses_values("attachments", {}, "x", 1, None, ["x"], [{}])),
    Must("Data 2.4.11", "usageType, display, contentType, length and sha2 are required",
         refuses(*(changed(f"attachments.0.{key}", ...) for key in ("usageType", "display", "contentType", "length", "sha2")))),
    Must("Data 2.4.11", "usageType and fileUrl are IRIs",
         refuses(*(changed(f"attachments.0.{key}", value) for key in ("usageType", "fileUrl") for value in NOT_IRIS))),
    Must("Data 2.4.11", "length is a whole number of octets", refuses_values("attachments.0.length", -1, 1.5, "3", None)),
    Must("Data 2.4.11", "sha2 is a SHA-2 digest", refuses_values("attachments.0.sha2", "x", "ab", *NOT_STRINGS)),
    Must("Data 2.4.11", "contentType is an Internet media type", refuses_values("attachments.0.contentType", "text", *NOT_STRINGS)),
    Must("Data 2.4.11", "an attachment with neither file nor fileUrl is refused", refuses(changed("attachments.0.fileUrl", ...))),
]  # fmt: skip
