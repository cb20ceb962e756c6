"""The record: verbs keep every version, refuse what a record would refuse, and reckon afresh."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem
from simtrainer.record.calculators import CALCULATORS, DERIVED
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.fields import is_clock, is_empty
from simtrainer.record.pack import Pack
from simtrainer.record.record import Record
from tests.record.packs import NEWS2, PACK, pack_data, patient_data

PATIENTS = {key: Patient.from_data(key, patient_data()) for key in ("ODD", "RAG")}


@dataclass
class Ward:
    """A record with a counter of events, asked as the engine asks it: check first, then do."""

    record: Record
    events: int = 0
    made: list[str] = field(default_factory=list)

    def create(self, kind: str, patient: str = "ODD", author: str = "me", **data: Any) -> Entry:
        wish = {"type": kind, "patient": patient, **data}
        self.record.check_create(wish)
        self.events += 1
        name = f"e{self.events}"
        entry = self.record.create(name, self.events * 1000, self.events, author, wish)
        self.made.append(name)
        return entry

    def move(self, verb: str, entry: str, **data: Any) -> Entry:
        wish = {"entry": entry, **data}
        self.record.check_move(verb, wish)
        self.events += 1
        return self.record.move(verb, self.events * 1000, self.events, "me", wish)


@pytest.fixture
def ward() -> Ward:
    return new_ward()


def new_ward(entries: Iterable[Entry] = ()) -> Ward:
    return Ward(Record(Pack.from_data(pack_data()), PATIENTS, entries))


def refused(code: str, act: Callable[[], object]) -> Problem:
    """Runs it and wants this problem."""
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.code == code
    return caught.value


# Lifecycles ---------------------------------------------------------------------------------------


def test_a_note_is_signed_at_once_or_kept_as_a_draft(ward: Ward) -> None:
    assert ward.create("note", fields={"text": "a"}).status == "signed"
    draft = ward.create("note", fields={}, sign=False)
    assert (draft.status, draft.valid) == ("draft", False)


def test_amending_keeps_what_stood_before(ward: Ward) -> None:
    made = ward.create("note", fields={"text": "a"})
    now = ward.move("amend", made.id, fields={"text": "b"})
    assert [v.fields["text"] for v in now.versions] == ["a", "b"]
    assert (now.first, now.author, now.status) == (made.now, "me", "signed")


def test_an_entry_marked_wrong_stays_with_its_reason(ward: Ward) -> None:
    made = ward.create("note", fields={"text": "a"})
    now = ward.move("invalidate", made.id, reason="feil pasient")
    assert (now.status, now.now.reason, now.fields["text"]) == ("invalid", "feil pasient", "a")
    assert not now.valid and ward.record.entries("note", "ODD") == [now]


def test_a_draft_needs_its_required_fields_only_when_it_is_signed(ward: Ward) -> None:
    draft = ward.create("note", fields={"tone": "worried"}, sign=False)
    ward.move("amend", draft.id, fields={"at": "07:40"})
    refused("field.missing", lambda: ward.move("sign", draft.id))
    ward.move("amend", draft.id, fields={"text": "a", "why": "b"})
    assert ward.move("sign", draft.id).status == "signed"


def test_a_message_is_received_and_read_a_task_is_open_and_done(ward: Ward) -> None:
    message = ward.create("message", author="night", fields={"body": "a"}, status="received")
    assert ward.move("acknowledge", message.id).status == "read"
    task = ward.create("task", fields={"title": "a"})
    assert (task.status, ward.move("complete", task.id).status) == ("open", "done")


# Refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "wish"),
    [
        ("record.no_type", {"type": "dream", "fields": {}}),
        ("record.no_patient", {"type": "note", "patient": "NOBODY", "fields": {"text": "a"}}),
        ("record.no_field", {"type": "note", "fields": {"text": "a", "colour": "red"}}),
        ("field.missing", {"type": "note", "fields": {}}),
        ("field.missing", {"type": "note", "fields": {"text": "  "}}),
        ("field.missing", {"type": "note", "fields": {"text": "a", "tone": "worried"}}),
        ("field.missing", {"type": "note", "fields": {"text": "a", "tone": "calm"}}),
        ("field.choice", {"type": "note", "fields": {"text": "a", "tone": "angry"}}),
        ("field.choice", {"type": "note", "fields": {"text": "a", "marks": ["x"]}}),
        ("field.choice", {"type": "note", "fields": {"text": "a", "marks": "fall"}}),
        ("field.time", {"type": "note", "fields": {"text": "a", "at": "24:00"}}),
        ("field.limits", {"type": "news2", "fields": {**NEWS2, "resp": 0}}),
        ("field.limits", {"type": "news2", "fields": {**NEWS2, "spo2": 101}}),
        ("field.limits", {"type": "news2", "fields": {**NEWS2, "temperature": 370}}),
        ("field.limits", {"type": "news2", "fields": {**NEWS2, "temperature": "3"}}),
        ("field.number", {"type": "news2", "fields": {**NEWS2, "pulse": "rask"}}),
        ("field.whole", {"type": "news2", "fields": {**NEWS2, "pulse": "92,5"}}),
        ("record.cosign_self", {"type": "note", "fields": {"text": "a"}, "cosigner": "me"}),
    ],
)
def test_a_record_refuses_what_will_not_do(ward: Ward, code: str, wish: dict[str, Any]) -> None:
    refused(code, lambda: ward.record.check_create({"patient": "ODD", **wish}))


def test_a_field_that_is_not_shown_is_not_asked_for(ward: Ward) -> None:
    ward.record.check_create(
        {"type": "note", "fields": {"text": "a", "tone": "worried", "why": "b"}}
    )


def test_a_real_identity_number_is_kept_out_of_fields_and_reasons(ward: Ward) -> None:
    number = "144338499" + "90"  # +40: ambiguous, and therefore refused
    made = ward.create("note", fields={"text": "a"})
    refused("text.real_identity", lambda: ward.create("note", fields={"text": f"se {number}"}))
    refused("text.real_identity", lambda: ward.move("amend", made.id, fields={"text": number}))
    refused("text.real_identity", lambda: ward.move("invalidate", made.id, reason=number))


@pytest.mark.parametrize(
    ("code", "verb", "data"),
    [
        ("record.no_entry", "amend", {"entry": "e99"}),
        ("record.no_way", "complete", {"entry": "e1"}),
        ("record.no_way", "sign", {"entry": "e1"}),
        ("record.reason_missing", "invalidate", {"entry": "e1"}),
        ("record.reason_missing", "invalidate", {"entry": "e1", "reason": "  "}),
        ("field.missing", "amend", {"entry": "e1", "fields": {"text": ""}}),
        ("record.no_field", "amend", {"entry": "e1", "fields": {"colour": "red"}}),
        ("record.cosign_self", "amend", {"entry": "e1", "cosigner": "me"}),
    ],
)
def test_a_move_is_refused(ward: Ward, code: str, verb: str, data: dict[str, Any]) -> None:
    ward.create("note", fields={"text": "a"})
    refused(code, lambda: ward.record.check_move(verb, data))


def test_what_stood_wrong_from_the_start_can_still_be_marked_wrong() -> None:
    odd = new_ward().create("news2", fields=NEWS2)
    version = type(odd.now)(0, "night", "signed", {"resp": 999})
    ward = new_ward([Entry("old", "news2", "ODD", (version,))])
    assert ward.move("invalidate", "old", reason="umulig verdi").status == "invalid"


# Links, signatures and order ----------------------------------------------------------------------


def test_a_line_is_found_from_its_order_also_after_it_was_amended(ward: Ward) -> None:
    first = ward.create("order", fields={"drug": "A"})
    second = ward.create("order", fields={"drug": "B"})
    dose = ward.create("dose", fields={"order": first.id})
    assert [e.id for e in ward.record.linked(first.id)] == [dose.id]
    ward.move("amend", dose.id, fields={"order": second.id})
    assert ward.record.linked(first.id) == []
    assert [e.id for e in ward.record.linked(second.id)] == [dose.id]


def test_a_line_must_point_at_an_entry_that_is_there(ward: Ward) -> None:
    refused("record.no_entry", lambda: ward.create("dose", fields={"order": "e99"}))


def test_the_second_signature_is_the_one_of_the_latest_version(ward: Ward) -> None:
    order = ward.create("order", fields={"drug": "A"})
    dose = ward.create("dose", fields={"order": order.id}, cosigner="ida")
    assert dose.cosigner == "ida"
    assert ward.move("amend", dose.id, fields={"given": 1}).cosigner == "ida"
    assert ward.move("amend", dose.id, cosigner="leader").cosigner == "leader"


def test_entries_come_in_the_order_they_were_made(ward: Ward) -> None:
    made = [ward.create("note", patient=p, fields={"text": p}) for p in ("ODD", "RAG", "ODD")]
    assert ward.record.entries("note") == made
    assert ward.record.entries("note", "ODD") == [made[0], made[2]]
    assert ward.record.entries("task") == []


# Derived values -----------------------------------------------------------------------------------


def line(order: str, action: str, number: int) -> dict[str, Any]:
    counts = action in ("count", "discrepancy")
    return {"order": order, "action": action, "counted" if counts else "amount": number}


def test_the_register_adds_up(ward: Ward) -> None:
    order = ward.create("order", fields={"drug": "A"}).id
    lines = [("receive", 20), ("withdraw", 1), ("count", 7), ("discrepancy", 18), ("destroy", 2)]
    made = [ward.create("controlled", "", fields=line(order, *one)) for one in lines]
    told = [ward.record.derived(e) for e in made]
    assert [(d["before"], d["balance"]) for d in told] == [
        (0, 20), (20, 19), (19, 19), (19, 18), (18, 16),
    ]  # fmt: skip
    ward.move("invalidate", made[1].id, reason="feil")
    assert ward.record.value(made[-1], "balance") == 16, "the discrepancy line set it anew"
    assert ward.record.value(made[2], "balance") == 20


def test_a_measurement_is_scored_from_its_inputs(ward: Ward) -> None:
    entry = ward.create("news2", fields=NEWS2)
    assert (ward.record.value(entry, "score"), ward.record.value(entry, "risk")) == (3, "low")
    changed = ward.move("amend", entry.id, fields={"scale": "1"})
    assert ward.record.value(changed, "score") == 6
    assert "score" not in changed.fields


def test_every_calculator_tells_its_derived_fields(ward: Ward) -> None:
    assert set(CALCULATORS) == set(DERIVED)
    for kind, fields in (("news2", NEWS2), ("controlled", line("", "count", 1))):
        calculator = PACK["types"][kind]["calculator"]
        found = CALCULATORS[calculator](Entry("x", kind, "", (version(fields),)), ())
        assert tuple(found) == DERIVED[calculator]


def version(fields: dict[str, Any]) -> Any:
    return type(new_ward().create("news2", fields=NEWS2).now)(0, "me", "signed", fields)


# Any sequence of verbs ----------------------------------------------------------------------------

NOTES = st.fixed_dictionaries(
    {"text": st.sampled_from(["", "a", "b"])},
    optional={
        "tone": st.sampled_from(["calm", "worried", "angry"]),
        "why": st.just("c"),
        "at": st.sampled_from(["7:30", "25:00"]),
    },
)
LINES = st.builds(
    line,
    st.sampled_from(["o1", "o2", "gone"]),
    st.sampled_from(["withdraw", "count", "receive", "destroy", "discrepancy"]),
    st.integers(-1, 30),
)
MAKE = st.one_of(
    st.tuples(st.just("note"), st.sampled_from(["ODD", "RAG", "NOBODY"]), NOTES),
    st.tuples(st.just("controlled"), st.just(""), LINES),
    st.tuples(st.just("task"), st.just(""), st.just({"title": "a"})),
    st.tuples(st.just("message"), st.just(""), st.just({"body": "a"})),
)
MOVE = st.tuples(
    st.sampled_from(["amend", "sign", "invalidate", "acknowledge", "complete"]),
    st.integers(0, 12),
    st.one_of(st.just({}), NOTES, LINES),
)
WISH = st.one_of(
    st.tuples(st.just("make"), MAKE, st.booleans()), st.tuples(st.just("move"), MOVE, st.booleans())
)


def carry_out(ward: Ward, wish: tuple[str, Any, bool]) -> None:
    what, detail, flag = wish
    if what == "make":
        kind, patient, fields = detail
        status = {"status": "received"} if kind == "message" else {}
        ward.create(kind, patient, fields=fields, sign=flag, **status)
        return
    verb, index, fields = detail
    target = ward.made[index % len(ward.made)] if ward.made else "none"
    data: dict[str, Any] = {"fields": fields} if fields else {}
    ward.move(verb, target, **data, **({"reason": "feil"} if flag else {}))


def everything(record: Record) -> dict[str, Entry]:
    return {e.id: e for kind in PACK["types"] for e in record.entries(kind)}


@given(st.lists(WISH, max_size=25))
def test_any_sequence_of_verbs_keeps_the_record_whole(wishes: list[tuple[str, Any, bool]]) -> None:
    ward = new_ward()
    for name in ("o1", "o2"):
        ward.record.create(name, 0, 0, "night", {"type": "order", "fields": {"drug": name}})
    for wish in wishes:
        before = everything(ward.record)
        try:
            carry_out(ward, wish)
        except Problem:
            assert everything(ward.record) == before, "a refused wish changes nothing"
        after = everything(ward.record)
        for name, old in before.items():
            assert after[name].versions[: len(old.versions)] == old.versions
            if old.status == "signed":
                assert after[name].status in ("signed", "invalid")
    everything_is_recomputed(ward.record)


def everything_is_recomputed(record: Record) -> None:
    """Derived values, the register and links are what a plain look through the entries gives."""
    for order in ("o1", "o2"):
        assert record.linked(order) == [
            e for e in everything(record).values() if e.fields.get("order") == order
        ]
        balance = 0
        for entry in record.entries("controlled"):
            if entry.fields["order"] != order:
                continue
            assert record.derived(entry)["before"] == balance
            action = entry.fields["action"]
            after = {
                "receive": balance + int(entry.fields.get("amount") or 0),
                "withdraw": balance - int(entry.fields.get("amount") or 0),
                "destroy": balance - int(entry.fields.get("amount") or 0),
                "count": balance,
                "discrepancy": int(entry.fields.get("counted") or 0),
            }[action]
            assert record.derived(entry)["balance"] == after
            balance = after if entry.valid else balance
    for entry in record.entries("news2"):
        assert record.derived(entry) == CALCULATORS["news2"](entry, ())


# Small judgements ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "good"),
    [("07:30", True), ("7:30", True), ("23:59", True), ("24:00", False), ("7:3", False),
     ("0730", False), ("", False), ("ab:cd", False), ("²:30", False), ("007:30", False)],
)  # fmt: skip
def test_clock_times(text: str, good: bool) -> None:
    assert is_clock(text) is good


@pytest.mark.parametrize("value", [None, "", "  ", [], ()])
def test_nothing_written_is_empty(value: Any) -> None:
    assert is_empty(value)


@pytest.mark.parametrize("value", [0, False, "0", ["a"]])
def test_zero_and_no_are_something(value: Any) -> None:
    assert not is_empty(value)
