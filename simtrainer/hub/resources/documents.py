"""State, agent profile and activity profile documents (xAPI 1.0.3 Communication 2.2 to 2.7;
IEEE 9274.1.1 clauses 4.1.4 and 4.1.6)."""

import time
from datetime import UTC, datetime
from typing import Any

import orjson

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import documents
from simtrainer.hub.queries.documents import Document, Place
from simtrainer.hub.resources.ask import JSON, Answer, Ask, json_answer
from simtrainer.hub.resources.parameters import (
    activity_parameter,
    agent_parameter,
    http_date,
    moment_parameter,
    uuid_parameter,
)
from simtrainer.hub.scopes import PROFILE, PROFILE_READ, STATE, STATE_READ

_RIGHTS = {"state": (STATE, STATE_READ), "agent": (PROFILE, PROFILE_READ)}
_RIGHTS["activity"] = _RIGHTS["agent"]
_NAMES = {"state": "stateId", "agent": "profileId", "activity": "profileId"}
_PARAMETERS = {
    "state": ("activityId", "agent", "registration", "stateId"),
    "agent": ("agent", "profileId"),
    "activity": ("activityId", "profileId"),
}


class Documents:
    """The methods of one of the three kinds of documents."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get(self, hub: Hub, ask: Ask) -> Answer:
        """One document, or the names of all."""
        ask.who.need(*_RIGHTS[self.kind])
        ask.only(*_PARAMETERS[self.kind], "since")
        place, tenant = self._place(ask, many=True), ask.who.tenant
        since = moment_parameter(ask, "since")
        if place.name is None:
            after = None if since is None else _micros(since)
            found = hub.database.read(lambda c: documents.names(c, tenant, place, after))
            return json_answer(found)
        held = hub.database.read(lambda c: documents.get(c, tenant, place))
        if held is None:
            raise Problem("hub.not_found")
        changed = http_date(datetime.fromtimestamp(held.updated_us / 1e6, UTC))
        headers = {"ETag": f'"{held.etag}"', "Last-Modified": changed}
        return Answer(200, held.content, held.content_type, headers)

    def put(self, hub: Hub, ask: Ask) -> Answer:
        """Store the body in place of what is there."""
        conditions = Conditions(
            ask,
            must_tell=self.kind != "state" or ask.version == "2.0.0",
            at_once=self.kind != "state" and ask.version == "1.0.3",
        )

        def make(held: Document | None) -> tuple[bytes, str]:
            conditions.check(held)
            return ask.body, _content_type(ask)

        return self._change(hub, ask, make)

    def post(self, hub: Hub, ask: Ask) -> Answer:
        """Lay the body's properties over those of the stored JSON object."""
        conditions = Conditions(ask, must_tell=False)
        new = _object(ask.body, "the body") if ask.media_type == JSON else None

        def make(held: Document | None) -> tuple[bytes, str]:
            conditions.check(held)
            if held is None:
                return ask.body, _content_type(ask)
            if new is None or held.content_type.partition(";")[0].strip().lower() != JSON:
                raise Problem("hub.invalid", detail="only JSON objects can be merged")
            merged = _object(held.content, "the stored document") | new
            return orjson.dumps(merged), held.content_type

        return self._change(hub, ask, make)

    def delete(self, hub: Hub, ask: Ask) -> Answer:
        """Remove one document, or for state all of an activity and agent."""
        ask.who.need(_RIGHTS[self.kind][0])
        ask.only(*_PARAMETERS[self.kind])
        place, tenant = self._place(ask, many=self.kind == "state"), ask.who.tenant
        conditions = Conditions(ask, must_tell=False)
        hub.database.write(lambda c: documents.remove(c, tenant, place, conditions.check))
        return Answer(204)

    def _change(self, hub: Hub, ask: Ask, make: documents.Change) -> Answer:
        ask.who.need(_RIGHTS[self.kind][0])
        ask.only(*_PARAMETERS[self.kind])
        place, tenant = self._place(ask, many=False), ask.who.tenant
        now = time.time_ns() // 1000
        hub.database.write(lambda c: documents.change(c, tenant, place, now, make))
        return Answer(204)

    def _place(self, ask: Ask, *, many: bool) -> Place:
        names = _PARAMETERS[self.kind]
        key = _NAMES[self.kind]
        name = ask.params.get(key) if many else ask.need(key)
        registration: str | None = ""
        if "registration" in names:
            registration = uuid_parameter(ask, "registration")
            if registration is None and name is not None:
                registration = ""
        return Place(
            kind=self.kind,
            activity=activity_parameter(ask, "activityId") if "activityId" in names else "",
            agent=agent_parameter(ask) if "agent" in names else "",
            registration=registration,
            name=name,
        )


class Conditions:
    """``If-Match`` and ``If-None-Match`` (RFC 9110). ``must_tell`` refuses to overwrite for
    someone who states neither, since they may not have seen what is there; ``at_once`` refuses
    them also where nothing is there yet, since 1.0.3 has each PUT of a profile state one."""

    def __init__(self, ask: Ask, *, must_tell: bool, at_once: bool = False) -> None:
        self._match = _tags(ask.headers.get("if-match"))
        self._none_match = _tags(ask.headers.get("if-none-match"))
        self._must_tell = must_tell
        self._at_once = at_once

    def check(self, held: Document | None) -> None:
        """Raise ``Problem`` where the document is not as the caller said."""
        if self._match is not None and not _matches(self._match, held):
            raise Problem("hub.precondition")
        if self._none_match is not None and _matches(self._none_match, held):
            raise Problem("hub.precondition")
        told = self._match is not None or self._none_match is not None
        if held is not None and self._must_tell and not told:
            raise Problem("hub.document_exists", etag=held.etag)
        if self._at_once and not told:
            detail = 'or If-None-Match is required; "*" in the latter for a new one'
            raise Problem("hub.invalid", path="If-Match", detail=detail)


def _tags(header: str | None) -> list[str] | None:
    if header is None or not header.strip():
        return None
    return [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]


def _matches(tags: list[str], held: Document | None) -> bool:
    return held is not None and ("*" in tags or held.etag in tags)


def _content_type(ask: Ask) -> str:
    return ask.headers.get("content-type", "application/octet-stream")


def _object(content: bytes, what: str) -> dict[str, Any]:
    try:
        value = orjson.loads(content)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Problem("hub.invalid", detail=f"{what} is not a JSON object")
    return value


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)
