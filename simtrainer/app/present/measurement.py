"""View kind ``measurement``: a NEWS2 set being entered, its score, and the trend."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import form_view
from simtrainer.app.present.news2 import (
    NEWS2,
    asks_of,
    short_value,
    told_of,
    usual_of,
    usual_text,
)
from simtrainer.app.present.observation import device, observations
from simtrainer.app.views.record import (
    FieldView,
    FormLink,
    HistoryCell,
    MeasurementView,
    MeasureRow,
    TrendPoint,
    Zone,
)
from simtrainer.record import news2
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

SHOWN_SETS = 5
"""Sets in the trend and the history grid, the unsaved one included."""
HOUR_MS = 3_600_000
MOST_TICKS = 5
TICK_HOURS = (1, 2, 3, 4, 6, 12, 24, 48, 72, 96, 7 * 24, 14 * 24, 28 * 24)
SCALES: Mapping[str, tuple[float, float]] = {
    "resp": (4, 32),
    "spo2": (80, 100),
    "systolic": (70, 240),
    "pulse": (30, 150),
    "temperature": (34, 41),
}
"""Lowest and highest value that the drawn scale shows."""


def measurement(draw: Drawing, desk: Desk, module: Module) -> MeasurementView:
    """The form, live score and history for the open patient."""
    kind = draw.now.program.pack.types[NEWS2]
    form = form_view(draw, desk, kind, draw.now.patient)
    values = desk.draft(form.form)
    scored = news2.score(values)
    fields = {field.id: field for field in form.fields}
    saved = [e for e in draw.now.record.entries(NEWS2, draw.now.patient) if e.valid]
    sets = saved[-SHOWN_SETS:] if not scored.filled else saved[-(SHOWN_SETS - 1) :]
    usual = usual_of(draw)
    told = told_of(draw, scored, saved, usual)
    return MeasurementView(
        title=draw("type.news2.new"),
        when=draw("app.news2.when", clock=draw.clock(desk.session.run.now_ms)),
        form=form,
        rows=tuple(
            _row(draw, field, values, scored, usual)
            for name, field in fields.items()
            if name in news2.PARAMETERS
        ),
        extra=tuple(field for name, field in fields.items() if name not in news2.PARAMETERS),
        total=told.total,
        total_tone=told.tone,
        risk=told.risk,
        advice=told.advice,
        filled=draw("app.news2.filled", n=scored.filled, of=len(news2.PARAMETERS)),
        device=device(draw, module.id, draw.now.patient, kind),
        observe=observations(draw, module.id, draw.now.patient),
        trend_title=draw("app.news2.trend"),
        trend=_trend(draw, desk, sets, scored),
        trend_ticks=_ticks(draw, desk, sets, scored),
        history_columns=_columns(draw, sets, scored, usual),
        history=_history(draw, sets, values, scored, usual),
        credit=draw("app.news2.credit"),
        asks=asks_of(draw, values, saved, usual),
        steps=_steps(draw, module) if told.asks_for_more else (),
    )


def _steps(draw: Drawing, module: Module) -> tuple[FormLink, ...]:
    """The forms that the pack offers when a score asks for something."""
    types = draw.now.program.pack.types
    return tuple(
        FormLink(
            name, draw.optional(f"type.{name}.then") or draw(f"type.{name}.new"), types[name].icon
        )
        for name in module.then
    )


def _row(
    draw: Drawing,
    field: FieldView,
    values: Mapping[str, Any],
    scored: news2.News2,
    usual: Mapping[str, Any],
) -> MeasureRow:
    found = news2.number(values.get(field.id)) if field.id in SCALES else None
    zones = _zones(field.id, values)
    question, own = field.question, usual_text(draw, field.id, usual)
    if own:
        key = "app.news2.usual.beside" if question else "app.news2.usual"
        question = draw(key, question=question, value=own)
    return MeasureRow(
        field=replace(field, unit="", question=question),  # the unit stands under the label
        zones=zones,
        ticks=_edges(zones),
        position=None if found is None else _within(field.id, float(found)),
        points=scored.points.get(field.id),
    )


def _within(parameter: str, value: float) -> float:
    low, high = SCALES[parameter]
    return min(max(value, low), high)


def _zones(parameter: str, values: Mapping[str, Any]) -> tuple[Zone, ...]:
    if parameter not in SCALES:
        return ()
    low, high = SCALES[parameter]
    bands = (
        news2.spo2_bands(str(values.get("scale") or "1"), str(values.get("supply")))
        if parameter == "spo2"
        else news2.BANDS[parameter]
    )
    edges = [low, *(band[0] for band in bands[1:]), high]
    return tuple(
        Zone(edges[i], edges[i + 1], band[2]) for i, band in enumerate(bands) if edges[i] < high
    )


def _edges(zones: tuple[Zone, ...]) -> tuple[float, ...]:
    """The ends of the zone that scores nothing: the numbers worth knowing."""
    normal = [zone for zone in zones if zone.points == 0]
    if not normal:
        return ()
    inner = (normal[0].low, normal[-1].high)
    return tuple(edge for edge in inner if zones[0].low < edge < zones[-1].high)


def _times(desk: Desk, sets: list[Entry], scored: news2.News2) -> list[int]:
    times = [entry.first.at_ms for entry in sets]
    return [*times, desk.session.run.now_ms] if scored.filled else times


def _share(at_ms: int, times: list[int]) -> float:
    first, last = times[0], times[-1]
    return (at_ms - first) / (last - first) if last > first else 1.0


def _trend(
    draw: Drawing, desk: Desk, sets: list[Entry], scored: news2.News2
) -> tuple[TrendPoint, ...]:
    times = _times(desk, sets, scored)
    points = []
    for entry in sets:
        total = draw.now.record.derived(entry).get("score")
        if total is not None:
            at = _share(entry.first.at_ms, times)
            points.append(TrendPoint(at, total, draw.clock(entry.first.at_ms), True))
    if scored.total is not None:
        points.append(TrendPoint(1.0, scored.total, draw("app.news2.now"), False))
    return tuple(points)


def _ticks(
    draw: Drawing, desk: Desk, sets: list[Entry], scored: news2.News2
) -> tuple[tuple[float, str], ...]:
    """Round hours, or midnights, as many as there is room for; the ends where there are none."""
    times = _times(desk, sets, scored)
    if not times:
        return ()
    first, last = times[0], times[-1]
    step = next((h for h in TICK_HOURS if (last - first) <= h * HOUR_MS * MOST_TICKS), 0)
    local = draw.now.program.local(first)
    into = ((local.hour * 60 + local.minute) * 60 + local.second) * 1000
    at = first - into
    ticks = []
    while step and at <= last:
        if at >= first:
            ticks.append(at)
        at += step * HOUR_MS
    if len(ticks) < 2:
        ticks, step = sorted({first, last}), 0
    return tuple((_share(t, times), _tick(draw, t, step)) for t in ticks)


def _tick(draw: Drawing, at_ms: int, step: int) -> str:
    if step >= 24:
        return _date(draw, at_ms)
    return draw.clock(at_ms) if step else _stamp(draw, at_ms)


def _stamp(draw: Drawing, at_ms: int) -> str:
    today = draw.now.program.local(at_ms).date() == draw.now.program.start.date()
    return draw.clock(at_ms) if today else _date(draw, at_ms)


def _date(draw: Drawing, at_ms: int) -> str:
    local = draw.now.program.local(at_ms)
    return draw("app.date.short", day=local.day, month=local.month)


def _columns(
    draw: Drawing, sets: list[Entry], scored: news2.News2, usual: Mapping[str, Any]
) -> tuple[str, ...]:
    columns = [draw("app.news2.usual.column")] if usual else []
    columns += [_stamp(draw, entry.first.at_ms) for entry in sets]
    return tuple([*columns, draw("app.news2.now")] if scored.filled else columns)


def _history(
    draw: Drawing,
    sets: list[Entry],
    values: Mapping[str, Any],
    scored: news2.News2,
    usual: Mapping[str, Any],
) -> tuple[tuple[str, tuple[HistoryCell, ...]], ...]:
    shown = [(usual, news2.score(usual).points)] if usual else []
    shown += [(e.fields, draw.now.record.derived(e).get("points", {})) for e in sets]
    shown += [(values, scored.points)] if scored.filled else []
    return tuple(
        (draw(f"field.{NEWS2}.{name}"), tuple(_cell(draw, name, *each) for each in shown))
        for name in news2.PARAMETERS
    )


def _cell(
    draw: Drawing, name: str, values: Mapping[str, Any], points: Mapping[str, int]
) -> HistoryCell:
    value = values.get(name)
    if value is None or value == "":
        return HistoryCell("", None)
    return HistoryCell(short_value(draw, name, value), points.get(name))
