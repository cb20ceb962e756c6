"""Packages: the same bytes everywhere, and nothing believed that has been touched."""

import io
import json
import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import checked, read_yaml
from simtrainer.scenario.keys import SigningKey
from simtrainer.scenario.package import (
    MANIFEST,
    ROOT,
    SIGNATURE,
    Manifest,
    export,
    is_allowed,
    read_files,
    sha256,
    signature_of,
    zipped,
)
from simtrainer.scenario.package_read import load, read_package, write_files
from simtrainer.scenario.package_rights import Rights, rights_of
from simtrainer.scenario.source import ScenarioSource

BASE = Path(__file__).parent / "faulty" / "liten-vakt"
KEY = SigningKey(bytes(range(32)))
TRUST = {KEY.public: "Øvingsvik"}
TODAY = "2026-11-01"


def packed(folder: Path = BASE, key: SigningKey | None = KEY, today: str = TODAY) -> bytes:
    head = checked(read_yaml(folder / "scenario.yaml"), ScenarioSource)
    return export(head, rights_of(folder, head.licence), read_files(folder), key, today)


def members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezipped(contents: dict[str, bytes], **changes: object) -> bytes:
    """A zip by hand, with what an honest writer would never do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            for key, value in changes.items():
                setattr(info, key, value)
            archive.writestr(info, content)
    return out.getvalue()


def refused(raw: bytes, **options: bool) -> str:
    with pytest.raises(Problem) as caught:
        read_package(raw, TRUST, **options)
    return caught.value.code


def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / BASE.name))


# What is written -------------------------------------------------------------------------------


def test_export_import_export_gives_the_same_bytes(tmp_path: Path) -> None:
    first = packed()
    folder = write_files(read_package(first, TRUST), tmp_path)
    assert folder == tmp_path / "liten-vakt"
    assert packed(folder) == first


def test_neither_order_nor_time_of_the_files_leaves_a_trace(tmp_path: Path) -> None:
    shuffled = tmp_path / BASE.name
    for path in sorted(BASE.rglob("*"), reverse=True):
        if path.is_file():
            target = shuffled / path.relative_to(BASE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert packed(shuffled) == packed()


def test_the_zip_holds_sorted_names_fixed_times_and_nothing_more() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        infos = archive.infolist()
    assert [i.filename for i in infos] == sorted(i.filename for i in infos)
    assert {i.date_time for i in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert not any(i.extra or i.comment for i in infos)


def test_the_manifest_says_whose_it_is_and_what_is_allowed() -> None:
    manifest = json.loads(members(packed())[MANIFEST])
    assert manifest["id"] == "liten-vakt"
    assert manifest["licence"] == "CC-BY-SA-4.0"
    assert (manifest["may_share"], manifest["may_change"]) == (True, True)
    assert manifest["pack"] == "kommune-standard"
    assert manifest["files"]["scenario.yaml"] == sha256((BASE / "scenario.yaml").read_bytes())


def test_hidden_files_stay_at_home(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / ".ferdig").write_text("nei", encoding="utf-8")
    assert packed(folder) == packed()


@pytest.mark.parametrize("name", ["notater.docx", "text/nb.txt", "media/con.png", "x/y.yaml"])
def test_what_does_not_belong_is_not_packed(tmp_path: Path, name: str) -> None:
    folder = copy(tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"x")
    with pytest.raises(Problem) as caught:
        read_files(folder)
    assert caught.value.code == "package.odd_file"


def test_a_link_out_of_the_folder_is_not_packed(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    (folder / "README.md").symlink_to("/etc/hostname")
    with pytest.raises(Problem) as caught:
        read_files(folder)
    assert caught.value.code == "package.symlink"


# What the licence forbids ----------------------------------------------------------------------


def with_rights(tmp_path: Path, text: str) -> Path:
    folder = copy(tmp_path)
    (folder / "rights.yaml").write_text(f"format: 1\n{text}", encoding="utf-8")
    return folder


def code_of_export(folder: Path, today: str = TODAY) -> str:
    with pytest.raises(Problem) as caught:
        packed(folder, today=today)
    return caught.value.code


def test_what_may_not_be_shared_is_not_packed(tmp_path: Path) -> None:
    folder = with_rights(tmp_path, "may_share: false\nmay_change: true\n")
    assert code_of_export(folder) == "package.no_share"


def test_the_last_day_is_a_day_of_use_and_the_next_is_not(tmp_path: Path) -> None:
    folder = with_rights(tmp_path, 'may_share: true\nmay_change: true\nexpires: "2026-11-01"\n')
    assert read_package(packed(folder), TRUST).manifest.expires == "2026-11-01"
    assert code_of_export(folder, "2026-11-02") == "package.expired"


def test_an_expiry_must_be_in_the_calendar(tmp_path: Path) -> None:
    folder = with_rights(tmp_path, 'may_share: true\nmay_change: true\nexpires: "2026-02-30"\n')
    assert code_of_export(folder) == "lint.date"


def test_a_picture_needs_an_owner(tmp_path: Path) -> None:
    folder = with_rights(tmp_path, "may_share: true\nmay_change: true\n")
    (folder / "media").mkdir()
    (folder / "media" / "rom.png").write_bytes(b"\x89PNG")
    assert code_of_export(folder) == "package.media_rights"
    owned = "media: {rom.png: {owner: Øvingsvik, licence: CC0-1.0}}\n"
    with_text = "format: 1\nmay_share: true\nmay_change: true\n" + owned
    (folder / "rights.yaml").write_text(with_text, encoding="utf-8")
    assert read_package(packed(folder), TRUST).manifest.media["rom.png"].owner == "Øvingsvik"


def test_a_licence_of_ones_own_must_say_what_is_allowed(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        rights_of(copy(tmp_path), "LicenseRef-egen")
    assert caught.value.code == "package.rights_missing"


def test_no_derivatives_may_be_shared_and_not_changed() -> None:
    assert rights_of(BASE, "CC-BY-ND-4.0") == Rights(may_share=True, may_change=False)


# What is refused -------------------------------------------------------------------------------


def test_no_byte_can_be_changed_unseen() -> None:
    """Every byte of the small frame, and a sample through the contents."""
    raw = packed()
    positions = [*range(0, len(raw), 97), *range(len(raw) - 1200, len(raw))]
    for position in positions:
        changed = bytearray(raw)
        changed[position] ^= 0x01
        assert refused(bytes(changed))


@pytest.mark.parametrize("cut", [0, 1, 21, 22, 500, -1, -22, -500])
def test_a_cut_package_is_refused(cut: int) -> None:
    assert refused(packed()[:cut]) in ("package.broken", "package.repacked", "package.path")


def test_bytes_before_or_after_are_refused() -> None:
    assert refused(packed() + b"x")
    assert refused(b"x" + packed())


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml", "scenario/../../evil.yaml", "/etc/passwd", "C:/evil.yaml",
        "scenario/C:x.yaml",
        "scenario\\..\\evil.yaml", "scenario/text/", "scenario/./x.yaml", "scenario//x.yaml",
        "scenario/media/aux.png", "scenario/media/x.", "scenario/media/x ", "scenario/.git/config",
        "evil.py", "scenario/media/" + 300 * "x", "scenario/media/a\x00.png",
    ],
)  # fmt: skip
def test_a_path_that_escapes_is_refused(name: str) -> None:
    contents = {**members(packed()), name: b"x"}
    raw = rezipped(
        {k: v for k, v in contents.items() if k != name} | {name.replace("\x00", "0"): b"x"}
    )
    if "\x00" in name:
        raw = raw.replace(b"a0.png", b"a\x00.png")
    assert refused(raw) == "package.path"


def test_a_link_in_a_package_is_refused() -> None:
    raw = rezipped(members(packed()), external_attr=(stat.S_IFLNK | 0o777) << 16)
    assert refused(raw) == "package.symlink"


def test_two_files_of_one_name_are_refused() -> None:
    out = io.BytesIO(packed())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Dup"):
        archive.writestr(f"{ROOT}scenario.yaml", b"x")
    assert refused(out.getvalue()) == "package.twice"


def test_names_that_differ_by_case_alone_are_refused() -> None:
    raw = rezipped({**members(packed()), f"{ROOT}media/A.png": b"1", f"{ROOT}media/a.png": b"2"})
    assert refused(raw) == "package.twice"


def test_a_bomb_is_refused_before_it_is_read() -> None:
    bomb = {**members(packed()), f"{ROOT}media/bomb.png": bytes(10_000_000)}
    assert refused(rezipped(bomb, compress_type=zipfile.ZIP_DEFLATED)) == "package.bomb"


def test_many_large_members_are_refused_together() -> None:
    files = {f"{ROOT}media/{n}.png": bytes(15_000_000) for n in range(4)}
    assert refused(rezipped({**members(packed()), **files})) == "package.too_large"


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    raw = packed()
    name = f"{ROOT}README.md".encode()
    grown = rezipped({**members(raw), name.decode(): b"y" * 4000})
    small = (4000).to_bytes(4, "little")
    where = grown.rindex(name) - 46
    lying = bytearray(grown)
    lying[where + 24 : where + 28] = (1).to_bytes(4, "little")
    assert small not in bytes(lying[where : where + 28][24:])
    assert refused(bytes(lying)) in ("package.broken", "package.bomb")


def test_a_compressed_package_is_not_the_one_that_was_made() -> None:
    raw = rezipped(members(packed()), compress_type=zipfile.ZIP_DEFLATED)
    assert refused(raw) == "package.repacked"


def test_a_package_without_a_signature_is_refused_unless_asked_for() -> None:
    raw = packed(key=None)
    assert refused(raw) == "package.unsigned"
    assert read_package(raw, {}, unsigned=True).signer == ""


def test_a_signature_by_a_stranger_is_refused_even_when_unsigned_is_allowed() -> None:
    raw = packed(key=SigningKey(bytes(32)))
    assert refused(raw) == "package.untrusted"
    assert refused(raw, unsigned=True) == "package.untrusted"


def test_a_signature_for_something_else_is_refused() -> None:
    contents = members(packed())
    contents[SIGNATURE] = signature_of(b"another manifest", KEY)
    assert refused(rezipped(contents)) == "package.signature"


@pytest.mark.parametrize("raw", [b"{}", b"[]", b'{"key": 1, "signature": 2}', b"\xff", b"{" * 9000])
def test_a_signature_that_is_none_is_refused(raw: bytes) -> None:
    code = refused(rezipped({**members(packed()), SIGNATURE: raw}))
    assert code in ("package.signature", "package.manifest")


def signed(manifest: bytes, files: dict[str, bytes]) -> bytes:
    return zipped(manifest, signature_of(manifest, KEY), files)


def test_the_owner_s_own_mistakes_are_refused_too() -> None:
    found = read_package(packed(), TRUST)
    files = dict(found.files)
    manifest = found.manifest.encoded()
    assert refused(signed(manifest, {**files, "README.md": b"x"})) == "package.extra_file"
    assert refused(signed(manifest, {**files, "proof.yaml": b"x"})) == "package.changed"
    fewer = {k: v for k, v in files.items() if k != "proof.yaml"}
    assert refused(signed(manifest, fewer)) == "package.lost_file"
    assert refused(signed(b"{}", files)) == "package.manifest"
    assert refused(signed(b"\xff", files)) == "package.manifest"
    newer = manifest.replace(b'"format": 1', b'"format": 2')
    assert refused(signed(newer, files)) == "lint.format_newer"
    spaced = manifest.replace(b'"format": 1', b'"format":  1')
    assert refused(signed(spaced, files)) == "package.repacked"
    assert refused(rezipped({"scenario/scenario.yaml": b"x"})) == "package.no_manifest"


def test_a_manifest_that_promises_more_than_the_scenario_is_not_unpacked(tmp_path: Path) -> None:
    found = read_package(packed(), TRUST)
    manifest = Manifest.model_validate({**found.manifest.model_dump(), "licence": "CC0-1.0"})
    raw = signed(manifest.encoded(), dict(found.files))
    with pytest.raises(Problem) as caught:
        write_files(read_package(raw, TRUST), tmp_path)
    assert caught.value.code == "package.manifest_differs"
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    found = read_package(packed(), TRUST)
    write_files(found, tmp_path)
    with pytest.raises(Problem) as caught:
        write_files(found, tmp_path)
    assert caught.value.code == "package.exists"


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        load(tmp_path / "borte.simpack", TRUST)
    assert caught.value.code == "file.missing"


def test_names_in_norwegian_are_allowed() -> None:
    assert is_allowed("media/øving-på-rommet.png")
    assert is_allowed("text/nb.yaml")
    assert not is_allowed("text/nb/nb.yaml")
