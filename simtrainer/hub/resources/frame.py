"""What surrounds every request: a bound on its size, and the headers that keep browsers safe."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.metrics import route_of
from simtrainer.hub.problems import as_json

_LOG = logging.getLogger("simtrainer.hub.requests")

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (
        b"content-security-policy",
        (
            b"default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self';"
            b" img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
            b" frame-ancestors 'none'"
        ),
    ),
]


class TooLarge(Problem):
    """The body grew past the bound while it was read."""

    def __init__(self) -> None:
        super().__init__("hub.too_large")


class Frame:
    """Pure ASGI, so that it costs next to nothing."""

    def __init__(self, app: ASGIApp, hub: Hub) -> None:
        self.app = app
        self.hub = hub
        self.limit = hub.settings.limits.body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun, status = time.perf_counter(), 500

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = {name for name, _ in message["headers"]}
                missing = [pair for pair in _HEADERS if pair[0] not in given]
                message["headers"] = [*message["headers"], *missing]
            await send(message)

        try:
            if self._announced(scope) > self.limit:
                await _refuse(guarded)
            else:
                await self.app(scope, self._bounded(receive), guarded)
        finally:
            self._note(scope, status, time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        """Count and, where wished, log; the address only as far as it names no one."""
        route = route_of(scope["path"])
        self.hub.metrics.count(scope["method"], route, status, seconds)
        if self.hub.settings.log_requests:
            told = {"method": scope["method"], "route": route, "status": status}
            _LOG.info("request", extra=told | {"ms": round(seconds * 1000, 1)})

    def _announced(self, scope: Scope) -> int:
        for name, value in scope["headers"]:
            if name == b"content-length" and value.isdigit():
                return int(value)
        return 0

    def _bounded(self, receive: Receive) -> Receive:
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise TooLarge
            return message

        return counted


async def _refuse(send: Send) -> None:
    body = as_json(TooLarge())
    headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
