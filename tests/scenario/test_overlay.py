"""Own changes, apart from the shared base, and carried to its next version."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.scenario.overlay import (
    Conflict,
    Overlay,
    carried,
    difference,
    laid_on,
    read_overlay,
    save,
)
from simtrainer.scenario.package import Manifest, sha256

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
    found, conflicts = carried(made(), manifest(newer, "1.1.0"), newer)
    assert conflicts == []
    assert found.base_version == "1.1.0"
    assert laid_on(newer, found) == {**OWN, "scenario.yaml": b"s2", "world.yaml": b"w2"}


def test_what_both_changed_is_listed_and_left() -> None:
    newer = {"scenario.yaml": b"s1", "script.yaml": b"k2", "README.md": b"r2", "media/a.png": b"b"}
    found, conflicts = carried(made(), manifest(newer, "2.0.0"), newer)
    assert conflicts == [
        Conflict("README.md", "removed_here"),
        Conflict("media/a.png", "added"),
        Conflict("script.yaml", "changed"),
        Conflict("text/nb.yaml", "removed_there"),
    ]
    assert laid_on(newer, found) == newer


def test_what_the_base_has_come_to_by_itself_is_dropped() -> None:
    newer = {**SHARED, "script.yaml": b"k1 own"}
    found, conflicts = carried(made(), manifest(newer, "1.1.0"), newer)
    assert conflicts == []
    assert "script.yaml" not in found.changes
    assert laid_on(newer, found) == OWN


def test_another_scenario_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        carried(made(), manifest(SHARED, id="stor-vakt"), SHARED)
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
        (b'{"format": 2}', "lint.format_newer"),
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
