"""PCs that send while something goes wrong, and the figures that are printed afterwards."""

import http.client
import json
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest

from simtrainer.hub import commands
from simtrainer.hub.queries import upkeep
from simtrainer.hub.queries.connect import opened
from tests.hub.samples import agent, statement, uid

_BATCH = 10
_PATIENCE_SECONDS = 120


@dataclass
class Load:
    """PCs that each send batch after batch, and send a batch again until it is acknowledged."""

    port: int
    login: dict[str, str]
    pcs: int = 4
    batches: int = 8
    host: str = "127.0.0.1"
    patience_s: float = 10
    """How long a PC waits for an answer before it sends again."""
    enter: Callable[[], None] = lambda: None
    """Called first by each PC's thread, to get into a network of its own."""
    refusals: dict[int, int] = field(default_factory=dict)
    """How often each status other than 200 was answered; 0 where no whole answer came."""
    acknowledged: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _pool: ThreadPoolExecutor | None = None
    _jobs: list[Any] = field(default_factory=list)

    @property
    def sent(self) -> set[str]:
        """Ids of all statements."""
        names = range(self.pcs * self.batches * _BATCH)
        return {uid(("load", name)) for name in names}

    def start(self) -> None:
        """All PCs at once."""
        self._pool = ThreadPoolExecutor(self.pcs, initializer=self.enter)
        self._jobs = [self._pool.submit(self._pc, number) for number in range(self.pcs)]

    def await_acknowledged(self, share: float) -> None:
        """Wait until that share has been acknowledged."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while len(self.acknowledged) < share * len(self.sent):
            assert time.monotonic() < until, "the load stands still"
            time.sleep(0.005)

    def finish(self) -> None:
        """Wait for all PCs."""
        assert self._pool is not None
        for job in self._jobs:
            job.result(2 * _PATIENCE_SECONDS)
        self._pool.shutdown()

    def _pc(self, number: int) -> None:
        for turn in range(self.batches):
            first = (number * self.batches + turn) * _BATCH
            names = range(first, first + _BATCH)
            self._until_acknowledged(
                [statement(("load", n), actor=agent(f"p{n % 7}")) for n in names]
            )

    def _until_acknowledged(self, batch: list[dict[str, Any]]) -> None:
        until = time.monotonic() + _PATIENCE_SECONDS
        body = json.dumps(batch).encode()
        while time.monotonic() < until:
            status = self._post(body)
            assert status in (0, 200, 503, 507), status
            if status == 200:
                with self._lock:
                    self.acknowledged |= {one["id"] for one in batch}
                return
            with self._lock:
                self.refusals[status] = self.refusals.get(status, 0) + 1
            time.sleep(0.05)
        raise AssertionError("never acknowledged")

    def _post(self, body: bytes) -> int:
        """The status; 0 where no whole answer came."""
        pair = b64encode(f"{self.login['user']}:{self.login['password']}".encode()).decode()
        headers = {
            "Authorization": f"Basic {pair}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": "1.0.3",
        }
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.patience_s)
        try:
            connection.request("POST", "/xapi/statements", body, headers)
            return self._read(connection)
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def _read(self, connection: http.client.HTTPConnection) -> int:
        answer = connection.getresponse()
        answer.read()
        return answer.status


def check(load: Load, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Print the figures and hold them to zero lost and zero doubled."""
    with opened(url) as database:
        stored = [key for _, key, _, _ in database.read(lambda c: list(upkeep.payloads(c, 1)))]
    lost = load.acknowledged - set(stored)
    doubled = len(stored) - len(set(stored))
    with capsys.disabled():
        print(
            f"\n  sent {len(load.sent)} acknowledged {len(load.acknowledged)}"
            f" stored {len(stored)} lost {len(lost)} doubled {doubled}"
        )
    assert not lost and not doubled
    assert load.acknowledged == load.sent == set(stored)
    assert commands.verify(url).sound
