"""What a sitting holds is told after each round, and does not grow; the bench's figures in the
soak."""

import pytest

from simtrainer.launch.bench.endurance import run, sat

pytestmark = pytest.mark.qt


def test_person_after_person_leaves_nothing_behind() -> None:
    """What the first two opened, the third uses; the first may come while libraries are still
    got ready in the background."""
    held = sat("people", 3, 6)
    assert [each.running for each in held[1:]] == [0, 0]
    assert held[2].timers == held[1].timers
    assert abs(held[2].widgets - held[1].widgets) <= 2
    assert abs(held[2].python - held[1].python) < 500


@pytest.mark.soak
def test_three_hours_of_play_and_forty_people_are_flat() -> None:
    figures = run()
    assert [figure for figure in figures if not figure.holds] == []
