"""What a PC asks about itself: who may sit down at it, what they must take, when they meet."""

import hashlib
from datetime import UTC, datetime
from itertools import groupby

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import assignment as stored
from simtrainer.hub.queries.figures import log_views
from simtrainer.hub.queries.sequence import iso
from simtrainer.hub.resources.gate import authenticate
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.scopes import ASSIGNMENT, Who
from simtrainer.hub.web import local
from simtrainer.wire.assignment import (
    AssignedDemand,
    AssignedMeeting,
    AssignedPerson,
    AssignedUnit,
    Assignment,
)

router = APIRouter(prefix="/api")


@router.get("/assignment", response_model=Assignment, responses={304: {}})
def assignment(request: Request) -> Response:
    """What the caller's own PC may know. The ``ETag`` is that of the content: whoever has it
    already, and says so by ``If-None-Match``, is told that nothing has changed, and no names."""
    hub: Hub = request.app.state.hub
    held = request.headers.get("if-none-match", "")
    today = f"{local(hub.settings.zone):%Y-%m-%d}"
    try:
        who = authenticate(hub, request.headers.get("authorization", ""))
        who.need(ASSIGNMENT)
        tag, content = hub.database.write(lambda c: _told(c, who, today, held))
    except Problem as problem:
        return refused(problem)
    headers = {"ETag": tag, "Cache-Control": "private, no-store"}
    if content is None:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type="application/json")


def _told(connection: Connection, who: Who, today: str, held: str) -> tuple[str, bytes | None]:
    """Tag and content, which is none where the caller has it. Names given are noted, for those
    people to see, in the same transaction."""
    at = iso(datetime.now(UTC))
    found = stored.ask(connection, who.tenant, who.id, today, at)
    content = _as_told(found).model_dump_json().encode()
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    if tag in (part.strip().removeprefix("W/") for part in held.split(",")):
        return tag, None
    people = [post.person for post in found.posts] if found is not None else []
    log_views(connection, who.tenant, who.id, people, stored.VIEW, at)
    return tag, content


def _as_told(found: stored.Found | None) -> Assignment:
    if found is None or not found.posts:
        placed = found is not None and found.placed
        return Assignment(state="empty" if placed else "unassigned")
    return Assignment(
        state="assigned",
        units=[
            AssignedUnit(
                id=key,
                name=name,
                people=[AssignedPerson(code=p.code, name=p.name, role=p.role) for p in people],
            )
            for (key, name), people in groupby(found.posts, lambda p: (p.unit, p.unit_name))
        ],
        plan=[
            AssignedDemand(
                scenario=line.scenario,
                mandatory=line.mandatory,
                deadline=line.deadline,
                role=line.role,
                unit=line.unit,
            )
            for line in found.plan
        ],
        batches=[
            AssignedMeeting(
                date=one.starts_at[:10],
                start=one.starts_at[11:],
                end=one.ends_at[11:],
                room=one.room,
                code=one.code,
            )
            for one in found.meetings
        ],
    )
