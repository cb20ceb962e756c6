"""The wide proof: many legitimate routes, one mutant for each mistake, and every bot.

What it looks for: a legitimate route that loses points, a mistake that costs nothing or costs
something else, a mistake that pays, a bot that breaks the run, and what no run ever reached.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.engine.bots import BOTS, bot_named
from simtrainer.engine.bots.mutant import play_mutation
from simtrainer.engine.bots.mutation import Mutation, mutations
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import VOID

ROUTES = 200
CHANCES = 5
"""Seeds of the random bot."""
_PLAYED = ("expert", "lazy", "careful-slow", "hasty", "hint-dependent")
TALKS = 60
"""Seeds of the talkative bot where some beat has not come yet: it may hang on an odd answer."""
VARIANTS = 6
"""Variants, as written included, on which all bots are held against each other."""
EVEN = 2.0
"""Points by which the mean of all bots' scores may differ between two variants."""
EXACT = 0.95
"""Share of the mistakes that must cost exactly the check they are made in."""


def play(program: Program, bot: str, seed: int = 1) -> Run:
    """One bot's whole run, in the variant of the seed. Raises ``Problem("bot.unknown")``."""
    return play_variant(program.varied(seed), bot, seed)


def play_variant(program: Program, bot: str, seed: int) -> Run:
    """One bot's whole run of a program as it is. Raises ``Problem("bot.unknown")``."""
    playing = bot_named(bot)
    run = Run(program)
    run.start({"seed": seed, "mode": "spill"})
    playing(run, SeededDice(seed))
    return run


@dataclass(frozen=True, slots=True)
class Loss:
    """What a mutant or route came to: check to the points it lost against the flawless run."""

    name: str
    check: str
    kind: str
    lost: Mapping[str, int]
    same: frozenset[str]
    """Checks that judge the same entry as the one the mistake is made in."""

    @property
    def verdict(self) -> str:
        """own: exactly its own check; same: also checks of the same entry; covered: something
        else that the expert does made up for it; free: nothing though it should cost; other: a
        check that has nothing to do with it."""
        if not self.lost:
            return "covered" if self.kind in ("omitted", "late") else "free"
        if set(self.lost) == {self.check}:
            return "own"
        return "same" if set(self.lost) <= {self.check, *self.same} else "other"


@dataclass(slots=True)
class Survey:
    """What all the runs showed."""

    points: int = 0
    """Of the flawless run."""
    routes: int = 0
    lost_routes: list[Loss] = field(default_factory=list)
    mutants: list[Loss] = field(default_factory=list)
    forgiven: int = 0
    """Slips taken back at once that no check calls a mistake: legitimate ways, played as such."""
    above: list[str] = field(default_factory=list)
    """Mutants that scored more than the flawless run."""
    raised: list[tuple[str, Problem]] = field(default_factory=list)
    minutes: dict[str, float] = field(default_factory=dict)
    """When the last thing was done, by bot."""
    beats: set[str] = field(default_factory=set)
    """Beats that happened in some run."""
    means: dict[int, float] = field(default_factory=dict)
    """Variant to the mean score of all bots; empty where the scenario has no variants."""

    def count(self, *verdicts: str) -> int:
        """How many mutants came to one of these."""
        return sum(loss.verdict in verdicts for loss in self.mutants)

    @property
    def exact(self) -> float:
        """Share of all mistakes that cost exactly their own check."""
        return self._share("own")

    @property
    def exact_entry(self) -> float:
        """Share of all mistakes that cost no more than what judges the same entry."""
        return self._share("own", "same")

    def _share(self, *verdicts: str) -> float:
        return self.count(*verdicts) / len(self.mutants) if self.mutants else 1.0

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "points": self.points,
            "routes": self.routes,
            "routes_full": self.routes - sum(lost.kind == "route" for lost in self.lost_routes),
            "forgiven": self.forgiven,
            "mutants": len(self.mutants),
            "exact": round(self.exact, 4),
            "exact_entry": round(self.exact_entry, 4),
            "own": self.count("own"),
            "same_entry": {m.name: sorted(m.lost) for m in self.mutants if m.verdict == "same"},
            "elsewhere": {m.name: sorted(m.lost) for m in self.mutants if m.verdict == "other"},
            "covered": [m.name for m in self.mutants if m.verdict == "covered"],
            "minutes": self.minutes,
            "variants": self.means,
        }


