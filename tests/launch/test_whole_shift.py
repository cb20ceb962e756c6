"""The whole two-hour shift through the real widgets, by the mouse, in each mode that is played."""

from pathlib import Path

import pytest

from tests.launch.real import seat

pytestmark = [pytest.mark.qt, pytest.mark.soak]
SHIFT = "dagvakt-solglott"


@pytest.mark.parametrize("mode", ["prov", "ov", "spill"])
def test_the_expert_gets_every_point_of_the_two_hours(mode: str, tmp_path: Path) -> None:
    from simtrainer.launch.autoplay import Autoplay

    with seat(tmp_path) as at:
        auto = Autoplay(at.pilot, at.trainer)
        auto.sign_in()
        auto.start(SHIFT, mode)
        auto.play()
        outcome = auto.history.finished or {}
        assert outcome["points"] == outcome["max_points"] == auto.history.program.max_points
        assert at.station.store.delivery().waiting == (1 if mode == "spill" else 0)
