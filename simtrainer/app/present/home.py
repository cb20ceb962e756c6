"""Sign-in, home and the status line."""

from collections.abc import Iterable, Mapping
from typing import Any

from simtrainer.app.ports import Delivery, Person, RunInfo, ScenarioInfo, Unit
from simtrainer.app.views.shell import (
    HistoryRow,
    PersonChoice,
    RingView,
    ScenarioCard,
    SigninView,
    StatusView,
    UnitChoice,
)
from simtrainer.base.text import Texts

RING_GOAL = 0.8
"""The share of a competence goal that counts as reached."""


def status(texts: Texts, delivery: Delivery, person: str, station: str) -> StatusView:
    """The bottom line. Nothing to deliver and nowhere to deliver to are told apart."""
    tail = {"person": person, "station": station}
    if delivery.quarantined:
        text = texts("app.status.quarantine", n=delivery.quarantined)
        detail = texts("app.status.quarantine.detail")
        return StatusView("alert-circle-outline", "bad", text, detail, **tail)
    if delivery.waiting:
        text = texts("app.status.waiting", n=delivery.waiting)
        key = "app.status.waiting.detail" if delivery.enrolled else "app.status.not_enrolled"
        action = texts("app.status.send") if delivery.enrolled else ""
        return StatusView("cloud-upload-outline", "warn", text, texts(key), action=action, **tail)
    if not delivery.enrolled:
        text = texts("app.status.local")
        return StatusView("monitor", "neutral", text, texts("app.status.not_enrolled"), **tail)
    at = delivery.delivered_at
    detail = texts("app.status.last", clock=at[11:16], date=f"{at[8:10]}.{at[5:7]}.") if at else ""
    return StatusView("cloud-check-outline", "good", texts("app.status.all"), detail, **tail)


def signin(
    texts: Texts, units: Iterable[Unit], chosen: str, purpose: str, line: StatusView
) -> SigninView:
    """Units, the names of the chosen one, and who will see what."""
    return SigninView(
        units=tuple(
            UnitChoice(u.id, u.name, tuple(PersonChoice(p.code, p.name, p.role) for p in u.people))
            for u in units
        ),
        unit=chosen,
        purpose=tuple(texts(f"app.purpose.{purpose}.{n}") for n in range(1, 5)),
        status=line,
    )


def initials(name: str) -> str:
    """First letters of the first and the last name."""
    parts = name.split()
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def greeting(texts: Texts, hour: int, person: Person) -> str:
    """As in "God morgen, Marit", by the clock on the wall."""
    part = "night" if hour < 5 else "morning" if hour < 10 else "forenoon" if hour < 12 else (
        "afternoon" if hour < 18 else "evening"
    )  # fmt: skip
    return texts(f"app.greeting.{part}", name=person.name.split()[0])


def scenario_card(
    texts: Texts, info: ScenarioInfo, done: bool, goal_titles: Mapping[str, str]
) -> ScenarioCard:
    """One row of the list; says why it is there."""
    tags = ", ".join(goal_titles.get(goal, goal) for goal in info.goals[:3])
    key = "app.card.done" if done else "app.card.must" if info.mandatory else "app.card.new"
    return ScenarioCard(
        id=info.id,
        title=in_language(info.title, texts.language),
        tags=texts("app.card.tags", tags=tags, n=info.minutes),
        why=texts(key),
        icon=info.icon,
        badge=texts("app.badge.mandatory" if info.mandatory else "app.badge.voluntary"),
        mandatory=info.mandatory,
    )


def goal_titles(scenarios: Iterable[ScenarioInfo], language: str) -> dict[str, str]:
    """What the competence goals of these scenarios are called."""
    return {
        goal: in_language(text, language)
        for info in scenarios
        for goal, text in info.goal_titles.items()
    }


def in_language(table: Mapping[str, str], language: str) -> str:
    """The text in this language, else in the first there is."""
    return table.get(language) or next(iter(table.values()), "")


def rings(runs: Iterable[RunInfo], titles: Mapping[str, str]) -> tuple[RingView, ...]:
    """The latest result per competence goal."""
    latest: dict[str, Mapping[str, Any]] = {}
    for run in sorted(runs, key=lambda r: r.finished_at):
        latest.update((run.head or {}).get("goals") or {})
    found = []
    for goal, title in titles.items():
        pair = latest.get(goal)
        share = pair["points"] / pair["max"] if pair and pair["max"] else None
        found.append(RingView(title, share, RING_GOAL))
    return tuple(found)


def history_row(texts: Texts, run: RunInfo) -> HistoryRow:
    """A finished run."""
    head = run.head or {}
    share = round(head.get("share", 0.0) * 100)
    at = run.finished_at
    return HistoryRow(
        run=run.run,
        title=run.title,
        when=texts("app.history.when", date=f"{at[8:10]}.{at[5:7]}.{at[:4]}"),
        result=texts(
            "app.history.result", n=share, points=head.get("points", 0), most=head.get("max", 0)
        ),
        stars=head.get("stars", 0),
    )
