"""The choice of mode, the word after a task, the break between chapters and the help sheet."""

from collections.abc import Iterable, Mapping
from typing import Literal

from simtrainer.app.breaks import chapter_at
from simtrainer.app.desk import Desk
from simtrainer.app.modes import next_mode, rules
from simtrainer.app.ports import Mode, RunInfo, ScenarioInfo
from simtrainer.app.present.debrief import feedback as words_about
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.frame import duration, tasks, tasks_left, tasks_open
from simtrainer.app.present.route import in_language
from simtrainer.app.views.run import BreakView, ChoiceView, FeedbackView, ModeView, SheetView
from simtrainer.app.warm_up import ungraded
from simtrainer.base.ids import ME
from simtrainer.base.text import Texts
from simtrainer.engine.near import near_miss
from simtrainer.engine.program import Check
from simtrainer.engine.scoring import VOID

_ICONS: Mapping[str, str] = {
    "vis": "eye-outline",
    "prov": "lightbulb-outline",
    "ov": "school-outline",
    "spill": "play",
    "kan": "shield-check-outline",
    "fri": "mouse",
}
_GOOD = frozenset({"met", "corrected"})


def choice(texts: Texts, info: ScenarioInfo, runs: Iterable[RunInfo], purpose: str) -> ChoiceView:
    """A scenario's page: what it is, and the ways of playing it."""
    advised = next_mode(runs, info.id)
    goals = (in_language(info.goal_titles.get(g, {}), texts.language) or g for g in info.goals)
    return ChoiceView(
        scenario=info.id,
        title=in_language(info.title, texts.language),
        summary=in_language(info.summary, texts.language),
        about=texts("app.card.tags", tags=", ".join(goals), n=info.minutes),
        modes=tuple(_mode(texts, mode, mode == advised, purpose) for mode in ungraded(info.id)),
    )


def _mode(texts: Texts, mode: Mode, advised: bool, purpose: str) -> ModeView:
    seen = f"app.mode.spill.seen.{purpose}" if rules(mode).reported else "app.mode.private"
    if rules(mode).test:
        seen = "app.mode.kan.seen"
    return ModeView(
        mode=mode,
        title=texts(f"app.mode.{mode}.title"),
        what=texts(f"app.mode.{mode}.what"),
        seen_by=texts(seen),
        icon=_ICONS[mode],
        badge=texts("app.mode.advised") if advised else "",
    )


def feedback(draw: Drawing, desk: Desk) -> FeedbackView | None:
    """How the newest judged task went; None where there is nothing new, or the mode keeps it
    for the debrief."""
    if not rules(desk.session.info.mode).feedback or draw.now.finished:
        return None
    newest, event = "", desk.feedback_read
    for name, (_, number) in draw.now.check_moments.items():
        state = draw.now.check_states.get(name, "open")
        told = draw.now.program.checks[name].task and state not in ("open", VOID)
        if told and number > event:
            newest, event = name, number
    near = _nearly(draw, desk, event)
    if near is not None:
        return near
    if not newest:
        return None
    check = draw.now.program.checks[newest]
    good = draw.now.check_states[newest] in _GOOD
    return _word(draw, check, words_about(draw, check), "good" if good else "again")


def _word(draw: Drawing, check: Check, text: str, how: Literal["good", "again"]) -> FeedbackView:
    task = draw.value(check.short) or draw.value(check.task)
    return FeedbackView(
        title=draw(f"app.feedback.{how}", task=task),
        text=text,
        tone="good" if how == "good" else "warn",
        close=draw("app.card.ok"),
        short=draw(f"app.feedback.{how}.short"),
    )


def _nearly(draw: Drawing, desk: Desk, since: int) -> FeedbackView | None:
    """What of the newest own entry keeps a task open: else somebody who has misread one number
    never learns why."""
    for check in tasks_open(desk.session.run):
        found = check.require and near_miss(check.require, ME, since, draw.now)
        if check.task and found:
            entry, names = found
            fields = ", ".join(draw(f"field.{entry.type}.{name}") for name in names)
            return _word(draw, check, draw("app.feedback.near", fields=fields), "again")
    return None


def rest(draw: Drawing, desk: Desk) -> BreakView | None:
    """The card between two chapters; None where no break is held."""
    run = desk.session.run
    here = chapter_at(run, run.now_ms)
    if not desk.break_before or not draw.now.paused or here is None:
        return None
    number, chapter = here
    left = max(0, run.program.length_ms - run.now_ms)
    opened = run.history.opened_checks
    undone = sum(bool(c.task) and opened[c.id] < chapter.at_ms for c in tasks_open(run))
    return BreakView(
        title=draw("app.break.title_over" if undone else "app.break.title", n=number - 1),
        lines=(
            *((draw("app.break.undone", n=undone),) if undone else ()),
            draw("app.break.stands"),
            draw("app.break.next", chapter=draw.value(chapter.title)),
            draw("app.break.left", time=duration(draw, left), n=tasks_left(run)),
        ),
    )


def sheet(draw: Drawing, desk: Desk, *, told: bool) -> SheetView | None:
    """The help sheet; None while it is closed. ``told`` where a raised hand reaches somebody."""
    if not desk.sheet:
        return None
    now, mode = draw.now, rules(desk.session.info.mode)
    task = next((t for t in tasks(draw, desk).tasks if t.state == "current"), None)
    hand = "app.sheet.hand_up" if now.hand_up else "app.sheet.hand"
    if not mode.reported:
        hand = "app.sheet.hand_up.private" if now.hand_up else "app.sheet.hand.private"
    elif not told:
        hand = "app.sheet.hand_up.alone" if now.hand_up else "app.sheet.hand.alone"
    kept = "app.sheet.flag_shared" if desk.shared else "app.sheet.flag_kept"
    sent = ("app.sheet.flag_sent" if mode.reported else kept) if desk.flagged else "app.sheet.flag"
    may_share = desk.flagged and not desk.shared and not mode.reported
    return SheetView(
        task=task.title if task else "",
        hint=task.hint if task else "",
        ladder=task.help_label if task else "",
        price=task.help_price if task else draw("app.sheet.no_task"),
        hand_up=now.hand_up,
        hand=draw(hand),
        hand_action=draw("app.sheet.hand_down" if now.hand_up else "app.sheet.hand_raise"),
        frozen=now.frozen,
        time=draw("app.sheet.time_stands" if now.frozen else "app.sheet.time"),
        time_action=draw("app.sheet.thaw" if now.frozen else "app.sheet.freeze"),
        flag=draw(sent),
        share=draw("app.sheet.flag_share") if may_share else "",
    )
