"""PCs: enrolled once by a token, then known by a key of their own; and what they fetch."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import ColumnElement, Connection, delete, select, update

from simtrainer.base.problem import Problem
from simtrainer.hub.queries import assignment
from simtrainer.hub.queries.bulk import insert_new
from simtrainer.hub.queries.tables import (
    credential,
    enrolment,
    package,
    package_pin,
    seal_key,
    station,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a PC belongs, by the keys of units and batches."""

    units: Sequence[str] = ()
    batches: Sequence[str] = ()


def add_token(
    connection: Connection, tenant: int, digest: str, name: str, expires_at: int, place: Place
) -> None:
    """A token that one PC may use once; the PC will belong to ``place``."""
    values = {
        "tenant_id": tenant,
        "digest": digest,
        "name": name,
        "expires_at": expires_at,
        "units": orjson.dumps(place.units).decode(),
        "batches": orjson.dumps(place.batches).decode(),
    }
    connection.execute(enrolment.insert().values(values))


@dataclass(frozen=True, slots=True)
class Token:
    """A token as stored."""

    tenant: int
    name: str
    place: Place


def take_token(connection: Connection, digest: str, now: int) -> Token:
    """Use a token up. Raises ``Problem("hub.token")`` for one that is unknown, used or over."""
    query = select(enrolment).where(enrolment.c.digest == digest).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or row.station_id is not None or row.expires_at < now:
        raise Problem("hub.token")
    place = Place(orjson.loads(row.units or "[]"), orjson.loads(row.batches or "[]"))
    return Token(row.tenant_id, row.name, place)


def enrol(connection: Connection, token: Token, digest: str, key: str, name: str, at: str) -> None:
    """The PC behind a token just taken, whose credential has its key as user name."""
    owner = select(credential.c.id).where(credential.c.user == key).scalar_subquery()
    values = {"tenant_id": token.tenant, "key": key, "name": name, "enrolled_at": at}
    made = station.insert().values(**values, credential_id=owner).returning(station.c.id)
    row = connection.execute(made).scalar_one()
    connection.execute(update(enrolment).where(enrolment.c.digest == digest).values(station_id=row))
    assignment.place(connection, token.tenant, row, token.place.units, token.place.batches)


@dataclass(frozen=True, slots=True)
class Pc:
    """An enrolled PC. ``seen_at`` is when it last asked who may sit down at it."""

    row: int
    credential: int
    key: str
    name: str
    enrolled_at: str
    revoked_at: str | None
    seen_at: str | None
    place: Place


def all_stations(connection: Connection, tenant: int) -> list[Pc]:
    """All that were ever enrolled, by name."""
    c = station.c
    query = (
        select(
            c.id, c.credential_id, c.key, c.name, c.enrolled_at, credential.c.revoked_at, c.seen_at
        )
        .join(credential, credential.c.id == c.credential_id)
        .where(c.tenant_id == tenant)
        .order_by(c.name, c.id)
    )
    places = assignment.places(connection, tenant)
    return [Pc(*row, Place(*places.get(row.id, ((), ())))) for row in connection.execute(query)]


def find(known: Sequence[Pc], called: str) -> Pc:
    """The one of them with that key, or the only one of that name that is not shut out. Raises
    ``Problem("hub.station_unknown" | "hub.station_ambiguous")``."""
    found = [pc for pc in known if pc.key == called] or [
        pc for pc in known if pc.name == called and pc.revoked_at is None
    ]
    if not found:
        raise Problem("hub.station_unknown", station=called)
    if len(found) > 1:
        raise Problem("hub.station_ambiguous", station=called, n=len(found))
    return found[0]


def revoke(connection: Connection, tenant: int, called: str, at: str) -> None:
    """Let a PC in no more, and let it belong nowhere. Raises as ``find``."""
    _let_go(connection, tenant, find(all_stations(connection, tenant), called), at)


def leave(connection: Connection, tenant: int, mine: int, at: str) -> None:
    """As ``revoke``, by the PC itself, which is known by its credential. Raises
    ``Problem("hub.not_found")`` where that is no PC's."""
    found = [pc for pc in all_stations(connection, tenant) if pc.credential == mine]
    if not found:
        raise Problem("hub.not_found")
    _let_go(connection, tenant, found[0], at)


def _let_go(connection: Connection, tenant: int, pc: Pc, at: str) -> None:
    change = update(credential).where(credential.c.id == pc.credential)
    connection.execute(change.values(revoked_at=at))
    assignment.place(connection, tenant, pc.row, (), ())


def seal_secret(connection: Connection, tenant: int, fresh: bytes) -> bytes:
    """The municipality's secret key; ``fresh`` becomes it where there is none."""
    insert_new(connection, seal_key, [{"tenant_id": tenant, "secret": fresh}], "tenant_id")
    found = held_secret(connection, tenant)
    assert found is not None
    return found


def held_secret(connection: Connection, tenant: int) -> bytes | None:
    """The municipality's secret key; none where nobody was ever given the public one."""
    found = connection.scalar(select(seal_key.c.secret).where(seal_key.c.tenant_id == tenant))
    return None if found is None else bytes(found)


@dataclass(frozen=True, slots=True)
class Package:
    """A scenario package that PCs should have."""

    scenario: str
    version: str
    sha256: str
    size: int


def add_package(
    connection: Connection, tenant: int, found: Package, content: bytes, at: str
) -> None:
    """Store a package and hand it out from now on. The same version with other content is a
    ``Problem("hub.package_changed")``: PCs may have it already."""
    row = {
        "tenant_id": tenant,
        "scenario": found.scenario,
        "version": found.version,
        "sha256": found.sha256,
        "size": found.size,
        "added_at": at,
        "content": content,
    }
    if not insert_new(connection, package, [row], "id"):
        query = select(package.c.sha256).where(*_version(tenant, found.scenario, found.version))
        if connection.scalar(query) != found.sha256:
            raise Problem("hub.package_changed", scenario=found.scenario, version=found.version)
    pin(connection, tenant, found.scenario, found.version, at)


def pin(connection: Connection, tenant: int, scenario: str, version: str, at: str) -> None:
    """Hand out that version: forwards or, to roll back, an earlier one."""
    row = connection.scalar(select(package.c.id).where(*_version(tenant, scenario, version)))
    if row is None:
        raise Problem("hub.package_unknown", scenario=scenario, version=version)
    where = (package_pin.c.tenant_id == tenant, package_pin.c.scenario == scenario)
    connection.execute(delete(package_pin).where(*where))
    values = {"tenant_id": tenant, "scenario": scenario, "package_id": row, "at": at}
    connection.execute(package_pin.insert().values(values))


def packages(connection: Connection, tenant: int) -> list[Package]:
    """What PCs should have now."""
    query = (
        select(package.c.scenario, package.c.version, package.c.sha256, package.c.size)
        .join(package_pin, package_pin.c.package_id == package.c.id)
        .where(package.c.tenant_id == tenant)
        .order_by(package.c.scenario)
    )
    return [Package(*row) for row in connection.execute(query)]


def package_content(connection: Connection, tenant: int, sha256: str) -> bytes | None:
    """A package's bytes."""
    query = select(package.c.content).where(
        package.c.tenant_id == tenant, package.c.sha256 == sha256
    )
    return connection.scalar(query.limit(1))


def _version(tenant: int, scenario: str, version: str) -> list[ColumnElement[bool]]:
    return [
        package.c.tenant_id == tenant,
        package.c.scenario == scenario,
        package.c.version == version,
    ]
