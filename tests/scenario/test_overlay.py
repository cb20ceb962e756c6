"""Own changes, apart from the shared base, and carried to its next version."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Place, Problem
from simtrainer.scenario.overlay import (
    Conflict,
    Overlay,
    carried,
    difference,
    laid_on,
    read_overlay,
    save,
    solved,
)
from simtrainer.scenario.package import Manifest, sha256

MUSEUM = Path(__file__).parents[1] / "formats" / "overlay"
SHARED = {"scenario.yaml": b"s1", "script.yaml": b"k1", "text/nb.yaml": b"t1", "README.md": b"r1"}
OWN = {
    "scenario.yaml": b"s1",
    "script.yaml": b"k1 own",
    "text/nb.yaml": b"t1 own",
    "media/a.png": b"a",
}


def manifest(files: dict[str, bytes], version: str = "1.0.0", **other: object) -> Manifest:
    base: dict[str, object] = {
        "id": "liten-vakt", "version": version, "owner": "x", "licence": "CC-BY-4.0",
        "may_change": True, "may_share": True, "expires": "", "attribution": "", "media": {},
        "pack": "kommune-standard", "files": {name: sha256(c) for name, c in files.items()},
    }  # fmt: skip
    return Manifest.model_validate(base | other)


def made() -> Overlay:
    return difference(manifest(SHARED), SHARED, OWN)


def test_it_holds_what_was_changed_and_no_more() -> None:
    found = made()
    assert sorted(found.changes) == ["README.md", "media/a.png", "script.yaml", "text/nb.yaml"]
    assert found.changes["script.yaml"].base == sha256(b"k1")
    assert found.changes["media/a.png"].base is None
    assert found.changes["README.md"].content is None


def test_laid_on_its_base_it_gives_the_own_files() -> None:
    assert laid_on(SHARED, made()) == OWN


def test_another_base_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        laid_on({**SHARED, "script.yaml": b"k2"}, made())
    assert caught.value.code == "package.other_base"


def test_what_only_one_side_changed_is_carried_over() -> None:
    newer = {**SHARED, "scenario.yaml": b"s2", "world.yaml": b"w2"}
    found, conflicts = carried(made(), manifest(newer, "1.1.0"), newer, NAMES)
    assert conflicts == []
    assert found.base_version == "1.1.0"
    assert laid_on(newer, found) == {**OWN, "scenario.yaml": b"s2", "world.yaml": b"w2"}


BOTH = {"scenario.yaml": b"s1", "script.yaml": b"k2", "README.md": b"r2", "media/a.png": b"b"}
NAMES = ("own", "new")


def test_what_both_changed_is_listed_and_stays_open() -> None:
    found, conflicts = carried(made(), manifest(BOTH, "2.0.0"), BOTH, NAMES)
    assert conflicts == [
        Conflict("README.md", "removed_here"),
        Conflict("media/a.png", "added"),
        Conflict("script.yaml", "changed"),
        Conflict("text/nb.yaml", "removed_there"),
    ]
    marked = b"<<<<<<< own\nk1 own\n=======\nk2\n>>>>>>> new\n"
    assert found.changes["script.yaml"].content == marked
    for refused in (
        lambda: laid_on(BOTH, found),
        lambda: carried(found, manifest(BOTH, "2.0.1"), BOTH, NAMES),
    ):
        with pytest.raises(Problem) as caught:
            refused()
        assert caught.value.code == "package.open"


def test_what_is_open_is_remembered_and_solved_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "overlay"
    save(carried(made(), manifest(BOTH, "2.0.0"), BOTH, NAMES)[0], folder)
    with pytest.raises(Problem) as caught:
        solved(folder, [])
    assert (caught.value.code, caught.value.place) == (
        "package.marks", Place("overlay/files/script.yaml", 1, 1),
    )  # fmt: skip
    assert solved(folder, ["README.md"], follow=True) == ["README.md"]
    (folder / "files" / "script.yaml").write_bytes(b"k3")
    (folder / "files" / "text" / "nb.yaml").unlink()
    with pytest.raises(Problem) as caught:
        laid_on(BOTH, read_overlay(folder))
    assert caught.value.code == "package.open"
    assert solved(folder, []) == ["media/a.png", "script.yaml", "text/nb.yaml"]
    assert laid_on(BOTH, read_overlay(folder)) == {
        **BOTH, "script.yaml": b"k3", "media/a.png": b"a",
    }  # fmt: skip
    for names in ([], ["script.yaml"], ["dream.yaml"]):
        with pytest.raises(Problem) as caught:
            solved(folder, names)
        assert caught.value.code == "package.nothing_open"


def test_other_lines_of_one_file_are_carried_over() -> None:
    shared = {"text/nb.yaml": b"a: 1\nb: 2\nc: 3\n"}
    own = {"text/nb.yaml": b"a: 1\nb: egen\nc: 3\n"}
    newer = {"text/nb.yaml": b"a: ny\nb: 2\nc: 3\nd: 4\n"}
    overlay = difference(manifest(shared), shared, own)
    found, conflicts = carried(overlay, manifest(newer, "1.1.0"), newer, NAMES)
    assert conflicts == []
    assert laid_on(newer, found) == {"text/nb.yaml": b"a: ny\nb: egen\nc: 3\nd: 4\n"}
    again, conflicts = carried(found, manifest(newer, "1.2.0"), newer, NAMES)
    assert conflicts == [] and again.changes == found.changes


def test_what_an_old_overlay_did_not_keep_is_compared_whole() -> None:
    old = read_overlay(MUSEUM / "1" / "liten-vakt")
    newer = {**SHARED, "script.yaml": b"k1\nk2"}
    found, conflicts = carried(old, manifest(newer, "1.1.0"), newer, NAMES)
    assert conflicts == [Conflict("script.yaml", "changed")]
    assert found.changes["script.yaml"].content == b"k1 own"


def test_what_is_no_text_is_compared_whole() -> None:
    shared, own, newer = ({"media/a.png": bytes([255, n])} for n in range(3))
    overlay = difference(manifest(shared), shared, own)
    found, conflicts = carried(overlay, manifest(newer, "1.1.0"), newer, NAMES)
    assert conflicts == [Conflict("media/a.png", "changed")]
    assert found.changes["media/a.png"].content == bytes([255, 1])


def test_what_the_base_has_come_to_by_itself_is_dropped() -> None:
    newer = {**SHARED, "script.yaml": b"k1 own"}
    found, conflicts = carried(made(), manifest(newer, "1.1.0"), newer, NAMES)
    assert conflicts == []
    assert "script.yaml" not in found.changes
    assert laid_on(newer, found) == OWN


def test_another_scenario_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        carried(made(), manifest(SHARED, id="stor-vakt"), SHARED, NAMES)
    assert caught.value.code == "package.other_base"


def test_a_licence_that_forbids_changes_forbids_an_overlay() -> None:
    with pytest.raises(Problem) as caught:
        difference(manifest(SHARED, may_change=False), SHARED, OWN)
    assert caught.value.code == "package.no_change"
    assert difference(manifest(SHARED, may_change=False), SHARED, SHARED).changes == {}


def test_it_is_kept_in_a_folder(tmp_path: Path) -> None:
    save(made(), tmp_path / "overlay")
    assert read_overlay(tmp_path / "overlay") == made()
    assert not (tmp_path / "overlay" / "files" / "scenario.yaml").exists()
    with pytest.raises(Problem) as caught:
        save(made(), tmp_path / "overlay")
    assert caught.value.code == "package.exists"


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "package.overlay"),
        (b"[]", "package.overlay"),
        (b"\xff", "package.overlay"),
        (b"[" * 100_000, "package.overlay"),
        (b'{"format": 3}', "lint.format_newer"),
    ],
)
def test_a_head_that_is_none_is_refused(tmp_path: Path, head: bytes, code: str) -> None:
    (tmp_path / "overlay.json").write_bytes(head)
    with pytest.raises(Problem) as caught:
        read_overlay(tmp_path)
    assert caught.value.code == code


def test_a_changed_or_lost_file_and_an_escaping_name_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "overlay"
    save(made(), folder)
    (folder / "files" / "script.yaml").write_bytes(b"k1 mine")
    with pytest.raises(Problem) as caught:
        read_overlay(folder)
    assert caught.value.code == "package.changed"
    (folder / "files" / "script.yaml").unlink()
    with pytest.raises(Problem) as caught:
        read_overlay(folder)
    assert caught.value.code == "package.lost_file"
    head = (folder / "overlay.json").read_text(encoding="utf-8")
    (folder / "overlay.json").write_text(head.replace("script.yaml", "../x.yaml"), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_overlay(folder)
    assert caught.value.code == "package.path"


@pytest.mark.parametrize("number", ["1", "2"])
def test_an_overlay_of_every_number_is_read(number: str) -> None:
    found = read_overlay(MUSEUM / number / "liten-vakt")
    assert {name: (c.base, c.content, c.open) for name, c in found.changes.items()} == {
        name: (c.base, c.content, c.open) for name, c in made().changes.items()
    }
