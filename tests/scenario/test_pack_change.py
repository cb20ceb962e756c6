"""A changed pack: exactly the scenarios and checks that it touches are listed."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simtrainer.launch.commands import dispatch
from simtrainer.record.pack_source import read_pack
from simtrainer.scenario.files import Folder, read_folder
from simtrainer.scenario.pack_change import differences
from simtrainer.scenario.pack_uses import touched
from simtrainer.scenario.references import references
from tests.scenario.folders import PACKS, ROOT

OLD = PACKS / "kommune-standard"
SCENARIOS = sorted(path.parent for path in (ROOT / "scenarios").glob("*/scenario.yaml"))
HEAD = "format: 2\nid: kommune-standard\nversion: 2.0.0\nextends: base\n"


def changed(tmp_path: Path, text: str, terms: str = "") -> Path:
    """The shipped pack with these lines laid over it, under its own name."""
    shutil.copytree(OLD, tmp_path / "base")
    folder = tmp_path / "kommune-standard"
    (folder / "terms").mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD + text, encoding="utf-8")
    for language in ("nb", "nn", "en"):
        (folder / "terms" / f"{language}.yaml").write_text(terms, encoding="utf-8")
    return folder


@cache
def old_pack() -> dict[str, Any]:
    return read_pack(OLD)


@cache
def scenario(name: str) -> Folder:
    return read_folder(ROOT / "scenarios" / name, PACKS)


def hits(new: Path, name: str = "morgenvakt-solglott") -> dict[str, set[str]]:
    """Code to the parts of one scenario that are touched, as ``part:id``."""
    changes = differences(old_pack(), read_pack(new))
    found: dict[str, set[str]] = {}
    for hit in touched(scenario(name), changes):
        found.setdefault(hit.change.kind, set()).add(f"{hit.use.part}:{hit.use.id}")
    return found


def owners(source: Folder, lines: set[tuple[str, int]]) -> set[str]:
    """Which checks, beats and entries these lines of the files stand in."""
    starts = []
    for file, part, items in (
        (source.world_file, "entries", source.world.entries),
        (source.script_file, "branches", source.script.branches),
        (source.script_file, "beats", source.script.beats),
        (source.script_file, "checks", source.script.checks),
    ):
        for index, item in enumerate(items):
            place = file.place(part, index)
            starts.append((place.file, place.line, f"{part}:{item.id}"))
    for name in source.script.trajectories:
        place = source.script_file.place("trajectories", name)
        starts.append((place.file, place.line, f"trajectories:{name}"))
    starts.sort()
    return {
        [name for f, first, name in starts if f == file and first <= line][-1]
        for file, line in lines
    }


FIELD = """\
types:
  deviation:
    summary: [what]
    fields: {told: null, informed: {kind: text}}
"""
CHOICE = """\
types:
  news2:
    fields: {supply: {choices: [oxygen]}}
"""
ORDER = """\
types:
  administration:
    summary: [outcome]
    fields: {order: null, medicine: {kind: entry, of: prescription}}
"""
NUMBER = """\
types:
  news2: {summary: [resp], fields: {temperature: null}}
