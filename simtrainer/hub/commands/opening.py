"""What the commands share: the database they work on, the municipality, files and the time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simtrainer.base.problem import Place, Problem

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from simtrainer.hub.queries.connect import Database

DEFAULT_TENANT = "kommune"


def opened(database_url: str) -> AbstractContextManager[Database]:
    """The database for one command, with tables of this version. Raises ``Problem``."""
    from simtrainer.hub.queries.connect import opened as really_opened

    return really_opened(database_url)


def tenant_of(connection: Connection, key: str) -> int:
    """The municipality with that key. Raises ``Problem("hub.tenant")``."""
    from simtrainer.hub.queries import credentials as stored

    found = stored.tenant_id(connection, key)
    if found is None:
        raise Problem("hub.tenant", tenant=key)
    return found


def content_of(path: Path) -> bytes:
    """A file's bytes. Raises ``Problem("hub.file")``."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem("hub.file", place=Place(str(path)), reason=reason) from None


def now() -> str:
    """The moment in UTC, as stored."""
    from datetime import UTC, datetime

    from simtrainer.hub.queries.sequence import iso

    return iso(datetime.now(UTC))
