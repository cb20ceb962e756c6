"""Real time, also when it misbehaves."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from simtrainer.station.clock import SystemClock
from tests.app.port_contracts import ClockContract


class TestSystemClock(ClockContract):
    @pytest.fixture
    def clock(self) -> SystemClock:
        return SystemClock()


def test_a_counter_that_falls_is_held() -> None:
    readings = iter([1000, 1500, 200, 1600])
    clock = SystemClock(awake_ms=lambda: next(readings))
    assert [clock.monotonic_ms() for _ in range(4)] == [1000, 1500, 1500, 1600]


def test_a_wall_clock_put_back_moves_nothing_but_itself() -> None:
    walls = iter(
        [datetime(2026, 5, 12, 10, 30, tzinfo=UTC), datetime(2026, 5, 12, 9, 30, tzinfo=UTC)]
    )
    clock = SystemClock(awake_ms=lambda: 5, now=lambda: next(walls))
    assert clock.utc_iso() == "2026-05-12T10:30:00.000Z"
    assert clock.monotonic_ms() == 5
    assert clock.utc_iso() == "2026-05-12T09:30:00.000Z"


def test_utc_whatever_the_zone() -> None:
    oslo = timezone(timedelta(hours=2))
    clock = SystemClock(now=lambda: datetime(2026, 5, 12, 10, 30, 1, 999_999, tzinfo=oslo))
    assert clock.utc_iso() == "2026-05-12T08:30:01.999Z"
