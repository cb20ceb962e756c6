"""Verdicts over time: in time, late, left out, corrected, wrong, violated; evidence that falls."""

from collections.abc import Callable
from typing import Any

import pytest

from simtrainer.engine.program import MINUTE_MS
from tests.engine.programs import Player, beat, check, entry

Play = Callable[..., Player]
NOTE = {"entry": {"type": "note", "patient": "ODD", "author": "me"}}
SLIP = {"entry": {"type": "note", "patient": "ODD", "fields": {"tone": "worried"}}}
SLIP_FIELDS = {"tone": "worried", "why": "b"}


def test_done_in_time_is_met(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6)])
    player.at(6).note()
    assert (player.state("c"), player.points("c")) == ("met", {"faglig": 10})


def test_done_after_the_deadline_is_late(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6, points={"faglig": 20, "tid": 10})])
    player.at(6.01).note()
    verdict = player.run.history.verdicts["c"]
    assert (verdict["state"], verdict["late"]) == ("late", True)
    assert verdict["points"] == {"faglig": 10, "tid": 0}
    assert verdict["done_ms"] == round(6.01 * MINUTE_MS)


def test_never_done_is_missed(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6)])
    assert player.at(59).state("c") == ""
    player.finish()
    assert (player.state("c"), player.points("c")) == ("missed", {"faglig": 0})


def test_a_closed_window_is_missed_even_if_it_is_done_later(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=2, closes=5)])
    assert player.at(4.99).state("c") == ""
    assert player.at(5).state("c") == "missed"
    player.at(6).note()
    assert player.state("c") == "missed"


def test_between_deadline_and_closing_is_late(play: Play) -> None:
    for minute in (2.01, 4, 5):
        player = play(checks=[check("c", NOTE, due=2, closes=5, late_share=0.3)])
        player.at(minute).note()
        assert (player.state("c"), player.points("c")) == ("late", {"faglig": 3})


def test_deadlines_count_from_the_opening(play: Play) -> None:
    player = play(checks=[check("c", NOTE, opens=10, due=5)])
    assert player.run.deadline_ms("c") is None
    player.at(10)
    assert player.run.deadline_ms("c") == 15 * MINUTE_MS
    player.at(15).note()
    assert player.state("c") == "met"


def test_a_beat_opens_a_check(play: Play) -> None:
    player = play(
        beats=[beat("b", {"notice": "$n"}, at=7)], checks=[check("c", NOTE, opens_beat="b", due=5)]
    )
    assert player.at(8).run.deadline_ms("c") == 12 * MINUTE_MS
    player.at(12).note()
    assert player.state("c") == "met"


def test_what_was_done_before_the_opening_is_done_in_time(play: Play) -> None:
    player = play(checks=[check("c", NOTE, opens=10, due=5)])
    player.at(2).note()
    assert player.state("c") == ""
    assert player.at(10).state("c") == "met"


def test_what_the_record_held_already_is_done(play: Play) -> None:
    """Nothing needs to change for a check to see what stands there from the start."""
    require = {"entry": {"type": "note", "author": "night"}}
    player = play(
        entries=[entry("n", "note", {"text": "a"})], checks=[check("c", require, opens=3)]
    )
    assert player.at(3).state("c") == "met"


def test_a_check_that_never_opened_is_judged_at_the_end(play: Play) -> None:
    never = [beat("b", {"notice": "$n"}, at=5, unless=NOTE)]
    player = play(beats=never, checks=[check("c", NOTE, opens_beat="b")])
    player.note()
    player.at(20).finish()
    assert player.state("c") == "met"
    other = play(beats=never, checks=[check("c", NOTE, opens_beat="b")])
    other.at(2).finish()
    assert other.state("c") == "missed"


def test_evidence_that_is_marked_wrong_no_longer_counts(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6)])
    name = player.at(3).note()
    player.at(4).do("invalidate", entry=name, reason="feil")
    assert (player.state("c"), player.points("c")) == ("open", {"faglig": 0})
    player.at(5).note()
    assert player.state("c") == "met"
    last = player.run.history.record.entries("note", "ODD")[-1].id
    player.at(7).do("invalidate", entry=last, reason="feil")
    player.at(8).note()
    assert player.state("c") == "late"


def test_other_evidence_keeps_it_met_from_the_first_time(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6)])
    first = player.at(3).note()
    player.at(4).note()
    player.at(9).do("invalidate", entry=first, reason="feil")
    assert player.state("c") == "met"


# Mistakes -----------------------------------------------------------------------------------------


