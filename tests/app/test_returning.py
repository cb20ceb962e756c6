"""The screen for giving the PC back: nothing is lost unsaid, and nothing is done afterwards."""

from dataclasses import replace

import pytest

from simtrainer.app import commands as c
from simtrainer.app.memory import MemoryPc
from simtrainer.app.ports import Delivery
from simtrainer.app.returning import Held
from simtrainer.base.problem import Problem
from tests.app.rig import Rig

ANSWERED = Delivery(0, "2026-05-12T10:30:00.000Z", "", enrolled=True)
HELD = Held("pc-7", "Låne-PC 07", "https://sentral.no", ANSWERED, 0, 0, 4, 2, damaged=False)


def at(held: Held = HELD) -> Rig:
    rig = Rig(pc=MemoryPc(held))
    rig.do(c.ShowSettings())
    rig.do(c.ShowReturn())
    return rig


def refused(rig: Rig, wish: object) -> str:
    with pytest.raises(Problem) as caught:
        rig.do(wish)
    assert not rig.trainer.words(caught.value).startswith("[")
    return caught.value.code


def test_what_is_on_the_pc_is_told_with_what_to_do() -> None:
    waiting = replace(ANSWERED, waiting=3, quarantined=1)
    rig = at(replace(HELD, delivery=waiting, open_runs=2, carried=1, damaged=True))
    view = rig.trainer.returning()
    told = {line.check: line for line in view.lines}
    assert list(told) == ["waiting", "refused", "open", "damaged", "carried"]
    assert "3 resultater" in told["waiting"].found and "Send nå" in told["waiting"].cure
    assert all(line.cure for line in view.lines if line.state != "good")
    assert view.send and view.take_out and "2 øvinger" in view.abandon and "TØM" in view.ask
    off = replace(waiting, enrolled=False)
    rig = at(replace(HELD, delivery=off))
    view = rig.trainer.returning()
    assert not view.send and view.take_out and "IT" in view.lines[0].cure
    rig = at(replace(HELD, delivery=Delivery(0, "", "", enrolled=True)))
    assert "Sentralen" not in rig.trainer.returning().lines[0].found, "it was never asked"


def test_nothing_stands_in_the_way_of_an_empty_pc() -> None:
    view = at().trainer.returning()
    assert [line.state for line in view.lines] == ["good", "good"]
    assert not (view.send or view.take_out or view.abandon) and view.ask


def test_it_leads_back_to_where_it_was_opened_from() -> None:
    rig = at()
    assert rig.trainer.screen == "return"
    rig.do(c.LeaveSettings())
    assert rig.trainer.screen == "signin"


def test_what_waits_goes_to_a_file_and_still_stands_in_the_way() -> None:
    pc = MemoryPc(replace(HELD, delivery=replace(ANSWERED, waiting=2)))
    rig = Rig(pc=pc)
    rig.do(c.ShowReturn())
    rig.do(c.TakeOutResults("E:/ut"))
    assert pc.files == {"E:/ut": 2}
    assert refused(rig, c.EmptyPc("TØM", abandon=True)) == "station.undelivered"
    pc.now = replace(HELD, delivery=replace(ANSWERED, quarantined=1))
    assert refused(rig, c.EmptyPc("TØM", abandon=True)) == "station.not_taken"
    pc.now = HELD
    assert refused(rig, c.TakeOutResults("E:/ut")) == "return.nothing"
    assert "return" in rig.trainer.delivered().parts


def test_the_word_must_be_written_and_what_is_lost_be_ticked() -> None:
    rig = at(replace(HELD, open_runs=1))
    assert refused(rig, c.EmptyPc("TØM")) == "return.open_runs"
    assert refused(rig, c.EmptyPc("", abandon=True)) == "return.word"
    assert refused(rig, c.EmptyPc("ja", abandon=True)) == "return.word"
    rig.do(c.EmptyPc(" tøm ", abandon=True))
    assert rig.trainer.returning().receipt is not None
    rig = at(replace(HELD, damaged=True))
    assert refused(rig, c.EmptyPc("TØM")) == "return.damaged"


def test_the_receipt_says_what_was_done_and_then_nothing_more_is() -> None:
    rig = at()
    rig.do(c.EmptyPc("TØM"))
    receipt = rig.trainer.returning().receipt
    assert receipt is not None
    told = " ".join(text for _, text in receipt.lines)
    for part in (
        "Låne-PC 07 (pc-7)",
        "https://sentral.no",
        "12.05.2026",
        "Ferdige øvinger: 4",
        "Personer: 2",
    ):
        assert part in told
    for wish in (c.SignIn("P-1"), c.LeaveSettings(), c.EmptyPc("TØM"), c.SendResults()):
        assert refused(rig, wish) == "return.done"
    assert rig.trainer.screen == "return"


def test_what_was_given_up_or_goes_on_elsewhere_stands_on_the_receipt() -> None:
    rig = at(replace(HELD, open_runs=2, carried=1))
    rig.do(c.EmptyPc("TØM", abandon=True))
    receipt = rig.trainer.returning().receipt
    assert receipt is not None
    told = [text for label, text in receipt.lines if label == "Ikke ferdige"]
    assert told == [
        "2 øvinger som ikke var ferdige, ble slettet.",
        "Én øving går videre på en annen PC.",
    ]
    assert "PDF" in receipt.note, "what somebody saved lies elsewhere"


def test_why_it_did_not_go_is_told_to_whoever_returns_the_pc() -> None:
    off = replace(ANSWERED, waiting=2, trouble="upload.not_allowed")
    view = at(replace(HELD, delivery=off)).trainer.returning()
    told = {line.check: line.found for line in view.lines}
    assert "kjenner ikke denne PC-en" in told["trouble"]
    view = at(replace(HELD, delivery=replace(off, waiting=0))).trainer.returning()
    assert "trouble" not in {line.check for line in view.lines}


def test_the_way_there_stands_where_one_signs_in_and_is_told_of_in_the_settings() -> None:
    rig = Rig(pc=MemoryPc(HELD))
    assert rig.trainer.signin().status.give_back == "Lever inn PC-en"
    assert not rig.trainer.status().give_back, "on no other page"
    rig.do(c.SignIn("P-1"))
    assert "Bytt bruker" in rig.trainer.settings().give_back_how
    rig = Rig()
    assert not rig.trainer.signin().status.give_back
    rig.do(c.SignIn("P-1"))
    assert not rig.trainer.settings().give_back_how


def test_a_pc_that_never_had_a_result_says_so() -> None:
    rig = at(replace(HELD, delivery=Delivery(0, "", "")))
    rig.do(c.EmptyPc("TØM"))
    receipt = rig.trainer.returning().receipt
    assert receipt is not None and receipt.lines[2][1] == "Det var ingen å sende."


def test_only_while_nobody_is_signed_in_and_only_a_pc_that_is_lent() -> None:
    rig = Rig(pc=MemoryPc(HELD))
    rig.do(c.ShowSettings())
    assert rig.trainer.settings().give_back
    rig.do(c.LeaveSettings())
    rig.do(c.SignIn("P-1"))
    rig.do(c.ShowSettings())
    assert not rig.trainer.settings().give_back
    assert refused(rig, c.ShowReturn()) == "return.signed_in"
    assert refused(rig, c.EmptyPc("TØM", abandon=True)) == "return.signed_in"
    rig = Rig()
    rig.do(c.ShowSettings())
    assert not rig.trainer.settings().give_back
    assert refused(rig, c.ShowReturn()) == "return.not_here"
    assert refused(rig, c.TakeOutResults("x")) == "return.not_here"
