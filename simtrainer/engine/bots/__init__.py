"""Bots: they play a run through the same inputs as people. ``BOTS`` is the extension point.

Besides those there is one mutant for each mistake in each check: ``mutant:<check>:<kind>``.
"""

from collections.abc import Callable, Mapping

from simtrainer.base.ports import Dice
from simtrainer.base.problem import Problem
from simtrainer.engine.bots.careful import careful
from simtrainer.engine.bots.chance import chance
from simtrainer.engine.bots.dependent import dependent
from simtrainer.engine.bots.expert import expert
from simtrainer.engine.bots.hasty import hasty
from simtrainer.engine.bots.lazy import lazy
from simtrainer.engine.bots.mutant import KINDS, mutant
from simtrainer.engine.bots.route import route
from simtrainer.engine.bots.talkative import talkative
from simtrainer.engine.run import Run

Bot = Callable[[Run, Dice], None]
"""Plays a started run to its end."""

BOTS: Mapping[str, Bot] = {
    "expert": expert,
    "lazy": lazy,
    "careful-slow": careful,
    "hasty": hasty,
    "hint-dependent": dependent,
    "random": chance,
    "talkative": talkative,
    "route": route,
}


def bot_named(name: str) -> Bot:
    """A bot of the table, or a mutant. Raises ``Problem("bot.unknown")``."""
    if name in BOTS:
        return BOTS[name]
    species, _, rest = name.partition(":")
    check, _, kind = rest.rpartition(":")
    if species == "mutant" and check and kind in KINDS:
        return mutant(check, kind)
    known = ", ".join((*BOTS, f"mutant:<check>:<{'|'.join(KINDS)}>"))
    raise Problem("bot.unknown", bot=name, known=known)
