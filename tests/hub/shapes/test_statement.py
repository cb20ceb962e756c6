"""Which statements may come in, for both versions: each broken rule names its field."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.statement import Version, a_statement
from tests.hub.samples import agent, pointer, statement, uid, void, whole
from tests.wire.test_statement import summary

from simtrainer.wire.statement import statements  # isort: skip

VERSIONS: list[Version] = ["1.0.3", "2.0.0"]


def broken(path: str, value: Any) -> dict[str, Any]:
    """The whole statement with one property set, or taken away by ``...``."""
    body: Any = whole()
    *way, last = path.split(".")
    target = body
    for step in way:
        target = target[int(step) if step.isdigit() else step]
    key: Any = int(last) if last.isdigit() else last
    if value is ...:
        del target[key]
    else:
        target[key] = value
    return body  # type: ignore[no-any-return]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_whole_statement_and_small_ones_pass(version: Version) -> None:
    for body in (whole(), statement(), void(uid(1)), pointer(uid(1), 2), *statements(summary())):
        a_statement(body, version)


SUB = {
    "objectType": "SubStatement",
    "actor": agent(),
    "verb": {"id": "http://x.example/v"},
    "object": {"objectType": "StatementRef", "id": uid(1)},
}


def test_sub_statements_groups_and_agents_are_objects_too() -> None:
    for target in (SUB, agent() | {"objectType": "Agent"}, whole()["context"]["team"]):
        body = statement(object=target)
        a_statement(body, "1.0.3")


BROKEN = [
    ("actor", ..., "actor"),
    ("verb", ..., "verb"),
    ("object", ..., "object"),
    ("object", None, "object"),
    ("actor", [], "actor"),
    ("Actor", agent(), "Actor"),
    ("id", "x", "id"),
    ("id", uid(1)[:-1], "id"),
    ("id", uid(1)[:-1] + "g", "id"),
    ("id", None, "id"),
    ("actor.mbox", "ida@simtrainer.example", "actor.mbox"),
    ("actor.mbox", "mailto:ida", "actor.mbox"),
    ("actor.name", 1, "actor.name"),
    ("actor.objectType", "Person", "actor.objectType"),
    ("actor.objectType", "agent", "actor.objectType"),
    ("actor.openid", "https://x.example", "actor"),
    ("actor.mbox", ..., "actor"),
    ("actor.mbox_sha1sum", "ab", "actor.mbox_sha1sum"),
    ("actor.account", {"homePage": "x", "name": "y"}, "actor.account.homePage"),
    ("actor.account", {"homePage": "https://x.example"}, "actor.account.name"),
    ("actor.member", [], "actor.member"),
    ("verb.id", "svarte", "verb.id"),
    ("verb.display", {"nb": 1}, "verb.display.nb"),
    ("verb.display", {"not a tag": "x"}, "verb.display.not a tag"),
    ("object.id", "//no-scheme", "object.id"),
    ("object.id", ..., "object.id"),
    ("object.objectType", "activity", "object.objectType"),
    ("object.definition.type", "x", "object.definition.type"),
    ("object.definition.interactionType", "guess", "object.definition.interactionType"),
    ("object.definition.interactionType", ..., "object.definition.interactionType"),
    ("object.definition.correctResponsesPattern", "a", "object.definition.correctResponsesPattern"),
    ("object.definition.choices.1.id", "a", "object.definition.choices"),
    ("object.definition.choices.1.id", ..., "object.definition.choices[1].id"),
    ("object.definition.extensions", {"x": 1}, "object.definition.extensions.x"),
    ("object.definition.extensions", [], "object.definition.extensions"),
    ("result.score.scaled", 1.01, "result.score.scaled"),
    ("result.score.scaled", "0.5", "result.score.scaled"),
    ("result.score.scaled", True, "result.score.scaled"),
    ("result.score.raw", 11, "result.score.raw"),
    ("result.score.min", 10, "result.score.min"),
    ("result.success", "true", "result.success"),
    ("result.completion", 1, "result.completion"),
    ("result.response", 1, "result.response"),
    ("result.duration", "1 hour", "result.duration"),
    ("result.duration", "P", "result.duration"),
    ("result.duration", "PT", "result.duration"),
    ("result.duration", "P1W1D", "result.duration"),
    ("result.score", None, "result.score"),
    ("context.registration", "x", "context.registration"),
    ("context.team", agent(), "context.team.objectType"),
    ("context.team.member.0", {"objectType": "Group"}, "context.team.member[0].objectType"),
    ("context.team.member", [], "context.team.member"),
    ("context.instructor", {"name": "Leif"}, "context.instructor"),
    ("context.contextActivities.parent", [{}], "context.contextActivities.parent[0].id"),
    ("context.contextActivities.friend", [], "context.contextActivities.friend"),
    ("context.language", "norsk språk", "context.language"),
    ("context.language", 1, "context.language"),
    ("context.statement", {"id": uid(1)}, "context.statement.objectType"),
    ("context.statement.objectType", "Statement", "context.statement.objectType"),
    ("context.platform", 1, "context.platform"),
    ("timestamp", "i går", "timestamp"),
    ("timestamp", "2026-05-12T08:30:00-00:00", "timestamp"),
    ("timestamp", "2026-02-30T08:30:00Z", "timestamp"),
    ("timestamp", "2026-05-12T25:30:00Z", "timestamp"),
    ("authority", whole()["context"]["team"] | {"member": [agent()]}, "authority.member"),
    ("stored", "x", "stored"),
    ("version", "0.9.0", "version"),
    ("version", "3.0.0", "version"),
    ("version", 1.0, "version"),
    ("attachments", {}, "attachments"),
    ("attachments.0.sha2", ..., "attachments[0].sha2"),
    ("attachments.0.sha2", "xyz", "attachments[0].sha2"),
    ("attachments.0.length", -1, "attachments[0].length"),
    ("attachments.0.length", "3", "attachments[0].length"),
    ("attachments.0.usageType", "x", "attachments[0].usageType"),
    ("attachments.0.contentType", "text", "attachments[0].contentType"),
    ("attachments.0.display", "x", "attachments[0].display"),
    ("attachments.0.fileUrl", "file", "attachments[0].fileUrl"),
    ("unknown", 1, "unknown"),
]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("path", "value", "where"), BROKEN)
def test_each_broken_rule_names_its_field(
    version: Version, path: str, value: Any, where: str
) -> None:
    with pytest.raises(Fault) as caught:
        a_statement(broken(path, value), version)
    assert caught.value.where == where


def test_rules_between_parts() -> None:
    for body, where in (
        (pointer(uid(1), 1, context={"revision": "1"}), "context.revision"),
        (pointer(uid(1), 1, context={"platform": "1"}), "context.platform"),
        (statement(verb=void(uid(1))["verb"]), "object"),
        (statement(object=SUB | {"id": uid(1)}), "object.id"),
        (statement(object=SUB | {"object": SUB}), "object.object.objectType"),
        (statement(object=SUB | {"verb": {}}), "object.verb.id"),
        (statement(object={"objectType": ["Activity"]}), "object.objectType"),
    ):
        with pytest.raises(Fault) as caught:
            a_statement(body, "1.0.3")
        assert caught.value.where == where


PARTIES = {
    "contextAgents": [
        {
            "objectType": "contextAgent",
            "agent": agent("x"),
            "relevantTypes": ["https://simtrainer.example/type"],
        }
    ],
    "contextGroups": [{"objectType": "contextGroup", "group": whole()["context"]["team"]}],
}


def test_context_agents_and_groups_belong_to_2_0_0() -> None:
    body = statement(context=PARTIES)
    a_statement(body, "2.0.0")
    with pytest.raises(Fault, match="not a known property"):
        a_statement(body, "1.0.3")
    for key, change in (
        ("contextAgents", {"relevantTypes": []}),
        ("contextAgents", {"objectType": "Agent"}),
        ("contextGroups", {"group": agent()}),
    ):
        worse = copy.deepcopy(PARTIES)
        worse[key][0] |= change
        with pytest.raises(Fault):
            a_statement(statement(context=worse), "2.0.0")


def test_a_time_zone_is_required_from_2_0_0() -> None:
    body = statement(timestamp="2026-05-12T08:30:00")
    a_statement(body, "1.0.3")
    with pytest.raises(Fault, match="time zone"):
        a_statement(body, "2.0.0")


@pytest.mark.parametrize("version", VERSIONS)
def test_the_version_of_a_statement_is_that_of_the_request_or_older(version: Version) -> None:
    for known in ("1.0", "1.0.3", version):
        a_statement(statement(version=known), version)
    with pytest.raises(Fault, match=r"1\.0\.x under"):
        a_statement(statement(version="2.0.0"), "1.0.3")
    for wrong in ("1", "1.1.0", "2.1.0", "20.0"):
        with pytest.raises(Fault):
            a_statement(statement(version=wrong), version)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
PATHS = sorted({path for path, _, _ in BROKEN if "." in path or path in whole()})


def fault_of(body: Any, version: Version) -> Fault | None:
    """The fault of a body, if it has one."""
    try:
        a_statement(body, version)
    except Fault as fault:
        return fault
    return None


@given(path=st.sampled_from(PATHS), value=JSON)
def test_any_value_anywhere_passes_or_is_a_fault(path: str, value: Any) -> None:
    body = broken(path, value)
    for version in VERSIONS:
        fault = fault_of(body, version)
        assert fault is None or (fault.where and fault.reason)
