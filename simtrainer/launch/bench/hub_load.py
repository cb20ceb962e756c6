"""What stations send to the hub: runs of invented people, in bodies of 50 statements, and the
connections that post them. Bodies are made beforehand, so that the sender costs next to nothing.
"""

import http.client
import itertools
import json
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from simtrainer.wire.statement import CheckState, CheckSummary, Points, RunSummary, statements

BATCH = 50
CHECKS = 56
"""As many as the two-hour scenario has; with the run's start and end 58 statements a person."""
UNITS = 60
GOALS = ("legemidler", "samhandling", "personvern", "dokumentasjon", "maalinger", "ernaring")
STATES: tuple[CheckState, ...] = ("met", "met", "met", "late", "missed", "corrected")
_SPACE = UUID("00000000-0000-4000-8000-000000000001")
_PATIENCE_S = 60
_MARK = b'"actor":'
"""Once in each statement."""


def run_of(person: int) -> RunSummary:
    """How an invented person did in the two-hour scenario."""
    minutes = [f"2026-05-12T{7 + n // 30:02}:{n % 30 * 2:02}:00.000Z" for n in range(CHECKS)]
    checks = [
        CheckSummary(
            event_no=n * 7 + 3, id=f"check-{n:02}", title={"nb-NO": f"Punkt {n} i vakten"},
            goals=[GOALS[n % len(GOALS)]], state=STATES[(person + n) % len(STATES)],
            points=(person + n) % 16, max_points=15, critical=n % 9 == 0,
            dimensions={"faglig": Points(points=(person + n) % 16, max=15)}, at=minutes[n],
        )
        for n in range(CHECKS)
    ]  # fmt: skip
    return RunSummary(
        run_id=uuid5(_SPACE, f"run {person}"),
        person_code=f"ansatt-{person:05}",
        unit_id=f"enhet-{person % UNITS:02}",
        scenario_id="dagvakt-solglott",
        scenario_version="1.0.0",
        scenario_title="Dagvakt på Solgløtt",
        program_hash="ab" * 32,
        mode="spill",
        purpose="utvikling",
        station_id=f"PC-{person % 40:02}",
        started_at="2026-05-12T07:00:00.000Z",
        finished_at="2026-05-12T09:00:00.000Z",
        max_points=CHECKS * 15,
        points=sum(check.points for check in checks),
        passed=True,
        checks=checks,
        goal_titles={goal: {"nb-NO": goal.capitalize()} for goal in GOALS},
    )


def bodies(first_person: int, batches: int) -> list[bytes]:
    """Bodies of 50 statements each, of as many people as that takes."""
    told = itertools.chain.from_iterable(
        statements(run_of(person)) for person in itertools.count(first_person)
    )
    return [_body(itertools.islice(told, BATCH)) for _ in range(batches)]


def bodies_of(person: int) -> list[bytes]:
    """All that one person's station sends when the run ends, 50 statements at a time."""
    told = iter(statements(run_of(person)))
    return list(iter(lambda: _body(itertools.islice(told, BATCH)), b"[]"))


def _body(some: Iterator[dict[str, object]]) -> bytes:
    return json.dumps(list(some), ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(slots=True)
class Outcome:
    """What the senders saw. ``seconds_of_full`` are those of each POST of 50 statements."""

    acknowledged: int = 0
    failed: int = 0
    statements: int = 0
    seconds_of_full: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Statements acknowledged in a second."""
        return self.statements / self.elapsed if self.elapsed else 0.0


def send(
    port: int, login: Mapping[str, str], work: Sequence[Sequence[bytes]], connections: int
) -> Outcome:
    """Post all: each item of ``work`` goes over one connection in order, ``connections`` at a
    time. A body that was not acknowledged counts as failed and is not sent again."""
    outcome, lock, waiting = Outcome(), threading.Lock(), iter(work)

    def sender() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
        headers = headers_of(login)
        while True:
            with lock:
                mine = next(waiting, None)
            if mine is None:
                break
            for body in mine:
                begun = time.perf_counter()
                good = _post(line, body, headers)
                spent = time.perf_counter() - begun
                with lock:
                    outcome.acknowledged += good
                    outcome.failed += not good
                    outcome.statements += good * body.count(_MARK)
                    if body.count(_MARK) == BATCH:
                        outcome.seconds_of_full.append(spent)
        line.close()

    begun = time.perf_counter()
    with ThreadPoolExecutor(connections) as pool:
        for job in [pool.submit(sender) for _ in range(connections)]:
            job.result()
    outcome.elapsed = time.perf_counter() - begun
    return outcome


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def headers_of(login: Mapping[str, str]) -> dict[str, str]:
    """What a station says with each request."""
    pair = b64encode(f"{login['user']}:{login['password']}".encode()).decode()
    return {
        "Authorization": f"Basic {pair}",
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
    }


def _post(line: http.client.HTTPConnection, body: bytes, headers: Mapping[str, str]) -> bool:
    try:
        line.request("POST", "/xapi/statements", body, headers)
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        line.close()
        return False
    return answer.status == 200
