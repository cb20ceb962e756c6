"""Bots: they play a run through the same inputs as people. ``BOTS`` is the extension point."""

from collections.abc import Callable, Mapping

from simtrainer.base.ports import Dice
from simtrainer.engine.bots.expert import expert
from simtrainer.engine.bots.lazy import lazy
from simtrainer.engine.run import Run

Bot = Callable[[Run, Dice], None]
"""Plays a started run to its end."""

BOTS: Mapping[str, Bot] = {"expert": expert, "lazy": lazy}
