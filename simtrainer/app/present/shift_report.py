"""View kind ``shift_report``: what has happened on the shift, patient by patient, gathered from the
record; the reports of other shifts; and the form for one's own."""

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import entry_text, is_struck, status_label, status_tag, verbs
from simtrainer.app.present.form import module_form
from simtrainer.app.present.today import exceptions
from simtrainer.app.views.care import CareItem, CareSection, ShiftReportView
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import Option
from simtrainer.record.entry import Entry
from simtrainer.record.pack import Module

FILTERS = ("mine", "all")
REPORTS = 3
"""Reports shown, the newest first."""
LINES = 3
"""Lines of an entry that are shown; the journal has all."""
SHORT = 40
"""Lines no longer than this stand on one, as a drug, its time and that it was given."""


def shift_report(draw: Drawing, desk: Desk, module: Module) -> ShiftReportView:
    """Own patients, or all about whom something has happened."""
    chosen = desk.filters.get(module.id, FILTERS[0])
    sections = draw.once(
        f"shift_report.{module.id}",
        (draw.now.events, draw.now.now_ms, chosen),
        lambda: (*_reports(draw, module), *_patients(draw, module, chosen)),
    )
    return ShiftReportView(
        title=draw(f"module.{module.id}"),
        filters=tuple(Option(name, draw(f"app.shift.{name}")) for name in FILTERS),
        filter=chosen,
        sections=sections,
        form=module_form(draw, desk, module, ""),
        empty=draw(f"module.{module.id}.empty"),
    )


def _reports(draw: Drawing, module: Module) -> list[CareSection]:
    found = list(draw.now.record.newest(module.types, None))[:REPORTS]
    if not found:
        return []
    items = tuple(_report(draw, module, entry) for entry in found)
    return [CareSection(draw("app.shift.reports"), "", items)]


def _report(draw: Drawing, module: Module, entry: Entry) -> CareItem:
    kind, at = draw.now.program.pack.types[entry.type], entry.first.at_ms
    lines = (
        (draw(f"field.{kind.id}.{n}"), draw.field(kind, kind.fields[n], entry.fields.get(n)))
        for n in kind.summary
    )
    return CareItem(
        entry=entry.id,
        lead=draw.clock(at),
        title=draw.staff(entry.author),
        lines=tuple(line for line in lines if line[1]),
        tags=_tags(draw, entry),
        actions=verbs(draw, module, entry),
        struck=is_struck(draw, entry),
    )


def _patients(draw: Drawing, module: Module, chosen: str) -> list[CareSection]:
    """Each patient with what happened and what is left; then what belongs to nobody."""
    done: dict[str, list[Entry]] = {}
    for name in draw.now.record.touched:
        entry = draw.now.record.entry(name)
        if entry.type not in module.types:
            done.setdefault(entry.patient, []).append(entry)
    people = draw.now.program.patients
    shown = [p for p in people.values() if p.assigned or (chosen == "all" and p.id in done)]
    sections = []
    for patient in sorted(shown, key=lambda p: (not p.assigned, p.room)):
        items = _items(draw, patient.id, done.get(patient.id, []))
        heading = draw("app.shift.patient", room=patient.room, name=patient.name)
        note = draw("app.shift.count", n=len(done.get(patient.id, [])))
        sections.append(CareSection(heading, note, items))
    if done.get(""):
        note = draw("app.shift.count", n=len(done[""]))
        sections.append(CareSection(draw("app.shift.ward"), note, _items(draw, "", done[""])))
    return sections


def _items(draw: Drawing, patient: str, entries: list[Entry]) -> tuple[CareItem, ...]:
    entries = sorted(entries, key=lambda e: (e.now.at_ms, e.now.event))
    items = [_item(draw, entry) for entry in entries]
    odd = exceptions(draw, patient) if patient else []
    if odd:
        lines = tuple(("", text) for text, _ in odd)
        left: tuple[str, Tone] = (draw("app.shift.left", n=len(odd)), odd[0][1])
        items.insert(0, CareItem("", "", draw("app.shift.heed"), lines, (left,), patient=patient))
    return tuple(items)


def _item(draw: Drawing, entry: Entry) -> CareItem:
    text = [line for line in entry_text(draw, entry).split("\n") if line][:LINES]
    if all(len(line) <= SHORT for line in text):
        text = [" · ".join(text)]
    score = draw.now.record.derived(entry).get("score")
    title = draw(f"type.{entry.type}")
    if entry.type == "news2" and score is not None:
        title = draw("app.ward.news2", score=score)
    return CareItem(
        entry=entry.id,
        lead=draw.clock(entry.now.at_ms),
        title=title,
        lines=(*(("", line) for line in text if line), *_who(draw, entry)),
        tags=_tags(draw, entry),
        struck=is_struck(draw, entry),
        patient=entry.patient,
    )


def _who(draw: Drawing, entry: Entry) -> list[tuple[str, str]]:
    """Who wrote it; then who did with it what its tag says, as in "Lest: Deg"."""
    found = [(draw("app.shift.by"), draw.staff(entry.author))]
    if entry.now.author != entry.author and _tags(draw, entry):
        found.append((status_label(draw, entry), draw.staff(entry.now.author)))
    return found


def _tags(draw: Drawing, entry: Entry) -> tuple[tuple[str, Tone], ...]:
    """Where it stands, unless that is how it began."""
    life = draw.now.program.pack.types[entry.type].life
    return () if entry.status == life.start else (status_tag(draw, entry),)
