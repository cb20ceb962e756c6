"""View kind ``ward_list``: the trainee's own patients first, then the rest of the ward."""

from collections.abc import Callable, Mapping

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.views.record import WardListView, WardRow
from simtrainer.app.views.shell import Tone
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
    own = sorted((p for p in found if p.assigned), key=lambda p: p.room)
    rest = sorted((p for p in found if not p.assigned), key=lambda p: p.room)
    shown = (own + rest)[: PAGE * desk.pages]
    sections = ((draw("app.ward.own"), len(own)), (draw("app.ward.rest"), len(rest)))
    return WardListView(
        title=draw(f"module.{module.id}"),
        columns=tuple(draw(f"column.{module.id}.{name}") for name in module.columns),
        rows=tuple(_row(draw, patient, columns) for patient in shown),
        search=desk.search,
        search_placeholder=draw("app.ward.search"),
        empty=draw(f"module.{module.id}.empty"),
        sections=tuple(section for section in sections if section[1]),
        more=len(own) + len(rest) > len(shown),
    )


def _found(draw: Drawing, text: str) -> list[Patient]:
    """The people of the trainee's own units; with something to look for, of all units."""
    everyone = draw.now.program.patients.values()
    if text.split():
        return [p for p in everyone if _matches(p, text)]
    units = {p.unit for p in everyone if p.assigned}
    return [p for p in everyone if not units or p.unit in units]


def _matches(patient: Patient, text: str) -> bool:
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
    """CAVE, treatment limits and the latest NEWS2, each with a word."""
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
    return tuple(found)
