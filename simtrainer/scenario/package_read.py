"""Reading a ``.simpack`` that anyone may have made: nothing is believed before it is checked.

Order: size, names and kinds of all members, sizes while reading, manifest, signature, the hash of
every file, and at last that the whole is the one zip which these contents have; so that no byte
of it can be changed unseen.
"""

import io
import json
import shutil
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from simtrainer.base.problem import Place, Problem
from simtrainer.record.yaml_source import checked, read_yaml
from simtrainer.scenario.keys import verify
from simtrainer.scenario.package import (
    MANIFEST,
    MAX_FILE_BYTES,
    MAX_TOTAL_BYTES,
    ROOT,
    SIGNATURE,
    Files,
    Manifest,
    check_sizes,
    is_allowed,
    is_safe,
    manifest_of,
    sha256,
    zipped,
)
from simtrainer.scenario.package_rights import rights_of
from simtrainer.scenario.source import ScenarioSource
from simtrainer.scenario.upgrade import upgraded, upgraded_source

MAX_PACKAGE_BYTES = MAX_TOTAL_BYTES + 4_000_000
MAX_RATIO = 20
"""A member that grows more than this when unpacked is a bomb, whatever its size."""
CHUNK = 65_536
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    UnicodeDecodeError,
    OverflowError,
)
"""What the standard library raises for a zip that is none."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that has passed every check."""

    manifest: Manifest
    files: Files
    signer: str
    """The public key that signed it; empty where an unsigned one was asked for."""


def load(path: Path, trust: Mapping[str, str] | None, *, unsigned: bool = False) -> Package:
    """A package from a file. Raises ``Problem`` with the file as its place."""
    try:
        if path.stat().st_size > MAX_PACKAGE_BYTES:
            raise Problem("package.too_large", limit=MAX_PACKAGE_BYTES)
        return read_package(path.read_bytes(), trust, unsigned=unsigned)
    except FileNotFoundError:
        raise Problem("file.missing", place=Place(str(path))) from None
    except OSError as error:
        raise Problem("file.unreadable", place=Place(str(path)), detail=error.strerror) from error
    except Problem as problem:
        problem.place = problem.place or Place(path.name)
        raise


def read_package(raw: bytes, trust: Mapping[str, str] | None, *, unsigned: bool = False) -> Package:
    """A package from bytes. ``trust``: public key to name; none where somebody who is trusted
    vouches for these very bytes. ``unsigned`` lets one without a signature pass; a signature
    that is there is always checked.

    Raises ``Problem``.
    """
    if len(raw) > MAX_PACKAGE_BYTES:
        raise Problem("package.too_large", limit=MAX_PACKAGE_BYTES)
    members = _members(raw)
    if MANIFEST not in members:
        raise Problem("package.no_manifest")
    signer = _signer(members[MANIFEST], members.get(SIGNATURE, b""), trust, unsigned)
    manifest = _manifest(members[MANIFEST])
    files = {n.removeprefix(ROOT): c for n, c in members.items() if n.startswith(ROOT)}
    _check_files(manifest, files)
    if zipped(members[MANIFEST], members.get(SIGNATURE, b""), files) != raw:
        raise Problem("package.repacked")
    return Package(manifest, files, signer)


def _members(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _check_members(infos)
            return {info.filename: _content(archive, info) for info in infos}
    except _BROKEN as error:
        raise Problem("package.broken") from error


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    """All that can be known before a byte is unpacked."""
    check_sizes((info.file_size for info in infos), Place(""))
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if not _is_member(name):
            raise Problem("package.path", name=name[:100])
        if name.casefold() in seen:
            raise Problem("package.twice", name=name)
        seen.add(name.casefold())
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise Problem("package.symlink", name=name)
        if info.file_size > MAX_FILE_BYTES or info.file_size > MAX_RATIO * info.compress_size:
            raise Problem("package.bomb", name=name)
    if any(info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1 for info in infos):
        raise Problem("package.repacked")


def _is_member(name: str) -> bool:
    if name in (MANIFEST, SIGNATURE):
        return True
    return is_safe(name) and name.startswith(ROOT) and is_allowed(name.removeprefix(ROOT))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read in pieces, so that a member that lies about its size is stopped."""
    parts, left = [], info.file_size
    with archive.open(info) as stream:
        while piece := stream.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise Problem("package.bomb", name=info.filename)
            parts.append(piece)
    return b"".join(parts)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Problem("package.manifest", detail="JSON") from error


def _manifest(raw: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate(upgraded("simpack", _json(raw)))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        detail = ".".join(str(part) for part in first["loc"])
        raise Problem("package.manifest", detail=detail) from error
    if manifest.encoded() != raw and _json(raw).get("format") == manifest.format:
        raise Problem("package.repacked")
    return manifest


def _signer(manifest: bytes, raw: bytes, trust: Mapping[str, str] | None, unsigned: bool) -> str:
    if not raw:
        if unsigned:
            return ""
        raise Problem("package.unsigned")
    data = _json(raw)
    if not isinstance(data, dict) or set(data) != {"key", "signature"}:
        raise Problem("package.signature")
    key, signature = data["key"], data["signature"]
    if not isinstance(key, str) or not isinstance(signature, str):
        raise Problem("package.signature")
    if trust is not None and key not in trust:
        raise Problem("package.untrusted", key=key[:16])
    if not verify(key, signature, manifest):
        raise Problem("package.signature")
    return key


def _check_files(manifest: Manifest, files: Files) -> None:
    for name in sorted(set(manifest.files) | set(files)):
        if name not in files:
            raise Problem("package.lost_file", name=name[:100])
        if name not in manifest.files:
            raise Problem("package.extra_file", name=name)
        if sha256(files[name]) != manifest.files[name]:
            raise Problem("package.changed", name=name)
    if "scenario.yaml" not in files:
        raise Problem("package.lost_file", name="scenario.yaml")


def write_files(package: Package, into: Path) -> Path:
    """Unpack into a new folder named after the scenario; whole or not at all.

    Raises ``Problem``: ``package.exists``, or what makes manifest and files disagree.
    """
    target, partial = into / package.manifest.id, into / f".{package.manifest.id}.partial"
    if target.exists() or partial.exists():
        raise Problem("package.exists", place=Place(str(target)))
    try:
        for name, content in package.files.items():
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if manifest_in(partial, package.files) != package.manifest:
            raise Problem("package.manifest_differs")
        partial.rename(target)
    except OSError as error:
        raise Problem("file.unreadable", place=Place(str(target)), detail=error.strerror) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def manifest_in(folder: Path, files: Files) -> Manifest:
    """The manifest that a folder's own files ask for. Raises ``Problem`` and ``Problems``."""
    source = upgraded_source(read_yaml(folder / "scenario.yaml", "scenario.yaml"), "scenario")
    head = checked(source, ScenarioSource)
    return manifest_of(head, rights_of(folder, head.licence), files)
