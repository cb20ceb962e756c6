"""One requirement of the specification, in our words, and how a store is asked whether it holds.

Sections are those of xAPI 1.0.3 (Data, Communication); IEEE 9274.1.1 (2.0.0) asks for the same in
its clause 4 unless ``versions`` says otherwise.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.hub.conftest import Caller, said
from tests.hub.samples import statement, whole

Check = Callable[[Caller], None]
BOTH = ("1.0.3", "2.0.0")
OLD, NEW = ("1.0.3",), ("2.0.0",)


@dataclass(frozen=True, slots=True)
class Must:
    """``check`` raises ``AssertionError`` where the store does not keep to it."""

    section: str
    text: str
    check: Check
    versions: tuple[str, ...] = BOTH

    @property
    def id(self) -> str:
        """Section and the first words."""
        return f"{self.section} {self.text[:60]}"


def changed(path: str, value: Any, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The whole statement with one property set; ``...`` takes it away."""
    body = copy.deepcopy(whole() if body is None else body)
    body.pop("id", None)
    target: Any = body
    *way, last = path.split(".")
    for step in way:
        target = target[int(step) if step.isdigit() else step]
    key: Any = int(last) if last.isdigit() else last
    if value is ...:
        del target[key]
    else:
        target[key] = value
    return body


def post(call: Caller, body: Any) -> int:
    """The status of a POST of a statement or a batch."""
    return call("POST", "statements", body).status


def takes(*bodies: dict[str, Any]) -> Check:
    """Each statement is stored."""

    def check(call: Caller) -> None:
        for body in bodies:
            assert post(call, body) == 200, body

    return check


def refuses(*bodies: dict[str, Any]) -> Check:
    """Each statement is a bad request, alone and in a batch, and nothing of it is stored."""

    def check(call: Caller) -> None:
        for body in bodies:
            assert post(call, body) == 400, body
        good = statement("in the batch")
        for body in bodies[:2]:
            assert post(call, [good, body]) == 400, body
        assert ids(call) == []

    return check


def refuses_values(path: str, *values: Any) -> Check:
    """The whole statement is refused with each value there."""
    return refuses(*(changed(path, value) for value in values))


def takes_values(path: str, *values: Any) -> Check:
    """The whole statement is stored with each value there."""
    return takes(*(changed(path, value) for value in values))


def ids(call: Caller, **params: str) -> list[str]:
    """Ids of the statements that a query finds."""
    answer = call("GET", "statements", **params)
    assert answer.status == 200, answer.body
    return [one["id"] for one in said(answer)["statements"]]


def one(call: Caller, key: str, **params: str) -> dict[str, Any]:
    """A statement as it is given back."""
    answer = call("GET", "statements", statementId=key, **params)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = said(answer)
    return found


def as_json(value: Any) -> str:
    """A value for a query parameter."""
    return json.dumps(value)
