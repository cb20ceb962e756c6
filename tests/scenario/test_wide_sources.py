"""The whole of the scenario language, from its source to a run: courses, branch points, repeats,
silence, a call that comes back worse, receipts; and what is said where a name is not there."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.engine.run import Run
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.files import read_folder
from simtrainer.scenario.lint import lint
from simtrainer.scenario.references import references
from tests.scenario.folders import PACKS, change, copy

# ruff: noqa: E501 - YAML as authors write it
STATES = """
trajectories:
  odd:
    patient: ODD
    courses:
      ill: {spo2: [[0, 90], [20, 80]], resp: [[0, 22]]}
      better: {spo2: [[10, 92]]}
    noise: {resp: 1}
    bends:
      - {to: better, when: {entry: {type: note, patient: ODD, author: me}}, after: 1}
branches:
  - id: after
    at: 15
    ways:
      - {id: measured, when: {entry: {type: news2, patient: ODD, author: me}}}
      - {id: left}
observations:
  odd-now: {patient: ODD, module: measurements, label: $obs.vitals, trajectory: odd, parameters: [spo2, resp]}
"""
BEATS = """
  - id: bell
    at: 3
    every: 5
    times: 3
    stop: {minutes_since: {entry: {type: note, patient: ODD, author: me}, at_most: 60}}
    do: [{notice: $notice.welcome}]
  - id: answer
    when: {entry: {type: message, author: me, fields: {to: ida}}}
    after: 1
    do: [{receipt: {entry: {type: message, author: me}, outcome: rejected, reason: $notice.gossip}}]
  - id: thanks
    at: 18
    way: {branch: after, way: measured}
    instead:
      - when: {value: {trajectory: odd, parameter: spo2, at_most: 81.5}}
        do: [{bend: {trajectory: odd, to: better}}]
    do: [{notice: $notice.welcome}]
"""
CHECKS = """
  - id: again
    title: $check.dose.title
    short: $check.dose.short
    task: $check.dose.title
    points: {faglig: 10}
    goals: [maalinger]
    opens: 16
    way: {branch: after, way: measured}
    require:
      all:
        - within:
            that: {entry: {type: news2, patient: ODD, author: me, fields: {spo2: {reading: odd-now}, resp: {reading: odd-now, within: 1}}}}
            of: {observed: odd-now}
            minutes: 5
        - order: [{observed: odd-now}, {entry: {type: news2, patient: ODD, author: me, count: {at_least: 2}}}]
    hint: $check.dose.hint
    where: $check.dose.where
    feedback: {met: $check.dose.met, missed: $check.dose.missed}
    source: $check.dose.source
    believed: $check.dose.believed
    do:
      - {open_patient: ODD}
      - {observe: odd-now}
      - create: {type: news2, patient: ODD, fields: {resp: {reading: odd-now}, spo2: {reading: odd-now}, scale: "2", supply: air, systolic: 138, pulse: 92, consciousness: A, temperature: 37.4}}
    or_do:
      - - {observe: odd-now}
        - create: {as: slow, type: news2, patient: ODD, sign: false, fields: {resp: {reading: odd-now}, spo2: {reading: odd-now}, scale: "2", supply: air, systolic: 138, pulse: 92, consciousness: A, temperature: 37.4}}
        - {sign: slow}
  - id: left-alone
    title: $check.dose.title
    short: $check.dose.short
    points: {faglig: 10}
    goals: [maalinger]
    opens: 16
    way: {branch: after, way: left}
    require: {observed: odd-now}
    hint: $check.dose.hint
    where: $check.dose.where
    feedback: {met: $check.dose.met, missed: $check.dose.missed}
    source: $check.dose.source
    believed: $check.dose.believed
    do: [{observe: odd-now}]
