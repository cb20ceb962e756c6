"""The catalogue of what the hub refuses, with the HTTP status and a line for developers.

People get the Norwegian words of ``resources/web/text/nb.json`` under the same code; programs
get this line, the code and, where there is one, the field's path (RFC 9457).
"""

from typing import Any

import orjson

from simtrainer.base.problem import Problem

CATALOGUE: dict[str, tuple[int, str]] = {
    "hub.unauthenticated": (401, "Credentials are missing or wrong."),
    "hub.forbidden": (403, "These credentials do not allow this."),
    "hub.not_found": (404, "There is nothing here."),
    "hub.method": (405, "This resource does not answer that method."),
    "hub.conflict": (409, "A statement with this id and other content is already stored."),
    "hub.document_exists": (
        409,
        "There is a document already. Check its current state, and set If-Match with its ETag.",
    ),
    "hub.precondition": (412, "The document is not the one your condition names."),
    "hub.too_large": (413, "The request is larger than this server takes."),
    "hub.too_many": (429, "Too many requests; try again after the time in Retry-After."),
    "hub.version": (400, "X-Experience-API-Version must be 1.0.x or 2.0.x."),
    "hub.invalid": (400, "The request is not valid."),
    "hub.json": (400, "The body is not JSON."),
    "hub.content_type": (400, "This Content-Type is not taken here."),
    "hub.parameter": (400, "A query parameter is not valid."),
    "hub.token": (403, "The token is used, over or unknown."),
    "hub.results_line": (400, "A line of the results cannot be read."),
    "hub.results_sealed": (400, "The results are sealed to another hub's key, or changed."),
    "hub.csrf": (403, "The form is too old; load the page again."),
    "hub.store_full": (507, "The disk is full; nothing was stored. Try again later."),
    "hub.store_busy": (503, "The store is busy; nothing was stored. Try again."),
    "hub.store_read_only": (503, "The store cannot be written to now. Try again later."),
    "hub.store_unreachable": (503, "The store cannot be reached now. Try again later."),
    "hub.store_refused": (503, "The database refuses the hub's own credentials."),
    "hub.store_damaged": (503, "The database file is damaged."),
    "hub.store_not_ready": (503, "The database has no tables of this version; run hub upgrade."),
    "hub.internal": (500, "Something went wrong here; it is logged."),
}
"""Codes that may cross HTTP. Those of the command line stand in the texts only."""


def status_of(problem: Problem) -> int:
    """The HTTP status of a problem."""
    return CATALOGUE.get(problem.code, (400, ""))[0]


def title_of(problem: Problem) -> str:
    """The line for developers."""
    return CATALOGUE.get(problem.code, (400, problem.code))[1]


def as_json(problem: Problem) -> bytes:
    """A problem as ``application/problem+json``."""
    status, line = CATALOGUE.get(problem.code, (400, problem.code))
    body: dict[str, Any] = {
        "type": f"https://simtrainer.example/problem/{problem.code}",
        "code": problem.code,
        "title": line,
        "status": status,
    }
    body |= {key: value for key, value in problem.params.items() if value is not None}
    return orjson.dumps(body, default=str)
