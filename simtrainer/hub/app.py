"""The web application: routes, limits on what is read, and headers on all that goes out."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import unquote_plus

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from simtrainer.hub.crew import Crew
from simtrainer.hub.hub import Hub, build
from simtrainer.hub.queries.checkpoint import Beside
from simtrainer.hub.resources import assignment, gate, health, leader, results, stations
from simtrainer.hub.resources.ask import Answer
from simtrainer.hub.resources.frame import Frame, TooLarge
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.settings import Settings

_LOG = logging.getLogger(__name__)
_AT_ONCE = 4
"""Requests that one process works on; the rest wait in line."""


def create_app(settings: Settings) -> FastAPI:
    """The hub as a web application, without what ``surrounded`` puts around it. Tables must be
    there (``commands.init``)."""
    hub = build(settings)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        app.state.crew = Crew(_AT_ONCE)
        beside = Beside(hub.database) if hub.database.is_sqlite else None
        yield
        app.state.crew.close()
        if beside is not None:
            beside.close()
        hub.close()

    app = FastAPI(title="simtrainer hub", lifespan=life, docs_url=None, redoc_url=None)
    app.state.hub = hub
    app.include_router(health.router)
    app.include_router(stations.router)
    app.include_router(assignment.router)
    app.include_router(results.router)
    leader.install(app, hub)
    return app


def surrounded(app: FastAPI) -> ASGIApp:
    """The application with what is around every request. xAPI is answered before the web framework
    begins with its own; so is every request counted, bounded and given its headers."""
    hub: Hub = app.state.hub
    return Frame(Xapi(app, hub, lambda: app.state.crew), hub)


class Xapi:
    """All under ``/xapi``: it has a door of its own, ``resources.gate``. Pure ASGI."""

    def __init__(self, app: ASGIApp, hub: Hub, crew: Callable[[], Crew]) -> None:
        self.app = app
        self.hub = hub
        self.crew = crew

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/xapi/"):
            await self.app(scope, receive, send)
            return
        method, path = scope["method"], scope["path"].rstrip("/")
        asked = (self.hub, method, path, _params(scope), _headers(scope))
        reply = gate.at_once(*asked)
        if reply is None:
            try:
                body = await _whole(receive)
            except TooLarge as problem:
                await refused(problem)(scope, receive, send)
                return
            if body is None:  # the caller is gone
                return
            reply = await self.crew().do(partial(gate.answer, *asked, body))
        await _give(reply, method == "HEAD", send)


async def _whole(receive: Receive) -> bytes | None:
    """All of the request; none where its sender has hung up."""
    parts = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _params(scope: Scope) -> dict[str, str]:
    """The parameters of the address; the last, where one comes twice. As ``parse_qsl`` of the
    standard library reads them, at a third of its time."""
    found = {}
    for pair in scope["query_string"].decode("latin-1").split("&"):
        if pair:
            name, _, value = pair.partition("=")
            found[_plain(name)] = _plain(value)
    return found


def _plain(text: str) -> str:
    return unquote_plus(text) if "%" in text or "+" in text else text


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by their names in lower case; the first, where one comes twice."""
    pairs = reversed(scope["headers"])
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in pairs}


async def _give(reply: Answer, head: bool, send: Send) -> None:
    headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in reply.headers.items()]
    if reply.status != 204:
        headers.append((b"content-length", str(len(reply.body)).encode()))
    if reply.body:
        headers.append((b"content-type", reply.media_type.encode("latin-1")))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else reply.body})
