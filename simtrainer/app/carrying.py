"""Taking a run that is not finished along to another PC, and taking one up that came."""

from typing import Protocol

from simtrainer.app.ports import RunStore
from simtrainer.base.problem import Problem

CARRIED = "carried"
"""Kind of keepsake: the runs of a person that have left for another PC."""


class Carrier(Protocol):
    """Writes and reads the file that a run travels in."""

    def take(self, run: str, path: str) -> None:
        """Write a run to a file. Raises ``Problem("carry.not_written" | "run.…")``."""

    def bring(self, path: str) -> str:
        """Take up a run from a file; whose it is. Raises ``Problem("carry.…")``."""


class _Nowhere:
    """Where there is no file to write or read."""

    def take(self, run: str, path: str) -> None:
        raise Problem("carry.not_written", file=path)

    def bring(self, path: str) -> str:
        raise Problem("carry.no_file", file=path)


NOWHERE: Carrier = _Nowhere()


def away(store: RunStore, person: str) -> set[str]:
    """The runs of a person that have left, and have not come back."""
    return {run for run, told in store.kept(person, CARRIED).items() if told}
