"""Who may come in: credentials, sessions of the leaders' web, and failed attempts."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Row,
    ScalarSelect,
    String,
    bindparam,
    delete,
    exists,
    func,
    select,
)

from simtrainer.base.problem import Problem
from simtrainer.hub.queries.quick import Quick
from simtrainer.hub.queries.tables import credential, session, sign_in_failure, tenant


@dataclass(frozen=True, slots=True)
class Stored:
    """A credential as stored."""

    id: int
    tenant: int
    user: str
    secret: str
    scope: str
    name: str

    @property
    def proof(self) -> dict[str, int | str]:
        """The named values of ``is_as_guessed``."""
        return {"caller": self.id, "secret": self.secret, "scope": self.scope}


def is_as_guessed() -> ScalarSelect[bool]:
    """Whether a credential still is what it was when it was read, in what lets its owner in."""
    return select(
        exists().where(
            credential.c.id == bindparam("caller", type_=Integer()),
            credential.c.tenant_id == bindparam("tenant", type_=Integer()),
            credential.c.secret == bindparam("secret", type_=String()),
            credential.c.scope == bindparam("scope", type_=String()),
            credential.c.revoked_at.is_(None),
        )
    ).scalar_subquery()


_USER = bindparam("user", type_=String())
_BY_USER = select(
    credential.c.id,
    credential.c.tenant_id,
    credential.c.user,
    credential.c.secret,
    credential.c.scope,
    credential.c.name,
).where(credential.c.user == _USER, credential.c.revoked_at.is_(None))
_QUICK_BY_USER = Quick(_BY_USER)


def by_user(connection: Connection, user: str) -> Stored | None:
    """A credential that is not revoked."""
    return _one(connection.execute(_BY_USER, {"user": user}).one_or_none())


def quick_by_user(raw: Any, user: str) -> Stored | None:
    """The same on a connection given by ``Database.glance``."""
    row = _QUICK_BY_USER.first(raw, user=user)
    return None if row is None else Stored(*row)


def _one(row: Row[*tuple[Any, ...]] | None) -> Stored | None:
    if row is None:
        return None
    return Stored(row.id, row.tenant_id, row.user, row.secret, row.scope, row.name)


def add(
    connection: Connection, tenant_id: int, user: str, secret: str, scope: str, name: str, at: str
) -> None:
    """A new credential; the user name must be free."""
    row = {
        "tenant_id": tenant_id,
        "user": user,
        "secret": secret,
        "scope": scope,
        "name": name,
        "created_at": at,
    }
    connection.execute(credential.insert().values(row))


def renew(connection: Connection, tenant_id: int, user: str, secret: str, scope: str) -> bool:
    """Give an existing user a new secret and scope; whether there was one. A user name belongs
    to one municipality for good."""
    found = connection.execute(
        select(credential.c.id, credential.c.tenant_id).where(credential.c.user == user)
    ).one_or_none()
    if found is None:
        return False
    if found.tenant_id != tenant_id:
        raise Problem("hub.user_taken", user=user)
    change = credential.update().where(credential.c.id == found.id)
    connection.execute(change.values(secret=secret, scope=scope, revoked_at=None))
    ids = [found.id]
    connection.execute(delete(session).where(session.c.credential_id.in_(ids)))
    return True


def tenant_id(connection: Connection, key: str) -> int | None:
    """The municipality with that key."""
    return connection.scalar(select(tenant.c.id).where(tenant.c.key == key))


def add_tenant(connection: Connection, key: str, name: str) -> None:
    """A new municipality."""
    connection.execute(tenant.insert().values(key=key, name=name))


def open_session(
    connection: Connection, digest: str, credential_id: int, csrf: str, expires_at: int, now: int
) -> None:
    """Remember a sign-in, and forget those that are over."""
    connection.execute(delete(session).where(session.c.expires_at < now))
    values = {"digest": digest, "credential_id": credential_id, "csrf": csrf}
    connection.execute(session.insert().values(**values, expires_at=expires_at))


def by_session(connection: Connection, digest: str, now: int) -> tuple[Stored, str] | None:
    """The credential behind a session that is not over, and the session's form token."""
    query = (
        select(credential, session.c.csrf)
        .join(session, session.c.credential_id == credential.c.id)
        .where(
            session.c.digest == digest,
            session.c.expires_at >= now,
            credential.c.revoked_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    stored = _one(row)
    return None if row is None or stored is None else (stored, row.csrf)


def close_session(connection: Connection, digest: str) -> None:
    """Sign out."""
    connection.execute(delete(session).where(session.c.digest == digest))


def note_failure(connection: Connection, user_digest: str, now: int) -> None:
    """Remember a failed sign-in for a day, by digest: what was typed may be a password."""
    connection.execute(delete(sign_in_failure).where(sign_in_failure.c.at < now - 86_400))
    connection.execute(sign_in_failure.insert().values(user_digest=user_digest, at=now))


def failures(connection: Connection, user_digest: str, since: int) -> int:
    """Failed sign-ins by that name."""
    query = select(func.count()).where(
        sign_in_failure.c.user_digest == user_digest, sign_in_failure.c.at >= since
    )
    return int(connection.scalar(query) or 0)
