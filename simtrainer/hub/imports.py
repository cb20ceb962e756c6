"""Statements that come by file instead of by network: the same checks and the same store."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.hub.queries import results
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.store import store
from simtrainer.hub.queries.turns import alone
from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.incoming import Incoming, prepare
from simtrainer.hub.shapes.mixed import check_files
from simtrainer.hub.shapes.statement import Version, a_statement

AUTHORITY = {
    "objectType": "Agent",
    "account": {"homePage": "https://simtrainer.example/hub", "name": "import-results"},
}
_BATCH = 500


def store_statements(
    database: Database,
    tenant: int,
    found: Sequence[tuple[int, dict[str, Any]]],
    file: str,
    authority: dict[str, Any] = AUTHORITY,
) -> int:
    """Store the statements of a file, given with their lines, all or none; how many were new.
    ``authority`` vouches for them. Raises ``Problems`` naming line and field."""
    batch = [_incoming(body, file, line) for line, body in found]

    def work(connection: Connection) -> int:
        new = 0
        if any(one.voiding for one in batch):  # asked for at once, not from a later part on
            alone(connection, tenant)
        for start in range(0, len(batch), _BATCH):
            part = batch[start : start + _BATCH]
            stored = store(connection, tenant, part, authority, "1.0.0")
            results.record(connection, tenant, stored.new)
            new += len(stored.new)
        return new

    return database.write(work) if batch else 0


def _incoming(body: dict[str, Any], file: str, line: int) -> Incoming:
    version: Version = "2.0.0" if str(body.get("version", "")).startswith("2.0") else "1.0.3"
    try:
        a_statement(body, version)
        check_files([body], {})
    except Fault as fault:
        detail = f"{fault.where}: {fault.reason}"
        problem = Problem("hub.results_line", place=Place(file, line), detail=detail)
        raise Problems([problem]) from None
    return prepare(body, str(body.get("id") or uuid4()).lower())
