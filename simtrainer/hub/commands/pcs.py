"""Loaned PCs: tokens to enrol them, who is enrolled, and the packages they fetch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
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
    units: Sequence[str] = (),
    batches: Sequence[str] = (),
) -> list[dict[str, str]]:
    """One token per PC, to be used once: ``{"name", "token"}``, told only now. The PCs will
    belong to these units and batches. Raises as ``assign_stations`` for one that is unknown."""
    import time

    from simtrainer.hub.queries import stations as stored
    from simtrainer.hub.secrets import digest, new_token

    made = [{"name": name, "token": new_token()} for name in names]
    until = int(time.time()) + days * 86_400

    with opened(database_url) as database:

        def work(connection: Any) -> None:
            owner = tenant_of(connection, tenant)
            _must_be_known(connection, owner, units, batches)
            place = stored.Place(list(units), list(batches))
            for one in made:
                mark = digest(one["token"])
                stored.add_token(connection, owner, mark, one["name"], until, place)

        database.write(work)
    return made


def stations(database_url: str, tenant: str = DEFAULT_TENANT) -> list[dict[str, Any]]:
    """The enrolled PCs, and where they belong."""
    from simtrainer.hub.queries import stations as stored

    with opened(database_url) as database:
        rows = database.read(lambda c: stored.all_stations(c, tenant_of(c, tenant)))
    return [
        {
            "station": pc.key,
            "name": pc.name,
            "enrolled_at": pc.enrolled_at,
            "revoked_at": pc.revoked_at,
            "seen_at": pc.seen_at,
            "units": list(pc.place.units),
            "batches": list(pc.place.batches),
        }
        for pc in rows
    ]


def assign_stations(
    database_url: str,
    called: Sequence[str],
    units: Sequence[str],
    batches: Sequence[str],
    tenant: str = DEFAULT_TENANT,
) -> None:
    """Let PCs, by key or name, belong to these units and batches and to no others; all or none.
    Raises ``Problem("hub.station_unknown" | "hub.station_ambiguous" | "hub.unit_unknown" |
    "hub.batch_unknown")``."""
    from simtrainer.hub.queries import assignment
    from simtrainer.hub.queries import stations as stored

    def work(connection: Any) -> None:
        owner = tenant_of(connection, tenant)
        _must_be_known(connection, owner, units, batches)
        known = stored.all_stations(connection, owner)
        for pc in [stored.find(known, one) for one in called]:
            assignment.place(connection, owner, pc.row, units, batches)

    with opened(database_url) as database:
        database.write(work)


def _must_be_known(
    connection: Any, owner: int, units: Sequence[str], batches: Sequence[str]
) -> None:
    from simtrainer.hub.queries import assignment

    no_units, no_batches = assignment.missing(connection, owner, units, batches)
    if no_units:
        raise Problem("hub.unit_unknown", unit=no_units[0])
    if no_batches:
        raise Problem("hub.batch_unknown", batch=no_batches[0])


def revoke_station(database_url: str, station: str, tenant: str = DEFAULT_TENANT) -> None:
    """Let a lost PC, by key or name, in no more. Raises ``Problem("hub.station_unknown" |
    "hub.station_ambiguous")``."""
    from simtrainer.hub.queries import stations as stored

    at = now()
    with opened(database_url) as database:
        database.write(lambda c: stored.revoke(c, tenant_of(c, tenant), station, at))


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
