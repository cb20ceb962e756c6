"""The debrief: own path beside the expert's, what went well, what to practise, and what the next
shift would have believed."""

from collections.abc import Mapping
from typing import Any, Literal

from simtrainer.app.modes import rules
from simtrainer.app.ports import RunInfo
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.ladder import where
from simtrainer.app.route import RING_GOAL
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.shell import DebriefView, DimensionView, PathPoint, Verdict
from simtrainer.app.warm_up import SCENARIO as WARM_UP
from simtrainer.base.text import percent_of
from simtrainer.engine.debrief import (
    WELL,
    Account,
    Belief,
    Goal,
    accounts,
    beliefs,
    came,
    goals,
    judged,
    to_repeat,
)
from simtrainer.engine.history import History
from simtrainer.engine.instant import instant_of
from simtrainer.engine.program import MINUTE_MS, Check, Program
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD

VALUES = 3
"""Values that are told of a patient whom the record tells wrongly of."""
MANY = 4
"""Lines under "Dette gikk bra" and "Øv mer på"."""
TICK_MS = 10 * MINUTE_MS


def debrief(
    draw: Drawing,
    info: RunInfo,
    expert: History,
    previous: RunInfo | None,
    person: tuple[str, str, str],
    status: StatusView,
    run: Run,
    played: tuple[str, str],
) -> DebriefView:
    """All of the debrief. ``expert`` is how the expert's run of the same program ended;
    ``person`` is (name, initials, unit), ``played`` from when to when on the wall."""
    now, program = draw.now, draw.now.program
    outcome = now.finished or {}
    name, initials, unit = person
    verdicts = tuple(_verdict(draw, account, run) for account in accounts(now, expert))
    capped = [draw.value(program.checks[c].title) for c in outcome.get("capped", [])]
    first = name.split(" ")[0]
    mode = rules(info.mode)
    good = bool(outcome.get("passed"))
    heading = "app.debrief.good" if good and mode.scored else "app.debrief.again"
    if mode.shows or mode.free:
        heading = "app.debrief.free" if mode.free else "app.debrief.shown"
    return DebriefView(
        run=info.run,
        person=name,
        initials=initials,
        unit=unit,
        heading=draw(heading, name=first),
        subtitle=_subtitle(draw, free=mode.free),
        percent=draw("app.percent", n=percent_of(outcome.get("share", 0.0))),
        stars=outcome.get("stars", 0),
        points=draw(
            "app.debrief.points",
            points=outcome.get("points", 0),
            most=program.max_points,
            limit=percent_of(program.pass_share),
        ),
        cap=draw("app.debrief.cap", what="; ".join(capped)) if capped else "",
        dimensions=_dimensions(draw, outcome, previous),
        previous_note=draw("app.debrief.previous") if previous is not None else "",
        paths=tuple(_paths(draw, expert)),
        ticks=_ticks(draw, program),
        went_well=_went_well(draw)[:MANY],
        practise=tuple(feedback(draw, check) for check in to_repeat(now))[:MANY],
        believed=_believed(draw),
        verdicts=verdicts,
        status=status,
        scenario=info.scenario,
        scored=mode.scored,
        shown=mode.shows or mode.free,
        private="" if mode.reported else draw(_private(info, passed=good)),
        goals=tuple(_goal(draw, goal, scored=mode.scored) for goal in goals(now)),
        goals_note=draw("app.home.rings", n=percent_of(RING_GOAL)) if mode.scored else "",
        title=draw.value(program.title),
        mode=draw(f"app.mode.{info.mode}.name"),
        when=_when(draw, *played),
    )


def _when(draw: Drawing, start: str, end: str) -> str:
    """Day and times; both days where it was taken up again on another."""

    def day(iso: str) -> str:
        month = draw(f"app.month.{int(iso[5:7])}")
        return draw("app.date.long", day=int(iso[8:10]), month=month, year=iso[:4])

    key = "app.debrief.when" if start[:10] == end[:10] else "app.debrief.when.days"
    return draw(key, date=day(start), start=start[11:], last=day(end), end=end[11:])


def _subtitle(draw: Drawing, *, free: bool) -> str:
    """What is over; where it was ended early, how much of it never came."""
    title = draw.value(draw.now.program.title)
    if free:
        return title
    left = len(judged(draw.now)) - len(came(draw.now))
    if not left or draw.now.now_ms >= draw.now.program.length_ms:
        return draw("app.debrief.subtitle", title=title)
    return draw("app.debrief.early", title=title, clock=draw.clock(draw.now.now_ms), n=left)


def _private(info: RunInfo, *, passed: bool) -> str:
    """Who has seen it, and what to do next."""
    if info.scenario == WARM_UP:
        return "app.debrief.private.warm_up"
    if rules(info.mode).test:
        return "app.debrief.test.passed" if passed else "app.debrief.test.again"
    return f"app.debrief.private.{info.mode}"


def _goal(draw: Drawing, goal: Goal, *, scored: bool) -> DimensionView:
    """Points where there are any, else how many tasks went well."""
    checks = [check for check in came(draw.now) if goal.id in check.goals]
    done = sum(check.id not in goal.again for check in checks)
    tasks = draw("app.debrief.goal", n=len(checks), done=done)
    return DimensionView(
        label=draw.value(draw.now.program.goals[goal.id]),
        share=goal.share if scored else done / max(1, len(checks)),
        previous=RING_GOAL if scored else None,
        text=draw("app.percent", n=percent_of(goal.share)) if scored else tasks,
    )


