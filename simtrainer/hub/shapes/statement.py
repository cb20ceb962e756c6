"""Statements, whole (xAPI 1.0.3 Data 2; IEEE 9274.1.1 clause 4.2).

One table of fields per version; a property of the other version is an unknown one.
"""

from typing import Any, Literal

from simtrainer.hub.shapes.activity import an_activity
from simtrainer.hub.shapes.actor import a_group, an_actor, an_agent, an_authority
from simtrainer.hub.shapes.fault import Checker, Fault, an_object, check_fields, list_of
from simtrainer.hub.shapes.values import (
    a_boolean,
    a_duration,
    a_language,
    a_language_map,
    a_length,
    a_media_type,
    a_number,
    a_sha2,
    a_string,
    a_timestamp,
    a_uuid,
    a_zoned_timestamp,
    an_iri,
    extensions,
)
from simtrainer.wire.profile import VOIDED

Version = Literal["1.0.3", "2.0.0"]
_VERSIONS: dict[Version, tuple[str, ...]] = {"1.0.3": ("1.0",), "2.0.0": ("1.0", "2.0")}
"""Versions that a statement may say it is of: one that speaks 2.0.0 may pass on older ones."""


def a_statement(value: Any, version: Version) -> None:
    """A whole statement as a client may send it under that version of xAPI."""
    check_fields(value, _STATEMENT[version], required=("actor", "verb", "object"))
    _check_together(value)


def _check_together(value: dict[str, Any]) -> None:
    """Rules between a statement's parts."""
    target, context = value["object"], value.get("context") or {}
    kind = target.get("objectType", "Activity")
    for key in ("revision", "platform"):
        if key in context and kind != "Activity":
            raise Fault("is only for statements about an activity", "context", key)
    if value["verb"]["id"] == VOIDED and kind != "StatementRef":
        raise Fault("must be a StatementRef in a voiding statement", "object")


def _verb(value: Any) -> None:
    check_fields(value, {"id": an_iri, "display": a_language_map}, required=("id",))


def _reference_type(value: Any) -> None:
    if value != "StatementRef":
        raise Fault('must be "StatementRef"')


def a_reference(value: Any) -> None:
    """A pointer to another statement, which need not be here yet."""
    fields = {"objectType": _reference_type, "id": a_uuid}
    check_fields(value, fields, required=("objectType", "id"))


def _score(value: Any) -> None:
    check_fields(value, {"scaled": a_number, "raw": a_number, "min": a_number, "max": a_number})
    least, most = value.get("min", float("-inf")), value.get("max", float("inf"))
    if not -1 <= value.get("scaled", 0) <= 1:
        raise Fault("must be between -1 and 1", "scaled")
    if "min" in value and "max" in value and least >= most:
        raise Fault("must be less than max", "min")
    if "raw" in value and not least <= value["raw"] <= most:
        raise Fault("must be between min and max", "raw")


_RESULT: dict[str, Checker] = {
    "score": _score,
    "success": a_boolean,
    "completion": a_boolean,
    "response": a_string,
    "duration": a_duration,
    "extensions": extensions,
}


def _result(value: Any) -> None:
    check_fields(value, _RESULT)


def _one_or_more_activities(value: Any) -> None:
    if type(value) is list:
        list_of(an_activity)(value)
    else:
        an_activity(value)


_CONTEXT_ACTIVITIES = dict.fromkeys(
    ("parent", "grouping", "category", "other"), _one_or_more_activities
)


def _context_activities(value: Any) -> None:
    check_fields(value, _CONTEXT_ACTIVITIES)


def _context_party(kind: str, key: str, who: Checker) -> Checker:
    def kind_check(value: Any) -> None:
        if value != kind:
            raise Fault(f'must be "{kind}"')

    fields: dict[str, Checker] = {
        "objectType": kind_check,
        key: who,
        "relevantTypes": list_of(an_iri, empty=False),
    }
    return lambda value: check_fields(value, fields, required=("objectType", key))


_CONTEXT: dict[str, Checker] = {
    "registration": a_uuid,
    "instructor": an_actor,
    "team": a_group,
    "contextActivities": _context_activities,
    "revision": a_string,
    "platform": a_string,
    "language": a_language,
    "statement": a_reference,
    "extensions": extensions,
}
_CONTEXT_2 = _CONTEXT | {
    "contextAgents": list_of(_context_party("contextAgent", "agent", an_agent)),
    "contextGroups": list_of(_context_party("contextGroup", "group", a_group)),
}


def _context(value: Any) -> None:
    check_fields(value, _CONTEXT)


def _context_2(value: Any) -> None:
    check_fields(value, _CONTEXT_2)


_ATTACHMENT: dict[str, Checker] = {
    "usageType": an_iri,
    "display": a_language_map,
    "description": a_language_map,
    "contentType": a_media_type,
    "length": a_length,
    "sha2": a_sha2,
    "fileUrl": an_iri,
}


def _attachment(value: Any) -> None:
    required = ("usageType", "display", "contentType", "length", "sha2")
    check_fields(value, _ATTACHMENT, required=required)


def _about(version: Version, *, nested: bool) -> Checker:
    """The checker of ``object``; a SubStatement holds no further one."""

    def check(value: Any) -> None:
        kind = an_object(value).get("objectType", "Activity")
        if kind == "SubStatement" and not nested:
            _sub_statement(value, version)
            return
        checker = _OBJECTS.get(kind) if isinstance(kind, str) else None
        if checker is None:
            raise Fault("is not an allowed object type here", "objectType")
        checker(value)

    return check


_OBJECTS: dict[str, Checker] = {
    "Activity": an_activity,
    "Agent": an_agent,
    "Group": a_group,
    "StatementRef": a_reference,
}


def _sub_statement(value: Any, version: Version) -> None:
    fields = _SUB_STATEMENT[version]
    check_fields(value, fields, required=("objectType", "actor", "verb", "object"))
    _check_together(value)


def _any(value: Any) -> None:
    """Checked before the table is chosen."""


def _a_version(version: Version) -> Checker:
    known = _VERSIONS[version]

    def check(value: Any) -> None:
        if type(value) is not str or not f"{value}.".startswith(tuple(f"{v}." for v in known)):
            told = " or ".join(f"{v}.x" for v in known)
            raise Fault(f"must be {told} under the version of the request's header")

    return check


def _common(version: Version, *, nested: bool) -> dict[str, Checker]:
    newer = version == "2.0.0"
    return {
        "actor": an_actor,
        "verb": _verb,
        "object": _about(version, nested=nested),
        "result": _result,
        "context": _context_2 if newer else _context,
        "timestamp": a_zoned_timestamp if newer else a_timestamp,
        "attachments": list_of(_attachment),
    }


def _whole(version: Version) -> dict[str, Checker]:
    return _common(version, nested=False) | {
        "id": a_uuid,
        "stored": a_timestamp,
        "authority": an_authority,
        "version": _a_version(version),
    }


_STATEMENT: dict[Version, dict[str, Checker]] = {
    "1.0.3": _whole("1.0.3"),
    "2.0.0": _whole("2.0.0"),
}
_SUB_STATEMENT: dict[Version, dict[str, Checker]] = {
    version: _common(version, nested=True) | {"objectType": _any} for version in _STATEMENT
}
