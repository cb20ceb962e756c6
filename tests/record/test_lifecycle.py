"""Lifecycles are data: any pack's verbs go where it says, for whom it says, with what it asks."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem
from simtrainer.record.entry import Entry, Patient
from simtrainer.record.pack import Pack
from simtrainer.record.pack_source import read_pack
from simtrainer.record.record import Record
from tests.record.packs import pack_data, patient_data
from tests.scenario.folders import PACKS

PATIENTS = {"ODD": Patient.from_data("ODD", patient_data())}
RAW = read_pack(PACKS / "kommune-standard")
SHIPPED = Pack.from_data(RAW)
VISIT: dict[str, Any] = {
    "start": "planned",
    "draft": "",
    "statuses": {
        "planned": {},
        "done": {"tone": "good"},
        "not_done": {"tone": "warn"},
        "wrong": {"counts": False, "struck": True, "end": True},
    },
    "verbs": {
        "finish": {"moves": {"planned": "done"}, "fields": ["came", "left"], "needs": ["came"]},
        "skip": {"moves": {"planned": "not_done"}, "reason": True, "reasons": "why"},
        "amend": {"moves": {"planned": "planned"}, "by": "author"},
        "undo": {"moves": {"done": "wrong"}, "by": "author", "reason": True},
        "lock": {"moves": {"done": "done"}, "by": "system"},
    },
}


def ward(own_words: bool = False) -> Record:
    data = pack_data()
    data["lifecycles"] = {**data["lifecycles"], "visit": VISIT}
    data["lists"] = {"why": {"away": {}, "other": {"own_words": own_words}}}
    data["types"]["visit"] = {
        "lifecycle": "visit",
        "fields": {"came": {"kind": "time"}, "left": {"kind": "time"}, "what": {"kind": "text"}},
    }
    return Record(Pack.from_data(data), PATIENTS, ())


def planned(record: Record, author: str = "me") -> Entry:
    return record.create("v1", 0, 0, author, {"type": "visit", "patient": "ODD", "fields": {}})


def asked(record: Record, verb: str, **data: Any) -> str:
    """The code of the refusal, or nothing."""
    try:
        record.check_move(verb, {"entry": "v1", **data})
    except Problem as refused:
        return refused.code
    return ""


def test_a_verb_of_the_packs_own_writes_its_fields_and_nothing_else() -> None:
    record = ward()
    planned(record)
    assert asked(record, "finish") == "field.missing"
    assert asked(record, "finish", fields={"came": "25:00"}) == "field.time"
    assert asked(record, "finish", fields={"came": "08:00", "what": "x"}) == "record.field_fixed"
    assert asked(record, "finish", fields={"came": "08:00", "who": "x"}) == "record.no_field"
    wish = {"entry": "v1", "fields": {"came": "08:00"}}
    record.check_move("finish", wish)
    made = record.move("finish", 1, 1, "me", wish)
    assert (made.status, made.valid, made.fields) == ("done", True, {"came": "08:00"})
    assert made.versions[0].fields == {} and made.versions[0].status == "planned"


def test_a_reason_comes_from_the_list_or_in_own_words_where_the_list_says_so() -> None:
    strict, free = ward(), ward(own_words=True)
    for record in (strict, free):
        planned(record)
        assert (
            asked(record, "skip") == asked(record, "skip", reason="  ") == "record.reason_missing"
        )
        assert asked(record, "skip", reason="away") == ""
    assert asked(strict, "skip", reason="hunden beit") == "record.reason_unknown"
    assert asked(free, "skip", reason="hunden beit") == ""
    number = "144338499" + "90"
    assert asked(free, "skip", reason=f"se {number}") == "text.real_identity"


def test_only_the_author_may_do_what_is_the_authors_and_nobody_what_is_the_systems() -> None:
    record = ward()
    planned(record, author="night")
    assert asked(record, "amend", fields={"what": "x"}) == "record.not_yours"
    record.move("finish", 1, 1, "me", {"entry": "v1", "fields": {"came": "08:00"}})
    assert asked(record, "undo", reason="feil") == "record.not_yours"
    record.check_move("undo", {"entry": "v1", "reason": "feil"}, author="night")
    assert asked(record, "lock") == "record.no_way"
    assert asked(record, "finish", fields={"came": "08:00"}) == "record.no_way"
    assert asked(record, "dance") == "record.no_way"


@pytest.mark.parametrize("name", SHIPPED.lifecycles)
def test_the_shipped_lifecycles_lose_nothing(name: str) -> None:
    """What is marked wrong stays wrong, and says why; only drafts and what failed do not count."""
    life = SHIPPED.lifecycles[name]
    for (status, _), after in life.moves.items():
        assert not life.statuses[status].struck and after in life.statuses
    for verb in life.verbs.values():
        if any(life.statuses[to].struck for to in verb.moves.values()):
            assert verb.reason
    outside = set(life.statuses) - life.counting
    assert outside <= {"draft", "invalid", "rejected", "withdrawn", "refuted"}


@cache
def things(kind: str) -> Pack:
    """A pack with one of the shipped lifecycles, and a thing that has all its fields."""
    packed = pack_data()
    packed["lifecycles"], packed["lists"] = RAW["lifecycles"], RAW["lists"]
    told = packed["lifecycles"][kind]["verbs"].values()
    names = {"a", *(name for verb in told for name in (*verb["fields"], *verb["needs"]))}
    fields = {name: {"kind": "text"} for name in sorted(names)}
    packed["types"] = {"thing": {"lifecycle": kind, "fields": fields}}
    return Pack.from_data(packed)


@given(st.data())
def test_no_sequence_of_verbs_leaves_the_table(data: st.DataObject) -> None:
    """Whatever is let through leads where the pack says, and keeps every version before it."""
    kind = data.draw(st.sampled_from(sorted(SHIPPED.lifecycles)))
    record = Record(things(kind), PATIENTS, ())
    life = record.pack.lifecycles[kind]
    filled = dict.fromkeys(record.pack.types["thing"].fields, "x")
    start = {"type": "thing", "patient": "ODD", "fields": filled, "sign": not life.draft}
    before = record.create("t", 0, 0, "me", start)
    verbs = st.sampled_from(sorted(life.verbs))
    for number, verb in enumerate(data.draw(st.lists(verbs, max_size=8)), 1):
        wish = {"entry": "t", "reason": "other" if life.verbs[verb].reasons else "fordi"}
        refused = asked(record, verb, **wish)
        if refused:
            assert refused == "record.no_way" and record.entry("t") == before
            continue
        after = record.move(verb, number, number, "me", wish)
        assert after.versions[:-1] == before.versions
        assert after.status == life.moves[(before.status, verb)]
        assert after.valid == life.statuses[after.status].counts
        before = after
