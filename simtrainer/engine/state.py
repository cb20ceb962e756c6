"""A patient's state as an instrument shows it: the true course and the instrument's noise.

The noise is settled by the run's seed and the half minute in which the reading is taken: to
measure again at once shows the same, and a replay shows the same.
"""

from decimal import Decimal
from typing import Any

from simtrainer.engine.course import shown
from simtrainer.engine.dice import throw
from simtrainer.engine.history import History
from simtrainer.engine.program import Observation

NOISE_MS = 30_000


def readings(now: History, found: Observation, t_ms: int) -> dict[str, Any]:
    """What the observation shows at a time."""
    values = {
        name: shown(value, t_ms) if isinstance(value, list | tuple) else value
        for name, value in found.values.items()
    }
    return values | _state(now, found, t_ms) if found.trajectory else values


def _state(now: History, found: Observation, t_ms: int) -> dict[str, Any]:
    courses = now.courses_of(found.trajectory)
    noise = now.program.trajectories[found.trajectory].noise
    names = found.parameters or tuple(courses)
    return {
        name: _noisy(
            shown(courses[name], t_ms),
            noise.get(name, 0),
            throw_for(now.seed, found.trajectory, name, t_ms),
        )
        for name in names
    }


def throw_for(seed: int, trajectory: str, parameter: str, t_ms: int) -> int:
    """The dice of one reading: 0 to 2 ** 16 - 1."""
    return throw(seed, f"{trajectory}/{parameter}/{t_ms // NOISE_MS}", 2**16)


def _noisy(value: Any, most: float, thrown: int) -> Any:
    """The value moved by at most ``most``, in whole steps or tenths as the value is given."""
    if not most or not isinstance(value, int | float):
        return value
    step = Decimal(1) if isinstance(value, int) else Decimal("0.1")
    steps = int(Decimal(str(most)) / step)
    moved = Decimal(str(value)) + step * (thrown % (2 * steps + 1) - steps)
    return int(moved) if isinstance(value, int) else float(moved)
