"""The inputs of a log, played again, give the same log byte for byte; anywhere, from anywhere."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given

from simtrainer.base.problem import Problem
from simtrainer.engine.bots import bot_named
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.event import Event, decode
from simtrainer.engine.history import History
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.replay import first_difference, replay, resume
from simtrainer.engine.run import Run
from tests.engine.conftest import Build, Load, compiled
from tests.engine.programs import Data, Player
from tests.engine.worlds import TIMED, busy, carry_out

Wishes = list[tuple[int, tuple[str, Data]]]


@pytest.fixture(scope="session")
def whole(build: Build) -> Program:
    """A program in which much can be done."""
    return build(**busy())


def stored(run: Run) -> list[bytes]:
    return [event.encode() for event in run.log]


def known(now: History) -> dict[str, object]:
    """All that a history tells, plain."""
    entries = {e.id: e for kind in now.program.pack.types for e in now.record.entries(kind)}
    names = set(vars(now)) - {"program", "record", "now_ms"}
    return {name: getattr(now, name) for name in names} | {"entries": entries}


@given(TIMED)
def test_any_run_replays_to_the_same_bytes(whole: Program, wishes: Wishes) -> None:
    player = Player(whole)
    carry_out(player, wishes)
    lines = stored(player.run)
    again = replay(whole, [decode(line) for line in lines])
    assert stored(again) == lines
    assert first_difference(lines, again) is None
    assert known(again.history) == known(player.run.history)
    assert known(resume(whole, lines).history) == known(player.run.history)


@given(TIMED)
def test_a_log_is_numbered_in_order_and_time_never_runs_backwards(
    whole: Program, wishes: Wishes
) -> None:
    player = Player(whole)
    carry_out(player, wishes)
    log = player.run.log
    assert [e.n for e in log] == list(range(len(log)))
    assert all(a.t <= b.t for a, b in itertools.pairwise(log))
    assert [e.kind for e in log].count("finished") <= 1
    if player.run.history.finished:
        assert log[-1].kind == "finished"
    assert all(decode(e.encode()) == e for e in log)


@given(TIMED)
def test_a_history_is_the_fold_of_its_log(whole: Program, wishes: Wishes) -> None:
    player = Player(whole)
    carry_out(player, wishes)
    folded = History(whole)
    for event in player.run.log:
        folded.fold(event)
    assert known(folded) == known(player.run.history)


WISHES: Wishes = [
    (5_000, ("open_patient", {"patient": "ODD"})),
    (5_000, ("create", {"type": "note", "patient": "ODD", "fields": {"text": "Han hoster"}})),
    (60_000, ("answer", {"dialogue": "d"})),
    (5_000, ("say", {"dialogue": "d", "choice": "yes"})),
    (5_000, ("observe", {"observation": "look"})),
    (5_000, ("pause", {})),
    (5_000, ("resume", {})),
    (5_000, ("help", {"check": "read"})),
    (90_000, ("acknowledge", {"entry": "msg"})),
    (5_000, ("skip", {"to": 8 * MINUTE_MS})),
    (1_000, ("finish", {})),
]


def test_a_run_can_be_taken_up_after_any_event(build: Callable[..., Program]) -> None:
    """Also in the middle of an action's consequences: those are drawn again."""
    made = build(**busy())
    player = Player(made)
    assert carry_out(player, WISHES) == 0
    lines = stored(player.run)
    for count in range(1, len(lines) + 1):
        run = resume(made, lines[:count])
        assert stored(run) == lines[: len(run.log)]
        assert len(run.log) >= count
        later = [e for e in player.run.log[len(run.log) :] if e.by == "me"]
        for event in later:
            run.act(event.kind, event.data, event.t)
        assert stored(run) == lines


def test_resuming_at_every_action_adds_nothing(build: Callable[..., Program]) -> None:
    made = build(**busy())
    player = Player(made)
    ends = [len(player.run.log)]
    for later, wish in WISHES:
        carry_out(player, [(later, wish)])
        ends.append(len(player.run.log))
    lines = stored(player.run)
    assert [len(resume(made, lines[:end]).log) for end in ends] == ends


