"""A bug reaches a file, not a person: the person is told that the work is safe and goes on."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from simtrainer.station.clock import SystemClock

KEPT = 20
"""Reports kept on a PC; the oldest go first."""


def catch(folder: Path, tell: Callable[[], None]) -> None:
    """From now on an uncaught exception is written to ``folder`` and ``tell`` is called."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        print(text, file=sys.stderr)
        write(folder, text)
        tell()

    sys.excepthook = caught


def write(folder: Path, text: str) -> None:
    """One report; a disk that refuses must not make things worse."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stamp = SystemClock().utc_iso().replace(":", "")
        (folder / f"crash-{stamp}.txt").write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return
