"""A pack is read whole or not at all, and every fault is told at its place."""

from pathlib import Path

import pytest

from simtrainer.app.present.kinds import VIEW_KINDS as DRAWN
from simtrainer.app.present.ward import COLUMNS
from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.record.pack import Pack
from simtrainer.record.pack_model import VIEW_KINDS, WARD_COLUMNS
from simtrainer.record.pack_source import read_pack
from tests.record.pack_folder import LISTS, PACK, TERMS, place_of, write_pack

REAL = "144338499" + "90"  # +40: ambiguous, and therefore refused
SHIPPED = Path(__file__).parents[2] / "resources" / "packs" / "kommune-standard"


def faults(folder: Path) -> list[Problem]:
    """What is wrong with the pack."""
    try:
        read_pack(folder, "small")
    except Problems as found:
        return found.problems
    except Problem as single:
        return [single]
    return []


def test_the_shipped_pack_loads_and_says_every_word() -> None:
    pack = Pack.from_data(read_pack(SHIPPED))
    assert next(iter(pack.modules)) == "ward"
    assert list(pack.types["news2"].fields)[:2] == ["resp", "spo2"], "fields in the form's order"
    assert [m.id for m in pack.modules_of("note")] == ["journal"]
    assert pack.types["prescription"].fields["prn"].kind == "yesno"
    assert all(pack.terms["nb"].values())


def test_the_small_pack_is_right(tmp_path: Path) -> None:
    assert faults(write_pack(tmp_path)) == []


def test_what_a_pack_may_name_is_what_can_be_drawn() -> None:
    assert set(VIEW_KINDS) == set(DRAWN)
    assert {*COLUMNS, "marks"} == set(WARD_COLUMNS)


