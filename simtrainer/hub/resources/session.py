"""Signing in to the leaders' web, and who is signed in."""

import logging
import time
from dataclasses import dataclass

from fastapi import Request, Response
from sqlalchemy import Connection

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import credentials
from simtrainer.hub.resources.gate import known
from simtrainer.hub.scopes import LEADER, Who
from simtrainer.hub.secrets import digest, new_token, same

_LOG = logging.getLogger(__name__)
COOKIE = "simtrainer_session"
_HOURS = 8


@dataclass(frozen=True, slots=True)
class Signed:
    """A leader who is signed in, and the token that their forms must carry."""

    who: Who
    csrf: str


def sign_in(hub: Hub, user: str, password: str) -> str:
    """The session token for the cookie. Raises ``Problem`` for a wrong name or password."""
    now = int(time.time())
    if "\0" in user or len(user) > 200 or len(password) > 1000:
        raise Problem("hub.sign_in")
    stored = hub.database.read(lambda c: _allowed(hub, c, user, now))
    if stored is None:
        hub.verifier.pretend(password)
    if stored is None or not hub.verifier.verify(stored.secret, password):
        hub.database.write(lambda c: credentials.note_failure(c, digest(user), now))
        raise Problem("hub.sign_in")
    if not known(stored).may(LEADER):
        raise Problem("hub.sign_in_scope")
    token, until = new_token(), now + _HOURS * 3600
    row = (digest(token), stored.id, new_token(), until, now)
    hub.database.write(lambda c: credentials.open_session(c, *row))
    return token


def _allowed(hub: Hub, connection: Connection, user: str, now: int) -> credentials.Stored | None:
    failures = credentials.failures(connection, digest(user), now - 900)
    if failures >= hub.settings.limits.logins_per_quarter:
        raise Problem("hub.sign_in_wait")
    return credentials.by_user(connection, user)


def signed(hub: Hub, token: str | None) -> Signed | None:
    """Who the cookie belongs to, if it is one of ours and not over."""
    if not token:
        return None
    mark, now = digest(token), int(time.time())
    found = hub.database.peek(lambda c: credentials.by_session(c, mark, now))
    return None if found is None else Signed(known(found[0]), found[1])


def sign_out(hub: Hub, token: str) -> None:
    """End the session on the server too."""
    hub.database.write(lambda c: credentials.close_session(c, digest(token)))


def set_cookie(hub: Hub, reply: Response, token: str) -> None:
    """The session cookie: not for scripts, not for other sites."""
    reply.set_cookie(
        COOKIE,
        token,
        max_age=_HOURS * 3600,
        httponly=True,
        secure=hub.settings.secure_cookie,
        samesite="strict",
        path="/",
    )


def check_form(signed: Signed, token: str) -> None:
    """Refuse a form that our own page did not make."""
    if not same(token, signed.csrf):
        raise Problem("hub.csrf")


def from_other_site(request: Request) -> bool:
    """Whether the browser says that another site sent this form."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site not in ("same-origin", "none")
