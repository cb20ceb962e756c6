"""A run at this PC: on disk before the screen answers, whole after any stop, and no time is played
while nobody plays."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings

from simtrainer.app import commands as c
from simtrainer.app.memory import HandClock, MemoryRuns
from simtrainer.app.ports import RunInfo
from simtrainer.app.session import MAX_TICK_MS, Session, Unsaved
from simtrainer.base.problem import Problem
from simtrainer.engine.event import decode
from simtrainer.engine.history import History
from tests.app.rig import Hands, Rig
from tests.engine.programs import Data, program
from tests.engine.worlds import TIMED, busy

BUSY = program(**busy())
NOTE: Data = {"type": "note", "patient": "ODD", "fields": {"text": "Han hoster"}}


def info() -> RunInfo:
    return RunInfo(
        run="00000000-0000-4000-8000-000000000001", person="P-1", unit="u", scenario="small",
        scenario_version="1.0.0", title="Liten", program=BUSY.hash, mode="spill",
        purpose="utvikling", seed=1, started_at="2026-05-12T08:30:00.000Z",
    )  # fmt: skip


class Recorder(MemoryRuns):
    """Remembers where each append ended, and can refuse for as long as it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[int] = []
        self.full = False

    def append(self, run: str, first: int, events: Any) -> None:
        if self.full:
            raise Problem("store.disk_full", retry=True)
        super().append(run, first, events)
        self.ends.append(first + len(events))

    def lines(self) -> list[bytes]:
        return self.load(info().run)[2]


class Seat:
    """A session with its clock and store."""

    def __init__(self) -> None:
        self.store, self.clock = Recorder(), HandClock()
        self.session = Session.begin(BUSY, info(), self.store, self.clock)

    def wait(self, ms: int) -> None:
        """Time passes in small ticks."""
        for _ in range(ms // 1000):
            self.clock.ms += 1000
            self.session.tick()


def known(now: History) -> dict[str, object]:
    entries = {e.id: e for kind in now.program.pack.types for e in now.record.entries(kind)}
    moving = ("program", "record", "now_ms")
    rest = {k: v for k, v in vars(now).items() if k not in moving}
    return {**rest, "entries": entries}


# On disk ------------------------------------------------------------------------------------------


def test_every_event_is_on_disk_when_the_call_returns() -> None:
    seat = Seat()
    for step in range(3):
        seat.wait(60_000)
        seat.session.act("create", NOTE)
        assert seat.store.lines() == [e.encode() for e in seat.session.run.log], step
    assert seat.session.unsaved == 0
    assert seat.session.saved_at == seat.clock.local


def test_a_refused_wish_still_saves_what_fell_due_before_it() -> None:
    seat = Seat()
    seat.clock.ms += 4_000
    seat.wait(56_000)
    seat.clock.ms += 4_900
    with pytest.raises(Problem, match=r"record\.no_entry"):
        seat.session.act("read", {"entry": "gone"})
    assert seat.store.lines() == [e.encode() for e in seat.session.run.log]


def test_a_full_disk_loses_nothing_and_takes_nothing_more_in() -> None:
    seat = Seat()
    seat.store.full = True
    with pytest.raises(Unsaved, match="disk_full") as caught:
        seat.session.act("create", NOTE)
    assert caught.value.retry
    waiting = seat.session.unsaved
    assert waiting > 0
    for _ in range(3):
        with pytest.raises(Problem, match="disk_full") as again:
            seat.session.act("create", NOTE)
        assert not isinstance(again.value, Unsaved), "this one was not taken"
        with pytest.raises(Problem, match="disk_full"):
            seat.session.tick()
    assert seat.session.unsaved == waiting, "at most one action waits"
    seat.store.full = False
    seat.session.tick()
    assert seat.session.unsaved == 0
    assert seat.store.lines() == [e.encode() for e in seat.session.run.log]
    assert len(seat.session.history.record.entries("note", "ODD")) == 1


def test_a_note_the_disk_refused_is_not_written_twice() -> None:
    rig = Rig()
    play = rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.Edit("note:ODD", "observation", "Puster tungt"))
    before = len(play.session.history.record.entries("note", "ODD"))
    rig.store.fail = Problem("store.disk_full", retry=True)
    with pytest.raises(Problem, match="disk_full"):
        rig.do(c.Save("note:ODD"))
    rig.wait(2)
    assert rig.play.session.unsaved == 0
    with pytest.raises(Problem, match=r"field\.missing"):
        rig.do(c.Save("note:ODD"))
    assert len(play.session.history.record.entries("note", "ODD")) == before + 1