def test_a_mistake_beside_the_right_thing_gives_half(play: Play) -> None:
    player = play(checks=[check("c", NOTE, SLIP)])
    player.note(fields=SLIP_FIELDS)
    assert (player.state("c"), player.points("c")) == ("wrong", {"faglig": 5})


def test_only_the_mistake_gives_nothing(play: Play) -> None:
    right = {"entry": {"type": "task"}}
    player = play(checks=[check("c", right, SLIP)])
    player.note(fields=SLIP_FIELDS)
    assert (player.state("c"), player.points("c")) == ("wrong", {"faglig": 0})


def test_a_mistake_taken_back_costs_little(play: Play) -> None:
    player = play(checks=[check("c", NOTE, SLIP, points={"faglig": 20})])
    name = player.note(fields=SLIP_FIELDS)
    player.do("amend", entry=name, fields={"tone": "", "why": ""})
    assert (player.state("c"), player.points("c")) == ("corrected", {"faglig": 15})


def test_a_mistake_taken_back_late_pays_for_both(play: Play) -> None:
    player = play(checks=[check("c", NOTE, SLIP, points={"faglig": 40}, due=5)])
    name = player.note(fields=SLIP_FIELDS, patient="ODD")
    player.do("invalidate", entry=name, reason="feil")
    player.at(6).note()
    assert (player.state("c"), player.points("c")) == ("corrected", {"faglig": 15})


def test_a_mistake_that_stands_on_a_critical_check_gives_nothing_and_caps(play: Play) -> None:
    checks = [check("c", NOTE, SLIP, critical=True), check("d", NOTE, points={"faglig": 90})]
    player = play(checks=checks)
    player.note(fields=SLIP_FIELDS)
    result = player.finish()
    assert (player.points("c"), result["share"]) == ({"faglig": 0}, 0.9)
    assert (result["capped"], result["passed"], result["stars"]) == (["c"], False, 1)


HARM = {"beat": "rash"}


def slipped(play: Play, **rest: Any) -> tuple[Player, str]:
    """The right thing done, and a slip beside it at minute 2."""
    rash = beat("rash", {"notice": "$rash"}, when=SLIP, after=4, unless={"not": SLIP})
    player = play(checks=[check("c", NOTE, SLIP, **rest)], beats=[rash])
    player.at(1).note()
    return player, player.at(2).note(fields=SLIP_FIELDS)


def test_a_mistake_taken_back_before_it_did_harm_costs_little(play: Play) -> None:
    player, slip = slipped(play, harm=HARM)
    player.at(5).do("invalidate", entry=slip, reason="b")
    player.at(30)
    assert (player.state("c"), player.points("c")) == ("corrected", {"faglig": 8})
    assert "harm" not in player.run.history.verdicts["c"]


def test_a_mistake_that_did_harm_is_not_taken_back(play: Play) -> None:
    player, slip = slipped(play, harm=HARM)
    assert (player.at(5).state("c"), player.points("c")) == ("wrong", {"faglig": 5})
    player.at(7)
    assert (player.state("c"), player.points("c")) == ("wrong", {"faglig": 0})
    player.do("invalidate", entry=slip, reason="b")
    assert (player.state("c"), player.points("c")) == ("wrong", {"faglig": 0})
    assert player.run.history.verdicts["c"]["harm"] is True


@pytest.mark.parametrize(("minute", "state"), [(4.99, "corrected"), (5.01, "wrong")])
def test_a_mistake_may_be_taken_back_for_so_long(play: Play, minute: float, state: str) -> None:
    player, slip = slipped(play, correct_ms=3 * MINUTE_MS)
    player.at(minute).do("invalidate", entry=slip, reason="b")
    assert player.state("c") == state
    player.finish()
    assert player.state("c") == state


def test_a_second_mistake_has_its_own_time(play: Play) -> None:
    player, slip = slipped(play, correct_ms=3 * MINUTE_MS)
    player.at(4).do("invalidate", entry=slip, reason="b")
    again = player.at(20).note(fields=SLIP_FIELDS)
    player.at(22).do("invalidate", entry=again, reason="b")
    assert player.state("c") == "corrected"


def test_what_must_not_be_done_and_did_harm_is_violated(play: Play) -> None:
    rash = beat("rash", {"notice": "$rash"}, when=SLIP, after=1)
    player = play(checks=[check("c", None, SLIP, harm=HARM)], beats=[rash])
    slip = player.at(2).note(fields=SLIP_FIELDS)
    player.at(4).do("invalidate", entry=slip, reason="b")
    assert player.finish()["points"] == 0
    assert player.state("c") == "violated"


