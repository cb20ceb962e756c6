"""Statements that come by file instead of by network: the same checks and the same store."""

from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.hub.queries import results
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.store import store
from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.incoming import Incoming, prepare
from simtrainer.hub.shapes.statement import Version, a_statement

AUTHORITY = {
    "objectType": "Agent",
    "account": {"homePage": "https://simtrainer.example/hub", "name": "import-results"},
}


def store_statements(database: Database, tenant: int, bodies: list[Any], file: str) -> int:
    """Store them all or none; how many were new. Raises ``Problems`` naming the field."""
    batch = [_incoming(body, file) for body in bodies]

    def work(connection: Connection) -> int:
        stored = store(connection, tenant, batch, AUTHORITY, "1.0.0")
        results.record(connection, tenant, stored.new)
        return len(stored.new)

    return database.write(work) if batch else 0


def _incoming(body: dict[str, Any], file: str) -> Incoming:
    version: Version = "2.0.0" if str(body.get("version", "")).startswith("2.0") else "1.0.3"
    try:
        a_statement(body, version)
    except Fault as fault:
        detail = f"{fault.where}: {fault.reason}"
        raise Problems([Problem("hub.results_line", place=Place(file), detail=detail)]) from None
    return prepare(body, str(body.get("id") or uuid4()).lower())
