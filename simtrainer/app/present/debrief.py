"""The debrief: own path beside the expert's, what went well, what to practise, and what the next
shift would have believed."""

from collections.abc import Mapping
from typing import Any, Literal

from simtrainer.app.modes import rules
from simtrainer.app.ports import RunInfo
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.shell import (
    DebriefView,
    DimensionView,
    PathPoint,
    StatusView,
    Verdict,
)
from simtrainer.engine.debrief import Belief, beliefs
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Check, Program
from simtrainer.engine.scoring import GOOD, VOID

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
) -> DebriefView:
    """All of the debrief. ``expert`` is how the expert's run of the same program ended;
    ``person`` is (name, initials, unit)."""
    now, program = draw.now, draw.now.program
    outcome = now.finished or {}
    name, initials, unit = person
    verdicts = tuple(_verdict(draw, check) for check in _judged(draw))
    capped = [draw.value(program.checks[c].title) for c in outcome.get("capped", [])]
    first = name.split(" ")[0]
    mode = rules(info.mode)
    good = bool(outcome.get("passed"))
    heading = "app.debrief.good" if good and mode.scored else "app.debrief.again"
    return DebriefView(
        run=info.run,
        person=name,
        initials=initials,
        unit=unit,
        heading=draw("app.debrief.shown" if mode.shows else heading, name=first),
        subtitle=draw("app.debrief.subtitle", title=draw.value(program.title)),
        percent=draw("app.percent", n=round(outcome.get("share", 0.0) * 100)),
        stars=outcome.get("stars", 0),
        points=draw(
            "app.debrief.points",
            points=outcome.get("points", 0),
            most=program.max_points,
            limit=round(program.pass_share * 100),
        ),
        cap=draw("app.debrief.cap", what="; ".join(capped)) if capped else "",
        dimensions=_dimensions(draw, outcome, previous),
        previous_note=draw("app.debrief.previous") if previous is not None else "",
        paths=tuple(_paths(draw, expert)),
        ticks=_ticks(draw, program),
        went_well=_said(draw, program, ("met", "corrected"))[:MANY],
        practise=_said(draw, program, ("missed", "wrong", "violated", "late"))[:MANY],
        believed=_believed(draw, program),
        verdicts=verdicts,
        status=status,
        scenario=info.scenario,
        scored=mode.scored,
        shown=mode.shows,
        private="" if mode.reported else draw(f"app.debrief.private.{info.mode}"),
    )


def _judged(draw: Drawing) -> list[Check]:
    """All checks but those of a way that the run did not take."""
    states = draw.now.check_states
    return [c for c in draw.now.program.checks.values() if states.get(c.id) != VOID]


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
                text=draw("app.percent", n=round(share * 100)),
            )
        )
    return tuple(found)


def _done_ms(history: History, check: str) -> int | None:
    verdict = history.verdicts.get(check)
    return None if verdict is None else verdict.get("done_ms")


def _paths(draw: Drawing, expert: History) -> list[PathPoint]:
    length = draw.now.program.length_ms
    points = []
    for check in _judged(draw):
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
    if state in ("met", "corrected"):
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


def _said(draw: Drawing, program: Program, states: tuple[str, ...]) -> tuple[str, ...]:
    """Feedback for these states, critical checks first, then by worth."""
    found = [
        check for check in _judged(draw) if draw.now.check_states.get(check.id, "missed") in states
    ]
    found.sort(key=lambda check: (not check.critical, -check.total))
    return tuple(feedback(draw, check) for check in found)


def _believed(draw: Drawing, program: Program) -> tuple[str, ...]:
    """The author's lines for what went wrong, and where the record says another than it was."""
    written = (
        draw.value(check.believed)
        for check in _judged(draw)
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


def _verdict(draw: Drawing, check: Check) -> Verdict:
    state = draw.now.check_states.get(check.id, "missed")
    verdict = draw.now.verdicts.get(check.id, {})
    earned = sum(verdict.get("points", {}).values())
    done = verdict.get("done_ms")
    if done is not None and state in GOOD:
        what = draw("app.verdict.done", clock=draw.clock(done))
    else:
        what = draw(f"app.verdict.{state}")
    return Verdict(
        check=check.id,
        title=draw.value(check.title),
        state=_tone(state),
        points=draw("app.verdict.points", n=earned, of=check.total),
        what=what,
        feedback=feedback(draw, check),
        source=draw.value(check.source),
    )
