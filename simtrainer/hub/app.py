"""The web application: routes, limits on what is read, and headers on all that goes out."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from simtrainer.hub.hub import Hub, build
from simtrainer.hub.resources import gate, health, leader, results, stations
from simtrainer.hub.resources.frame import Frame, TooLarge
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.settings import Settings

_LOG = logging.getLogger(__name__)
_AT_ONCE = 4
"""Requests that one process works on; the rest wait in line, so that of forty PCs at once none
waits much longer than the others."""


def create_app(settings: Settings) -> FastAPI:
    """The hub as an ASGI application. Tables must be there (``commands.init``)."""
    hub = build(settings)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        app.state.at_work = CapacityLimiter(_AT_ONCE)
        yield
        hub.database.close()

    app = FastAPI(title="simtrainer hub", lifespan=life, docs_url=None, redoc_url=None)
    app.state.hub = hub
    app.include_router(health.router)
    app.include_router(stations.router)
    app.include_router(results.router)
    leader.install(app, hub)
    app.add_middleware(Xapi, hub=hub)
    app.add_middleware(Frame, hub=hub)
    return app


class Xapi:
    """All under ``/xapi``, answered before the web framework looks for a route: it has a door of
    its own, ``resources.gate``. Pure ASGI."""

    def __init__(self, app: ASGIApp, hub: Hub) -> None:
        self.app = app
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/xapi/"):
            reply = await self._reply(Request(scope, receive))
            await reply(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _reply(self, request: Request) -> Response:
        try:
            body = await request.body()
        except TooLarge as problem:
            return refused(problem)
        reply = await to_thread.run_sync(
            gate.answer,
            self.hub,
            request.method,
            request.url.path.rstrip("/"),
            dict(request.query_params),
            dict(request.headers),
            body,
            limiter=request.app.state.at_work,
        )
        body = b"" if request.method == "HEAD" else reply.body
        media_type = reply.media_type if reply.body else None
        return Response(body, reply.status, reply.headers, media_type)
