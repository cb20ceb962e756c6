"""Simtrainer's own statements as rows that figures are counted from.

A reader of the statements, kept in step in their own transaction; ``hub verify`` compares it
with a reading from the start.
"""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, delete, select

from simtrainer.hub.queries.bulk import Row, among, insert_all
from simtrainer.hub.queries.tables import check_result, run_result, statement, statement_ref
from simtrainer.hub.shapes.actor import storable
from simtrainer.hub.shapes.incoming import Incoming
from simtrainer.wire import profile

_SCENARIO = f"{profile.BASE}/scenario/"
_GOAL = f"{profile.BASE}/goal/"
_RUN_VERBS = {profile.INITIALIZED: "started", profile.COMPLETED: "completed"}
_CHECK_VERBS = frozenset((profile.PASSED, profile.FAILED))


def record(connection: Connection, tenant: int, new: Sequence[tuple[int, Incoming]]) -> None:
    """Keep the rows in step with statements just stored."""
    own = [(seq, one) for seq, one in new if is_own(one.body)]
    voided = _already_voided(connection, tenant, [one.id for _, one in own])
    kept = [(seq, one.body) for seq, one in own if one.id not in voided]
    runs = [row for seq, body in kept if (row := run_row(tenant, seq, body))]
    checks = [row for seq, body in kept if (row := check_row(tenant, seq, body))]
    insert_all(connection, run_result, runs)
    insert_all(connection, check_result, checks)
    _forget(connection, tenant, [one.target for _, one in new if one.voiding and one.target])


def is_own(body: dict[str, Any]) -> bool:
    """Whether the statement is of simtrainer's profile, in a form that figures can be read from."""
    context = body.get("context") or {}
    extensions = context.get("extensions") or {}
    account = body["actor"].get("account") or {}
    return (
        extensions.get(profile.FORMAT_EXTENSION) == profile.FORMAT
        and account.get("homePage") == profile.PERSON_HOME_PAGE
        and "registration" in context
        and str(body["object"].get("id", "")).startswith(_SCENARIO)
        and all(isinstance(extensions.get(key), str) for key in _NEEDED)
    )


_NEEDED = (
    profile.UNIT_EXTENSION,
    profile.PURPOSE_EXTENSION,
    profile.MODE_EXTENSION,
    profile.STATION_EXTENSION,
)


def run_row(tenant: int, seq: int, body: dict[str, Any]) -> Row | None:
    """The row of a run's start or end."""
    kind = _RUN_VERBS.get(body["verb"]["id"])
    if kind is None:
        return None
    context, result = body["context"], body.get("result") or {}
    extensions = context["extensions"]
    return _storable(
        {
            "seq": seq,
            "tenant_id": tenant,
            "run": context["registration"].lower(),
            "kind": kind,
            "person_code": body["actor"]["account"]["name"][:200],
            "unit_key": extensions[profile.UNIT_EXTENSION][:200],
            "scenario": _scenario(body)[:200],
            "title": _title(body["object"]),
            "mode": extensions[profile.MODE_EXTENSION][:12],
            "purpose": extensions[profile.PURPOSE_EXTENSION][:20],
            "station": extensions[profile.STATION_EXTENSION][:200],
            "at": str(body.get("timestamp", ""))[:32],
            "scaled": (result.get("score") or {}).get("scaled"),
            "success": result.get("success"),
        }
    )


def check_row(tenant: int, seq: int, body: dict[str, Any]) -> Row | None:
    """The row of one judged check."""
    check = body["object"]["id"].partition("/check/")[2]
    result = body.get("result") or {}
    if body["verb"]["id"] not in _CHECK_VERBS or not check or "success" not in result:
        return None
    state = (result.get("extensions") or {}).get(profile.STATE_EXTENSION, "")
    return _storable(
        {
            "seq": seq,
            "tenant_id": tenant,
            "run": body["context"]["registration"].lower(),
            "scenario": _scenario(body)[:200],
            "check_key": check[:200],
            "title": _title(body["object"]),
            "state": str(state)[:20],
            "success": result["success"],
            "scaled": (result.get("score") or {}).get("scaled"),
            "goals": " ".join(_goals(body)),
        }
    )


def _storable(row: Row) -> Row:
    return {key: storable(v) if isinstance(v, str) else v for key, v in row.items()}


def _scenario(body: dict[str, Any]) -> str:
    return str(body["object"]["id"]).removeprefix(_SCENARIO).partition("/")[0]


def _title(activity: dict[str, Any]) -> str:
    names = (activity.get("definition") or {}).get("name") or {}
    fallback = activity["id"].rpartition("/")[2]
    return str(names.get(profile.LANGUAGE) or next(iter(names.values()), fallback))


def _goals(body: dict[str, Any]) -> list[str]:
    groups = (body["context"].get("contextActivities") or {}).get("grouping") or []
    return [g["id"].removeprefix(_GOAL) for g in groups if g["id"].startswith(_GOAL)]


def _already_voided(connection: Connection, tenant: int, ids: list[str]) -> set[str]:
    if not ids:
        return set()
    query = select(statement_ref.c.target_id).where(
        statement_ref.c.tenant_id == tenant,
        among(connection, statement_ref.c.target_id, ids),
        statement_ref.c.voiding,
    )
    return set(connection.scalars(query))


def _forget(connection: Connection, tenant: int, voided: list[str]) -> None:
    if not voided:
        return
    query = select(statement.c.seq).where(
        statement.c.tenant_id == tenant, among(connection, statement.c.id, voided)
    )
    gone = list(connection.scalars(query))
    for table in (run_result, check_result):
        connection.execute(delete(table).where(table.c.seq.in_(gone)))


def read_all(connection: Connection, tenant: int) -> tuple[list[Row], list[Row]]:
    """All rows read again from the statements, for comparison."""
    void = select(statement_ref.c.target_id).where(
        statement_ref.c.tenant_id == tenant, statement_ref.c.voiding
    )
    voided = set(connection.scalars(void))
    query = select(statement.c.seq, statement.c.id, statement.c.payload).where(
        statement.c.tenant_id == tenant
    )
    runs, checks = [], []
    for seq, key, payload in connection.execute(query.order_by(statement.c.seq)):
        body = orjson.loads(payload)
        if key in voided or not is_own(body):
            continue
        if row := run_row(tenant, seq, body):
            runs.append(row)
        if row := check_row(tenant, seq, body):
            checks.append(row)
    return runs, checks
