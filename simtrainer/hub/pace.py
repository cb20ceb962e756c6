"""How fast one credential may ask one process: a bucket that refills steadily."""

import threading
import time
from collections import OrderedDict

from simtrainer.base.problem import Problem

_REMEMBERED = 10_000


class Pace:
    """``per_minute`` requests on average, and as many at once after a quiet minute."""

    def __init__(self, per_minute: int) -> None:
        self._full = float(per_minute)
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, credential: int) -> None:
        """One request. Raises ``Problem("hub.too_many", retry=True)`` with ``seconds`` to wait."""
        now = time.monotonic()
        with self._lock:
            left, then = self._buckets.pop(credential, (self._full, now))
            left = min(self._full, left + (now - then) * self._full / 60)
            self._buckets[credential] = (max(0.0, left - 1), now)
            while len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
        if left < 1:
            raise Problem("hub.too_many", retry=True, seconds=max(1, round(60 / self._full)))

    def give_back(self, credential: int) -> None:
        """One request that was not answered after all, and is about to be taken once more."""
        with self._lock:
            if bucket := self._buckets.get(credential):
                self._buckets[credential] = (bucket[0] + 1, bucket[1])
