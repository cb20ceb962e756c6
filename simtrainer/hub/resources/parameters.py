"""Query parameters of xAPI, checked; a refusal names the parameter."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.hub.resources.ask import Ask, parse_json
from simtrainer.hub.shapes.actor import an_actor, an_agent, identifier
from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.values import a_uuid, an_iri, instant


def agent_parameter(ask: Ask) -> str:
    """The identifier of the required ``agent`` parameter."""
    return identifier_of(ask.need("agent"))


def identifier_of(text: str) -> str:
    """The identifier of an agent or identified group given as JSON."""
    value = actor_of(text)
    key = identifier(value)
    if key is None:
        raise Problem("hub.parameter", path="agent", detail="must be identified")
    return key


def actor_of(text: str, *, group: bool = True) -> dict[str, Any]:
    """An agent, or where allowed a group, given as JSON."""
    value = parse_json(text)
    _check(an_actor if group else an_agent, value, "agent")
    return value  # type: ignore[no-any-return]


def activity_parameter(ask: Ask, name: str) -> str:
    """A required IRI."""
    ask.need(name)
    return iri_parameter(ask, name) or ""


def iri_parameter(ask: Ask, name: str) -> str | None:
    """An IRI, if given."""
    value = ask.params.get(name)
    if value is not None:
        _check(an_iri, value, name)
    return value


def uuid_parameter(ask: Ask, name: str) -> str | None:
    """A UUID in lower case, if given."""
    value = ask.params.get(name)
    if value is None:
        return None
    _check(a_uuid, value, name)
    return value.lower()


def moment_parameter(ask: Ask, name: str) -> datetime | None:
    """A timestamp, if given."""
    value = ask.params.get(name)
    if value is None:
        return None
    _check(instant, value, name)
    return instant(value)


def count_parameter(ask: Ask, name: str) -> int:
    """A whole number from 0; 0 if not given."""
    value = ask.params.get(name, "0")
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Problem("hub.parameter", path=name, detail="must be a whole number from 0")
    return int(value)


def flag_parameter(ask: Ask, name: str) -> bool:
    """``true`` or ``false``; false if not given."""
    value = ask.params.get(name, "false")
    if value not in ("true", "false"):
        raise Problem("hub.parameter", path=name, detail="must be true or false")
    return value == "true"


def http_date(moment: datetime) -> str:
    """A moment as HTTP headers have it."""
    return format_datetime(moment, usegmt=True)


def _check(checker: Callable[[Any], Any], value: Any, name: str) -> None:
    try:
        checker(value)
    except Fault as fault:
        where = fault.under(name).where
        raise Problem("hub.parameter", path=where, detail=fault.reason) from None
