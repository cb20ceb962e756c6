"""Each condition once true and once false, and what it lets itself be woken by."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from simtrainer.engine.conditions import CONDITIONS, condition_from
from simtrainer.engine.history import History
from simtrainer.engine.run import Run
from tests.engine.conftest import Build, Load
from tests.engine.programs import Player, beat, check, dialogue, entry, program_data
from tests.record.packs import NEWS2

Play = Callable[..., Player]
TALK = {"d": dialogue({"hello": {"yes": "", "no": ""}})}


def world() -> dict[str, Any]:
    """A bit of everything that a condition can ask about."""
    return {
        "entries": [
            entry("msg", "message", {"body": "a"}, "", status="received"),
            entry("todo", "task", {"title": "a"}, "", status="open"),
            entry("o", "order", {"drug": "A"}),
        ],
        "observations": {
            "look": {"patient": "ODD", "module": "journal", "label": "", "values": {"resp": 22}}
        },
        "dialogues": TALK,
        "beats": [beat("rings", {"call": "d"}, at=0)],
        "checks": [check("done", {"entry": {"type": "note"}})],
        "branches": [{"id": "fork", "at_ms": 0, "ways": [{"id": "left"}]}],
        "trajectories": {"odd": {"patient": "ODD", "courses": {"ill": {"resp": [[0, 22]]}}}},
    }


def holds(player: Player, data: dict[str, Any]) -> bool:
    return condition_from(data).holds(player.run.history)


def everything(player: Player) -> None:
    """Do all that the true cases below ask for."""
    player.do("open_patient", patient="EVA")
    player.do("read", entry="msg")
    player.do("acknowledge", entry="msg")
    player.do("complete", entry="todo")
    player.do("observe", observation="look")
    player.do("answer", dialogue="d")
    player.do("say", dialogue="d", choice="yes")
    player.note("Han har hoste", fields={"tone": "worried", "why": "b", "at": "7:45"})
    player.do("create", type="news2", patient="ODD", fields=NEWS2)
    dose = {"order": "o", "given": "2,5"}
    player.do("create", type="dose", patient="ODD", fields=dose, cosigner="ida")


CASES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("type", {"entry": {"type": "note"}}, {"entry": {"type": "controlled"}}),
    ("patient", {"entry": {"type": "note", "patient": "ODD"}},
     {"entry": {"type": "note", "patient": "RAG"}}),
    ("author", {"entry": {"type": "note", "author": "me"}},
     {"entry": {"type": "note", "author": "night"}}),
    ("status", {"entry": {"type": "note", "status": ["draft", "signed"]}},
     {"entry": {"type": "note", "status": "draft"}}),
    ("field", {"entry": {"type": "note", "fields": {"tone": "worried"}}},
     {"entry": {"type": "note", "fields": {"tone": "calm"}}}),
    ("derived", {"entry": {"type": "news2", "fields": {"score": 3, "risk": "low"}}},
     {"entry": {"type": "news2", "fields": {"score": 6}}}),
    ("whole text", {"entry": {"type": "note", "fields": {"*": {"mentions": ["$concept.cough"]}}}},
     {"entry": {"type": "note", "fields": {"*": {"mentions": ["$concept.blame"]}}}}),
    ("cosigned", {"entry": {"type": "dose", "cosigned": True}},
     {"entry": {"type": "dose", "cosigned": False}}),
    ("cosigner", {"entry": {"type": "dose", "cosigner": "ida"}},
     {"entry": {"type": "dose", "cosigner": "night"}}),
    ("at least", {"entry": {"type": "note", "count": {"at_least": 1}}},
     {"entry": {"type": "note", "count": {"at_least": 2}}}),
    ("at most", {"entry": {"type": "controlled", "count": {"at_most": 0}}},
     {"entry": {"type": "note", "count": {"at_most": 0}}}),
    ("exactly", {"entry": {"type": "note", "count": {"exactly": 1}}},
     {"entry": {"type": "note", "count": {"exactly": 0}}}),
    ("opened patient", {"opened": {"patient": "EVA"}}, {"opened": {"patient": "ODD"}}),
    ("opened entry", {"opened": {"entry": "msg"}}, {"opened": {"entry": "todo"}}),
    ("snooping", {"opened": {"unassigned": True}}, {"opened": {"patient": "RAG"}}),
    ("acknowledged", {"acknowledged": "msg"}, {"acknowledged": "gone"}),
    ("completed", {"acknowledged": "todo"}, {"acknowledged": "o"}),
    ("observed", {"observed": "look"}, {"observed": "never"}),
    ("said", {"said": {"dialogue": "d", "choice": ["no", "yes"]}},
     {"said": {"dialogue": "d", "choice": "no"}}),
    ("check", {"check": {"id": "done", "state": ["met", "late"]}},
     {"check": {"id": "done", "state": "missed"}}),
    ("all", {"all": [{"observed": "look"}, {"acknowledged": "msg"}]},
     {"all": [{"observed": "look"}, {"acknowledged": "o"}]}),
    ("any", {"any": [{"observed": "never"}, {"acknowledged": "msg"}]},
     {"any": [{"observed": "never"}, {"acknowledged": "o"}]}),
    ("beat", {"beat": "rings"}, {"beat": "never"}),
    ("call", {"call": {"dialogue": "d", "state": ["ended", "missed"]}},
     {"call": {"dialogue": "d", "state": "missed"}}),
    ("way", {"way": {"branch": "fork", "way": "left"}},
     {"way": {"branch": "fork", "way": "right"}}),
    ("value", {"value": {"trajectory": "odd", "parameter": "resp", "between": [20, 22]}},
     {"value": {"trajectory": "odd", "parameter": "resp", "at_least": 23}}),
    ("minutes since", {"minutes_since": {"acknowledged": "msg", "at_least": 0}},
     {"minutes_since": {"acknowledged": "o", "at_least": 0}}),
    ("within", {"within": {"that": {"acknowledged": "msg"}, "of": {"beat": "rings"}, "minutes": 1}},
     {"within": {"that": {"acknowledged": "msg"}, "between": [1, 2]}}),
    ("order", {"order": [{"opened": {"entry": "msg"}}, {"acknowledged": "msg"}]},
     {"order": [{"acknowledged": "msg"}, {"opened": {"entry": "msg"}}]}),
    ("not", {"not": {"observed": "never"}}, {"not": {"observed": "look"}}),
    ("side by side", {"observed": "look", "acknowledged": "msg"},
     {"observed": "look", "acknowledged": "o"}),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_condition_is_true_and_false(
    play: Play, true: dict[str, Any], false: dict[str, Any]
) -> None:
    player = play(**world())
    everything(player)
    assert holds(player, true)
    assert not holds(player, false)


def test_every_condition_of_the_table_is_tried() -> None:
    assert set(CONDITIONS) <= {kind for _, *pair in CASES for case in pair for kind in case}


def test_a_draft_and_what_is_marked_wrong_do_not_count(play: Play) -> None:
    player = play()
    draft = player.note(sign=False)
    assert not holds(player, {"entry": {"type": "note"}})
    player.do("sign", entry=draft)
    assert holds(player, {"entry": {"type": "note"}})
    player.do("invalidate", entry=draft, reason="feil")
    assert not holds(player, {"entry": {"type": "note"}})
    assert holds(player, {"entry": {"type": "note", "status": "invalid"}})


@pytest.mark.parametrize("data", [d for _, *pair in CASES for d in pair], ids=str)
def test_a_condition_is_woken_by_all_that_can_alter_it(build: Build, data: dict[str, Any]) -> None:
    """Whenever the answer changes, one of its triggers was among those that the event gave."""
    parts = world()
    parts["checks"].append(check("asked", data))
    player = Player(build(**parts))
    everything(player)
    condition, shadow = condition_from(data), History(player.run.program)
    before = condition.holds(shadow)
    for event in player.run.log:
        given = shadow.fold(event)
        after = condition.holds(shadow)
        assert after == before or set(given) & condition.triggers()
        before = after


def test_an_emergency_is_told_apart_from_other_openings(load: Load) -> None:
    data = program_data()
    data["pack"]["access"] = {"emergency": True}
    run = Run(load(orjson.dumps(data)))
    run.start()
    cases = {
        "any": {"opened": {"emergency": True}},
        "eva": {"opened": {"patient": "EVA", "emergency": True}},
        "odd": {"opened": {"patient": "ODD", "emergency": True}},
        "others": {"opened": {"unassigned": True, "emergency": True}},
    }

    def true() -> set[str]:
        return {n for n, case in cases.items() if condition_from(case).holds(run.history)}

    run.act("open_patient", {"patient": "ODD"}, 1_000)
    assert true() == set()
    shadow = History(run.program)
    for event in run.act("open_patient", _blue("ODD"), 2_000):
        given = set(shadow.fold(event))
        assert all(condition_from(cases[n]).triggers() & given for n in ("any", "odd"))
    assert true() == {"any", "odd"}
    run.act("open_patient", _blue("EVA"), 3_000)
    assert true() == set(cases)
    assert condition_from(cases["any"]).moments(run.history)[0][0] == 2_000


def _blue(patient: str) -> dict[str, Any]:
    return {"patient": patient, "reason": "Bevisstløs", "emergency": True}
