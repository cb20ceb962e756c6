"""The three ways a statement is given back (xAPI 1.0.3 Communication 2.1.3).

``exact`` is what was received; ``ids`` keeps only what identifies people, verbs and activities;
``canonical`` has the store's own definition of each activity, in one language per text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.hub.shapes.actor import identifier

FORMATS = ("exact", "ids", "canonical")
_TEXTS = ("name", "description")
_IDENTIFYING = ("objectType", "mbox", "mbox_sha1sum", "openid", "account")
Definitions = Mapping[str, dict[str, Any]]


def only_ids(body: dict[str, Any]) -> dict[str, Any]:
    """The statement with names, displays and definitions left out."""
    return _changed(body, _actor_ids, lambda v: {"id": v["id"]}, _activity_ids)


def canonical(
    body: dict[str, Any], definitions: Definitions, languages: list[str]
) -> dict[str, Any]:
    """The statement with the store's definitions, each text in the best of ``languages``."""

    def activity(value: dict[str, Any]) -> dict[str, Any]:
        definition = definitions.get(value["id"]) or value.get("definition")
        if not definition:
            return value
        return value | {"definition": in_language(definition, languages)}

    def verb(value: dict[str, Any]) -> dict[str, Any]:
        if "display" not in value:
            return value
        return value | {"display": one_language(value["display"], languages)}

    return _changed(body, lambda actor: actor, verb, activity)


def in_language(definition: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    """A definition with one language per text, also in its interaction components."""
    changed = dict(definition)
    for key, value in definition.items():
        if key in _TEXTS:
            changed[key] = one_language(value, languages)
        elif key in ("choices", "scale", "source", "target", "steps"):
            changed[key] = [in_language(item, languages) for item in value]
    return changed


def one_language(texts: Mapping[str, str], languages: list[str]) -> dict[str, str]:
    """The text of the first language asked for that is there, else the first text. A language is
    there as such, else in a broader form (RFC 4647, lookup), else in a narrower one."""
    tags = {tag.lower(): tag for tag in texts}
    for wanted in languages:
        pieces = wanted.split("-")
        broader = ("-".join(pieces[:count]) for count in range(len(pieces), 0, -1))
        narrower = (low for low in tags if low.startswith(f"{wanted}-"))
        for low in (*broader, *narrower):
            if low in tags:
                return {tags[low]: texts[tags[low]]}
    return dict(list(texts.items())[:1])


def accepted_languages(header: str) -> list[str]:
    """The tags of an ``Accept-Language`` header, best first, in lower case."""
    ranked: list[tuple[float, int, str]] = []
    for index, part in enumerate(header.split(",")):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
        except ValueError:
            weight = 0.0
        if tag and tag != "*" and weight > 0:
            ranked.append((-weight, index, tag.lower()))
    return [tag for _, _, tag in sorted(ranked)]


def activity_iris(body: dict[str, Any]) -> set[str]:
    """Every activity named in a statement."""
    seen: set[str] = set()

    def note(value: dict[str, Any]) -> dict[str, Any]:
        seen.add(value["id"])
        return value

    _changed(body, lambda v: v, lambda v: v, note)
    return seen


Change = Callable[[dict[str, Any]], dict[str, Any]]


def _actor_ids(actor: dict[str, Any]) -> dict[str, Any]:
    kept = {key: actor[key] for key in _IDENTIFYING if key in actor}
    if "member" in actor and identifier(actor) is None:
        kept["member"] = [_actor_ids(member) for member in actor["member"]]
    return kept


def _activity_ids(activity: dict[str, Any]) -> dict[str, Any]:
    return {"id": activity["id"]}  # what says no type is an activity


def _changed(body: dict[str, Any], actor: Change, verb: Change, activity: Change) -> dict[str, Any]:
    changed = dict(body)
    changed["actor"] = actor(body["actor"])
    changed["verb"] = verb(body["verb"])
    target = body["object"]
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        changed["object"] = activity(target)
    elif kind == "SubStatement":
        changed["object"] = _changed(target, actor, verb, activity)
    elif kind in ("Agent", "Group"):
        changed["object"] = actor(target)
    if "authority" in body:
        changed["authority"] = actor(body["authority"])
    if "context" in body:
        changed["context"] = _context(body["context"], actor, activity)
    return changed


def _context(context: dict[str, Any], actor: Change, activity: Change) -> dict[str, Any]:
    changed = dict(context)
    for key in ("instructor", "team"):
        if key in context:
            changed[key] = actor(context[key])
    for key, who in (("contextAgents", "agent"), ("contextGroups", "group")):
        if key in context:
            changed[key] = [item | {who: actor(item[who])} for item in context[key]]
    if "contextActivities" in context:
        changed["contextActivities"] = {
            key: [activity(item) for item in items]
            for key, items in context["contextActivities"].items()
        }
    return changed
