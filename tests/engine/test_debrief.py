"""What a debrief is made of, from how whole runs of a shipped scenario ended."""

from collections.abc import Callable

import pytest

from simtrainer.engine.bots import bot_named
from simtrainer.engine.debrief import _agree, accounts, beliefs, goals, to_repeat
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.run import Run
from simtrainer.engine.scoring import GOOD, VOID
from tests.engine.conftest import Load, compiled
from tests.engine.programs import Player

Ended = Callable[[str], History]


@pytest.fixture(scope="module")
def program(load: Load) -> Program:
    return load(compiled("dagvakt-solglott"))


@pytest.fixture(scope="module")
def ended(program: Program) -> Ended:
    """How a bot's whole run ended."""
    known: dict[str, History] = {}

    def play(bot: str) -> History:
        if bot not in known:
            run = Run(program)
            run.start({"seed": 1})
            bot_named(bot)(run, SeededDice(1))
            known[bot] = run.history
        return known[bot]

    return play


def test_who_measured_all_leaves_a_record_that_is_true(ended: Ended) -> None:
    assert beliefs(ended("expert")) == []


def test_who_measured_nobody_leaves_the_old_numbers_to_be_believed(ended: Ended) -> None:
    found = {belief.patient: belief for belief in beliefs(ended("lazy"))}
    assert set(found) == {"ODD", "SYN"}
    odd = found["ODD"]
    assert odd.type == "news2" and odd.entry is not None and odd.entry.now.at_ms < 0
    assert odd.differs["spo2"] == (89, 91) and "supply" not in odd.differs
    assert "pulse" not in odd.differs or odd.differs["pulse"][0] != odd.differs["pulse"][1]


def test_a_measurement_that_is_taken_back_is_not_believed(program: Program) -> None:
    run = Run(program)
    run.start({"seed": 1})
    right = {"resp": 22, "spo2": 89, "scale": "2", "supply": "air", "systolic": 138, "pulse": 92,
             "consciousness": "A", "temperature": 37.4}  # fmt: skip
    run.act("create", {"type": "news2", "patient": "ODD", "fields": right}, 1000)
    assert "ODD" not in {belief.patient for belief in beliefs(run.history)}
    entry = run.history.record.entries("news2", "ODD")[-1].id
    run.act("invalidate", {"entry": entry, "reason": "feil"}, 2000)
    assert "ODD" in {belief.patient for belief in beliefs(run.history)}


@pytest.mark.parametrize(
    ("written", "true", "noise", "agree"),
    [(89, 90, 1, True), (88, 90, 1, False), (37.4, 37.4, 0, True), (37.4, 37.3, 0.1, True),
     ("air", "air", 0, True), ("oxygen", "air", 2, False), (None, 90, 5, False)],
)  # fmt: skip
def test_what_an_instrument_could_have_shown_is_no_wrong_belief(
    written: object, true: object, noise: float, agree: bool
) -> None:
    assert _agree(written, true, noise) is agree


def test_every_check_is_told_beside_the_experts_run(program: Program, ended: Ended) -> None:
    found = {a.check.id: a for a in accounts(ended("hasty"), ended("expert"))}
    void = {name for name, state in ended("hasty").check_states.items() if state == VOID}
    assert list(found) == [name for name in program.checks if name not in void]
    assert void == {"a3-held"}, "the way that was not taken"
    for account in found.values():
        best = ended("expert").verdicts[account.check.id]
        assert account.expert_ms == (best["done_ms"] if account.check.require else None)
        assert bool(account.right) == bool(account.check.steps)
    note = found["a6-note"]
    made = [ended("hasty").record.entry(name) for name in note.did]
    assert note.state not in GOOD or [e.type for e in made if e.author == "me"] == ["note"]
    dose = {a.check.id: a for a in accounts(ended("expert"), ended("expert"))}["a3-dose"]
    (entry,) = (ended("expert").record.entry(name) for name in dose.did)
    assert entry.type == "administration" and dose.done_ms == dose.expert_ms


def test_goals_add_up_and_the_weakest_is_first(ended: Ended) -> None:
    for bot in ("expert", "lazy", "hasty"):
        found, outcome = goals(ended(bot)), ended(bot).finished
        assert outcome is not None
        told = {goal.id: {"points": goal.points, "max": goal.most} for goal in found}
        assert told == outcome["goals"]
        assert [goal.share for goal in found] == sorted(goal.share for goal in found)
    assert all(not goal.again for goal in goals(ended("expert")))


def test_what_is_done_again_begins_with_what_matters_most(ended: Ended) -> None:
    assert to_repeat(ended("expert")) == []
    found = to_repeat(ended("lazy"))
    assert len(found) == 5 and all(check.critical for check in found[:3])
    states = ended("lazy").check_states
    assert all(states.get(check.id, "missed") not in GOOD for check in found)


def test_what_was_done_late_is_worth_doing_again(program: Program) -> None:
    run = Run(program)
    run.start({"seed": 1})
    run.advance(45 * 60_000)
    bot_named("expert")(run, SeededDice(1))
    states = run.history.check_states
    late = [check for check, state in states.items() if state == "late"]
    again = to_repeat(run.history)
    assert late and any(check.id in late for check in again)
    lost = [c.total - sum(run.history.verdicts[c.id]["points"].values()) for c in again]
    assert all(lost)


@pytest.mark.parametrize(
    ("steps", "verdict"), [(("read", "give"), "met"), (("give", "read"), "wrong")]
)
def test_who_gives_before_asking_has_not_asked_before_giving(
    program: Program, steps: tuple[str, str], verdict: str
) -> None:
    dose = {"order": "rag-levodopa", "planned": "07:00", "outcome": "given", "given_at": "07:36"}
    dose |= {"reason": "before_shift", "reason_text": "Glemt i natt"}
    player = Player(program).at(6)
    for step in steps:
        if step == "read":
            player.do("open_module", module="inbox")
            player.do("read", entry="msg-night-rag")
        else:
            player.do("open_patient", patient="RAG")
            player.do("create", type="administration", patient="RAG", fields=dose)
    assert player.state("a3-find") == verdict


@pytest.mark.parametrize(("minute", "state"), [(5, "met"), (14, "late"), (None, "missed")])
def test_what_is_written_a_minute_late_is_late_and_not_missing(
    program: Program, minute: int | None, state: str
) -> None:
    """What the next shift would have believed of Oddvar's night is told of whoever said nothing of
    it; of a note that tells of it, it would be untrue."""
    run = Run(program)
    run.start({"seed": 1})
    if minute is not None:
        told = {"observation": "Fikk oksygen i natt og hostet mye."}
        note = {"type": "note", "patient": "ODD", "fields": told}
        run.act("create", note, minute * MINUTE_MS)
    run.advance(program.length_ms)
    assert run.history.check_states["a2-signal"] == state
