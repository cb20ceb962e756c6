"""Bad news for people: a code from one catalogue, its parameters, and where it was found.

The words stand in ``resources/text/<lang>.json`` under ``problem.<code>``; code never holds
them. Anything that is neither a ``Problem`` nor ``Cancelled`` is a bug.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: 1-based line and column; 0 where there is none."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column``, as compilers print it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(Exception):
    """Something a person can understand and act on. ``retry`` says that trying again may help."""

    def __init__(
        self, code: str, *, place: Place | None = None, retry: bool = False, **params: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params
        self.place = place
        self.retry = retry

    def __str__(self) -> str:
        """For logs and test output; a person gets the catalogue's words."""
        where = f"{self.place} " if self.place else ""
        return f"{where}{self.code} {dict(self.params)}"


class Problems(Exception):
    """Several problems found in one reading, so that an author can mend them all at once."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(p) for p in problems))
        self.problems = problems


class Cancelled(Exception):
    """The person changed their mind: nothing is shown."""
