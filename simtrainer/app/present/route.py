"""A person's way through the exercises, drawn: cards with why, rings, and results beside earlier
ones."""

from collections.abc import Mapping, Sequence
from datetime import date

from simtrainer.app.modes import MODES, rules, scored, shown
from simtrainer.app.ports import RunInfo
from simtrainer.app.route import RING_GOAL, Leg, Meeting, days_left, why
from simtrainer.app.views.shell import HistoryRow, RingView, ScenarioCard, SessionView
from simtrainer.base.text import Texts, day_of, percent_of


def in_language(table: Mapping[str, str], language: str) -> str:
    """The text in this language, else in the first there is."""
    return table.get(language) or next(iter(table.values()), "")


def card(texts: Texts, leg: Leg, titles: Mapping[str, str], today: str) -> ScenarioCard:
    """One row of the list; says why it is there."""
    info = leg.info
    tags = ", ".join(titles.get(goal, goal) for goal in info.goals[:3])
    return ScenarioCard(
        id=info.id,
        title=in_language(info.title, texts.language),
        tags=texts("app.card.tags", tags=tags, n=info.minutes),
        why=_why(texts, leg, titles, today),
        icon=info.icon,
        badge=_badge(texts, leg, today),
        mandatory=leg.mandatory,
    )


def _why(texts: Texts, leg: Leg, titles: Mapping[str, str], today: str) -> str:
    goal, share = leg.weakest or ("", 0.0)
    shown = leg.last if not leg.passed else leg.best
    left = days_left(leg, today) or 0
    return texts(
        f"app.card.why.{why(leg, today)}",
        n=left,
        date=day(texts, leg.deadline),
        percent=percent_of(shown or 0.0),
        weak=percent_of(share),
        goal=_inside(titles.get(goal, goal)),
    )


def _inside(title: str) -> str:
    """A title in the middle of a sentence: a name in capitals stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _badge(texts: Texts, leg: Leg, today: str) -> str:
    if not leg.mandatory:
        return texts("app.badge.voluntary")
    left = days_left(leg, today)
    if left is None:
        return texts("app.badge.mandatory")
    key = "app.badge.deadline" if left >= 0 else "app.badge.overdue"
    return texts(key, date=day(texts, leg.deadline))


def day(texts: Texts, iso: str) -> str:
    """As in "31. mai"; empty for none."""
    if not iso:
        return ""
    month = texts(f"app.month.{int(iso[5:7])}")
    return texts("app.date.month", day=int(iso[8:10]), month=month)


def session(texts: Texts, meeting: Meeting | None) -> SessionView | None:
    """The next group session; None where nobody is expected."""
    if meeting is None:
        return None
    when = date.fromisoformat(meeting.day)
    return SessionView(
        weekday=texts(f"app.weekday.{when.weekday()}"),
        day=str(when.day),
        month=texts(f"app.month.{when.month}"),
        title=texts("app.session.title", clock=meeting.start),
        where=texts("app.session.where", room=meeting.room, clock=meeting.end),
        note=texts("app.session.note"),
    )


def rings(reached: Mapping[str, float], titles: Mapping[str, str]) -> tuple[RingView, ...]:
    """The latest result per competence goal."""
    return tuple(RingView(title, reached.get(goal), RING_GOAL) for goal, title in titles.items())


def history(texts: Texts, runs: Sequence[RunInfo]) -> tuple[HistoryRow, ...]:
    """Finished runs that the person did, the newest first: the scored ones beside the earlier
    ones, and practice, which nobody else sees."""
    unseen = [m for m, rule in MODES.items() if rule.shows or rule.free]
    own = [run for run in runs if run.state == "finished" and run.mode not in unseen]
    counted = {run.run: run for run in scored(own)}
    return tuple(
        _row(texts, run, _beside(texts, run, list(counted.values())))
        if run.run in counted
        else _practice(texts, run)
        for run in own
    )


def _beside(texts: Texts, run: RunInfo, runs: Sequence[RunInfo]) -> str:
    """Own best against own earlier; nothing of the first time, or of other people."""
    if shown(run):
        return texts("app.history.shown")
    mine = (r for r in runs if (r.scenario, r.mode) == (run.scenario, run.mode))
    own = sorted(mine, key=lambda r: r.finished_at)
    place = next(number for number, each in enumerate(own) if each.run == run.run)
    if not place:
        return ""
    now, shares = _percent(run), [_percent(each) for each in own]
    if now > max(shares[:place]):
        return texts("app.history.best", before=max(shares[:place]))
    if now == max(shares[:place]):
        return texts("app.history.as_best")
    if now > shares[place - 1]:
        return texts("app.history.better", before=shares[place - 1])
    return texts("app.history.own_best", best=max(shares))


def _percent(run: RunInfo) -> int:
    return percent_of(float((run.head or {}).get("share", 0.0)))


def _practice(texts: Texts, run: RunInfo) -> HistoryRow:
    """Practice, warming up and a test that was not passed: no number, and whose it is."""
    key = "app.history.test" if rules(run.mode).test else "app.history.practice"
    return HistoryRow(
        run=run.run,
        title=run.title,
        when=_when(texts, run),
        result=texts(key, mode=texts(f"app.mode.{run.mode}.name")),
        stars=0,
        scored=False,
    )


def _when(texts: Texts, run: RunInfo) -> str:
    return texts("app.history.when", date=day_of(run.finished_at))


def _row(texts: Texts, run: RunInfo, beside: str) -> HistoryRow:
    head = run.head or {}
    return HistoryRow(
        run=run.run,
        title=run.title,
        when=_when(texts, run),
        result=texts(
            "app.history.result",
            n=_percent(run),
            points=head.get("points", 0),
            most=head.get("max", 0),
        ),
        stars=head.get("stars", 0),
        beside=beside,
    )
