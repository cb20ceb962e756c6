"""The door of ``/xapi``: version, credentials, method; then the resource; then the answer's
headers. Runs in a worker thread and knows no web framework."""

import logging
from base64 import b64decode
from collections.abc import Callable, Mapping

from simtrainer.base.problem import Problem
from simtrainer.hub.callers import Seen
from simtrainer.hub.hub import Hub, Reader
from simtrainer.hub.problems import as_json, status_of, title_of
from simtrainer.hub.queries import credentials
from simtrainer.hub.queries.at_once import NotAtOnce
from simtrainer.hub.queries.find import Unproven
from simtrainer.hub.queries.horizon import LATELY_S
from simtrainer.hub.queries.sequence import iso
from simtrainer.hub.resources import about, statements, things
from simtrainer.hub.resources.alternate import Unfolded, is_folded, unfold
from simtrainer.hub.resources.ask import Answer, Ask
from simtrainer.hub.resources.documents import Documents
from simtrainer.hub.resources.refusal import MEDIA_TYPE, refusal_headers
from simtrainer.hub.scopes import Who
from simtrainer.hub.shapes.statement import Version

_LOG = logging.getLogger(__name__)
Handler = Callable[[Hub, Ask], Answer]


def _methods(kind: str) -> dict[str, Handler]:
    made = Documents(kind)
    return {"GET": made.get, "PUT": made.put, "POST": made.post, "DELETE": made.delete}


RESOURCES: Mapping[str, Mapping[str, Handler]] = {
    "/xapi/statements": {
        "GET": statements.get,
        "POST": statements.post,
        "PUT": statements.put,
    },
    "/xapi/statements/more": {"GET": statements.more},
    "/xapi/activities/state": _methods("state"),
    "/xapi/activities/profile": _methods("activity"),
    "/xapi/agents/profile": _methods("agent"),
    "/xapi/agents": {"GET": things.person},
    "/xapi/activities": {"GET": things.activity},
}


def answer(
    hub: Hub,
    method: str,
    path: str,
    params: Mapping[str, str],
    headers: Mapping[str, str],
    body: bytes,
) -> Answer:
    """The answer to a request, also to one that is wrong; never raises."""
    version = _spoken(headers.get("x-experience-api-version", ""))
    try:
        if path == "/xapi/about":
            return _dressed(_about(method, headers.get("x-experience-api-version")), version)
        meant = Unfolded(method, params, headers, body)
        if is_folded(method, params, headers):
            meant = unfold(params, headers, body)
        version = wanted_version(meant.headers.get("x-experience-api-version"))
        handler = _handler(meant.method, path)
        reply = _by_guess(hub, handler, meant, path, version)
        if reply is None:
            who = authenticate(hub, meant.headers.get("authorization", ""))
            hub.pace.take(who.id)
            ask = Ask(meant.method, path, meant.params, meant.headers, meant.body, who, version)
            reply = handler(hub, ask)
    except Problem as problem:
        reply = _refusal(problem)
    except Exception:  # noqa: BLE001 - the last door: logged whole, told in one word
        _LOG.exception("a request failed", extra={"method": method, "path": path})
        reply = _refusal(Problem("hub.internal"))
    if path.startswith("/xapi/statements"):
        _tell_consistency(hub, reply)
    return _dressed(reply, version)


def at_once(
    hub: Hub, method: str, path: str, params: Mapping[str, str], headers: Mapping[str, str]
) -> Answer | None:
    """A page, where whoever takes requests up can have it without being kept waiting; none for all
    else, which ``answer`` answers. Never raises."""
    reader, handler = hub.at_once, RESOURCES.get(path, {}).get("GET")
    if reader is None or handler not in _PROVES or method not in ("GET", "HEAD"):
        return None
    try:
        version = wanted_version(headers.get("x-experience-api-version"))
        meant = Unfolded(method, params, headers, b"")
        reply = _by_guess(hub, handler, meant, path, version, reader)
    except Exception:  # noqa: BLE001 - whatever it is, it comes up again where it is told
        return None
    return None if reply is None else _dressed(reply, version)


_PROVES = (statements.get, statements.more)
"""What can have its caller checked by the query that finds the page."""
_BY_ID = ("statementId", "voidedStatementId")


