"""A run: beats, calls, pause, skip and the end; what is refused leaves no trace."""

from collections.abc import Callable
from typing import Any

import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.program import MINUTE_MS
from simtrainer.engine.run import MAX_RINGS, RING_AGAIN_MS
from simtrainer.engine.signs import noticed
from tests.engine.programs import Player, beat, check, dialogue, note_effect

Play = Callable[..., Player]
NOTE = {"entry": {"type": "note", "author": "me"}}


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Problem) as caught:
        act()
    assert caught.value.code == code


# Beats --------------------------------------------------------------------------------------------


def test_a_beat_comes_at_its_minute_and_once(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$n"}, at=5), beat("a", {"notice": "$n"}, at=2)])
    assert player.at(4.9).beats() == [("a", 2)]
    assert player.at(60).beats() == [("a", 2), ("b", 5)]


def test_a_beat_comes_when_its_condition_does_and_only_the_first_time(play: Play) -> None:
    player = play(beats=[beat("b", note_effect("n1"), when=NOTE)])
    assert player.at(3).beats() == []
    player.note()
    player.note()
    assert player.beats() == [("b", 3)]
    assert player.run.history.record.get("n1") is not None


def test_a_beat_may_come_some_minutes_after(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$n"}, when=NOTE, after=4)])
    player.at(3).note()
    assert player.at(6.9).beats() == []
    assert player.at(7).beats() == [("b", 7)]


def test_what_was_done_in_time_calls_a_beat_off(play: Play) -> None:
    beats = [beat("b", {"notice": "$n"}, at=5, unless=NOTE)]
    done, not_done = play(beats=beats), play(beats=beats)
    done.at(4).note()
    assert done.at(10).beats() == []
    assert not_done.at(10).beats() == [("b", 5)]


def test_beats_set_off_each_other_in_a_fixed_order(play: Play) -> None:
    by_night = {"entry": {"type": "note", "author": "night"}}
    beats = [
        beat("last", {"notice": "$n"}, when={"entry": {"type": "note", "author": "ida"}}),
        beat("second", note_effect("n2", author="ida"), {"notice": "$second"}, when=by_night),
        beat("first", note_effect("n1"), {"notice": "$first"}, at=5),
    ]
    player = play(beats=beats).at(5)
    assert [name for name, _ in player.beats()] == ["first", "second", "last"]
    texts = [e.data["text"] for e in player.run.log if e.kind == "notice"]
    assert texts == ["$first", "$second", "$n"]


def test_a_beat_that_is_true_from_the_start_opens_its_check(play: Play) -> None:
    checks = [check("by-beat", NOTE, opens_beat="b"), check("by-time", NOTE, opens_beat="t")]
    beats = [
        beat("t", {"notice": "$n"}, at=0),
        beat("b", {"notice": "$n"}, when={"not": NOTE}),
    ]
    player = play(beats=beats, checks=checks)
    assert set(player.run.history.opened_checks) == {"by-beat", "by-time"}
    player.note()
    assert (player.state("by-beat"), player.state("by-time")) == ("met", "met")


# The end ------------------------------------------------------------------------------------------


def test_the_run_ends_by_itself(play: Play) -> None:
    player = play(minutes=10, checks=[check("c", NOTE)]).at(60)
    assert player.run.history.finished is not None
    assert (player.run.log[-1].kind, player.run.log[-1].t) == ("finished", 10 * MINUTE_MS)
    assert player.run.now_ms == 10 * MINUTE_MS


def test_nothing_happens_after_the_end(play: Play) -> None:
    """Also when the last minute is full: beats, what they set off, and the last verdicts."""
    by_night = {"entry": {"type": "note", "author": "night"}}
    player = play(
        minutes=10,
        beats=[
            beat(
                "last", note_effect("n1"), {"notice": "$a"}, note_effect("n2", author="ida"), at=10
            ),
            beat("set-off", {"notice": "$b"}, when=by_night),
            beat("too-late", {"notice": "$c"}, when={"check": {"id": "c", "state": "missed"}}),
        ],
        checks=[check("c", NOTE)],
    ).at(60)
    assert player.kinds()[-1] == "finished"
    assert player.kinds().count("finished") == 1
    assert [name for name, _ in player.beats()] == ["last", "set-off"]
    before = len(player.run.log)
    assert player.at(90).run.log[before:] == []
    refused("run.finished", lambda: player.note())


def test_finishing_early_is_an_input(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$n"}, at=5)], checks=[check("c", NOTE)]).at(2)
    result = player.finish()
    assert (result["points"], result["max_points"]) == (0, 10)
    assert (player.state("c"), player.beats()) == ("missed", [])


# What is refused ----------------------------------------------------------------------------------

REFUSALS: list[tuple[str, str, dict[str, Any]]] = [
    ("run.no_input", "dance", {}),
    ("run.no_input", "start", {}),
    ("run.no_input", "finished", {}),
    ("record.no_patient", "open_patient", {"patient": "NOBODY"}),
    ("record.choose_patient", "open_patient", {"patient": ""}),
    ("record.no_module", "open_module", {"module": "kitchen"}),
    ("record.choose_patient", "open_module", {"module": "journal"}),
    ("record.no_entry", "read", {"entry": "gone"}),
    ("record.no_type", "create", {"type": "dream", "patient": "", "fields": {}}),
    ("field.missing", "create", {"type": "note", "patient": "ODD", "fields": {}}),
    ("record.no_entry", "amend", {"entry": "gone", "fields": {}}),
    ("record.no_observation", "observe", {"observation": "gone"}),
    ("call.over", "answer", {"dialogue": "d"}),
    ("call.over", "say", {"dialogue": "gone", "choice": "yes"}),
    ("record.no_check", "help", {"check": "gone"}),
    ("run.nothing_to_skip", "skip", {"to": 0}),
    ("run.not_paused", "resume", {}),
    ("run.incomplete", "open_patient", {}),
    ("run.incomplete", "create", {"type": "note"}),
    ("run.incomplete", "create", {"type": "note", "fields": "text"}),
    ("run.incomplete", "draft", {"form": "note:ODD"}),
    ("run.incomplete", "amend", {}),
    ("run.incomplete", "amend", {"entry": "gone", "fields": ["text"]}),
    ("run.incomplete", "dismiss", {}),
    ("run.incomplete", "skip", {}),
    ("run.incomplete", "skip", {"to": "noon"}),
]


@pytest.mark.parametrize(("code", "kind", "data"), REFUSALS, ids=[str(r) for r in REFUSALS])
def test_a_refused_wish_leaves_no_trace(
    play: Play, code: str, kind: str, data: dict[str, Any]
) -> None:
    player = play(dialogues={"d": dialogue({"hello": {"yes": ""}})}, checks=[check("c", NOTE)])
    before = len(player.run.log)
    refused(code, lambda: player.do(kind, **data))
    assert len(player.run.log) == before
    assert not player.run.history.paused


def test_what_fell_due_before_a_refused_wish_has_happened_all_the_same(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$n"}, at=5)])
    refused("record.no_entry", lambda: player.run.act("read", {"entry": "x"}, 6 * MINUTE_MS))
    assert player.beats() == [("b", 5)]


def test_the_writer_and_the_number_of_an_entry_are_not_for_the_trainee_to_say(play: Play) -> None:
    player = play()
    name = player.note(author="night", status="invalid", entry="mine")
    made = player.run.history.record.entry(name)
    assert (made.author, made.status, made.id) == ("me", "signed", f"e{len(player.run.log) - 1}")


def test_only_an_amendment_carries_fields(play: Play) -> None:
    player = play()
    name = player.note()
    player.do("invalidate", entry=name, reason="feil", fields={"text": "b"})
    assert "fields" not in player.run.log[-1].data
    assert player.run.history.record.entry(name).fields["text"] == "a"


# A second signature -------------------------------------------------------------------------------


def test_a_second_signature_is_one_thing_wherever_it_was_written(play: Play) -> None:
    player = play()
    order = player.do("create", type="order", patient="ODD", fields={"drug": "A"})
    dose = {"type": "dose", "patient": "ODD"}
    in_form = player.do("create", **dose, fields={"order": order, "cosigner": "ida"})
    beside = player.do("create", **dose, fields={"order": order}, cosigner="ida")
    record = player.run.history.record
    for name in (in_form, beside):
        assert (record.entry(name).cosigner, record.entry(name).fields["cosigner"]) == (
            "ida",
            "ida",
        )
    player.do("amend", entry=in_form, fields={"cosigner": "night"})
    assert record.entry(in_form).cosigner == "night"


@pytest.mark.parametrize("extra", [{"cosigner": "me"}, {"fields": {"cosigner": "me"}}])
def test_nobody_signs_twice(play: Play, extra: dict[str, Any]) -> None:
    player = play()
    order = player.do("create", type="order", patient="ODD", fields={"drug": "A"})
    wish = {"type": "dose", "patient": "ODD", **extra}
    wish["fields"] = {"order": order, **extra.get("fields", {})}
    refused("record.cosign_self", lambda: player.do("create", **wish))
    name = player.do("create", type="dose", patient="ODD", fields={"order": order})
    refused("record.cosign_self", lambda: player.do("amend", entry=name, **extra))


# Calls --------------------------------------------------------------------------------------------

CALL = dialogue({"hello": {"yes": "more", "no": ""}, "more": {"bye": ""}}, wait=2, missed=4)


def ringing(play: Play, **rest: Any) -> Player:
    return play(dialogues={"d": CALL}, beats=[beat("b", {"call": "d"}, at=5)], **rest).at(5)


def call(player: Player) -> str:
    return player.run.history.calls["d"].state


def test_a_call_is_answered_and_ends_where_no_more_is_said(play: Play) -> None:
    player = ringing(play)
    assert call(player) == "ringing"
    refused("call.over", lambda: player.do("say", dialogue="d", choice="yes"))
    player.do("answer", dialogue="d")
    refused("call.no_choice", lambda: player.do("say", dialogue="d", choice="bye"))
    player.do("say", dialogue="d", choice="yes")
    assert call(player) == "talking"
    player.do("say", dialogue="d", choice="bye")
    assert call(player) == "ended"
    refused("call.over", lambda: player.do("answer", dialogue="d"))
    assert player.at(60).kinds().count("ring") == 1


def test_a_caller_that_waits_rings_again(play: Play) -> None:
    player = ringing(play)
    player.do("wait", dialogue="d")
    assert (call(player), call(player.at(6.9)), call(player.at(7))) == (
        "waiting", "waiting", "ringing",
    )  # fmt: skip


def test_a_waiting_caller_can_be_called_back(play: Play) -> None:
    player = ringing(play)
    player.do("wait", dialogue="d")
    player.at(6).do("answer", dialogue="d")
    assert call(player.at(8)) == "talking"


def test_a_caller_asked_to_wait_twice_waits_the_whole_time_twice(play: Play) -> None:
    player = ringing(play)
    player.do("wait", dialogue="d")
    player.at(6).do("answer", dialogue="d")
    player.at(6.5).do("wait", dialogue="d")
    assert call(player.at(7.5)) == "waiting"
    assert call(player.at(8.5)) == "ringing"


def test_not_every_caller_waits(play: Play) -> None:
    quick = dialogue({"hello": {"yes": ""}})
    player = play(dialogues={"d": quick}, beats=[beat("b", {"call": "d"}, at=1)]).at(1)
    refused("call.no_wait", lambda: player.do("wait", dialogue="d"))
    assert call(player.at(59)) == "ringing", "it rings until it is answered"


def test_an_unanswered_call_is_missed_and_rings_again_some_times(play: Play) -> None:
    player = ringing(play)
    assert call(player.at(8.9)) == "ringing"
    assert call(player.at(9)) == "missed"
    refused("call.over", lambda: player.do("answer", dialogue="d"))
    assert call(player.at(9 + RING_AGAIN_MS / MINUTE_MS)) == "ringing"
    player.at(59)
    assert (player.kinds().count("ring"), call(player)) == (MAX_RINGS, "missed")


def test_a_missed_call_that_rings_again_can_be_answered(play: Play) -> None:
    player = ringing(play).at(11)
    player.do("answer", dialogue="d")
    player.do("say", dialogue="d", choice="no")
    assert player.at(59).kinds().count("ring") == 2


# Pause, skip, notices, help, observations ---------------------------------------------------------


def test_a_pause_lets_nothing_in_but_writing_and_leaving(play: Play) -> None:
    player = play().at(2)
    player.do("pause")
    for kind, data in (("note", {}), ("pause", {}), ("open_patient", {"patient": "ODD"})):
        wish = (
            (lambda: player.note())
            if kind == "note"
            else (lambda k=kind, d=data: player.do(k, **d))
        )
        refused("run.paused", wish)
    player.do("draft", form="note:ODD", fields={"text": "a"})
    player.do("resume")
    player.note()
    player.do("pause")
    player.do("finish")
    assert player.run.history.finished is not None


def test_a_skip_past_the_end_tells_the_minutes_that_it_took(play: Play) -> None:
    player = play()
    player.at(20).do("skip", to=999 * MINUTE_MS)
    (skip,) = [e for e in player.run.log if e.kind == "skip"]
    assert skip.data == {"to": 60 * MINUTE_MS, "minutes": 40}


def test_skipping_lets_everything_on_the_way_happen(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$n"}, at=5)])
    player.do("skip", to=8 * MINUTE_MS)
    assert (player.beats(), player.run.now_ms) == ([("b", 5)], 8 * MINUTE_MS)
    refused("run.nothing_to_skip", lambda: player.do("skip", to=8 * MINUTE_MS))
    player.do("skip", to=999 * MINUTE_MS)
    assert player.run.history.finished is not None
    assert player.run.now_ms == 60 * MINUTE_MS


def test_the_next_thing_is_told_and_a_closing_window_is_no_thing(play: Play) -> None:
    player = play(
        beats=[beat("b", {"notice": "$n"}, at=5)], checks=[check("c", NOTE, closes=3)], minutes=9
    )
    assert player.run.next_ms() == 5 * MINUTE_MS
    assert player.at(5).run.next_ms() == 9 * MINUTE_MS
    assert player.at(9).run.next_ms() is None


def test_what_a_colleague_writes_and_what_is_judged_unseen_are_no_things_to_stop_at(
    play: Play,
) -> None:
    player = play(
        beats=[
            beat("writes", note_effect("n-1"), at=2),
            beat("rings", {"notice": "$n"}, at=6),
        ],
        checks=[check("unseen", NOTE, opens=4), check("told", NOTE, task="$t", opens=8)],
    )
    assert player.run.next_ms(unseen=True) == 2 * MINUTE_MS
    assert player.run.next_ms() == 6 * MINUTE_MS
    assert player.at(6).run.next_ms() == 8 * MINUTE_MS
    told = [e.kind for e in player.at(8).run.log if noticed(player.run.program, e)]
    assert told == ["notice", "open_check"]


def test_a_notice_stays_until_it_is_put_away(play: Play) -> None:
    player = play(beats=[beat("b", {"notice": "$one"}, {"notice": "$two"}, at=1)]).at(1)
    (first, _), (_, text) = player.run.history.notices
    assert text == "$two"
    player.do("dismiss", notice=first)
    assert [t for _, t in player.run.history.notices] == ["$two"]


def test_drafts_are_kept_and_go_when_the_entry_is_made(play: Play) -> None:
    player = play().at(2)
    player.do("draft", form="note:ODD", fields={"text": "halv"})
    player.do("draft", form="note:RAG", fields={"text": "annen"})
    drafts = player.run.history.drafts
    assert (drafts.fields["note:ODD"], drafts.saved_ms["note:ODD"]) == ({"text": "halv"}, 120_000)
    player.note()
    assert set(drafts.fields) == {"note:RAG"}
    player.do("draft", form="note:RAG", fields={})
    assert not drafts.fields and not drafts.saved_ms


def test_a_real_identity_number_is_not_logged_in_a_draft_or_a_reason(play: Play) -> None:
    number = "144338499" + "90"
    player = play()
    before = len(player.run.log)
    fields = {"text": f"se {number}"}
    refused("text.real_identity", lambda: player.do("draft", form="note:ODD", fields=fields))
    refused("text.real_identity", lambda: player.do("open_patient", patient="ODD", reason=number))
    refused("text.real_identity", lambda: player.do("search", text=number))
    assert len(player.run.log) == before


def test_instruments_follow_their_course(play: Play) -> None:
    values = {
        "resp": [[0, 20], [10 * MINUTE_MS, 30]],
        "temperature": [[0, 37.0], [10 * MINUTE_MS, 38.0]],
        "supply": [[0, "air"], [10 * MINUTE_MS, "oxygen"]],
        "pulse": 92,
    }
    looks = {"o": {"patient": "ODD", "module": "journal", "label": "", "values": values}}
    player = play(observations=looks)

    def seen(minute: float) -> dict[str, Any]:
        player.at(minute).do("observe", observation="o")
        return dict(player.run.history.readings["o"])

    assert seen(0) == {"resp": 20, "temperature": 37.0, "supply": "air", "pulse": 92}
    assert seen(2.6) == {"resp": 23, "temperature": 37.3, "supply": "air", "pulse": 92}
    assert seen(40) == {"resp": 30, "temperature": 38.0, "supply": "oxygen", "pulse": 92}
