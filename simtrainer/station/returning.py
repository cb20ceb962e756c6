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
    """``stop`` ends what runs in the background and would make the store anew; ``start`` has work
    done that nobody waits for."""

    def __init__(
        self,
        home: Home,
        settings: SettingsFile,
        store: RunFile,
        stop: Callable[[], None],
        start: Callable[[Callable[[], None]], None],
    ) -> None:
        self._home, self._settings, self._store = home, settings, store
        self._stop, self._start = stop, start

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
        from simtrainer.station.handover import empty, farewell

        self._store.close()
        settings = self._settings.current
        found = empty(self._home, settings, abandon=abandon)
        self._stop()
        self._start(lambda: farewell(settings))
        return found
