"""How a shape says no: the path to the field and the reason, gathered on the way out.

Checkers raise with an empty path and each level adds its own key, so that valid input, which
is nearly all of it, pays nothing for paths.
"""

from collections.abc import Callable, Mapping
from typing import Any

Checker = Callable[[Any], None]


class Fault(Exception):
    """One broken rule. ``path`` grows from the inside out."""

    def __init__(self, reason: str, *path: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path: list[str | int] = list(path)

    def under(self, key: str | int) -> "Fault":
        """The same fault seen from one level further out."""
        self.path.insert(0, key)
        return self

    @property
    def where(self) -> str:
        """The path as people write it: ``context.team.member[0].mbox``."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        return text


def an_object(value: Any) -> dict[str, Any]:
    """The value as a JSON object."""
    if type(value) is not dict:
        raise Fault("must be an object")
    return value


def check_fields(value: Any, table: Mapping[str, Checker], required: tuple[str, ...] = ()) -> None:
    """An object with only known fields, each passing its checker, and none required missing."""
    for key, item in an_object(value).items():
        checker = table.get(key)
        if checker is None:
            raise Fault("is not a known property", key)
        try:
            checker(item)
        except Fault as fault:
            raise fault.under(key) from None
    for key in required:
        if key not in value:
            raise Fault("is required", key)


def check_list(value: Any, checker: Checker, *, empty: bool = True) -> None:
    """An array whose items all pass."""
    if type(value) is not list:
        raise Fault("must be an array")
    if not value and not empty:
        raise Fault("must not be empty")
    for index, item in enumerate(value):
        try:
            checker(item)
        except Fault as fault:
            raise fault.under(index) from None


def list_of(checker: Checker, *, empty: bool = True) -> Checker:
    """A checker for arrays of what ``checker`` takes."""
    return lambda value: check_list(value, checker, empty=empty)


def at(key: str, checker: Checker, value: Any) -> None:
    """Check a value already taken out of its parent, with the parent's key in the path."""
    try:
        checker(value)
    except Fault as fault:
        raise fault.under(key) from None