def test_another_program_or_a_changed_event_is_noticed(build: Build, whole: Program) -> None:
    player = Player(whole)
    carry_out(player, WISHES)
    lines = stored(player.run)
    other = build(**{**busy(), "minutes": 11})
    for damaged, first in (
        ([*lines[:3], lines[3].replace(b'"t":', b'"t":1'), *lines[4:]], 3),
        ([*lines[:5], *lines[6:]], None),
        ([lines[0], *lines], None),
    ):
        with pytest.raises(Problem) as caught:
            resume(whole, damaged)
        assert caught.value.code == "run.differs"
        assert first is None or caught.value.params["first"] <= first
    with pytest.raises(Problem) as caught:
        resume(other, lines)
    assert (caught.value.code, caught.value.params["first"]) == ("run.differs", 0)


def test_a_stored_input_that_is_refused_is_a_difference(whole: Program) -> None:
    player = Player(whole)
    bad = Event(len(player.run.log), 0, "me", "read", {"entry": "gone"}).encode()
    odd = Event(len(player.run.log), 0, "me", "dance", {}).encode()
    for line in (bad, odd):
        with pytest.raises(Problem) as caught:
            resume(whole, [*stored(player.run), line])
        assert (caught.value.code, caught.value.params["first"]) == (
            "run.differs", len(player.run.log),
        )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"[]", b"7", b'"a"', b"{}", b'{"n":0,"t":"1","by":"me","k":"x","d":{}}',
     b'{"n":0,"t":1,"by":"you","k":"x","d":{}}', b'{"n":0,"t":1,"by":"me","k":"x","d":[]}',
     b'{"n":0,"t":1,"by":"me","k":7,"d":{}}', b"\xff"],
)  # fmt: skip
def test_a_damaged_event_is_a_problem(line: bytes) -> None:
    with pytest.raises(Problem) as caught:
        decode(line)
    assert caught.value.code == "run.damaged"


def test_events_are_stored_the_same_whatever_order_their_parts_came_in() -> None:
    one = Event(1, 2, "me", "draft", {"a": 1, "b": {"c": 1, "d": 2}})
    two = Event(1, 2, "me", "draft", {"b": {"d": 2, "c": 1}, "a": 1})
    assert one.encode() == two.encode()


_ELSEWHERE = """
import json, sys
from simtrainer.engine.event import decode
from simtrainer.engine.program import Program
from simtrainer.engine.replay import replay
raw, lines = sys.stdin.buffer.read().split(b"\\0")
run = replay(Program(raw), [decode(line) for line in lines.split(b"\\n")])
sys.stdout.buffer.write(b"\\n".join(event.encode() for event in run.log))
"""


SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    {"PYTHONHASHSEED": "5", "TZ": "Europe/Istanbul", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"},
]


def replayed_elsewhere(raw: bytes, lines: list[bytes], surroundings: dict[str, str]) -> list[bytes]:
    """The log as another process draws it from the inputs."""
    root = Path(__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        input=raw + b"\0" + b"\n".join(lines),
        capture_output=True,
        check=True,
        cwd=root,
        env={**os.environ, **surroundings, "PYTHONPATH": str(root)},
    )
    return answer.stdout.split(b"\n")


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_another_process_in_other_surroundings_replays_the_same(
    whole: Program, surroundings: dict[str, str]
) -> None:
    player = Player(whole)
    carry_out(player, WISHES)
    lines = stored(player.run)
    assert replayed_elsewhere(whole.raw, lines, surroundings) == lines


@pytest.mark.parametrize(
    ("bot", "seed", "surroundings"),
    [("expert", 1, SURROUNDINGS[0]), ("random", 2, SURROUNDINGS[1]), ("route", 3, SURROUNDINGS[2])],
)
def test_a_whole_shift_in_any_variant_is_replayed_the_same_elsewhere(
    load: Load, bot: str, seed: int, surroundings: dict[str, str]
) -> None:
    made = load(compiled("dagvakt-solglott")).varied(seed)
    run = Run(made)
    run.start({"seed": seed})
    bot_named(bot)(run, SeededDice(seed))
    lines = stored(run)
    assert replayed_elsewhere(made.raw, lines, surroundings) == lines


def test_a_difference_is_told_at_the_first_event_that_differs(whole: Program) -> None:
    player = Player(whole)
    lines = stored(player.run)

    def told(other: Sequence[bytes]) -> int | None:
        return first_difference(other, player.run)

    assert told(lines) is None
    assert told([b"{}", *lines[1:]]) == 0
    assert told(lines[:-1]) == len(lines) - 1
    assert told([*lines, b"{}"]) == len(lines)


def test_a_program_is_pinned_by_its_bytes(whole: Program) -> None:
    again = Program(whole.raw)
    assert again.hash == whole.hash and len(again.hash) == 64
    assert Program(json.dumps(json.loads(whole.raw)).encode()).hash != whole.hash