"""
TYPE = """\
types: {deviation: null, deviation_follow_up: null}
modules: {deviations: null, controlled: {then: null}}
"""
GONE = {
    "field": (FIELD, "field.deviation.informed: X\n"),
    "choice": (CHOICE, ""),
    "order": (ORDER, "field.administration.medicine: X\n"),
    "number": (NUMBER, ""),
    "type": (TYPE, ""),
}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.name)
@pytest.mark.parametrize("what", GONE)
def test_what_is_gone_is_told_exactly_where_the_compiler_would_stop(
    tmp_path: Path, what: str, scenario: Path
) -> None:
    new = changed(tmp_path, *GONE[what])
    told = hits(new, scenario.name)
    source = read_folder(scenario, tmp_path, "kommune-standard")
    faults = {
        (p.place.file, p.place.line)
        for p in references(source)
        if p.place and p.code.startswith(("pack.", "field."))
    }
    found = set().union(*(told.get(k, set()) for k in ("field_gone", "choice_gone", "type_gone")))
    directly = {name for name in found if not name.startswith("observations:")}
    assert directly >= owners(source, faults)
    for name in directly - owners(source, faults):  # what the compiler does not look through
        check = next(c for c in source.script.checks if f"checks:{c.id}" == name)
        assert any("observe" in step for step in check.do) or "observed" in str(check.require)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("order: [ward, deviations, inbox]\n", ""),
        ("modules:\n  deviations: {group: patient, icon: pill, columns: [told, what]}\n", ""),
        ("", "module.journal: Logg\nfield.note.plan: Videre\n"),
        ("navigation: top_tabs\nbanner: {cells: [consent]}\n", ""),
        ("types:\n  note: {order: [plan], fields: {m: {kind: text}}}\n", "field.note.m: X\n"),
        ("types:\n  weight: {fields: {weight: {soft_max: 200, max: 400}}}\n", ""),
        ("types:\n  pain: {fields: {when: {choices: [before, after, alone, night]}}}\n",
         "choice.pain.when.night: X\n"),
    ],
)  # fmt: skip
def test_what_is_moved_renamed_or_added_needs_no_edit(
    tmp_path: Path, text: str, terms: str
) -> None:
    new = changed(tmp_path, text, terms)
    for scenario in SCENARIOS:
        assert hits(new, scenario.name) == {}


def test_a_new_required_field_touches_only_forms_that_leave_it_out(tmp_path: Path) -> None:
    level = "{kind: text, required: true}"
    text = f"types:\n  deviation: {{fields: {{told: {{required: true}}, level: {level}}}}}\n"
    found = hits(changed(tmp_path, text, "field.deviation.level: X\n"))
    assert set(found) == {"field_required"}
    source = scenario("morgenvakt-solglott")
    makes = {f"checks:{c.id}" for c in source.script.checks if "'type': 'deviation'" in str(c.do)}
    assert found["field_required"] == makes != set()


def test_a_rule_for_what_is_required_touches_only_forms_it_holds_for(tmp_path: Path) -> None:
    dose = "{kind: text, required_when: {outcome: not_given}}"
    text = f"types:\n  administration: {{fields: {{dose: {dose}}}}}\n"
    found = hits(changed(tmp_path, text, "field.administration.dose: X\n"))
    source = scenario("morgenvakt-solglott")
    wanted = {
        f"checks:{c.id}"
        for c in source.script.checks
        if any(
            step.get("create", {}).get("fields", {}).get("outcome") == "not_given" for step in c.do
        )
    }
    assert found == {"field_required": wanted} and wanted


def test_a_choice_among_several_is_found_too(tmp_path: Path) -> None:
    text = """\
types:
  administration:
    fields:
      outcome: {choices: [given, not_given]}
      reason: {required_when: {outcome: not_given}}
