"""Whose record is opened with what: every pack rule against every kind of patient."""

from typing import Any

import pytest

from simtrainer.base.problem import Problem
from simtrainer.record.access import Wish, check_access, first_reason, need
from simtrainer.record.entry import Patient
from simtrainer.record.pack import Pack
from simtrainer.record.record import Record
from tests.record.packs import pack_data, patient_data

LISTS = {"why": {"asked": {}, "other": {"own_words": True}}, "strict": {"asked": {}}}


def pack(**access: Any) -> Pack:
    return Pack.from_data({**pack_data(), "lists": LISTS, "access": access})


def patient(*, own: bool = True, restricted: bool = False) -> Patient:
    return Patient.from_data("ODD", {**patient_data(assigned=own), "restricted": restricted})


def refused(rules: Pack, one: Patient, **said: Any) -> str:
    """The code of the refusal, or nothing."""
    try:
        check_access(rules, one, Wish.of(said))
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(
    ("reason", "restricted", "own", "closed", "wanted"),
    [
        ("never", "open", False, True, ""),
        ("outside", "open", True, False, ""),
        ("outside", "open", False, False, "reason"),
        ("outside", "open", True, True, ""),
        ("always", "open", True, False, "reason"),
        ("never", "reason", True, True, "reason"),
        ("never", "emergency", True, True, "emergency"),
        ("always", "emergency", True, True, "emergency"),
        ("always", "emergency", False, False, "reason"),
    ],
)
def test_what_a_record_takes(
    reason: str, restricted: str, own: bool, closed: bool, wanted: str
) -> None:
    rules = pack(reason=reason, restricted=restricted, emergency=True, reasons="why")
    one = patient(own=own, restricted=closed)
    assert need(rules, one) == wanted
    assert refused(rules, one) == {
        "": "", "reason": "access.reason", "emergency": "access.restricted",
    }[wanted]  # fmt: skip
    assert refused(rules, one, **first_reason(rules, one)) == "", "a bot knows what to say"


def test_a_pack_that_says_nothing_asks_nothing() -> None:
    silent = Pack.from_data(pack_data())
    assert need(silent, patient(own=False, restricted=True)) == ""
    assert refused(silent, patient(), reason="x", emergency=True) == "access.no_emergency"


def test_a_reason_is_of_the_list_or_in_own_words_where_the_list_says_so() -> None:
    free, strict = pack(reason="always", reasons="why"), pack(reason="always", reasons="strict")
    assert (
        refused(free, patient(), reason="asked") == refused(free, patient(), reason="hun ba") == ""
    )
    assert refused(strict, patient(), reason="asked") == ""
    assert refused(strict, patient(), reason="hun ba") == "record.reason_unknown"
    assert refused(free, patient(), reason="  ") == "access.reason"
    assert refused(free, patient(), reason="144338499" + "90") == "text.real_identity"


def test_an_emergency_is_told_in_own_words() -> None:
    rules = pack(reason="never", reasons="why", emergency=True, restricted="emergency")
    closed = patient(restricted=True)
    assert refused(rules, closed, reason="asked", emergency=True) == "access.own_words"
    assert refused(rules, closed, emergency=True) == "access.reason"
    assert refused(rules, closed, reason="bevisstløs", emergency=True) == ""
    assert refused(rules, closed, reason="bevisstløs") == "access.restricted"


# Two signatures ---------------------------------------------------------------------------------


def register() -> Record:
    data = pack_data()
    data["types"]["order"]["fields"]["group"] = {"kind": "choice", "choices": ["A", "C"]}
    data["types"]["dose"]["cosign_when"] = {"order.group": "A"}
    data["types"]["controlled"]["cosign_when"] = {"action": ["destroy", "withdraw"]}
    record = Record(Pack.from_data(data), {"ODD": patient()}, ())
    for name, group in (("a", "A"), ("c", "C")):
        fields = {"drug": "x", "group": group}
        record.create(name, 0, 0, "doctor", {"type": "order", "patient": "ODD", "fields": fields})
    return record


def asked(record: Record, kind: str, fields: dict[str, Any], **more: Any) -> str:
    try:
        record.check_create({"type": kind, "patient": "ODD", "fields": fields, **more})
    except Problem as problem:
        return problem.code
    return ""


def test_two_sign_where_the_fields_or_the_order_say_so() -> None:
    record = register()
    assert asked(record, "dose", {"order": "a", "given": 1}) == "record.cosign_missing"
    assert asked(record, "dose", {"order": "a", "given": 1, "cosigner": "ida"}) == ""
    assert asked(record, "dose", {"order": "c", "given": 1}) == ""
    line = {"order": "a", "action": "destroy", "amount": 1}
    assert asked(record, "controlled", line) == "record.cosign_missing"
    assert asked(record, "controlled", line, cosigner="ida") == ""
    assert asked(record, "controlled", line, cosigner="me") == "record.cosign_self"
    assert asked(record, "controlled", {**line, "action": "count", "counted": 3}) == ""


def test_a_draft_needs_its_second_signature_when_it_is_signed() -> None:
    record = register()
    wish = {"type": "dose", "patient": "ODD", "fields": {"order": "a"}, "sign": False}
    record.check_create(wish)
    record.create("d", 1, 1, "me", wish)
    with pytest.raises(Problem) as caught:
        record.check_move("sign", {"entry": "d"})
    assert caught.value.code == "record.cosign_missing"
    record.check_move("sign", {"entry": "d", "cosigner": "ida"})
