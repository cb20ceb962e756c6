"""State and profile documents, changed under their conditions by one writer at a time.

A row is locked before it is looked at; a row that is not there yet is claimed by the unique
index, so that of twelve who create it one does, and the others then see it.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, select, update

from simtrainer.hub.queries.bulk import insert_new
from simtrainer.hub.queries.tables import document


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is; empty where a part does not apply. A ``name`` of none, or a
    registration of none, stands for all."""

    kind: str
    activity: str = ""
    agent: str = ""
    registration: str | None = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document."""

    content: bytes
    content_type: str
    etag: str
    updated_us: int


Change = Callable[[Document | None], tuple[bytes, str]]
"""From what is there to the new content and its type; refuses by raising."""


def etag_of(content: bytes) -> str:
    """SHA-1 in hexadecimal, as xAPI asks for; a fingerprint, no protection."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def get(connection: Connection, tenant: int, place: Place) -> Document | None:
    """One document."""
    return _one(connection, _at(tenant, place))


def change(connection: Connection, tenant: int, place: Place, now_us: int, make: Change) -> None:
    """Store what ``make`` gives, with nobody in between."""
    query = _at(tenant, place).with_for_update()
    held = _one(connection, query)
    if held is None:
        content, content_type = make(None)
        if _insert(connection, tenant, place, now_us, content, content_type):
            return
        held = _one(connection, query)
    content, content_type = make(held)
    values = {"content": content, "content_type": content_type, "etag": etag_of(content)}
    query_update = update(document).where(*_where(tenant, place))
    connection.execute(query_update.values(**values, updated_us=now_us))


def remove(
    connection: Connection, tenant: int, place: Place, allow: Callable[[Document | None], None]
) -> None:
    """Delete one document, or with no name all of the place, if ``allow`` does not refuse."""
    if place.name is not None:
        allow(_one(connection, _at(tenant, place).with_for_update()))
    connection.execute(delete(document).where(*_where(tenant, place)))


def names(connection: Connection, tenant: int, place: Place, after_us: int | None) -> list[str]:
    """Names of the documents of a place, changed after a moment."""
    query = select(document.c.name).where(*_where(tenant, place)).distinct()
    if after_us is not None:
        query = query.where(document.c.updated_us > after_us)
    return sorted(connection.scalars(query))


def _insert(
    connection: Connection, tenant: int, place: Place, now_us: int, content: bytes, kind: str
) -> bool:
    row = {
        "tenant_id": tenant,
        "kind": place.kind,
        "activity": place.activity,
        "agent": place.agent,
        "registration": place.registration or "",
        "name": place.name,
        "content_type": kind,
        "etag": etag_of(content),
        "updated_us": now_us,
        "content": content,
    }
    return bool(insert_new(connection, document, [row], "id"))


def _where(tenant: int, place: Place) -> list[ColumnElement[bool]]:
    conditions = [
        document.c.tenant_id == tenant,
        document.c.kind == place.kind,
        document.c.activity == place.activity,
        document.c.agent == place.agent,
    ]
    if place.registration is not None:
        conditions.append(document.c.registration == place.registration)
    if place.name is not None:
        conditions.append(document.c.name == place.name)
    return conditions


def _at(tenant: int, place: Place) -> Select[Any]:
    columns = select(
        document.c.content, document.c.content_type, document.c.etag, document.c.updated_us
    )
    return columns.where(*_where(tenant, place))


def _one(connection: Connection, query: Select[Any]) -> Document | None:
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Document(row.content, row.content_type, row.etag, row.updated_us)