"""
    found = hits(changed(tmp_path, text))
    assert found.pop("choice_gone") == {"beats:synne-stopped", "checks:a3-dose", "checks:a9-stop"}
    assert found == {}, "the narrower rule asks for nothing that the steps leave out"


def test_new_limits_touch_only_values_outside_them(tmp_path: Path) -> None:
    found = hits(changed(tmp_path, "types:\n  news2: {fields: {spo2: {min: 80}}}\n"))
    assert found == {}
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    text = "types:\n  news2: {fields: {spo2: {min: 90, soft_min: null}}}\n"
    found = hits(changed(tmp_path, text))
    assert "checks:a5-news2" in found["field_limits"]


def test_a_module_that_is_gone_or_drawn_otherwise(tmp_path: Path) -> None:
    text = "modules:\n  measurements: null\n  deviations: {view: timeline, steps: null}\n"
    words = "filter.deviations.all: X\n"
    found = hits(changed(tmp_path, text, words))
    assert "observations:odd-vitals" in found["module_gone"]
    assert "checks:a5-news2" in found["module_gone"], "its steps look at the observation"
    assert all(name.startswith("checks:") for name in found.get("module_view", ()))


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = dispatch(["check", "--against", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_command_lists_scenarios_checks_and_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = changed(tmp_path, *GONE["field"])
    code, answer = asked(capsys, str(OLD), str(new))
    assert (code, answer["ok"]) == (1, False)
    assert answer["changes"] == [{"kind": "field_gone", "type": "deviation", "field": "told"}]
    names = [item["scenario"] for item in answer["scenarios"]]
    assert names == ["dagvakt-solglott", "morgenvakt-solglott"]
    for item in answer["scenarios"]:
        assert set(item["checks"]) == {p["id"] for p in item["places"] if p["part"] == "checks"}
        assert all("deviation.told" in p["message"] and p["line"] for p in item["places"])
    code, answer = asked(capsys, str(OLD), str(new), str(ROOT / "scenarios" / "news2-kvarteret"))
    assert (code, answer["ok"], answer["scenarios"]) == (0, True, [])


def test_the_other_pack_asks_for_no_edit(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = asked(capsys, str(OLD), str(PACKS / "kommune-fane"))
    assert (code, answer["ok"]) == (0, True)


def test_lines_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = changed(tmp_path, *GONE["type"])
    assert dispatch(["check", "--against", str(OLD), str(new)]) == 1
    out = capsys.readouterr().out
    assert "morgenvakt-solglott/script.yaml:" in out and "change.type_gone" in out


def test_a_broken_pack_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = changed(tmp_path, "types:\n  nota: null\n")
    assert dispatch(["check", "--against", str(OLD), str(new), "--json"]) == 1
    assert "pack.nothing_there" in capsys.readouterr().err


ADMINISTRATION = "types:\n  administration: {fields: "
TOLD = "types:\n  deviation: {fields: {told: "
SHOWN = "{reason: {visible_when: {outcome: given}}}}\n"


@pytest.mark.parametrize(
    ("text", "code", "one"),
    [
        (
            "types:\n  deviation: {lifecycle: message}\nmodules:\n  deviations: {steps: null}\n",
            "lifecycle",
            "checks:a4-deviation",
        ),
        ("modules:\n  deviations: {forms: null}\n", "no_form", "checks:a4-deviation"),
        (TOLD + "{kind: person}}}\n", "field_kind", "checks:a4-deviation"),
        (TOLD + "{form: false}}}\n", "field_hidden", "checks:a4-deviation"),
        (ADMINISTRATION + "{outcome: {default: given}}}\n", "field_default", ""),
        (ADMINISTRATION + "{reason_text: {default: x}}}\n", "field_default", "checks:a7-dose"),
        (ADMINISTRATION + SHOWN, "field_hidden", "checks:a9-stop"),
    ],
)  # fmt: skip
def test_other_changes_are_told_by_their_own_name(
    tmp_path: Path, text: str, code: str, one: str
) -> None:
    found = hits(changed(tmp_path, text))
    assert set(found) == ({code} if one else set())
    assert not one or one in found[code]


VERBS = "lifecycles:\n  message:\n    verbs: "


@pytest.mark.parametrize(
    ("text", "code", "one"),
    [
        (VERBS + "{acknowledge: null, hear: {moves: {received: read}}}\n", "verb_gone",
         "checks:a2-read"),
        (VERBS + "{acknowledge: {reason: true}}\n", "verb_reason", "checks:a2-read"),
        (VERBS + "{acknowledge: {needs: [subject]}}\n", "verb_needs", "checks:a2-read"),
        ("types:\n  deviation: {cosign_when: {}, fields: {cosigner: {kind: person}}}\n", "", ""),
        ("types:\n  administration: {cosign_when: {order.group: A}}\n", "cosign",
         "checks:a3-dose"),
        ("lifecycles:\n  task: {statuses: {open: {tone: warn}}}\n", "", ""),
        ("lifecycles:\n  planned:\n    verbs: {amend: null}\n", "", ""),
        ("access: {reason: always, reasons: access_reasons}\n", "", ""),
        ("modules:\n  tasks: {sort: [due], filters: [], group_by: status}\n", "", ""),
    ],
)  # fmt: skip
def test_changes_of_lifecycles_and_signatures_are_told_where_they_bite(
    tmp_path: Path, text: str, code: str, one: str
) -> None:
    words = "verb.message.hear: X\nfield.deviation.cosigner: X\n"
    found = hits(changed(tmp_path, text, words))
    assert set(found) == ({code} if code else set())
    assert not code or one in found[code]


def test_a_status_that_is_gone_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    text = """\
lifecycles:
  signed:
    statuses: {invalid: null, wrong: {counts: false, struck: true, end: true}}
    verbs: {invalidate: {moves: {draft: wrong, signed: wrong, amended: wrong}}}
"""
    found = hits(changed(tmp_path, text, "status.signed.wrong: X\n"), "dagvakt-solglott")
    source = scenario("dagvakt-solglott")
    asks = {f"checks:{c.id}" for c in source.script.checks if "'invalid'" in str(c.require)}
    assert found == {"status_gone": asks} and asks


def test_a_thing_gone_from_a_list_is_a_choice_that_is_gone(tmp_path: Path) -> None:
    new = changed(tmp_path, "")
    (new / "lists.yaml").write_text(
        "lists:\n  deviation_types: {items: {fall: {active: false}, medicine: null}}\n", "utf-8"
    )
    changes = differences(old_pack(), read_pack(new))
    assert [(c.kind, c.type, c.field, c.value) for c in changes] == [
        ("choice_gone", "deviation", "category", "medicine"),
        ("choice_gone", "deviation", "category", "fall"),
    ]
