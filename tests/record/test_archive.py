"""A record over packed histories answers as one that holds them all open."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simtrainer.record.archive import Archive, pack_histories
from simtrainer.record.entry import Entry, Patient, Version
from simtrainer.record.pack import Pack
from simtrainer.record.record import Record
from tests.record.packs import pack_data, patient_data

PATIENTS = {key: Patient.from_data(key, patient_data()) for key in ("ODD", "RAG", "SYN")}
PACK = Pack.from_data(pack_data())


def make(plain: Any) -> Entry:
    version = Version(
        plain["at_ms"], plain["author"], plain["status"], plain["fields"], plain["cosigner"]
    )
    return Entry(plain["id"], plain["type"], plain["patient"], (version,))


def plain(patient: str, number: int, kind: str, at: int, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{patient.lower()}-{number}",
        "type": kind,
        "at_ms": at,
        "author": f"night{number % 2}",
        "status": "signed",
        "cosigner": "",
        "fields": fields,
    }


def archive_of(histories: Iterable[tuple[str, list[Any]]]) -> Archive:
    return Archive.from_data(pack_histories(histories), make)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, list[Any]]]:
    found = []
    for patient in PATIENTS:
        times = sorted(draw(st.lists(st.integers(-900, -1), max_size=5, unique=True)))
        lines = []
        for number, at in enumerate(times):
            kind = draw(st.sampled_from(["note", "order", "dose"]))
            fields: dict[str, Any] = {"text": draw(st.text(max_size=8))}
            if kind == "dose":
                fields = {"order": f"{patient.lower()}-0"}
            lines.append(plain(patient, number, kind, at, fields))
        found.append((patient, lines))
    return found


QUESTIONS = st.lists(
    st.tuples(
        st.sampled_from(["entries", "author", "all", "newest", "linked", "get", "write", "amend"]),
        st.sampled_from(list(PATIENTS)),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(histories(), QUESTIONS)
def test_packed_or_not_the_answers_are_the_same(
    made: list[tuple[str, list[Any]]], questions: list[tuple[str, str]]
) -> None:
    entries = [make({**line, "patient": patient}) for patient, lines in made for line in lines]
    entries.sort(key=lambda e: e.first.at_ms)
    open_ = Record(PACK, PATIENTS, entries)
    packed = Record(PACK, PATIENTS, (), archive_of(made)).fresh()
    for number, (question, patient) in enumerate(questions):
        answers = [ask(record, question, patient, number) for record in (open_, packed)]
        assert answers[0] == answers[1], question


def ask(record: Record, question: str, patient: str, number: int) -> Any:
    first = f"{patient.lower()}-0"
    if question == "write":
        data = {"type": "note", "patient": patient, "fields": {"text": "x"}}
        return record.create(f"e{number}", number, number, "me", data)
    if question == "amend":
        found = record.get(first)
        if found is None or found.type != "note":
            return found
        data = {"entry": first, "fields": {"text": "y"}}
        return record.move("amend", number, number, "me", data)
    if question == "all":
        return sorted(e.id for e in record.entries("note"))
    return {
        "entries": lambda: record.entries("note", patient),
        "author": lambda: record.entries("note", patient, "me"),
        "newest": lambda: list(record.newest(("note", "dose"), patient)),
        "linked": lambda: record.linked(first),
        "get": lambda: record.get(first),
    }[question]()


def test_a_glance_unpacks_nothing() -> None:
    lines = [plain("ODD", n, "note", -n - 1, {"text": str(n)}) for n in range(3)][::-1]
    record = Record(PACK, PATIENTS, (), archive_of([("ODD", lines)]))
    seen = record.peek("odd-1")
    assert seen is not None
    assert seen.fields == {"text": "1"}
    assert record.peek("odd-7") is None
    assert not record._unpacked
    assert [e.id for e in record.every()] == ["odd-2", "odd-1", "odd-0"]
    assert not record._unpacked


def test_what_the_trainee_has_written_is_found_without_unpacking_anything() -> None:
    record = Record(PACK, PATIENTS, (), archive_of([("ODD", [plain("ODD", 0, "note", -1, {})])]))
    assert record.entries("note", None, "me") == []
    assert not record._unpacked


def test_a_type_that_nobody_has_unpacks_nothing() -> None:
    record = Record(PACK, PATIENTS, (), archive_of([("ODD", [plain("ODD", 0, "note", -1, {})])]))
    assert record.entries("task") == []
    assert not record._unpacked


def test_an_entry_is_named_after_its_patient() -> None:
    with pytest.raises(ValueError, match="RAG"):
        pack_histories([("RAG", [plain("ODD", 0, "note", -1, {})])])


def test_a_block_tells_its_kinds_and_its_last_time() -> None:
    archive = archive_of(
        [("ODD", [plain("ODD", 0, "note", -9, {}), plain("ODD", 1, "dose", -4, {})])]
    )
    block = archive.block("ODD")
    assert block is not None
    assert (block.entries, block.last_ms, block.types) == (2, -4, {"note", "dose"})
    assert archive.size == 2
    assert archive.having("dose") == ["ODD"]
    assert archive.block("RAG") is None
