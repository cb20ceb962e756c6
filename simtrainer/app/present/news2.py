"""What a NEWS2 set says: total, risk and advice in words, beside the last one and beside what is
usual for the patient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import NewsTone, news_tone
from simtrainer.record import news2
from simtrainer.record.entry import Entry

NEWS2, USUAL = "news2", "habitual"
"""Entry types: a measurement, and what the patient usually measures (a pack may have none)."""


@dataclass(frozen=True, slots=True)
class Told:
    """A score in words."""

    total: str
    tone: NewsTone
    risk: str
    advice: str
    asks_for_more: bool
    """Somebody must assess the patient: the score is not low, or one value alone is red."""


def usual_of(draw: Drawing) -> Mapping[str, Any]:
    """The open patient's usual values, the latest that count; empty where none are known."""
    if USUAL not in draw.now.program.pack.types:
        return {}
    found = [e for e in draw.now.record.entries(USUAL, draw.now.patient) if e.valid]
    return found[-1].fields if found else {}


def short_value(draw: Drawing, name: str, value: Any) -> str:
    """A parameter's value as the history grid shows it."""
    item = draw.now.program.pack.types[NEWS2].fields[name]
    if item.kind != "choice":
        return draw.number(value)
    return (
        draw.optional(f"short.news2.{name}.{value}")
        or draw(f"choice.news2.{name}.{value}").casefold()
    )


def usual_text(draw: Drawing, name: str, usual: Mapping[str, Any]) -> str:
    """One usual value in words, empty where it is not known."""
    value = usual.get(name)
    return "" if value in (None, "") else short_value(draw, name, value)


def told_of(
    draw: Drawing, scored: news2.News2, saved: Sequence[Entry], usual: Mapping[str, Any]
) -> Told:
    """The set being written; while nothing is written, the last one that was saved."""
    before = saved[-1] if saved else None
    if scored.filled or before is None:
        return _told(draw, scored, _beside(draw, scored, before, usual))
    at = before.first.at_ms
    measured = draw("app.news2.measured", day=draw.short_day(at), clock=draw.clock(at))
    return _told(draw, news2.score(before.fields), (measured, *_usual_total(draw, usual)))


def _told(draw: Drawing, scored: news2.News2, notes: tuple[str, ...]) -> Told:
    key = scored.risk or ("red" if scored.red else "none")
    total = str(scored.total)
    if scored.total is None:
        total = draw("app.news2.unfinished", n=scored.filled, of=len(news2.PARAMETERS))
    return Told(
        total=total,
        tone=news_tone(scored.total),
        risk=draw(f"app.risk.title.{key}"),
        advice="\n".join((*notes, draw(f"app.risk.advice.{key}"))),
        asks_for_more=key not in ("none", "low"),
    )


def _beside(
    draw: Drawing, scored: news2.News2, before: Entry | None, usual: Mapping[str, Any]
) -> tuple[str, ...]:
    """How the total stands to the last one, and to what is usual."""
    if scored.total is None:
        return ()
    notes = []
    last = None if before is None else draw.now.record.derived(before).get("score")
    if before is not None and last is not None:
        way = "up" if scored.total > last else "down" if scored.total < last else "same"
        at = before.first.at_ms
        day, clock = draw.short_day(at), draw.clock(at)
        notes.append(draw(f"app.news2.{way}", score=last, day=day, clock=clock))
    return (*notes, *_usual_total(draw, usual))


def _usual_total(draw: Drawing, usual: Mapping[str, Any]) -> tuple[str, ...]:
    total = news2.score(usual).total if usual else None
    return () if total is None else (draw("app.news2.usual.total", score=total),)


def asks_of(
    draw: Drawing, values: Mapping[str, Any], saved: Sequence[Entry], usual: Mapping[str, Any]
) -> tuple[str, ...]:
    """Questions that a careful colleague would ask; the answers are the trainee's."""
    asks = []
    known = any(str(e.fields.get("scale")) == "2" for e in saved) or usual.get("scale") == "2"
    if values.get("scale") == "2" and not known:
        asks.append(draw("app.news2.ask.scale"))
    if values.get("consciousness") == "C" and usual.get("consciousness") == "C":
        asks.append(draw("app.news2.ask.confusion"))
    return tuple(asks)
