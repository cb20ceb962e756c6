"""Will the power last through a shift of two hours?"""

import psutil

from simtrainer.app.ready import Finding
from simtrainer.base.text import Text

LOW_PERCENT = 50
"""Less than this does not surely last two hours away from the mains."""
EMPTY_PERCENT = 15


def battery() -> Finding:
    """A PC without a battery hangs on the mains."""
    found = psutil.sensors_battery()
    return judged(None if found is None else (round(found.percent), bool(found.power_plugged)))


def judged(found: tuple[int, bool] | None) -> Finding:
    """``found`` is percent and whether the mains is connected; None without a battery."""
    if found is None:
        return Finding("battery", "good", Text("app.ready.battery.none"))
    percent, plugged = found
    if plugged:
        return Finding("battery", "good", Text("app.ready.battery.plugged", {"n": percent}))
    said = Text("app.ready.battery.left", {"n": percent})
    if percent >= LOW_PERCENT:
        return Finding("battery", "good", said)
    state = "bad" if percent < EMPTY_PERCENT else "warn"
    return Finding("battery", state, said, Text("app.ready.battery.cure"))  # type: ignore[arg-type]