"""


def wide(into: Path) -> Path:
    """The small scenario with everything in it."""
    folder = copy(into)
    script = folder / "script.yaml"
    text = script.read_text("utf-8").replace("observations:\n", STATES.lstrip("\n"), 1)
    text = text.replace("    missed_after: 4\n", "    missed_after: 4\n    again_minutes: 3\n", 1)
    text = text.replace("        text: $d.wife.asks\n", SILENT, 1)
    text = text.replace("\nchecks:\n", f"{BEATS.rstrip()}\nchecks:\n", 1)
    script.write_text(text.rstrip("\n") + CHECKS, encoding="utf-8")
    return folder


SILENT = "        text: $d.wife.asks\n        silence: {minutes: 1}\n"


def made(folder: Path) -> Program:
    return Program(compile_folder(folder, PACKS)[0])


def found(folder: Path) -> list[Problem]:
    return references(read_folder(folder, PACKS))


def test_all_of_it_compiles_and_nothing_is_missing(tmp_path: Path) -> None:
    folder = wide(tmp_path)
    assert found(folder) == []
    program = made(folder)
    state, branch = program.trajectories["odd"], program.branches["after"]
    assert state.courses["ill"]["spo2"] == ((0, 90), (20 * MINUTE_MS, 80))
    assert (state.start, state.noise, state.bends[0].after_ms) == ("ill", {"resp": 1}, MINUTE_MS)
    assert list(branch.ways) == ["measured", "left"]
    assert program.dialogues["wife"].nodes["asks"]["silence"] == {"after_ms": MINUTE_MS, "next": ""}
    bell = next(beat for beat in program.beats if beat.id == "bell")
    assert (bell.every_ms, bell.times, bell.stop is not None) == (5 * MINUTE_MS, 3, True)
    assert program.checks["again"].way == ("after", "measured")
    assert program.max_points == 80, "both ways are worth the same and count once"


def test_it_is_played_to_the_end(tmp_path: Path) -> None:
    from simtrainer.scenario.survey import play, survey

    program = made(wide(tmp_path))
    run = play(program, "expert")
    assert run.history.ways == {"after": "measured"}
    assert run.history.finished is not None
    assert (run.history.finished["points"], run.history.finished["max_points"]) == (80, 80)
    assert run.history.check_states["left-alone"] == "void"
    shown = survey(program, 30)
    assert (shown.routes, shown.lost_routes, shown.raised, shown.above) == (30, [], [], [])


def test_what_is_sent_comes_back(tmp_path: Path) -> None:
    run = Run(made(wide(tmp_path)))
    run.start()
    fields = {"to": "ida", "subject": "Hei", "body": "Kan du komme?"}
    sent = run.act("create", {"type": "message", "fields": fields}, 1000)[0].data["entry"]
    run.advance(2 * MINUTE_MS)
    assert run.history.record.entry(sent).status == "rejected"


def test_what_was_left_out_takes_no_room(tmp_path: Path) -> None:
    raw, _ = compile_folder(copy(tmp_path), PACKS)
    for word in (b"trajector", b"branches", b'"way"', b"every_ms", b"silence", b"other_ways"):
        assert word not in raw


FAULTS = [
    ("to: better, when", "to: gone, when", "script.no_course"),
    ("noise: {resp: 1}", "noise: {pulse: 1}", "script.no_parameter"),
    ("trajectory: odd, parameters: [spo2", "trajectory: eve, parameters: [spo2",
     "script.no_trajectory"),
    ("parameters: [spo2, resp]", "parameters: [spo2, pulse]", "script.no_parameter"),
    ("    way: {branch: after, way: left}", "    way: {branch: after, way: right}",
     "script.no_way"),
    ("value: {trajectory: odd, parameter: spo2", "value: {trajectory: odd, parameter: pulse",
     "script.no_parameter"),
    ("bend: {trajectory: odd, to: better}", "bend: {trajectory: odd, to: worse}",
     "script.no_course"),
    ("receipt: {entry: {type: message,", "receipt: {entry: {type: telegram,", "pack.no_type"),
    ("spo2: {reading: odd-now}, resp: {reading: odd-now, within: 1}",
     "spo2: {reading: gone}, resp: {reading: odd-now, within: 1}", "script.no_observation"),
    ("of: {observed: odd-now}", "of: {not: {observed: odd-now}}", "condition.no_moment"),
    ("order: [{observed: odd-now}", "order: [{observed: nothing}", "script.no_observation"),
    ("minutes_since: {entry: {type: note, patient: ODD, author: me}, at_most: 60}",
     "minutes_since: {entry: {type: note, patient: ODD, count: {exactly: 0}}, at_most: 60}",
     "condition.no_moment"),
    ("    again_minutes: 3\n", "    missed: nobody\n", "script.no_dialogue"),
    ("silence: {minutes: 1}", "silence: {minutes: 1, next: nowhere}", "script.no_node"),
    ("      - - {observe: odd-now}", "      - - {observe: nothing}", "script.no_observation"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code"), FAULTS, ids=[f"{f[2]}-{f[1][:30]}" for f in FAULTS]
)
def test_a_name_that_is_not_there_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    folder = change(wide(tmp_path), "script.yaml", old, new)
    (problem,) = found(folder)
    assert problem.code == code
    line = (folder / "script.yaml").read_text("utf-8").split(new)[0].count("\n") + 1
    assert problem.place is not None and abs(problem.place.line - line) <= 1


def test_the_linter_has_read_it_all(tmp_path: Path) -> None:
    codes = {problem.code for problem in lint(read_folder(wide(tmp_path), PACKS))}
    assert codes <= {"lint.checks_overlap", "lint.goal_unused", "lint.text_unused"}


def test_ways_that_are_not_worth_the_same_are_told(tmp_path: Path) -> None:
    folder = wide(tmp_path)
    assert "lint.ways_uneven" not in {p.code for p in lint(read_folder(folder, PACKS))}
    script = folder / "script.yaml"
    before, _, after = script.read_text("utf-8").rpartition("points: {faglig: 10}")
    script.write_text(f"{before}points: {{faglig: 5}}{after}", encoding="utf-8")
    found = {p.code: p for p in lint(read_folder(folder, PACKS))}
    assert found["lint.ways_uneven"].params["points"] == "measured 10, left 5"
    assert (
        "- id: after"
        in script.read_text("utf-8").splitlines()[
            found["lint.ways_uneven"].place.line - 1  # type: ignore[union-attr]
        ]
    )