def _dimensions(
    draw: Drawing, outcome: Mapping[str, Any], previous: RunInfo | None
) -> tuple[DimensionView, ...]:
    before = ((previous.head or {}).get("dimensions") or {}) if previous is not None else {}
    found = []
    for name, pair in outcome.get("dimensions", {}).items():
        share = pair["points"] / pair["max"]
        old = before.get(name)
        found.append(
            DimensionView(
                label=draw(f"app.dimension.{name}"),
                share=share,
                previous=old["points"] / old["max"] if old and old["max"] else None,
                text=draw("app.percent", n=percent_of(share)),
            )
        )
    return tuple(found)


def _done_ms(history: History, check: str) -> int | None:
    verdict = history.verdicts.get(check)
    return None if verdict is None else verdict.get("done_ms")


def _paths(draw: Drawing, expert: History) -> list[PathPoint]:
    length = draw.now.program.length_ms
    points = []
    for check in judged(draw.now):
        best = _done_ms(expert, check.id)
        if check.require is None or best is None:
            continue
        own = _done_ms(draw.now, check.id)
        state = _tone(draw.now.check_states.get(check.id, "missed"))
        own = own if state != "missed" else None
        later = (own - best) // MINUTE_MS if own is not None else 0
        note = draw("app.debrief.later", n=later) if state == "late" and later > 0 else ""
        points.append(
            PathPoint(
                label=draw.value(check.short),
                expert=best / length,
                own=None if own is None else own / length,
                state=state,
                note=note,
            )
        )
    return sorted(points, key=lambda point: point.expert)


def _tone(state: str) -> Literal["good", "late", "missed"]:
    if state in WELL:
        return "good"
    return "late" if state == "late" else "missed"


def _ticks(draw: Drawing, program: Program) -> tuple[tuple[float, str], ...]:
    step = TICK_MS if program.length_ms <= 60 * MINUTE_MS else 3 * TICK_MS
    times = range(0, program.length_ms + 1, step)
    return tuple((t / program.length_ms, draw.clock(t)) for t in times)


def feedback(draw: Drawing, check: Check) -> str:
    """The author's line for how the check ended, the nearest where there is no own line."""
    state = draw.now.check_states.get(check.id, "missed")
    order = {
        "met": ("met",),
        "corrected": ("corrected", "met"),
        "late": ("late", "met"),
        "wrong": ("wrong", "missed"),
        "violated": ("wrong", "missed"),
    }.get(state, ("missed", "wrong"))
    if draw.now.verdicts.get(check.id, {}).get("harm"):
        order = ("harm", *order)
    key = next((check.feedback[name] for name in order if name in check.feedback), "")
    return draw.value(key)


def _went_well(draw: Drawing) -> tuple[str, ...]:
    """Feedback for what was met or corrected, critical checks first, then by worth."""
    states = draw.now.check_states
    found = [c for c in judged(draw.now) if states.get(c.id) in WELL]
    found.sort(key=lambda check: (not check.critical, -check.total))
    return tuple(feedback(draw, check) for check in found)


def _believed(draw: Drawing) -> tuple[str, ...]:
    """The author's lines for what went wrong, and where the record says another than it was."""
    written = (
        draw.value(check.believed)
        for check in came(draw.now)
        if check.believed and draw.now.check_states.get(check.id, "missed") not in GOOD
    )
    return (*written, *(_differs(draw, belief) for belief in beliefs(draw.now)))


def _differs(draw: Drawing, belief: Belief) -> str:
    """How it was beside what stands, for the first few values."""
    kind = draw.now.program.pack.types[belief.type]

    def said(which: int) -> str:
        return ", ".join(
            f"{draw(f'field.{kind.id}.{name}')} {draw.field(kind, kind.fields[name], both[which])}"
            for name, both in list(belief.differs.items())[:VALUES]
            if both[which] is not None
        )

    who = draw.now.program.patients[belief.patient].given
    if belief.entry is None:
        return draw("app.debrief.unwritten", who=who, true=said(0))
    when = draw.short_day(belief.entry.now.at_ms)
    return draw("app.debrief.written", who=who, when=when, written=said(1), true=said(0))


def _verdict(draw: Drawing, account: Account, run: Run) -> Verdict:
    check = account.check
    instant = instant_of(run, check)
    if account.done_ms is not None and account.state in GOOD:
        what = draw("app.verdict.done", clock=draw.clock(account.done_ms))
    else:
        what = draw(f"app.verdict.{account.state}")
    return Verdict(
        check=check.id,
        title=draw.value(check.title),
        state=_tone(account.state),
        points=draw("app.verdict.points", n=account.points, of=check.total),
        what=what,
        feedback=feedback(draw, check),
        source=draw.value(check.source),
        expert="" if account.state in WELL else _expert(draw, account),
        seen=draw("app.debrief.seen") if instant is not None else "",
    )


def _expert(draw: Drawing, account: Account) -> str:
    """When the expert did it and where; nothing of what is only to be avoided."""
    if account.expert_ms is None:
        return ""
    clock, place = draw.clock(account.expert_ms), where(draw, account.check)
    return " ".join(filter(None, (draw("app.debrief.expert", clock=clock), place)))
