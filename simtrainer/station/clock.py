"""Real time. The only room with ``ids`` and ``dice`` that may ask the machine for it."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

if sys.platform == "win32":
    import ctypes

    def _awake_ms() -> int:
        """Windows counts sleep in its monotonic clock; this one leaves it out."""
        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value // 10_000

else:

    def _awake_ms() -> int:
        """Time awake: neither Linux nor macOS counts sleep here."""
        return time.monotonic_ns() // 1_000_000


def _now() -> datetime:
    return datetime.now(UTC)


class SystemClock:
    """``Clock`` of this PC.

    A lid closed mid-run or a wall clock set back an hour moves nothing: ``monotonic_ms`` counts
    only time awake and never falls, not even on a virtual machine whose counter does.
    """

    def __init__(
        self, awake_ms: Callable[[], int] = _awake_ms, now: Callable[[], datetime] = _now
    ) -> None:
        self._awake_ms = awake_ms
        self._now = now
        self._highest = 0

    def monotonic_ms(self) -> int:
        """Milliseconds awake, never less than last time."""
        self._highest = max(self._highest, self._awake_ms())
        return self._highest

    def utc_iso(self) -> str:
        """Wall time as ``2026-05-12T08:30:00.000Z``."""
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")[:23] + "Z"

    def local_time(self) -> tuple[int, int]:
        """Hour and minute where this PC stands."""
        here = self._now().astimezone()
        return here.hour, here.minute

    def local_of(self, utc_iso: str) -> str:
        """That moment where this PC stands, as ``2026-05-12T10:30``."""
        return datetime.fromisoformat(utc_iso).astimezone().isoformat(timespec="minutes")[:16]
