"""Whole envelopes from PCs that were enrolled here, sealed to this hub's key or not.

The same checks and the same store as ``/xapi``; what an envelope holds is stored as one or not at
all, and a repeat is harmless.
"""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from simtrainer.base.problem import Problem, Problems
from simtrainer.hub.crew import Crew
from simtrainer.hub.hub import Hub
from simtrainer.hub.imports import store_statements
from simtrainer.hub.queries.stations import held_secret
from simtrainer.hub.resources.frame import TooLarge
from simtrainer.hub.resources.gate import authenticate
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.scopes import WRITE
from simtrainer.hub.sealing import unseal
from simtrainer.hub.shapes.results_file import envelopes_of, statements_in

router = APIRouter(prefix="/api")
_BODY = "body"
"""Stands for the file in the place of a fault."""


@router.post("/results", response_model=None)
async def results(request: Request) -> Response:
    """Store envelopes; the answer names each that is stored."""
    try:
        body = await request.body()
    except TooLarge as problem:
        return refused(problem)
    hub, authorization = request.app.state.hub, request.headers.get("authorization", "")
    crew: Crew = request.app.state.crew
    return await crew.do(lambda: _answer(hub, authorization, body))


def _answer(hub: Hub, authorization: str, body: bytes) -> Response:
    try:
        who = authenticate(hub, authorization)
        who.need(WRITE)
        hub.pace.take(who.id)
        stored = _store(hub, who.tenant, hub.authority(who.user), body)
    except Problem as problem:
        return refused(problem)
    except Problems as problems:
        return refused(problems.problems[0])
    return JSONResponse({"envelopes": stored}, headers={"Cache-Control": "no-store"})


def _store(hub: Hub, tenant: int, authority: dict[str, object], body: bytes) -> list[str]:
    secret = hub.database.read(lambda c: held_secret(c, tenant))
    envelopes = envelopes_of(body, _BODY, lambda box: unseal(secret, box) if secret else None)
    found = [
        line
        for number, envelope in enumerate(envelopes, start=2)
        for line in statements_in(envelope, _BODY, number)
    ]
    if len(found) > hub.settings.limits.statements:
        raise Problem("hub.too_large", detail=f"at most {hub.settings.limits.statements} at once")
    store_statements(hub.database, tenant, found, _BODY, authority)
    return [envelope.id for envelope in envelopes]
