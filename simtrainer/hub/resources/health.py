"""For whoever watches the hub: is the process alive, and can it answer."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from simtrainer.base.problem import Problem
from simtrainer.hub.problems import as_json, status_of
from simtrainer.hub.queries.schema import check_ready

router = APIRouter()


@router.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", response_model=None)
async def ready(request: Request) -> Response | dict[str, str]:
    """The database answers and has this version's tables."""
    try:
        await run_in_threadpool(check_ready, request.app.state.hub.database)
    except Problem as problem:
        return Response(as_json(problem), status_of(problem), media_type="application/problem+json")
    return {"status": "ok"}
