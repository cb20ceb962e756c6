"""Results that come by file: what a PC exports to a stick, plain or sealed, or bare statements.

A PC's file has a header line, then one line per envelope (``simtrainer-results``). An envelope's
id holds the digest of its statements, also where they are sealed (``simtrainer-sealed``). A whole
file may be sealed too. Anything else is read as JSON statements.
"""

import hashlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from simtrainer.base.problem import Place, Problem, Problems

RESULTS, SEALED = "simtrainer-results", "simtrainer-sealed"
VERSION = 1
Unseal = Callable[[bytes], bytes | None]
Found = tuple[int, dict[str, Any]]
"""Line, and one statement from it."""


def statements_of(content: bytes, file: str, unseal: Unseal) -> Iterator[Found]:
    """The statements in a file. Raises ``Problems`` with the line."""
    lines = content.splitlines()
    head = _header(lines[0]) if lines else {}
    kind = head.get("format")
    if kind in (RESULTS, SEALED) and head.get("version") != VERSION:
        raise _problem(file, 1, f"version {head.get('version')}")
    if kind == SEALED:
        yield from statements_of(_opened(head, file, unseal), file, lambda _: None)
    elif kind == RESULTS:
        for number, line in enumerate(lines[1:], start=2):
            if line.strip():
                yield from _flat(_envelope(line, file, number, unseal).statements, file, number)
    else:
        yield from _bare(content, file)


def _header(line: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _opened(head: dict[str, Any], file: str, unseal: Unseal, number: int = 1) -> bytes:
    try:
        content = unseal(b64decode(str(head["body"]), validate=True))
    except (KeyError, ValueError):
        content = None
    if content is None:
        raise Problems([Problem("hub.results_sealed", place=Place(file, number))])
    return content


@dataclass(frozen=True, slots=True)
class Envelope:
    """What one PC tells of one run."""

    id: str
    statements: Any


def envelopes_of(content: bytes, file: str, unseal: Unseal) -> list[Envelope]:
    """The envelopes of a PC's file. Raises ``Problems`` with the line."""
    lines = content.splitlines()
    head = _header(lines[0]) if lines else {}
    if head.get("format") != RESULTS or head.get("version") != VERSION:
        raise _problem(file, 1, f"{RESULTS} {VERSION} is wanted")
    numbered = enumerate(lines[1:], start=2)
    return [_envelope(line, file, number, unseal) for number, line in numbered if line.strip()]


def _envelope(line: bytes, file: str, number: int, unseal: Unseal) -> Envelope:
    try:
        value = orjson.loads(line)
        body = value["body"].encode()
        box = _header(body)
        if box.get("format") == SEALED:
            body = _opened(box, file, unseal, number)
        if value["id"] != f"{value['run']}-{hashlib.sha256(body).hexdigest()}":
            raise ValueError("the digest does not fit")
        return Envelope(value["id"], orjson.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _problem(file, number, str(error)) from None


def _bare(content: bytes, file: str) -> Iterator[Found]:
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError:
        for number, line in enumerate(content.splitlines(), start=1):
            if not line.strip():
                continue
            try:
                value = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise _problem(file, number, str(error)) from None
            yield from _flat(value, file, number)
    else:
        yield from _flat(whole, file, 1)


def statements_in(envelope: Envelope, file: str, number: int) -> Iterator[Found]:
    """The statements of one envelope, with its line."""
    return _flat(envelope.statements, file, number)


def _flat(value: Any, file: str, number: int) -> Iterator[Found]:
    """One statement, a list of them, or ``{"statements": […]}``."""
    inner = value.get("statements", value) if isinstance(value, dict) else value
    for body in inner if isinstance(inner, list) else [inner]:
        if not isinstance(body, dict):
            raise _problem(file, number, str(body)[:80])
        yield number, body


def _problem(file: str, number: int, detail: str) -> Problems:
    return Problems([Problem("hub.results_line", place=Place(file, number), detail=detail)])
