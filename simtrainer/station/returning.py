"""``LoanedPc`` over this PC's data folder, while the app has it open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simtrainer.station.home import Home
from simtrainer.station.settings import SettingsFile
from simtrainer.station.store.runs import RunFile

if TYPE_CHECKING:
    from simtrainer.app.returning import Held


class OwnPc:
    """``stop`` ends what runs in the background and would make the store anew."""

    def __init__(
        self, home: Home, settings: SettingsFile, store: RunFile, stop: Callable[[], None]
    ) -> None:
        self._home, self._settings, self._store, self._stop = home, settings, store, stop

    def held(self) -> "Held":
        """See ``LoanedPc``."""
        from simtrainer.station.handover import status

        return status(self._home, self._settings.current)

    def take_out(self, path: str) -> int:
        """See ``LoanedPc``."""
        from simtrainer.station.handover import export

        return export(self._home, self._settings.current, Path(path))

    def empty(self, abandon: bool) -> "Held":
        """See ``LoanedPc``."""
        from simtrainer.station.handover import empty

        self._store.close()
        found = empty(self._home, self._settings.current, abandon=abandon)
        self._stop()
        return found
