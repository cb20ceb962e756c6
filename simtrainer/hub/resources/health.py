"""For whoever watches the hub: is the process alive, and can it answer."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries.schema import check_ready
from simtrainer.hub.resources.gate import authenticate
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.scopes import METRICS

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
        return refused(problem)
    return {"status": "ok"}


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Counts of all worker processes in Prometheus' text form; for scope ``metrics``."""
    hub: Hub = request.app.state.hub
    try:
        authenticate(hub, request.headers.get("authorization", "")).need(METRICS)
    except Problem as problem:
        return refused(problem)
    return PlainTextResponse(hub.metrics.text(), media_type="text/plain; version=0.0.4")
