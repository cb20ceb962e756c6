"""What must not stand in an entry, whatever else it says: another patient's name, words of blame,
numbers of real form. ``KINDS`` is the extension point."""

from collections.abc import Callable, Iterator, Mapping

from simtrainer.engine.words import hits
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.identity import find_real_numbers

Patients = Mapping[str, Patient]
Found = tuple[str, str, str]
"""(field, kind, the words)."""

BLAME = (
    "slurv", "slurvet", "slurvete", "uansvarlig", "har skylden", "sin skyld", "hennes skyld",
    "hans skyld", "nattas skyld", "sin feil", "hennes feil", "hans feil", "nattas feil",
    "burde ha gitt", "burde gitt", "burde ha visst", "gadd ikke", "giddet ikke", "dårlig jobb",
    "late", "udugelig", "inkompetent", "glemte selvsagt", "som vanlig glemt",
    "sløv", "skulda", "har skulda", "gadd ikkje", "dårleg jobb", "burde ha gjeve",
)  # fmt: skip
"""Words of blame in bokmål and nynorsk; a scenario may add its own as a concept."""


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    for name, value in sorted(entry.fields.items()):  # as stored, so that a replay finds the same
        if isinstance(value, str) and value:
            yield name, value


def _other_patients(entry: Entry, patients: Patients) -> list[Found]:
    """Names of patients whom the entry is not about."""
    about = patients.get(entry.patient)
    if about is None:
        return []
    names = tuple(
        name
        for patient in patients.values()
        for name in (patient.given, patient.family)
        if name not in (about.given, about.family)
    )
    return [
        (field, "other_patients", hit.words)
        for field, text in _texts(entry)
        for hit in hits(text, names)
        if _is_name(hit.words, names)
    ]


def _is_name(words: str, names: tuple[str, ...]) -> bool:
    """The very name, or its genitive: names take no spelling tolerance and no compounds."""
    said = words.casefold().removesuffix("'")
    return any(said in (name.casefold(), f"{name.casefold()}s") for name in names)


def _blame(entry: Entry, patients: Patients) -> list[Found]:
    return [
        (field, "blame", hit.words)
        for field, text in _texts(entry)
        for hit in hits(text, BLAME)
        if hit.affirmed
    ]


def _real_numbers(entry: Entry, patients: Patients) -> list[Found]:
    return [
        (field, "real_numbers", number)
        for field, text in _texts(entry)
        for number in find_real_numbers(text)
    ]


KINDS: Mapping[str, Callable[[Entry, Patients], list[Found]]] = {
    "other_patients": _other_patients,
    "blame": _blame,
    "real_numbers": _real_numbers,
}


def found_in(entry: Entry, kinds: tuple[str, ...], patients: Patients) -> list[Found]:
    """All forbidden content of these kinds in the entry."""
    return [found for kind in kinds for found in KINDS[kind](entry, patients)]
