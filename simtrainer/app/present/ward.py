"""View kind ``ward_list``: the people of the ward, or of a zone or route in home care, the
trainee's own first."""

from collections.abc import Callable, Mapping

from simtrainer.app.desk import Desk
from simtrainer.app.present.doses import late_doses
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import WardListView, WardRow
from simtrainer.record.entry import Patient
from simtrainer.record.pack import Module

PAGE = 60
"""Rows drawn before somebody has scrolled to the end of them."""
RISK_TONES: Mapping[str, Tone] = {
    "low": "good",
    "low_medium": "warn",
    "medium": "warn",
    "high": "bad",
}


def ward_list(draw: Drawing, desk: Desk, module: Module) -> WardListView:
    """All patients that the search leaves."""
    columns = [name for name in module.columns if name != "marks"]
    found = _found(draw, desk.search)
    grouped = _grouped(draw, module, found)
    everyone = [patient for _, people in grouped for patient in people]
    shown = everyone[: PAGE * desk.pages]
    return WardListView(
        title=draw(f"module.{module.id}"),
        columns=tuple(draw(f"column.{module.id}.{name}") for name in _headed(module)),
        strong=columns.index("name") if "name" in columns else 0,
        rows=tuple(_row(draw, patient, columns) for patient in shown),
        search=desk.search,
        search_placeholder=draw("app.ward.search"),
        empty=draw(f"module.{module.id}.empty"),
        sections=tuple((heading, len(people)) for heading, people in grouped),
        more=len(everyone) > len(shown),
    )


def _headed(module: Module) -> list[str]:
    """The columns as they are drawn: the marks stand last, wherever the pack has them."""
    return sorted(module.columns, key=lambda name: name == "marks")


def _grouped(
    draw: Drawing, module: Module, found: list[Patient]
) -> list[tuple[str, list[Patient]]]:
    """By what the pack says, where that parts them; else the trainee's own, then the rest. Own
    patients always come first."""
    groups: dict[str, list[Patient]] = {}
    ordered = sorted(found, key=lambda p: (not p.assigned, *place_order(p.room)))
    if module.group_by:
        for patient in ordered:
            groups.setdefault(GROUPS[module.group_by](draw, patient), []).append(patient)
    if len(groups) < 2:
        groups = {}
        for patient in ordered:
            heading = draw("app.ward.own" if patient.assigned else "app.ward.rest")
            groups.setdefault(heading, []).append(patient)
    return [(heading or draw("app.ward.other"), people) for heading, people in groups.items()]


def _unit(draw: Drawing, patient: Patient) -> str:
    return draw.value(draw.now.program.units.get(patient.unit, {}).get("name", patient.unit))


def _route(draw: Drawing, patient: Patient) -> str:
    """The route of the patient's visits today."""
    if "visit" not in draw.now.program.pack.types:
        return ""
    visits = draw.now.record.entries("visit", patient.id)
    return next((draw.value(v.fields["route"]) for v in visits if v.fields.get("route")), "")


def place_order(room: str) -> tuple[str, int, str]:
    """Number 9 of a street comes before number 86; rooms of a ward stand by their numbers."""
    street = room.rstrip("0123456789")
    number = room[len(street) :]
    return street, int(number or 0), room


GROUPS: Mapping[str, Callable[[Drawing, Patient], str]] = {"unit": _unit, "route": _route}
"""What a ward list can be put together by: the zone, or the route."""


def _found(draw: Drawing, text: str) -> list[Patient]:
    """The people of the trainee's own units; with something to look for, of all units."""
    if text.split():
        return [p for p in draw.now.program.patients.values() if matches(p, text)]
    return list(draw.now.program.ward)


def matches(patient: Patient, text: str) -> bool:
    """Whether the list shows somebody when it is narrowed by a text."""
    words = text.casefold().split()
    haystack = f"{patient.name} {patient.room} {patient.identity}".casefold()
    return all(word in haystack for word in words)


def _row(draw: Drawing, patient: Patient, columns: list[str]) -> WardRow:
    return WardRow(
        patient=patient.id,
        cells=tuple(COLUMNS[name](draw, patient) for name in columns),
        marks=marks(draw, patient),
        current=patient.id == draw.now.patient,
    )


def _last(draw: Drawing, patient: Patient) -> str:
    """When something was last written about the patient."""
    stamps = [
        entry.first.at_ms
        for kind in draw.now.program.pack.types
        for entry in draw.now.record.entries(kind, patient.id)[-1:]
        if kind not in ("prescription", "report", "message")
    ]
    return draw.clock(max(stamps)) if stamps else ""


COLUMNS: Mapping[str, Callable[[Drawing, Patient], str]] = {
    "room": lambda draw, patient: patient.room,
    "name": lambda draw, patient: patient.name,
    "age": lambda draw, patient: str(draw.now.program.age(patient)),
    "last": _last,
}


def marks(draw: Drawing, patient: Patient) -> tuple[tuple[str, Tone], ...]:
    """CAVE, treatment limits, the latest NEWS2 and doses that are late, each with a word."""
    found: list[tuple[str, Tone]] = [(draw("app.cave"), "bad") for _ in patient.cave[:1]]
    if patient.restricted:
        found.append((draw("app.ward.restricted"), "bad"))
    if patient.treatment.get("text"):
        found.append((draw.value(patient.treatment["text"]), "info"))
    sets = [e for e in draw.now.record.entries("news2", patient.id) if e.valid]
    if sets:
        derived = draw.now.record.derived(sets[-1])
        if derived.get("score") is not None:
            tone = RISK_TONES[derived["risk"]]
            found.append((draw("app.ward.news2", score=derived["score"]), tone))
    late = len(late_doses(draw, patient.id)) if patient.assigned else 0
    if late:
        found.append((draw("app.ward.late", n=late), "bad"))
    return tuple(found)