@pytest.mark.parametrize(
    ("code", "good", "bad", "at"),
    [
        ("source.extra", "    calculator: balance", "    colour: red", "colour"),
        ("source.value", "kind: long", "kind: poem", "kind: poem"),
        ("source.value", "version: 1.0.0", "version: new", "version"),
        ("source.value", "format: 2", "format: 0", "format"),
        ("lint.format_newer", "format: 2", "format: 3", "format"),
        ("source.value", "navigation", "navigation", ""),
        ("source.missing", "    view: ward_list\n", "", "ward:"),
        ("pack.no_check", "calculator: balance", "checks: {magic: {n: 1}}", "magic"),
        ("pack.no_calculator", "calculator: balance", "calculator: magic", "calculator"),
        ("pack.no_choices", "choices: [calm, worried]", "choices: []", "tone: {kind"),
        ("pack.no_field", "summary: [text]", "summary: [tekst]", "tekst"),
        ("pack.no_field", "{tone: worried}", "{mood: worried}", "mood"),
        ("pack.no_type", "of: note", "of: nota", "of: nota"),
        ("pack.no_type", "types: [controlled]", "types: [money]", "money"),
        ("pack.no_type", "forms: [note]", "forms: [nota]", "nota"),
        ("pack.no_type", "filters: [note]", "filters: [nota]", "nota"),
        ("pack.no_type", "view: timeline", "view: measurement", "journal:"),
        ("pack.no_type", "    types: [controlled]\n", "", "register:"),
        ("pack.no_columns", "    columns: [room, name]\n", "", "ward:"),
        ("pack.no_columns", "    columns: [order, balance]\n", "", "register:"),
        ("pack.no_column", "[room, name]", "[room, shoes]", "shoes"),
        ("pack.no_column", "[order, balance]", "[order, saldo]", "saldo"),
        ("pack.no_lifecycle", "    lifecycle: signed", "    lifecycle: eternal", "lifecycle: e"),
        ("pack.no_status", "start: signed", "start: sined", "start: sined"),
        ("pack.no_status", "draft: draft\n    stat", "draft: drft\n    stat", "draft: drft"),
        ("pack.no_status", "{draft: signed}", "{draft: sined}", "draft: sined"),
        ("pack.no_status", "{signed: invalid}", "{sined: invalid}", "sined: invalid"),
        ("pack.no_status", "statuses: [signed]", "statuses: [gone]", "gone"),
        (
            "pack.no_way_out",
            "invalid: {counts: false, struck: true, end: true}",
            "invalid: {counts: false, struck: true}",
            "invalid: {counts",
        ),
        (
            "pack.no_way_out",
            "invalidate: {moves: {signed: invalid}, reason: true, reasons: why}",
            "amend2: {moves: {draft: invalid}}",
            "signed: {}",
        ),
        (
            "pack.no_way_in",
            "      signed: {}\n",
            "      signed: {}\n      lost: {end: true}\n",
            "lost",
        ),
        ("pack.no_list", "reasons: why", "reasons: wy", "reasons: wy"),
        ("pack.no_list", "from_list: drugs", "from_list: drug", "from_list: drug,"),
        (
            "pack.no_list",
            "kind: drug, from_list: drugs, fills: {atc",
            "kind: drug, fills: {atc",
            "fills: {atc",
        ),
        (
            "pack.list_kind",
            "kind: text, required_when",
            "kind: text, from_list: why, required_when",
            "from_list: why",
        ),
        ("pack.no_item_key", "fills: {atc: code}", "fills: {atc: colour}", "atc: colour"),
        ("pack.no_field", "fills: {atc: code}", "fills: {wy: code}", "wy: code"),
        ("pack.no_field", "only: {state: new}", "only: {mood: calm}", "mood: calm"),
        (
            "pack.no_field",
            "      amend: {moves: {draft: draft}}",
            "      amend: {moves: {draft: draft}, needs: [tekst]}",
            "tekst",
        ),
        (
            "pack.no_field",
            "      amend: {moves: {draft: draft}}",
            "      amend: {moves: {draft: draft}, fields: [tekst]}",
            "tekst",
        ),
        ("pack.no_emergency", "banner:", "access: {restricted: emergency}\nbanner:", "restricted"),
        ("pack.no_list", "banner:", "access: {reasons: wy}\nbanner:", "reasons: wy"),
        ("source.value", "banner:", "access: {reason: sometimes}\nbanner:", "reason: som"),
        (
            "pack.no_field",
            "    calculator: balance",
            "    calculator: balance\n    cosign_when: {action: destroy}",
            "action: destroy",
        ),
        (
            "pack.no_field",
            "    calculator: balance",
            "    calculator: balance\n    cosign_when: {order.group: A}",
            "order.group",
        ),
        (
            "pack.no_field",
            "    calculator: balance",
            "    calculator: balance\n    delegates: to",
            "delegates",
        ),
        ("pack.no_of", "{kind: entry, of: note, only: {state: new}}", "{kind: entry}", "about"),
        ("pack.rule_value", "{tone: worried}}", "{tone: wored}}", "tone: wored"),
        (
            "pack.rule_value",
            "sure: {kind: yesno, visible_when: {state: new}}",
            "sure: {kind: yesno}\n      more: {kind: text, visible_when: {sure: ja}}",
            "sure: ja",
        ),
        (
            "pack.rule_itself",
            "visible_when: {state: new}",
            "visible_when: {sure: true}",
            "sure: true",
        ),
        ("pack.limit_order", "soft_max: 8", "soft_max: 11", "max: 10"),
        ("pack.limit_order", "min: 0, max: 10", "min: 20, max: 10", "soft_max"),
        ("pack.limit_kind", "kind: long, required: true", "kind: long, max: 7", "max: 7"),
        ("pack.default", "default: 5", "default: 50", "default: 50"),
        ("pack.default", "default: 5", "default: now", "default: now"),
        ("source.twice", "choices: [calm, worried]", "choices: [calm, worried, calm]", "calm]"),
        ("pack.no_column", "filters: [status]", "filters: [mood]", "mood"),
        ("pack.no_column", "only: {order: x}", "only: {mood: x}", "mood"),
        ("pack.no_column", "group_by: order", "group_by: mood", "group_by"),
        ("pack.no_column", "[-when, order]", "[-when, mood]", "mood"),
        ("pack.no_verb", "actions: [invalidate]", "actions: [dance]", "dance"),
        (
            "pack.no_type",
            "cells: [contact]",
            "cells: [contact, {id: w, type: weight, field: x}]",
            "type: weight",
        ),
        (
            "pack.no_field",
            "cells: [contact]",
            "cells: [contact, {id: w, type: note, field: x}]",
            "field: x",
        ),
        ("source.value", "cells: [contact]", "cells: [shoes]", "shoes"),
        (
            "text.real_identity",
            "      atc: {kind: code}",
            f"      atc: {{kind: code, unit: '{REAL}'}}",
            "unit",
        ),
        (
            "pack.first_module",
            "    view: ward_list",
            "    view: ward_list\n    group: patient",
            "ward:",
        ),
        ("yaml.twice", "  controlled:", "  note:", "note:\n    lifecycle: signed\n    calc"),
        ("yaml.anchor", "  note:", "  note: &n", "&n"),
        ("yaml.anchor", "of: note", "of: *note", "*note"),
        ("yaml.broken", "summary: [text]", "summary: [text", "summary"),
        (
            "yaml.broken",
            "    lifecycle: signed\n    summary",
            "\tlifecycle: signed\n    summary",
            "\t",
        ),
    ],
)
def test_a_fault_is_told_at_its_place(
    tmp_path: Path, code: str, good: str, bad: str, at: str
) -> None:
    if not at:
        text = PACK.replace("banner:", "navigation: sideways\nbanner:")
        at = "navigation"
    else:
        text = PACK.replace(good, bad, 1)
    assert text != PACK
    found = next(p for p in faults(write_pack(tmp_path, text)) if p.code == code)
    line, column = place_of(text, at)
    assert found.place is not None and found.place.file == "small/pack.yaml"
    if code == "yaml.broken":
        assert found.place.line >= line and found.place.column >= 1
    else:
        assert (found.place.line, found.place.column) == (line, column)


