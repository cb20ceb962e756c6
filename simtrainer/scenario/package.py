"""One scenario in one file, ``.simpack``: a zip that is the same byte for byte wherever it is
made.

Names are sorted, times fixed, nothing is compressed (compressors differ between machines, and
texts are small) and nothing is added. ``manifest.json`` holds the hash of every file;
``signature.json`` signs the manifest's bytes.
"""

import hashlib
import io
import json
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simtrainer.base.problem import Place, Problem
from simtrainer.scenario.keys import SigningKey
from simtrainer.scenario.package_rights import MediaRights, Rights, check_share
from simtrainer.scenario.source import ScenarioSource

SUFFIX = ".simpack"
MANIFEST, SIGNATURE, ROOT = "manifest.json", "signature.json", "scenario/"
MAX_FILE_BYTES = 16_000_000
MAX_TOTAL_BYTES = 48_000_000
MAX_FILES = 2_000
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Files = Mapping[str, bytes]
"""Path inside the scenario's folder, with ``/``, to content."""

_PART = re.compile(r"[A-Za-z0-9æøåÆØÅ_](?:[A-Za-z0-9æøåÆØÅ_.-]{0,98}[A-Za-z0-9æøåÆØÅ_-])?")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ALLOWED = re.compile(
    r"(scenario|world|script|proof|variants|rights)\.yaml|text/[^/]+\.yaml|media/.+|(README|LICENSE)[^/]*"
)


class Manifest(BaseModel):
    """``manifest.json``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    owner: str
    licence: str
    may_change: bool
    may_share: bool
    expires: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
    attribution: str
    media: dict[str, MediaRights]
    pack: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")] = Field(
        description="The screen pack it is played in"
    )
    files: dict[str, Hash]

    def encoded(self) -> bytes:
        """The bytes that are signed."""
        data = self.model_dump(mode="json")
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"

    @property
    def hash(self) -> str:
        """What an overlay remembers a base by."""
        return sha256(self.encoded())


def sha256(content: bytes) -> str:
    """In hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_safe(name: str) -> bool:
    """A relative path that means the same on every system and leads nowhere else."""
    parts = name.split("/")
    return len(name) <= 200 and all(
        _PART.fullmatch(part) and not _RESERVED.fullmatch(part) for part in parts
    )


def is_allowed(name: str) -> bool:
    """A file that belongs in a scenario's folder."""
    return is_safe(name) and _ALLOWED.fullmatch(name) is not None


def read_files(folder: Path) -> dict[str, bytes]:
    """A scenario's files. Hidden ones are left out; what does not belong there is refused.

    Raises ``Problem``: ``package.symlink``, ``package.odd_file``, ``package.too_large``.
    """
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        place = Place(f"{folder.name}/{name}")
        if path.is_symlink():
            raise Problem("package.symlink", place=place)
        if path.is_dir():
            continue
        if not is_allowed(name) or not path.is_file():
            raise Problem("package.odd_file", place=place)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Problem("package.too_large", place=place, limit=MAX_FILE_BYTES)
        found[name] = path.read_bytes()
    check_sizes((len(content) for content in found.values()), Place(folder.name))
    return found


def check_sizes(sizes: Iterable[int], place: Place) -> None:
    """Raises ``Problem("package.too_large")``."""
    known = list(sizes)
    if len(known) > MAX_FILES or sum(known) > MAX_TOTAL_BYTES:
        raise Problem("package.too_large", place=place, limit=MAX_TOTAL_BYTES)


def manifest_of(head: ScenarioSource, rights: Rights, files: Files) -> Manifest:
    """What a package of these files says about itself."""
    return Manifest(
        id=head.id,
        version=head.version,
        owner=head.owner,
        licence=head.licence,
        may_change=rights.may_change,
        may_share=rights.may_share,
        expires=rights.expires,
        attribution=rights.attribution,
        media=rights.media,
        pack=head.pack,
        files={name: sha256(content) for name, content in sorted(files.items())},
    )


def export(
    head: ScenarioSource, rights: Rights, files: Files, key: SigningKey | None, today: str
) -> bytes:
    """The package's bytes. Raises ``Problem`` where the licence forbids handing it out."""
    check_share(rights, files, today)
    manifest = manifest_of(head, rights, files).encoded()
    return zipped(manifest, signature_of(manifest, key) if key else b"", files)


def signature_of(manifest: bytes, key: SigningKey) -> bytes:
    """``signature.json``."""
    data = {"key": key.public, "signature": key.sign(manifest)}
    return json.dumps(data, indent=1, sort_keys=True).encode() + b"\n"


def zipped(manifest: bytes, signature: bytes, files: Files) -> bytes:
    """The one zip that these contents have."""
    members = {MANIFEST: manifest, **{f"{ROOT}{name}": files[name] for name in files}}
    if signature:
        members[SIGNATURE] = signature
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, members[name])
    return out.getvalue()
