"""Loaned PCs: tokens to enrol them, who is enrolled, and the packages they fetch."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.hub.commands.opening import DEFAULT_TENANT, content_of, now, opened, tenant_of

_LONGEST = 200


def enrolment_tokens(
    database_url: str,
    names: list[str],
    days: int = 30,
    tenant: str = DEFAULT_TENANT,
) -> list[dict[str, str]]:
    """One token per PC, to be used once: ``{"name", "token"}``, told only now."""
    import time

    from simtrainer.hub.queries import stations as stored
    from simtrainer.hub.secrets import digest, new_token

    made = [{"name": name, "token": new_token()} for name in names]
    until = int(time.time()) + days * 86_400

    with opened(database_url) as database:

        def work(connection: Any) -> None:
            owner = tenant_of(connection, tenant)
            for one in made:
                stored.add_token(connection, owner, digest(one["token"]), one["name"], until)

        database.write(work)
    return made


def stations(database_url: str, tenant: str = DEFAULT_TENANT) -> list[dict[str, str | None]]:
    """The enrolled PCs."""
    from simtrainer.hub.queries import stations as stored

    with opened(database_url) as database:
        rows = database.read(lambda c: stored.all_stations(c, tenant_of(c, tenant)))
    return [
        {"station": key, "name": name, "enrolled_at": at, "revoked_at": gone}
        for key, name, at, gone in rows
    ]


def revoke_station(database_url: str, station: str, tenant: str = DEFAULT_TENANT) -> None:
    """Let a lost PC in no more. Raises ``Problem("hub.station_unknown")``."""
    from simtrainer.hub.queries import stations as stored

    at = now()
    with opened(database_url) as database:
        if not database.write(lambda c: stored.revoke(c, tenant_of(c, tenant), station, at)):
            raise Problem("hub.station_unknown", station=station)


def add_package(
    database_url: str, path: Path, scenario: str, version: str, tenant: str = DEFAULT_TENANT
) -> dict[str, Any]:
    """Hand out a scenario package from now on. The hub does not open it; PCs check it."""
    from simtrainer.hub.queries import stations as stored

    content = content_of(path)
    for value in (scenario, version):
        if not value or len(value) > _LONGEST or not value.isprintable():
            raise Problem("hub.package_name", value=value)
    made = stored.Package(scenario, version, hashlib.sha256(content).hexdigest(), len(content))
    at = now()
    with opened(database_url) as database:
        database.write(lambda c: stored.add_package(c, tenant_of(c, tenant), made, content, at))
    return asdict(made)


def pin_package(
    database_url: str, scenario: str, version: str, tenant: str = DEFAULT_TENANT
) -> None:
    """Hand out another version that is here: forwards or back."""
    from simtrainer.hub.queries import stations as stored

    at = now()
    with opened(database_url) as database:
        database.write(lambda c: stored.pin(c, tenant_of(c, tenant), scenario, version, at))


def packages(database_url: str, tenant: str = DEFAULT_TENANT) -> list[dict[str, Any]]:
    """What PCs should have now."""
    from simtrainer.hub.queries import stations as stored

    with opened(database_url) as database:
        found = database.read(lambda c: stored.packages(c, tenant_of(c, tenant)))
    return [asdict(one) for one in found]
