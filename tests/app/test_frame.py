"""The frame around the record: what the banner says is the pack's to choose."""

import json
from functools import cache

from simtrainer.app import commands as c
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, other

CELLS = ("contact", {"id": "news", "type": "news2", "field": "score"},
         {"id": "weight", "type": "weight", "field": "weight"})  # fmt: skip


@cache
def program() -> bytes:
    """The shipped scenario with two measured cells in the banner."""
    raw, _ = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    data = json.loads(raw)
    data["pack"]["banner"] = list(CELLS)
    for words in data["pack"]["terms"].values():
        words |= {"banner.news": "Siste NEWS2", "banner.weight": "Vekt"}
    return json.dumps(data).encode()


def cells(rig: Rig) -> dict[str, tuple[str, str]]:
    found = rig.trainer.banner()
    assert found is not None
    return {label: (value, detail) for label, value, detail in found.cells}


def test_a_cell_shows_the_newest_value_that_counts() -> None:
    rig = Rig(programs={"banner": other(program(), "banner")})
    rig.start("banner")
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("journal"))
    before = cells(rig)
    assert list(before) == ["Kontaktperson", "Siste NEWS2", "Vekt"]
    assert before["Siste NEWS2"] == ("1", "Fredag 8. mai 18:30")
    assert before["Vekt"] == ("Ikke oppgitt", "")
    rig.do(c.ChangeType("note:ODD", "weight"))
    for number in ("81,5", "79"):
        rig.do(c.Edit("weight:ODD", "weight", number))
        rig.do(c.Save("weight:ODD"))
    assert cells(rig)["Vekt"][0] == "79 kg"
    newest = rig.play.session.history.record.entries("weight", "ODD")[-1]
    rig.do(c.RowWish("invalidate", newest.id, "feil pasient"))
    assert cells(rig)["Vekt"] == ("81,5 kg", "I dag, tirsdag 12. mai 07:30")


def test_what_is_done_too_late_to_be_right_is_asked_for_no_more() -> None:
    """Given before it was asked: reading the message after gives no points, but ends the task."""
    rig = Rig()
    session = rig.start().session
    dose = {"order": "rag-levodopa", "planned": "07:00", "outcome": "given", "given_at": "07:30"}
    dose |= {"reason": "before_shift", "reason_text": "Glemt i natt"}
    session.act("open_patient", {"patient": "RAG"})
    session.act("create", {"type": "administration", "patient": "RAG", "fields": dose})
    rig.wait_to(6)
    left = rig.trainer.frame().tasks_left

    def task() -> tuple[str, str]:
        found = next(t for t in rig.trainer.tasks().tasks if t.check == "a3-find")
        return found.state, found.left

    assert task()[0] == "next" and session.history.check_states["a3-find"] == "wrong"
    session.act("open_module", {"module": "inbox"})
    session.act("read", {"entry": "msg-night-rag"})
    assert task() == ("done", "") and session.history.check_states["a3-find"] == "wrong"
    assert rig.trainer.frame().tasks_left != left


def test_when_all_was_saved_is_told_by_the_clock_of_the_shift() -> None:
    """The PC's own clock beside it would be another time of day."""
    rig = Rig()
    rig.start()
    rig.clock.local = (13, 42)
    rig.wait_to(11)
    rig.do(c.Pause())
    frame = rig.trainer.frame()
    assert (frame.clock, frame.saved) == ("07:41", "Alt er lagret kl. 07:41")