def survey(program: Program, routes: int = ROUTES) -> Survey:
    """Play them all."""
    found = Survey()
    best = _bots(program, found)
    if best is None:
        return found
    found.points = _points(best)
    for seed in range(1, routes + 1):
        run = _tried(program.varied(seed), "route", seed, found)
        if run is not None:
            found.routes += 1
            lost = _lost(program, run.history)
            if lost:
                found.lost_routes.append(Loss(f"route {seed}", "", "route", lost, frozenset()))
    for planned in mutations(program, best):
        _mutate(program, planned, best, found)
    if program.has_variants:
        _compare_variants(program, found)
    for seed in range(1, TALKS + 1):
        if all(beat.id in found.beats for beat in program.beats):
            break
        _tried(program, "talkative", seed, found)
    return found


def _compare_variants(program: Program, found: Survey) -> None:
    """The same bots with the same dice on some variants: what is as hard gives as many points."""
    bots = [(name, 1) for name in _PLAYED] + [("random", s) for s in range(1, CHANCES + 1)]
    for number in range(1, VARIANTS + 1):
        variant = program.varied(number)
        runs = [_tried(variant, name, seed, found) for name, seed in bots]
        scores = [_points(run.history) for run in runs if run is not None]
        found.means[number] = round(sum(scores) / max(len(scores), 1), 2)


def _bots(program: Program, found: Survey) -> History | None:
    """Every bot once, the random one some times; answers how the expert's run ended."""
    best = None
    for name in _PLAYED:
        run = _tried(program, name, 1, found)
        if run is not None:
            last = max((e.t for e in run.log if e.by == "me"), default=0)
            found.minutes[name] = round(last / MINUTE_MS, 1)
            best = run.history if name == "expert" else best
    for seed in range(1, CHANCES + 1):
        _tried(program, "random", seed, found)
    return best


def _tried(program: Program, bot: str, seed: int, found: Survey) -> Run | None:
    assert bot in BOTS
    try:
        run = play_variant(program, bot, seed)
    except Problem as problem:
        found.raised.append((f"{bot} {seed}", problem))
        return None
    found.beats.update(run.history.beats)
    return run


def _mutate(program: Program, planned: Mutation, best: History, found: Survey) -> None:
    run = Run(program)
    run.start({"seed": 1, "mode": "spill"})
    try:
        play_mutation(run, planned)
    except Problem as problem:
        found.raised.append((planned.name, problem))
        return
    found.beats.update(run.history.beats)
    lost = _lost(program, run.history, best)
    if planned.forgiven:
        found.forgiven += 1
        if lost:
            found.lost_routes.append(Loss(planned.name, "", "corrected", lost, frozenset()))
    else:
        found.mutants.append(Loss(planned.name, planned.check, planned.kind, lost, planned.same))
    if _points(run.history) > _points(best):
        found.above.append(planned.name)


def _points(history: History) -> int:
    return int((history.finished or {}).get("points", 0))


def _earned(history: History, check: str) -> int:
    return sum(history.verdicts.get(check, {}).get("points", {}).values())


def _lost(program: Program, history: History, best: History | None = None) -> dict[str, int]:
    """Check to points lost, against another run or against full points."""
    lost = {}
    for check in program.checks.values():
        if history.check_states.get(check.id) == VOID:
            continue
        full = check.total if best is None else _earned(best, check.id)
        less = full - _earned(history, check.id)
        if less > 0:
            lost[check.id] = less
    return lost


def faults(program: Program, found: Survey) -> Iterator[Problem]:
    """What the survey found to be wrong; places are for those who know the sources."""
    for name, problem in found.raised:
        yield Problem("prove.raised", bot=name, because=str(problem))
    if found.lost_routes:
        first = found.lost_routes[0]
        checks = ", ".join(first.lost)
        yield Problem(
            "prove.route", name=first.name, n=len(found.lost_routes),
            of=found.routes + found.forgiven,
            check=next(iter(first.lost)), checks=checks,
        )  # fmt: skip
    for name in found.above:
        yield Problem("prove.mistake_pays", bot=name, check=name.split(":")[1])
    yield from _mistakes(found)
    for number, mean in found.means.items():
        if abs(mean - found.means[1]) > EVEN:
            yield Problem("prove.variant_uneven", variant=number, mean=mean, written=found.means[1])
    for beat in program.beats:
        if beat.id not in found.beats:
            yield Problem("prove.beat_never", beat=beat.id)


def _mistakes(found: Survey) -> Iterator[Problem]:
    """Each mistake that costs nothing; those that cost something else where they are many."""
    for loss in found.mutants:
        if loss.verdict == "free":
            yield Problem("prove.mistake_free", bot=loss.name, check=loss.check)
    if found.exact < EXACT:
        for loss in found.mutants:
            if loss.verdict in ("same", "other"):
                others = ", ".join(sorted(set(loss.lost) - {loss.check}))
                yield Problem(
                    "prove.mistake_elsewhere", bot=loss.name, check=loss.check, checks=others
                )
            elif loss.verdict == "covered":
                yield Problem("prove.mistake_covered", bot=loss.name, check=loss.check)
