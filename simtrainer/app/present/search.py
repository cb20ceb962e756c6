"""View kind ``search``: people by name, room or number, and texts by the words in them."""

from itertools import islice

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.entry import entry_text
from simtrainer.app.views.finding import FoundRow, SearchView
from simtrainer.app.words import Words, around, wanted
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.pack import Module

PEOPLE = 8
"""More people than this are found by one word more."""
PAGE = 25
SYNONYM = "synonym."
"""Terms of a pack with words that mean the same, an old one and its new name."""


def search(draw: Drawing, desk: Desk, module: Module) -> SearchView:
    """What the last search found."""
    words = asked(draw, desk.found)
    people = list(islice(desk.finder.people(desk.found), PEOPLE)) if words else []
    found = desk.finder.entries(words) if words else iter(())
    most = PAGE * desk.pages
    entries = [] if found is None else list(islice(found, most + 1))
    shown = entries[:most]
    sections = ((draw("app.search.people"), len(people)), (draw("app.search.texts"), len(shown)))
    rows = (*(_person(draw, p) for p in people), *(_entry(draw, e, words) for e in shown))
    return SearchView(
        title=draw(f"module.{module.id}"),
        text=desk.found,
        placeholder=draw("app.search.placeholder"),
        status=_status(draw, desk, module, making=found is None, rows=len(rows)),
        rows=rows,
        sections=tuple(section for section in sections if section[1]),
        more=len(entries) > most,
    )


def asked(draw: Drawing, text: str) -> Words:
    """The words of a search, each with what the pack says means the same."""
    terms = draw.now.program.pack.terms
    pack = terms.get(draw.texts.language) or next(iter(terms.values()))
    return wanted(text, (line for key, line in pack.items() if key.startswith(SYNONYM)))


def _status(draw: Drawing, desk: Desk, module: Module, *, making: bool, rows: int) -> str:
    if not desk.found:
        return draw(f"module.{module.id}.empty")
    if making:
        return draw("app.search.making")
    if not rows:
        return draw("app.search.nothing", text=desk.found)
    return draw("app.search.found", text=desk.found)


def _person(draw: Drawing, patient: Patient) -> FoundRow:
    place = draw.now.program.units.get(patient.unit, {}).get("name", "")
    meta = draw(
        "app.search.person",
        age=draw.now.program.age(patient),
        identity=f"{patient.identity[:6]} {patient.identity[6:]}",
        room=patient.room,
        unit=draw.value(place),
    )
    closed = draw("app.ward.restricted") if patient.restricted else ""
    return FoundRow(patient.id, "", patient.name, meta, closed)


def _entry(draw: Drawing, entry: Entry, words: Words) -> FoundRow:
    whose = draw.now.record.patients.get(entry.patient)
    name = whose.name if whose else draw("app.search.nobody")
    meta = draw(
        "app.search.entry",
        kind=draw(f"type.{entry.type}"),
        day=draw.day(entry.first.at_ms),
        clock=draw.clock(entry.first.at_ms),
        author=draw.staff(entry.author),
    )
    text = entry_text(draw, entry)
    return FoundRow(entry.patient, entry.id, name, meta, around(text, words))
