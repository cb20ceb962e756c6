"""A problem as an answer to a program, the same everywhere."""

from fastapi import Response

from simtrainer.base.problem import Problem
from simtrainer.hub.problems import as_json, status_of

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "2"


def refusal_headers(problem: Problem) -> dict[str, str]:
    """What a client needs to know besides the body."""
    headers = {"Cache-Control": "no-store"}
    if problem.retry:
        headers["Retry-After"] = str(problem.params.get("seconds", RETRY_AFTER_SECONDS))
    if status_of(problem) == 401:
        headers["WWW-Authenticate"] = 'Basic realm="simtrainer", charset="UTF-8"'
    return headers


def refused(problem: Problem) -> Response:
    """The answer."""
    return Response(as_json(problem), status_of(problem), refusal_headers(problem), MEDIA_TYPE)
