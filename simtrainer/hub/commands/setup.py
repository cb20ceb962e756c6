"""Setting up and serving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem
from simtrainer.hub.commands.opening import DEFAULT_TENANT, now, opened, tenant_of

if TYPE_CHECKING:
    from sqlalchemy import Connection


def init(database_url: str, tenant: str = DEFAULT_TENANT, name: str = "") -> None:
    """Make the tables and a first municipality; harmless where they are."""
    from simtrainer.hub.queries import credentials as stored

    upgrade(database_url)
    with opened(database_url) as database:

        def work(connection: Connection) -> None:
            if stored.tenant_id(connection, tenant) is None:
                stored.add_tenant(connection, tenant, name or tenant)

        database.write(work)


def upgrade(database_url: str) -> None:
    """Bring the tables to this version."""
    from simtrainer.hub.queries import schema

    with opened(database_url) as database:
        schema.upgrade(database)


def credentials(
    database_url: str, name: str, scope: str = "all", tenant: str = DEFAULT_TENANT
) -> dict[str, str]:
    """A new password for ``name``, who is made if new: ``{"user", "password"}``, told only now."""
    from simtrainer.hub.queries import credentials as stored
    from simtrainer.hub.scopes import parse_scopes
    from simtrainer.hub.secrets import hashed, new_secret

    user = name.strip()
    if not user or len(user) > 200 or any(c == ":" or ord(c) < 32 for c in user):
        raise Problem("hub.user")
    scopes, password = parse_scopes(scope), new_secret()
    digest, made_at = hashed(password), now()

    def work(connection: Connection) -> None:
        owner = tenant_of(connection, tenant)
        if not stored.renew(connection, owner, user, digest, scopes):
            stored.add(connection, owner, user, digest, scopes, user, made_at)

    with opened(database_url) as database:
        database.write(work)
    return {"user": user, "password": password}


def serve(
    database_url: str,
    resources: Path,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
    own_database_url: Callable[[], str] = str,
    listens: Callable[[str], None] = lambda _: None,
    **given: Any,
) -> None:
    """Serve until stopped, as ``file``, ``environ`` and what is ``given`` say;
    ``own_database_url`` is asked where none of them names a database, and ``listens`` is told the
    address when it is open. Raises ``Problems`` for a setting that will not do."""
    from simtrainer.hub.configuration import configuration
    from simtrainer.hub.serving import run

    given["database_url"] = database_url or None
    made = configuration(file, environ or {}, given)
    url = made.database_url or own_database_url()
    init(url)
    run(made.settings(url, resources), made, listens)