@pytest.mark.parametrize("key", [line.split(":")[0] for line in TERMS.splitlines()])
def test_every_word_that_is_drawn_must_be_there(tmp_path: Path, key: str) -> None:
    lines = [line for line in TERMS.splitlines(keepends=True) if not line.startswith(f"{key}:")]
    (found,) = faults(write_pack(tmp_path, terms="".join(lines)))
    assert (found.code, found.params["key"]) == ("pack.no_term", key)
    assert str(found.place) == "small/terms/nb.yaml:1:1"


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ("- a\n- b\n", "yaml.no_table"),
        ("bare\n", "yaml.no_table"),
        (TERMS + "more: [a]\n", "source.text"),
        (TERMS + "more: 7\n", "source.text"),
    ],
)
def test_terms_are_texts_by_key(tmp_path: Path, terms: str, code: str) -> None:
    assert faults(write_pack(tmp_path, terms=terms))[0].code == code


def test_a_pack_that_is_no_table_or_empty_is_told(tmp_path: Path) -> None:
    assert faults(write_pack(tmp_path, "- a\n"))[0].code == "yaml.no_table"
    assert {p.code for p in faults(write_pack(tmp_path, ""))} == {"source.missing"}


@pytest.mark.parametrize(
    ("code", "good", "bad", "at"),
    [
        ("source.extra", "mistake: {}", "mistake: {colour: red}", "colour"),
        ("source.value", "mistake: {}", "Feil!: {}", "Feil!"),
        ("source.missing", "    items:\n      mistake", "    things:\n      mistake", "why"),
        ("yaml.twice", "other: {", "mistake: {", "mistake: {text"),
        ("text.real_identity", "text: Annet", f"text: ring {REAL}", "text: ring"),
    ],
)
def test_a_fault_in_the_lists_is_told_at_its_place(
    tmp_path: Path, code: str, good: str, bad: str, at: str
) -> None:
    text = LISTS.replace(good, bad, 1)
    found = next(p for p in faults(write_pack(tmp_path, lists=text)) if p.code == code)
    assert found.place == Place("small/lists.yaml", *place_of(text, at))


def test_a_real_number_in_a_word_is_told(tmp_path: Path) -> None:
    text = TERMS + f"pack.title: Pakke {REAL}\n"
    (found,) = faults(write_pack(tmp_path, terms=text))
    place = Place("small/terms/nb.yaml", *place_of(text, "pack.title"))
    assert (found.code, found.place) == ("text.real_identity", place)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = PACK.replace("summary: [text]", "summary: [a, b]").replace("of: note", "of: c", 1)
    assert [p.code for p in faults(write_pack(tmp_path, text))] == [
        "pack.no_field", "pack.no_field", "pack.no_type",
    ]  # fmt: skip


def test_missing_files_are_named(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "terms" / "nb.yaml").unlink()
    (found,) = faults(folder)
    assert (found.code, found.place) == ("file.missing", Place("small/terms/nb.yaml"))
    (folder / "pack.yaml").unlink()
    (found,) = faults(folder)
    assert (found.code, found.place) == ("file.missing", Place("small/pack.yaml"))
