"""View kind ``care_plan``: what the patient needs, what is aimed at, what is done, and whether it
helps. What is due for evaluation says so."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import is_struck, status_tag, verbs, write_actions
from simtrainer.app.present.form import module_form
from simtrainer.app.views.care import CareItem, CarePlanView, CareSection
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import Option
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module
from simtrainer.record.plan import ENDED, RESULTS, due, evaluations, has_ended

PLAN, EVALUATION = "plan", "plan_evaluation"
FILTERS = ("current", "all")
SHOWN_EVALUATIONS = 2
"""Evaluations of a plan that are shown, the newest first; the journal has all."""
TONES: dict[str, Tone] = dict(zip(RESULTS, ("good", "warn", "bad"), strict=True))


def care_plan(draw: Drawing, desk: Desk, module: Module) -> CarePlanView:
    """The patient's plan by area, in the pack's order of areas."""
    chosen = desk.filters.get(module.id, FILTERS[0])
    plans = draw.now.record.entries(PLAN, draw.now.patient)
    shown = [e for e in plans if chosen == "all" or (e.valid and not _has_ended(draw, e))]
    return CarePlanView(
        title=draw(f"module.{module.id}"),
        filters=tuple(Option(name, draw(f"app.plan.{name}")) for name in FILTERS),
        filter=chosen,
        sections=tuple(_sections(draw, desk, module, shown)),
        form=module_form(draw, desk, module, draw.now.patient),
        empty=draw(f"module.{module.id}.empty"),
    )


def _sections(draw: Drawing, desk: Desk, module: Module, plans: list[Entry]) -> list[CareSection]:
    areas = draw.now.program.pack.types[PLAN].fields["area"].choices
    found = []
    for area in areas:
        own = [entry for entry in plans if entry.fields.get("area") == area]
        if own:
            items = tuple(_item(draw, desk, module, entry) for entry in own)
            found.append(CareSection(draw(f"choice.{PLAN}.area.{area}"), "", items))
    return found


def _evaluations(draw: Drawing, plan: Entry) -> list[Entry]:
    return evaluations(plan, draw.now.record.entries(EVALUATION, plan.patient))


def _has_ended(draw: Drawing, plan: Entry) -> bool:
    return has_ended(_evaluations(draw, plan))


def _item(draw: Drawing, desk: Desk, module: Module, plan: Entry) -> CareItem:
    evaluated = _evaluations(draw, plan)
    kind = draw.now.program.pack.types[PLAN]
    lines = [
        (draw(f"field.{PLAN}.{name}"), draw.field(kind, kind.fields[name], plan.fields.get(name)))
        for name in ("goal", "measures")
    ]
    lines += [_evaluation(draw, entry) for entry in reversed(evaluated[-SHOWN_EVALUATIONS:])]
    live = plan.valid and not has_ended(evaluated)
    return CareItem(
        entry=plan.id,
        lead="",
        title=draw.value(plan.fields.get("name")),
        lines=tuple(line for line in lines if line[1]),
        tags=tuple(_tags(draw, plan, evaluated)),
        actions=(
            *(write_actions(draw, module, plan) if live else ()),
            *verbs(draw, module, plan),
        ),
        struck=is_struck(draw, plan),
        selected=plan.id in desk.about(module.id).values(),
    )


def _evaluation(draw: Drawing, entry: Entry) -> tuple[str, str]:
    at = entry.first.at_ms
    when = draw("app.stamp", day=draw.short_day(at), clock=draw.clock(at))
    kind = draw.now.program.pack.types[EVALUATION]
    said = draw.field(kind, kind.fields["result"], entry.fields.get("result"))
    text = draw.value(entry.fields.get("text"))
    who = draw.staff(entry.author)
    return draw(f"type.{EVALUATION}"), draw(
        "app.plan.evaluated", when=when, who=who, result=said, text=text
    )


def _tags(draw: Drawing, plan: Entry, evaluated: list[Entry]) -> list[tuple[str, Tone]]:
    if is_struck(draw, plan):
        return [(status_tag(draw, plan)[0], "bad")]
    found: list[tuple[str, Tone]] = []
    if evaluated:
        result = str(evaluated[-1].fields.get("result"))
        label = draw(f"choice.{EVALUATION}.result.{result}")
        found.append((draw("app.plan.result", result=label), TONES.get(result, "neutral")))
    if has_ended(evaluated):
        return [*found, (draw(f"app.plan.{ENDED}"), "neutral")]
    day = due(plan, evaluated)
    if day is not None:
        away = (day - draw.now.program.local(draw.now.now_ms).date()).days
        tone: Tone = "bad" if away < 0 else "warn" if away == 0 else "neutral"
        key = "overdue" if away < 0 else "today" if away == 0 else "by"
        found.append((draw(f"app.plan.{key}", date=draw.date(day)), tone))
    return found
