"""A checked statement made ready to store: who and what it is about, and its digest.

Two statements with one id are the same when their digests are (xAPI 1.0.3 Data 2.3.1 names what
does not count: names of activities and verbs, order where it means nothing, durations beyond the
hundredth of a second, and what the store itself sets).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from simtrainer.hub.shapes.actor import identifier, storable
from simtrainer.wire.profile import VOIDED

ACTOR, AGENT_OBJECT, AUTHORITY, INSTRUCTOR, TEAM, CONTEXT_AGENT, CONTEXT_GROUP, SUB_AGENT = (
    1, 2, 4, 8, 16, 32, 64, 128,
)  # fmt: skip
DIRECT_AGENT = ACTOR | AGENT_OBJECT
"""Uses that the plain ``agent`` filter looks at; ``related_agents`` looks at all."""
ACTIVITY_OBJECT, PARENT, GROUPING, CATEGORY, OTHER, SUB_ACTIVITY = 1, 2, 4, 8, 16, 32
_CONTEXT_USE = {"parent": PARENT, "grouping": GROUPING, "category": CATEGORY, "other": OTHER}


@dataclass(slots=True)
class Incoming:
    """One statement on its way in. ``body`` is what will be given back, but for what the store
    sets at the moment of storing."""

    id: str
    body: dict[str, Any]
    digest: bytes
    verb: str
    registration: str | None
    target: str | None
    """Id of the statement referred to, if any."""
    voiding: bool
    agents: dict[str, int] = field(default_factory=dict)
    """Identifier to the uses it has here."""
    names: dict[str, str] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    definitions: dict[str, dict[str, Any]] = field(default_factory=dict)


def prepare(body: dict[str, Any], statement_id: str) -> Incoming:
    """What a checked statement says, ready for the tables. Gives ``body`` its id and makes its
    context activities lists, as the standard asks of a store."""
    body["id"] = statement_id
    _listed(body)
    target, context = body["object"], body.get("context") or {}
    reference = target["id"].lower() if target.get("objectType") == "StatementRef" else None
    registration = context.get("registration")
    incoming = Incoming(
        id=statement_id,
        body=body,
        digest=digest(body),
        verb=body["verb"]["id"],
        registration=registration.lower() if registration else None,
        target=reference,
        voiding=body["verb"]["id"] == VOIDED,
    )
    for actor, use in _actors(body):
        _add_actor(incoming, actor, use)
    for activity, use in _activities(body):
        _add_activity(incoming, activity, use)
    return incoming


def _listed(body: dict[str, Any]) -> None:
    for part in (body, body["object"] if _is_sub(body) else {}):
        activities = (part.get("context") or {}).get("contextActivities") or {}
        for key, value in activities.items():
            if type(value) is not list:
                activities[key] = [value]


def _is_sub(body: dict[str, Any]) -> bool:
    return bool(body["object"].get("objectType") == "SubStatement")


def _add_actor(incoming: Incoming, actor: dict[str, Any], use: int) -> None:
    for one in (actor, *actor.get("member", ())):
        key = identifier(one)
        if key is not None:
            incoming.agents[key] = incoming.agents.get(key, 0) | use
            if "name" in one:
                incoming.names[key] = storable(one["name"])


def _add_activity(incoming: Incoming, activity: dict[str, Any], use: int) -> None:
    key = activity["id"]
    incoming.activities[key] = incoming.activities.get(key, 0) | use
    if activity.get("definition"):
        incoming.definitions[key] = activity["definition"]


def _actors(body: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    yield body["actor"], ACTOR
    target = body["object"]
    if target.get("objectType") in ("Agent", "Group"):
        yield target, AGENT_OBJECT
    yield from _context_actors(body.get("context") or {})
    if _is_sub(body):
        yield from ((actor, SUB_AGENT) for actor, _ in _actors(target))


def _context_actors(context: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    if "instructor" in context:
        yield context["instructor"], INSTRUCTOR
    if "team" in context:
        yield context["team"], TEAM
    for item in context.get("contextAgents", ()):
        yield item["agent"], CONTEXT_AGENT
    for item in context.get("contextGroups", ()):
        yield item["group"], CONTEXT_GROUP


def _activities(body: dict[str, Any]) -> Iterator[tuple[dict[str, Any], int]]:
    target = body["object"]
    if target.get("objectType", "Activity") == "Activity":
        yield target, ACTIVITY_OBJECT
    for key, items in ((body.get("context") or {}).get("contextActivities") or {}).items():
        yield from ((item, _CONTEXT_USE[key]) for item in items)
    if _is_sub(body):
        yield from ((activity, SUB_ACTIVITY) for activity, _ in _activities(target))


def digest(body: dict[str, Any]) -> bytes:
    """SHA-256 of what makes the statement itself; see the module's text. Times are left out:
    one that the client gave is compared as a moment (``same_time``)."""
    plain = {key: value for key, value in body.items() if key not in _NOT_COUNTED}
    return hashlib.sha256(orjson.dumps(_essence(plain), option=orjson.OPT_SORT_KEYS)).digest()


_NOT_COUNTED = frozenset(("id", "stored", "authority", "version", "timestamp"))


def _essence(body: dict[str, Any]) -> dict[str, Any]:
    changed = dict(body)
    changed["actor"] = _actor_essence(body["actor"])
    changed["verb"] = {"id": body["verb"]["id"]}
    changed["object"] = _object_essence(body["object"])
    if "context" in body:
        changed["context"] = _context_essence(body["context"])
    if "result" in body:
        changed["result"] = _result_essence(body["result"])
    return changed


def _result_essence(result: dict[str, Any]) -> dict[str, Any]:
    changed = dict(result)
    if "score" in result:
        changed["score"] = {key: float(value) for key, value in result["score"].items()}
    if "duration" in result:  # anything finer does not count (IEEE 9274.1.1 clause 4.2.7)
        changed["duration"] = _BEYOND_HUNDREDTHS.sub("", result["duration"])
    return changed


_BEYOND_HUNDREDTHS = re.compile(r"(?<=\.\d\d)\d+(?=S$)", re.ASCII)


def _object_essence(target: dict[str, Any]) -> dict[str, Any]:
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        return {"objectType": kind, "id": target["id"]}
    if kind == "SubStatement":
        return _essence(target)
    return _actor_essence(target) if kind in ("Agent", "Group") else target


def _actor_essence(actor: dict[str, Any]) -> dict[str, Any]:
    essence = {"objectType": "Agent", **actor}
    if "member" in actor:
        essence["member"] = _in_order(_actor_essence(member) for member in actor["member"])
    return essence


def _context_essence(context: dict[str, Any]) -> dict[str, Any]:
    changed = dict(context)
    for key in ("instructor", "team"):
        if key in context:
            changed[key] = _actor_essence(context[key])
    if "registration" in context:
        changed["registration"] = context["registration"].lower()
    activities = context.get("contextActivities")
    if activities:
        changed["contextActivities"] = {
            key: sorted(item["id"] for item in items) for key, items in activities.items()
        }
    return changed


def _in_order(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: orjson.dumps(item, option=orjson.OPT_SORT_KEYS))