def _by_guess(
    hub: Hub,
    handler: Handler,
    meant: Unfolded,
    path: str,
    version: Version,
    reader: Reader | None = None,
) -> Answer | None:
    """A page for the caller that it most likely is; none where that is not sure, and where there
    is anything to refuse, which only someone who is known may be told."""
    if handler not in _PROVES or any(name in meant.params for name in _BY_ID):
        return None
    if reader is None and hub.at_once is not None:
        hub.at_once.database.ready()
    seen = hub.callers.guess(meant.headers.get("authorization", ""))
    if seen is None:
        return None
    who, proof = seen.who, seen.proof
    try:
        hub.pace.take(who.id)
    except Problem:
        return None
    try:
        asked = (meant.method, path, meant.params, meant.headers, meant.body)
        return handler(hub, Ask(*asked, who, version, proof, reader))
    except (Unproven, NotAtOnce, Problem):
        hub.pace.give_back(who.id)
        return None


def _tell_consistency(hub: Hub, reply: Answer) -> None:
    """Every answer about statements says up to when it is complete, refusals too."""
    if statements.CONSISTENT in reply.headers:
        return
    try:
        reply.headers[statements.CONSISTENT] = iso(hub.horizon.told(LATELY_S))
    except Problem:
        return  # the store cannot be reached, and that is the answer


def _about(method: str, header: str | None) -> Answer:
    if method not in ("GET", "HEAD"):
        return _refusal(Problem("hub.method"))
    try:
        return about.get(old=wanted_version(header) == "1.0.3")
    except Problem:
        return about.get(old=False)


def _spoken(header: str) -> Version:
    """The version that an answer is in where none was asked for that there is: 1.0.3 has clients
    that name none told so (Communication 3.3), and 2.0.0 does not mind."""
    return "2.0.0" if header.strip().startswith("2") else "1.0.3"


def _handler(method: str, path: str) -> Handler:
    handlers = RESOURCES.get(path)
    if handlers is None:
        raise Problem("hub.not_found")
    handler = handlers.get("GET" if method == "HEAD" else method)
    if handler is None:
        raise Problem("hub.method")
    return handler


def _refusal(problem: Problem) -> Answer:
    if problem.code == "hub.document_exists":  # xAPI asks for an explanation that people can read
        told = f'{title_of(problem)} It is "{problem.params["etag"]}".'
        headers = refusal_headers(problem)
        return Answer(status_of(problem), told.encode(), "text/plain; charset=utf-8", headers)
    return Answer(status_of(problem), as_json(problem), MEDIA_TYPE, refusal_headers(problem))


def _dressed(reply: Answer, version: Version) -> Answer:
    reply.headers["X-Experience-API-Version"] = version
    reply.headers.setdefault("Cache-Control", "no-store")
    return reply


def wanted_version(header: str | None) -> Version:
    """The version spoken; the header is required (xAPI 1.0.3 Communication 3.3)."""
    value = (header or "").strip()
    if value == "1.0" or (value.startswith("1.0.") and value[4:].isdigit()):
        return "1.0.3"
    if value == "2.0" or (value.startswith("2.0.") and value[4:].isdigit()):
        return "2.0.0"
    raise Problem("hub.version", detail=f"{value!r} given" if value else "is missing")


def authenticate(hub: Hub, header: str) -> Who:
    """The caller behind HTTP Basic credentials (RFC 7617)."""
    user, password = _pair(header)
    stored = hub.database.glance(lambda raw: credentials.quick_by_user(raw, user))
    if stored is None:
        hub.verifier.pretend(password)
        raise Problem("hub.unauthenticated")
    if not hub.verifier.verify(stored.secret, password):
        raise Problem("hub.unauthenticated")
    who = known(stored)
    hub.callers.remember(header, Seen(who, stored.proof))
    return who


def _pair(header: str) -> tuple[str, str]:
    """User name and password."""
    scheme, _, encoded = header.partition(" ")
    try:
        pair = b64decode(encoded.strip(), validate=True).decode()
    except ValueError:
        raise Problem("hub.unauthenticated") from None
    user, colon, password = pair.partition(":")
    if scheme.lower() != "basic" or not colon or "\0" in user:
        raise Problem("hub.unauthenticated")
    return user, password


def known(stored: credentials.Stored) -> Who:
    """A stored credential as a caller."""
    scopes = frozenset(stored.scope.split())
    return Who(stored.id, stored.tenant, stored.user, stored.name, scopes)
