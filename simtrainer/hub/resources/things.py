"""What the store knows of a person or an activity (xAPI 1.0.3 Communication 2.4 and 2.5)."""

from typing import Any

from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import find
from simtrainer.hub.resources.ask import Answer, Ask, json_answer
from simtrainer.hub.resources.parameters import activity_parameter, actor_of
from simtrainer.hub.scopes import PROFILE, PROFILE_READ, READ
from simtrainer.hub.shapes.actor import IDENTIFIERS, identifier


def person(hub: Hub, ask: Ask) -> Answer:
    """A Person: all that is known to belong to one agent. Identities are never joined here,
    since nothing tells the store that two of them are one person."""
    ask.who.need(READ, PROFILE, PROFILE_READ)
    ask.only("agent")
    agent = actor_of(ask.need("agent"), group=False)
    key = identifier(agent) or ""
    name = hub.database.read(lambda c: find.agent_name(c, ask.who.tenant, key))
    names = list(dict.fromkeys(text for text in (agent.get("name"), name) if text))
    found: dict[str, Any] = {"objectType": "Person"}
    if names:
        found["name"] = names
    return json_answer(found | {k: [agent[k]] for k in IDENTIFIERS if k in agent})


def activity(hub: Hub, ask: Ask) -> Answer:
    """An activity with the definition put together from all statements."""
    ask.who.need(READ, PROFILE, PROFILE_READ)
    ask.only("activityId")
    iri = activity_parameter(ask, "activityId")
    known = hub.database.read(lambda c: find.definitions(c, ask.who.tenant, [iri]))
    found: dict[str, Any] = {"objectType": "Activity", "id": iri}
    return json_answer(found | {"definition": known[iri]} if iri in known else found)
