"""Cards from misses: made once, brought back in time, in every language, for their owner only."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.app import commands as c
from simtrainer.app.memory import HandClock, MemoryRuns
from simtrainer.app.refresher import Deck
from simtrainer.base.problem import Problem
from tests.app.rig import Hands, Rig


def ended(rig: Rig, person: str = "P-1") -> Deck:
    """A run in which nothing was done, so that nearly all was missed."""
    rig.start(person=person)
    rig.wait(45 * 60)
    return Deck(rig.store, rig.clock, person)


def test_what_was_missed_comes_back_and_what_was_done_does_not() -> None:
    rig = Rig()
    deck = ended(rig)
    cards = deck.cards()
    assert len(cards) > 8 and deck.due() == cards
    for card in cards:
        assert card.text("task", "nb") and card.text("answer", "nb"), card.name
    assert {"dokumentasjon", "legemidler"} < {card.goal for card in cards}


def test_a_flawless_run_makes_no_card() -> None:
    rig = Rig()
    rig.start()
    Hands(rig).play_to_the_end()
    assert Deck(rig.store, rig.clock, "P-1").cards() == []


def test_doing_it_right_later_counts_as_remembered() -> None:
    rig = Rig()
    deck = ended(rig)
    rig.do(c.StartRun("morgenvakt-solglott"))
    Hands(rig).play_to_the_end()
    assert deck.due() == []
    assert len(deck.cards()) > 8


def test_a_run_is_learned_from_once() -> None:
    rig = Rig()
    deck = ended(rig)
    (run,) = (info.run for info in rig.store.runs("P-1"))
    first = deck.due()[0]
    deck.remembered(first.name, "yes")
    rig.do(c.ShowDebrief(run))
    assert first.name not in {card.name for card in deck.due()}


def test_cards_are_their_owners() -> None:
    rig = Rig()
    ended(rig)
    assert Deck(rig.store, rig.clock, "P-2").cards() == []
    Deck(rig.store, rig.clock, "P-2").remembered("no/such", "yes")


@given(st.lists(st.sampled_from(["no", "partly", "yes"]), max_size=12))
def test_remembering_postpones_and_forgetting_brings_back(answers: list[str]) -> None:
    store, clock = MemoryRuns(), HandClock()
    deck = Deck(store, clock, "P-1")
    store.keep_all([deck._card("a/b", deck._fresh(), "goal", {"task": {"nb": "Mål"}})])
    for how in answers:
        (card,) = deck.cards()
        clock.utc = max(card.due, datetime.fromisoformat(clock.utc)).isoformat()
        (due,) = deck.due()
        deck.remembered(due.name, how)  # type: ignore[arg-type]
        now = datetime.fromisoformat(clock.utc_iso())
        wait = deck.cards()[0].due - now
        assert timedelta(days=1) <= wait <= timedelta(days=180)
        assert deck.due() == []
        if how == "no":
            assert wait <= timedelta(days=14)


def test_a_round_goes_through_the_cards_of_one_goal() -> None:
    rig = Rig()
    deck = ended(rig)
    row = rig.trainer.debrief().refreshers[0]
    rig.do(c.StartRefresher(row.goal))
    assert rig.trainer.screen == "refresher"
    view = rig.trainer.refresher()
    assert view.task and view.show and not view.answer and not view.ratings
    with pytest.raises(Problem, match=r"refresher\.unanswered"):
        rig.do(c.RateRefresher("yes"))
    count = 0
    while not rig.trainer.refresher().done:
        rig.do(c.ShowAnswer())
        turned = rig.trainer.refresher()
        assert turned.answer and [how for how, _ in turned.ratings] == ["no", "partly", "yes"]
        rig.do(c.RateRefresher("partly"))
        count += 1
    assert 1 <= count <= 4
    assert len(deck.due()) == len(deck.cards()) - count
    with pytest.raises(Problem, match=r"refresher\.none"):
        rig.do(c.ShowAnswer())
    rig.do(c.LeaveRun())
    assert rig.trainer.screen == "home"
    assert rig.trainer.home().refreshers[0].goal != ""


def test_nothing_due_is_said() -> None:
    rig = Rig()
    rig.do(c.SignIn("P-1"))
    with pytest.raises(Problem, match=r"refresher\.none"):
        rig.do(c.StartRefresher())
    assert rig.trainer.home().refreshers == ()


def test_a_full_disk_costs_a_card_and_not_the_result() -> None:
    rig = Rig()
    rig.start()

    class Full(MemoryRuns):
        def keep_all(self, *_: object) -> None:
            raise Problem("store.disk_full", retry=True)

    rig.store.__class__ = Full
    rig.do(c.FinishRun())
    assert rig.trainer.screen == "debrief"
    assert rig.store.runs("P-1")[0].state == "finished"


def test_what_never_came_is_not_missed() -> None:
    rig = Rig()
    rig.start()
    rig.do(c.FinishRun())
    names = {card.name for card in Deck(rig.store, rig.clock, "P-1").cards()}
    assert names == {"morgenvakt-solglott/a2-read"}, "only the first task had come"