def test_writing_stays_in_the_form_where_nothing_was_taken() -> None:
    rig = Rig()
    play = rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.store.fail = Problem("store.disk_full", retry=True)
    with pytest.raises(Problem, match="disk_full"):
        rig.do(c.OpenModule("journal"))
    rig.do(c.Edit("note:ODD", "observation", "Puster tungt"))
    rig.store.fail = Problem("store.disk_full", retry=True)
    with pytest.raises(Problem, match="disk_full"):
        rig.do(c.Save("note:ODD"))
    assert play.desk.forms.values("note:ODD")["observation"] == "Puster tungt"
    rig.do(c.Save("note:ODD"))
    notes = play.session.history.record.entries("note", "ODD")
    assert [e.fields["observation"] for e in notes if e.author == "me"] == ["Puster tungt"]


def test_a_disk_full_at_the_very_end_is_made_good_by_the_next_tick() -> None:
    rig = Rig()
    rig.start()
    rig.store.fail = Problem("store.disk_full", retry=True)
    with pytest.raises(Problem, match="disk_full"):
        rig.do(c.FinishRun())
    assert rig.trainer.screen == "play" and rig.store.waiting() == []
    rig.clock.ms += 1000
    rig.trainer.tick()
    assert rig.trainer.screen == "debrief" and len(rig.store.waiting()) == 1


# Taking up ----------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(TIMED)
def test_any_run_comes_back_as_it_stood_after_each_stored_step(
    wishes: list[tuple[int, tuple[str, Data]]],
) -> None:
    seat = Seat()
    for later, (kind, data) in wishes[:12]:
        seat.clock.ms += min(later, MAX_TICK_MS)
        with suppress(Problem):
            seat.session.act(kind, data)
    lines = seat.store.lines()
    assert lines == [e.encode() for e in seat.session.run.log]
    for end in seat.store.ends:
        store = MemoryRuns()
        store.create(info(), BUSY.raw)
        store.append(info().run, 0, lines[:end])
        back = Session.peek(info().run, store, HandClock())
        assert [e.encode() for e in back.run.log] == lines[:end]
        stood = History(BUSY)
        for line in lines[:end]:
            stood.fold(decode(line))
        assert known(back.history) == known(stood)


def test_a_run_taken_up_is_paused_on_disk_and_goes_on() -> None:
    seat = Seat()
    seat.wait(30_000)
    seat.session.act("create", NOTE)
    store = seat.store
    session = Session.take_up(info().run, store, HandClock())
    assert session.history.paused and session.now_ms == 30_000
    assert store.lines() == [e.encode() for e in session.run.log]
    session.go_on()
    session.act("create", NOTE)
    assert len(session.history.record.entries("note", "ODD")) == 2


def test_an_action_cut_off_in_the_middle_is_made_whole_on_disk() -> None:
    """Its consequences are drawn again and stored, whatever part of them was there."""
    seat = Seat()
    seat.wait(30_000)
    seat.session.act("create", NOTE)
    whole = seat.store.lines()
    cut = len(whole) - 1
    store = MemoryRuns()
    store.create(info(), BUSY.raw)
    store.append(info().run, 0, whole[:cut])
    Session.take_up(info().run, store, HandClock())
    assert store.load(info().run)[2][: len(whole)] == whole


def test_looking_writes_nothing() -> None:
    seat = Seat()
    before = seat.store.lines()
    session = Session.peek(info().run, seat.store, HandClock())
    assert not session.history.paused and seat.store.lines() == before


def test_a_run_that_stopped_before_its_first_event_starts_then() -> None:
    store = MemoryRuns()
    store.create(info(), BUSY.raw)
    session = Session.take_up(info().run, store, HandClock())
    began = Session.begin(BUSY, info(), Recorder(), HandClock())
    assert [e.encode() for e in session.run.log] == [e.encode() for e in began.run.log]
    assert store.load(info().run)[2] == [e.encode() for e in session.run.log]


