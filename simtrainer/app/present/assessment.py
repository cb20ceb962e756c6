"""View kind ``assessment``: a patient's function on levels, beside the last time, with the
questions that the type's logic checks ask and a picture of the groups."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import form_view
from simtrainer.app.views.care import AssessmentGroup, AssessmentRow, AssessmentView, GroupBar
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import FieldView
from simtrainer.base.problem import Problem
from simtrainer.record.entry import Entry
from simtrainer.record.levels import LEVELS, NOT_RELEVANT, filled, profile, variables
from simtrainer.record.logic import questions
from simtrainer.record.pack import EntryType, Module


def assessment(draw: Drawing, desk: Desk, module: Module) -> AssessmentView:
    """The form of the module's first type for the open patient."""
    kind = draw.now.program.pack.types[module.types[0]]
    form = form_view(draw, desk, kind, draw.now.patient)
    values = desk.draft(form.form)
    earlier = [e for e in draw.now.record.entries(kind.id, draw.now.patient) if e.valid]
    last = earlier[-1] if earlier else None
    scored = {item.id for item in variables(kind)}
    done = filled(kind, values)
    asks = questions(kind, values, earlier) if done else []
    status, tone = _status(draw, done, len(scored), asks)
    return AssessmentView(
        title=draw(f"module.{module.id}"),
        status=status,
        status_tone=tone,
        form=form,
        groups=tuple(_groups(draw, kind, form.fields, last, asks)),
        extra=tuple(field for field in form.fields if field.id not in scored),
        levels_title=draw("app.levels.title"),
        levels=tuple(
            (level, draw.optional(f"level.{kind.id}.{level}")) for level in (*LEVELS, NOT_RELEVANT)
        ),
        profile_title=draw("app.levels.profile"),
        profile=tuple(_bars(draw, kind, values, last)),
        profile_note=draw("app.levels.profile.note"),
        asks_title=draw("app.levels.asks") if asks else "",
        asks=tuple(_ask(draw, kind, problem) for problem in asks),
        before=_before(draw, last),
    )


def _status(draw: Drawing, done: int, total: int, asks: Sequence[Problem]) -> tuple[str, Tone]:
    """Red while something is missing, yellow while something is asked, green when it is whole."""
    if done < total:
        return draw("app.levels.filled", n=done, of=total), "bad" if done else "neutral"
    if asks:
        return draw("app.levels.look", n=len(asks)), "warn"
    return draw("app.levels.whole"), "good"


def _groups(
    draw: Drawing,
    kind: EntryType,
    fields: Sequence[FieldView],
    last: Entry | None,
    asks: Sequence[Problem],
) -> list[AssessmentGroup]:
    shown = {field.id: field for field in fields}
    asked: dict[str, str] = {}
    for problem in asks:
        asked.setdefault(str(problem.params["field"]), _ask(draw, kind, problem, named=False))
    groups = groupby(variables(kind), key=lambda item: item.group)
    return [
        AssessmentGroup(
            draw(f"part.{kind.id}.{group}"),
            tuple(_row(draw, kind, shown[i.id], last, asked.get(i.id, "")) for i in items),
        )
        for group, items in groups
    ]


def _row(
    draw: Drawing, kind: EntryType, field: FieldView, last: Entry | None, ask: str
) -> AssessmentRow:
    before = "" if last is None else str(last.fields.get(field.id) or "")
    meaning = draw.optional(f"level.{kind.id}.{field.value}") if field.value else ""
    return AssessmentRow(
        field=field,
        meaning=meaning,
        before=draw("app.levels.before", level=before) if before else "",
        ask="" if field.error else ask,
    )


def _bars(
    draw: Drawing, kind: EntryType, values: Mapping[str, Any], last: Entry | None
) -> list[GroupBar]:
    now = profile(kind, values)
    before = profile(kind, last.fields) if last is not None else {}
    bars = []
    for group, mean in now.items():
        old = before.get(group)
        text = draw.number(mean) if mean is not None else "–"
        if old is not None:
            text = draw("app.levels.mean", now=text, before=draw.number(old))
        bars.append(
            GroupBar(
                label=draw(f"part.{kind.id}.{group}"),
                share=None if mean is None else (float(mean) - 1) / 4,
                before=None if old is None else (float(old) - 1) / 4,
                text=text,
            )
        )
    return bars


def _ask(draw: Drawing, kind: EntryType, problem: Problem, *, named: bool = True) -> str:
    """A question in words; ``named`` says which variable it is about."""
    asked = Problem(problem.code, **{**problem.params, "type": kind.id})
    text = draw.problem(asked)
    name = draw(f"field.{kind.id}.{problem.params['field']}")
    return draw("app.levels.about", name=name, text=text) if named else text


def _before(draw: Drawing, last: Entry | None) -> str:
    if last is None:
        return draw("app.levels.first")
    at = last.first.at_ms
    return draw("app.levels.last", day=draw.short_day(at), who=draw.by(last.author))
