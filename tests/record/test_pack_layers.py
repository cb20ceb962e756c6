"""A pack that extends another: parts are put together by name, and faults keep their own file."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.pack import Pack
from simtrainer.record.pack_source import read_pack
from tests.record.pack_folder import PACK, place_of, write_pack

HEAD = "format: 1\nid: over\nversion: 2.0.0\nextends: small\n"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the small pack in it."""
    write_pack(tmp_path / "small")
    return tmp_path


def extend(packs: Path, text: str, terms: str = "", name: str = "over") -> Path:
    """A pack with this text after its head, and these words where there are any."""
    folder = packs / name
    (folder / "terms").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD + text, encoding="utf-8")
    if terms:
        (folder / "terms" / "nb.yaml").write_text(terms, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[Problem]:
    """What is wrong with the pack."""
    try:
        read_pack(folder)
    except Problems as found:
        return found.problems
    except Problem as single:
        return [single]
    return []


def test_nothing_of_its_own_is_the_other_pack_under_another_name(packs: Path) -> None:
    own = {"id": "over", "version": "2.0.0"}
    assert read_pack(extend(packs, "")) == {**read_pack(packs / "small"), **own}


def test_parts_are_put_together_by_name(packs: Path) -> None:
    folder = extend(
        packs,
        "navigation: top_tabs\n"
        "types:\n"
        "  note:\n"
        "    order: [tone]\n"
        "    fields:\n"
        "      text: {required: false, lines: 7}\n"
        "      tone: {choices: [calm, worried, cross]}\n"
        "      when: {kind: date}\n"
        "modules:\n"
        "  ward: {columns: [name, room]}\n"
        "order: [register]\n",
        "field.note.when: Dato\nchoice.note.tone.cross: Sint\nmodule.register: Kasse\n",
    )
    pack = Pack.from_data(read_pack(folder))
    note = pack.types["note"]
    assert pack.navigation == "top_tabs"
    assert list(note.fields)[:3] == ["tone", "text", "why"] and list(note.fields)[-1] == "when"
    assert (note.fields["text"].required, note.fields["text"].lines) == (False, 7)
    assert note.fields["text"].kind == "long", "what is not said stays"
    assert note.fields["tone"].choices == ("calm", "worried", "cross")
    assert note.summary == ("text",)
    assert list(pack.modules) == ["register", "ward", "journal"]
    assert pack.modules["ward"].columns == ("name", "room")
    assert pack.terms["nb"]["module.register"] == "Kasse"
    assert pack.terms["nb"]["module.journal"] == "Journal"


def test_an_empty_value_takes_away(packs: Path) -> None:
    folder = extend(
        packs,
        "types:\n  note: {fields: {why: null, tone: {choices: [calm]}}}\n  controlled: null\n"
        "modules:\n  register: null\n  journal: {filters: null}\n",
    )
    pack = Pack.from_data(read_pack(folder))
    assert list(pack.types) == ["note"]
    assert list(pack.types["note"].fields)[:3] == ["text", "tone", "score"]
    assert (list(pack.modules), pack.modules["journal"].filters) == (["ward", "journal"], ())


def test_lists_and_lifecycles_are_put_together_by_name_too(packs: Path) -> None:
    folder = extend(
        packs,
        "lifecycles:\n"
        "  signed:\n"
        "    statuses: {locked: {end: true}}\n"
        "    verbs: {lock: {moves: {signed: locked}}, amend: null}\n",
        "status.signed.locked: Låst\nverb.signed.lock: Lås\nlist.why.left: Dro hjem\n",
    )
    (folder / "lists.yaml").write_text(
        "lists:\n"
        "  why: {items: {mistake: null, left: {}}}\n"
        "  drugs: {items: {N02BE01: {text: Smertestillende}}}\n",
        encoding="utf-8",
    )
    pack = Pack.from_data(read_pack(folder))
    life = pack.types["note"].life
    assert life.moves["signed", "lock"] == "locked" and "amend" not in life.verbs
    assert list(pack.lists["why"]) == ["other", "left"]
    assert pack.lists["drugs"]["N02BE01"].text == "Smertestillende"


def test_a_third_pack_builds_on_both(packs: Path) -> None:
    extend(packs, "modules:\n  ward: {columns: [name]}\n", "module.ward: Post\n")
    third = extend(packs, "banner: {cells: [consent]}\n", "banner.consent: Ja\n", "third")
    text = (third / "pack.yaml").read_text("utf-8").replace("extends: small", "extends: over")
    (third / "pack.yaml").write_text(text, encoding="utf-8")
    pack = Pack.from_data(read_pack(third))
    assert pack.modules["ward"].columns == ("name",)
    assert [cell.id for cell in pack.banner] == ["consent"]
    assert (pack.terms["nb"]["module.ward"], pack.terms["nb"]["type.note"]) == ("Post", "Notat")


def test_a_language_of_its_own_must_say_every_word(packs: Path) -> None:
    folder = extend(packs, "languages: [nb, nn]\n")
    (folder / "terms" / "nn.yaml").write_text("type.note: Notat\n", encoding="utf-8")
    found = faults(folder)
    assert {p.code for p in found} == {"pack.no_term"}
    assert {p.params["language"] for p in found} == {"nn"}


@pytest.mark.parametrize(
    ("code", "text", "at"),
    [
        ("pack.nothing_there", "types:\n  nota: null\n", "nota"),
        ("pack.nothing_there", "types:\n  note: {fields: {txt: null}}\n", "txt"),
        ("pack.no_type", "modules:\n  journal: {types: [note, nota]}\n", "nota"),
        ("pack.no_field", "types:\n  note: {summary: [tekst]}\n", "tekst"),
        ("pack.no_field", "types:\n  note: {order: [tekst]}\n", "tekst"),
        ("pack.no_module", "order: [wards]\n", "wards"),
        ("pack.first_module", "modules:\n  ward: {group: patient}\n", "ward"),
        ("source.extra", "types:\n  note: {colour: red}\n", "colour"),
        ("source.missing", "types:\n  pain: {lifecycle: signed}\n", "pain"),
        ("source.value", "types:\n  note: 7\n", "note"),
        ("source.value", "types: [note]\n", "types"),
        ("source.value", "order: ward\n", "order"),
    ],
)
def test_a_fault_is_told_where_it_was_written(packs: Path, code: str, text: str, at: str) -> None:
    found = next(p for p in faults(extend(packs, text)) if p.code == code)
    line, column = place_of(HEAD + text, at)
    assert str(found.place) == f"over/pack.yaml:{line}:{column}"


def test_what_is_left_without_ground_is_told_in_the_other_file(packs: Path) -> None:
    (found,) = faults(extend(packs, "types:\n  note: {fields: {tone: null}}\n"))
    line, column = place_of(PACK, "tone: worried")
    assert (found.code, found.params["field"]) == ("pack.no_field", "tone")
    assert str(found.place) == f"small/pack.yaml:{line}:{column}"


def test_a_fault_in_the_pack_under_stops_both_even_where_it_is_covered(packs: Path) -> None:
    write_pack(packs / "small", PACK.replace("summary: [text]", "summary: [tekst]"))
    (found,) = faults(extend(packs, "types:\n  note: {summary: [text]}\n"))
    assert found.code == "pack.no_field"
    assert str(found.place).startswith("small/pack.yaml:")


@pytest.mark.parametrize(
    "name", ["gone", "../small", "Small", "[small]", "7", '""', "{a: b}", "/", "true"]
)
def test_an_unknown_base_is_told_at_its_place(packs: Path, name: str) -> None:
    folder = extend(packs, "")
    text = (folder / "pack.yaml").read_text("utf-8").replace("small", name)
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    (found,) = faults(folder)
    assert (found.code, str(found.place)) == ("pack.unknown", "over/pack.yaml:4:1")


def test_going_in_a_circle_is_told_where_it_closes(packs: Path) -> None:
    write_pack(packs / "small", PACK.replace("version: 1.0.0", "version: 1.0.0\nextends: over"))
    (found,) = faults(extend(packs, ""))
    assert (found.code, str(found.place)) == ("pack.cycle", "small/pack.yaml:4:1")
    write_pack(packs / "small", PACK.replace("version: 1.0.0", "version: 1.0.0\nextends: small"))
    (found,) = faults(packs / "small")
    assert (found.code, found.params["pack"]) == ("pack.cycle", "small")
