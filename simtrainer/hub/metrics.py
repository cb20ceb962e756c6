"""Counts for whoever watches the hub. Each worker process writes its own to a small file now and
then; whichever is asked adds up all files, also of workers that are gone, so counts only grow."""

import json
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from pathlib import Path

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_KNOWN = ("/xapi/", "/api/", "/static/", "/fonts/")
_SEPARATOR = " "


@lru_cache(maxsize=256)
def route_of(path: str) -> str:
    """An address as far as it names no one and nothing that callers can make up."""
    if path.startswith("/xapi/"):
        parts = path.strip("/").split("/")[:3]
        known = {"statements", "activities", "agents", "about", "state", "profile", "more"}
        return "/" + "/".join(p if p in known or p == "xapi" else "other" for p in parts)
    for prefix in _KNOWN:
        if path.startswith(prefix):
            return prefix.rstrip("/")
    return path if path in ("/", "/healthz", "/readyz", "/metrics", "/logg-inn") else "/other"


class Metrics:
    """This process's counts."""

    def __init__(self, folder: str) -> None:
        self._file = Path(folder) / f"{os.getpid()}.json" if folder else None
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._written = 0.0

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request answered."""
        place = bisect_left(BUCKETS, seconds)
        method = method if method in ("GET", "HEAD", "POST", "PUT", "DELETE") else "OTHER"
        with self._lock:
            self._counts[_SEPARATOR.join(("requests", method, route, str(status)))] += 1
            self._counts[_SEPARATOR.join(("bucket", route, str(place)))] += 1
            self._counts[_SEPARATOR.join(("seconds", route))] += seconds  # type: ignore[assignment]
        if time.monotonic() - self._written > 1:
            self._write()

    def text(self) -> str:
        """All processes' counts in Prometheus' text form."""
        self._write()
        total = Counter(self._counts)
        if self._file is not None:
            total = Counter()
            for path in self._file.parent.glob("*.json"):
                total.update(json.loads(path.read_text()))
        return "\n".join((*_requests(total), *_durations(total))) + "\n"

    def _write(self) -> None:
        self._written = time.monotonic()
        if self._file is None:
            return
        with self._lock:
            half = self._file.with_suffix(".half")
            half.write_text(json.dumps(self._counts))
            half.replace(self._file)


def _requests(total: Counter[str]) -> list[str]:
    lines = ["# TYPE simtrainer_hub_requests_total counter"]
    for key in sorted(total):
        kind, *parts = key.split(_SEPARATOR)
        if kind == "requests":
            method, route, status = parts
            labels = f'method="{method}",route="{route}",status="{status}"'
            lines.append(f"simtrainer_hub_requests_total{{{labels}}} {total[key]}")
    return lines


def _durations(total: Counter[str]) -> list[str]:
    name = "simtrainer_hub_request_seconds"
    lines = [f"# TYPE {name} histogram"]
    for key in sorted(k for k in total if k.startswith("seconds ")):
        route, below = key.split(_SEPARATOR)[1], 0
        for place, bound in enumerate((*BUCKETS, "+Inf")):
            below += total[_SEPARATOR.join(("bucket", route, str(place)))]
            lines.append(f'{name}_bucket{{route="{route}",le="{bound}"}} {below}')
        lines.append(f'{name}_sum{{route="{route}"}} {total[key]:.6f}')
        lines.append(f'{name}_count{{route="{route}"}} {below}')
    return lines
