"""Activities and their definitions (xAPI 1.0.3 Data 2.4.4.1; IEEE 9274.1.1 clause 4.2.4)."""

from typing import Any

from simtrainer.hub.shapes.fault import Checker, Fault, check_fields, check_list, list_of
from simtrainer.hub.shapes.values import a_language_map, a_string, an_iri, extensions

INTERACTION_TYPES = frozenset(
    (
        "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance",
        "sequencing", "likert", "numeric", "other",
    )
)  # fmt: skip
COMPONENTS = ("choices", "scale", "source", "target", "steps")


def _interaction_type(value: Any) -> None:
    if type(value) is not str or value not in INTERACTION_TYPES:
        raise Fault("must be one of the interaction types of xAPI")


def _component(value: Any) -> None:
    check_fields(value, {"id": a_string, "description": a_language_map}, required=("id",))


def _components(value: Any) -> None:
    check_list(value, _component)
    ids = [item["id"] for item in value]
    if len(set(ids)) != len(ids):
        raise Fault("must have a different id for each component")


_DEFINITION: dict[str, Checker] = {
    "name": a_language_map,
    "description": a_language_map,
    "type": an_iri,
    "moreInfo": an_iri,
    "extensions": extensions,
    "interactionType": _interaction_type,
    "correctResponsesPattern": list_of(a_string),
    **dict.fromkeys(COMPONENTS, _components),
}


def a_definition(value: Any) -> None:
    """What an activity is called and asks."""
    check_fields(value, _DEFINITION)
    if "interactionType" in value:
        return
    for key in ("correctResponsesPattern", *COMPONENTS):
        if key in value:
            raise Fault(f"is required when {key} is given", "interactionType")


def _activity_type(value: Any) -> None:
    if value != "Activity":
        raise Fault('must be "Activity"')


_ACTIVITY: dict[str, Checker] = {
    "objectType": _activity_type,
    "id": an_iri,
    "definition": a_definition,
}


def an_activity(value: Any) -> None:
    """Something done, by its IRI."""
    check_fields(value, _ACTIVITY, required=("id",))