def test_harm_without_a_mistake_is_no_harm(play: Play) -> None:
    player = play(checks=[check("c", NOTE, SLIP, harm=HARM)],
                  beats=[beat("rash", {"notice": "$rash"}, at=1)])  # fmt: skip
    player.at(2).note()
    assert (player.state("c"), player.points("c")) == ("met", {"faglig": 10})


def test_what_must_not_be_done_is_judged_at_the_end(play: Play) -> None:
    checks = [check("c", None, {"opened": {"unassigned": True}}, points={"personvern": 20})]
    kept, broken = play(checks=checks), play(checks=checks)
    kept.do("open_patient", patient="ODD")
    assert kept.state("c") == ""
    kept.finish()
    assert (kept.state("c"), kept.points("c")) == ("met", {"personvern": 20})
    broken.do("open_patient", patient="EVA")
    assert (broken.state("c"), broken.points("c")) == ("violated", {"personvern": 0})
    broken.finish()
    assert broken.state("c") == "violated"


def test_what_must_not_be_left_out_is_seen_though_nothing_happens(play: Play) -> None:
    player = play(checks=[check("c", None, {"not": NOTE})])
    player.finish()
    assert player.state("c") == "violated"
    never = [beat("b", {"notice": "$n"}, at=5, unless={"not": NOTE})]
    unopened = play(beats=never, checks=[check("c", None, {"not": NOTE}, opens_beat="b")])
    unopened.at(9).finish()
    assert unopened.state("c") == "violated"


def test_what_must_not_be_done_and_was_taken_back_is_corrected(play: Play) -> None:
    player = play(checks=[check("c", None, SLIP, points={"faglig": 20})])
    name = player.note(fields=SLIP_FIELDS)
    player.do("invalidate", entry=name, reason="feil pasient")
    assert (player.state("c"), player.points("c")) == ("corrected", {"faglig": 15})


# Checks about checks, and what is told ------------------------------------------------------------


@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]])
def test_last_words_about_other_checks_agree_whatever_their_order(
    play: Play, order: list[str]
) -> None:
    """A kept rule stays kept when another check gets its last word after it."""
    checks = {
        "a": check("a", None, {"check": {"id": "b", "state": ["late"]}}),
        "b": check("b", NOTE),
    }
    player = play(checks=[checks[name] for name in order])
    player.finish()
    assert (player.state("a"), player.state("b")) == ("met", "missed")


@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]])
def test_a_last_word_can_be_what_another_check_asks_for(play: Play, order: list[str]) -> None:
    checks = {
        "a": check("a", None, {"opened": {"unassigned": True}}),
        "b": check("b", {"check": {"id": "a", "state": "met"}}),
    }
    player = play(checks=[checks[name] for name in order])
    player.finish()
    assert (player.state("a"), player.state("b")) == ("met", "met")


def test_a_verdict_is_told_once_and_names_its_event(play: Play) -> None:
    player = play(checks=[check("c", NOTE, due=6)])
    player.at(3).note()
    player.note()
    player.do("open_patient", patient="ODD")
    told = [e for e in player.run.log if e.kind == "check"]
    assert len(told) == 1
    cause = player.run.log[told[0].data["because"]]
    assert (cause.kind, cause.by) == ("create", "me")
    player.finish()
    assert len([e for e in player.run.log if e.kind == "check"]) == 1


def test_help_after_the_verdict_is_told_with_its_price(play: Play) -> None:
    player = play(checks=[check("c", NOTE)])
    player.note()
    player.do("help", check="c")
    assert (player.state("c"), player.points("c")) == ("met", {"faglig": 9})


# Cost ---------------------------------------------------------------------------------------------


def test_the_cost_of_an_action_does_not_grow_with_the_script(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: how many conditions are asked for one note and one opened record."""
    from simtrainer.engine.conditions.entry import EntryMatches

    asked: list[str] = []
    holds = EntryMatches.holds

    def counted(self: EntryMatches, now: Any) -> bool:
        asked.append(self.type)
        return holds(self, now)

    monkeypatch.setattr(EntryMatches, "holds", counted)

    def cost(others: int) -> list[str]:
        kinds = [{"entry": {"type": kind}} for kind in ("task", "message", "dose", "news2")]
        player = play(
            checks=[
                check("c", NOTE),
                *(check(f"x{i}", kinds[i % 4], kinds[(i + 1) % 4]) for i in range(others)),
            ],
            beats=[beat(f"b{i}", {"notice": "$n"}, when=kinds[i % 4]) for i in range(others)],
        )
        asked.clear()
        player.note()
        player.do("open_patient", patient="ODD")
        player.do("draft", form="note:ODD", fields={"text": "a"})
        return list(asked)

    assert cost(0) == cost(200) == ["note"]