def test_a_run_that_cannot_be_replayed_is_told_and_left_alone() -> None:
    seat = Seat()
    lines = seat.store.lines()
    lines[0] = lines[0].replace(b'"seed":1', b'"seed":2')
    store = MemoryRuns()
    store.create(info(), BUSY.raw)
    store.append(info().run, 0, [lines[1], *lines[1:]])
    with pytest.raises(Problem, match=r"run\.differs"):
        Session.take_up(info().run, store, HandClock())
    assert len(store.load(info().run)[2]) == len(lines)


# Time ---------------------------------------------------------------------------------------------


def test_a_sleeping_pc_does_not_count() -> None:
    seat = Seat()
    seat.wait(10_000)
    seat.clock.ms += 3_600_000
    assert seat.session.now_ms == 10_000 + MAX_TICK_MS
    seat.wait(1_000)
    assert seat.session.now_ms == 11_000 + MAX_TICK_MS


def test_a_pause_stands_still() -> None:
    seat = Seat()
    seat.wait(10_000)
    seat.session.hold()
    seat.wait(60_000)
    assert seat.session.now_ms == 10_000 and not seat.session.tick()
    seat.session.go_on()
    seat.wait(5_000)
    assert seat.session.now_ms == 15_000


def test_holding_twice_and_going_on_twice_are_harmless() -> None:
    seat = Seat()
    for _ in range(2):
        seat.session.hold()
    for _ in range(2):
        seat.session.go_on()
    kinds = [e.kind for e in seat.session.run.log]
    assert (kinds.count("pause"), kinds.count("resume")) == (1, 1)


def test_things_happen_by_themselves_as_time_passes() -> None:
    seat = Seat()
    seat.wait(59_000)
    assert seat.session.history.calls == {}
    seat.wait(2_000)
    assert seat.session.history.calls["d"].state == "ringing"
    seat.wait(600_000)
    assert seat.session.history.finished is not None
    assert not seat.session.tick()


# Writing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["leave", "sign out", "close the window", "home", "other place"])
def test_writing_survives_leaving(way: str) -> None:
    rig = Rig()
    rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.Edit("note:ODD", "observation", "Halvferdig"))
    if way == "close the window":
        rig.trainer.leave()
    elif way == "other place":
        rig.do(c.OpenModule("journal"))
    else:
        rig.do({"leave": c.LeaveRun(), "sign out": c.SignOut(), "home": c.ShowPage("home")}[way])
    rig.restart()
    rig.do(c.SignIn("P-1"))
    resume = rig.trainer.home().resume
    assert resume is not None
    rig.do(c.ContinueRun(resume.run))
    rig.do(c.OpenPatient("ODD"))
    assert rig.play.desk.draft("note:ODD")["observation"] == "Halvferdig"


def test_writing_with_what_looks_like_a_number_of_a_person_is_let_go_when_one_leaves() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.OpenPatient("ODD"))
    number = "144338499" + "90"
    rig.do(c.Edit("note:ODD", "observation", f"Se {number}"))
    with pytest.raises(Problem, match=r"text\.real_identity"):
        rig.do(c.SaveDraft("note:ODD"))
    rig.do(c.SignOut())
    assert rig.trainer.screen == "signin"
    assert not any(number.encode() in line for line in rig.log)


def test_a_killed_player_loses_no_answered_action() -> None:
    """The memory is gone at any moment; what the screen has answered is there again."""
    rig = Rig()
    rig.start()
    hands = Hands(rig)
    for _ in range(12):
        if not hands.one_step():
            rig.wait(20)
        known_before = len(rig.play.session.run.log)
        rig.restart()
        rig.do(c.SignIn("P-1"))
        resume = rig.trainer.home().resume
        assert resume is not None
        rig.do(c.ContinueRun(resume.run))
        assert len(rig.play.session.run.log) >= known_before
    hands.play_to_the_end()
    assert rig.trainer.debrief().percent == "100 %"


def test_nobody_signs_for_oneself() -> None:
    rig = Rig()
    rig.start()
    fields = {"order": "gud-oksykodon-depot", "action": "count", "counted": "19"}
    with pytest.raises(Problem, match=r"record\.cosign_self"):
        Hands(rig).write("controlled", "", fields, cosigner="me")
