"""Varm opp: ten ungraded minutes with mouse and keys, offered from a card on home.

It is a scenario of its own, played with the next step lit, and listed nowhere else. How it went is
kept on this PC for the superuser, who may offer help early; nothing of it is ever sent.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from simtrainer.app.modes import MODES
from simtrainer.app.ports import Mode, RunInfo, RunStore, ScenarioInfo
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS
from simtrainer.engine.scoring import GOOD

SCENARIO = "varm-opp"
KIND = "warm_up"
"""Kind of the keepsake that tells how it went."""
SKILLED = "skilled"
"""The beat of the 90-second check."""


def listed(scenarios: Iterable[ScenarioInfo]) -> list[ScenarioInfo]:
    """What stands in the lists of exercises."""
    return [info for info in scenarios if info.id != SCENARIO]


def ungraded(scenario: str) -> tuple[Mode, ...]:
    """The modes to choose from: for the warm-up none with points, for all else every one."""
    return tuple(mode for mode, rule in MODES.items() if scenario != SCENARIO or not rule.scored)


def offered(scenarios: Iterable[ScenarioInfo], went: Iterable[Mapping[str, Any]] = ()) -> str:
    """The scenario to warm up with; empty where this PC has none, and for who has shown, as it
    went, to be used to this."""
    if any(told.get("skilled") or not told.get("left") for told in went):
        return ""
    return next((info.id for info in scenarios if info.id == SCENARIO), "")


def remember(store: RunStore, info: RunInfo, history: History) -> None:
    """Keep how a finished warm-up went: what was done, in how many minutes, and whether the
    90-second check was passed. For the superuser at this PC, not for leaders."""
    if info.scenario != SCENARIO:
        return
    states = history.check_states
    store.keep(info.person, KIND, info.run, {
        "done": sorted(name for name, state in states.items() if state in GOOD),
        "left": sorted(n for n in history.program.checks if states.get(n) not in GOOD),
        "helped": sorted(history.helps),
        "minutes": history.now_ms // MINUTE_MS,
        "skilled": SKILLED in history.beats,
    })  # fmt: skip
