"""A municipality's own changes to a shared scenario, kept apart from it.

An overlay holds only what was changed, and for each file the hash of the shared one it was made
against. So it can be laid on a new version of the base: what only one side changed is carried
over, what both changed is listed as a conflict and left for a person.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from simtrainer.base.problem import Place, Problem
from simtrainer.scenario.package import (
    MAX_FILE_BYTES,
    Files,
    Hash,
    Manifest,
    is_allowed,
    sha256,
)
from simtrainer.scenario.upgrade import upgraded

HEAD, CONTENT = "overlay.json", "files"


@dataclass(frozen=True, slots=True)
class Change:
    """One file: the shared one's hash (None: there was none) and the own content (None: taken
    away)."""

    base: str | None
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """Own changes to one version of a base."""

    base_id: str
    base_version: str
    base_hash: str
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that both sides changed. ``kind``: changed, removed_there, removed_here, added."""

    file: str
    kind: str


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    base: Hash | None
    own: Hash | None


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal[1] = 1
    id: str
    version: str
    hash: Hash
    files: dict[str, _Entry]


def difference(base: Manifest, shared: Files, own: Files) -> Overlay:
    """The overlay that turns the shared files into the own.

    Raises ``Problem("package.no_change")`` where the licence forbids changed versions.
    """
    changes = {}
    for name in sorted(set(shared) | set(own)):
        if shared.get(name) != own.get(name):
            before = sha256(shared[name]) if name in shared else None
            changes[name] = Change(before, own.get(name))
    if changes and not base.may_change:
        raise Problem("package.no_change")
    return Overlay(base.id, base.version, base.hash, changes)


def laid_on(shared: Files, overlay: Overlay) -> dict[str, bytes]:
    """The own files. Raises ``Problem("package.other_base")`` for another base than its own."""
    found = dict(shared)
    for name, change in overlay.changes.items():
        if _hash(shared, name) != change.base:
            raise Problem("package.other_base", name=name)
        if change.content is None:
            found.pop(name, None)
        else:
            found[name] = change.content
    return found


def carried(overlay: Overlay, base: Manifest, shared: Files) -> tuple[Overlay, list[Conflict]]:
    """The overlay for a new version of its base, and what could not be carried over.

    Raises ``Problem("package.other_base")`` for another scenario.
    """
    if base.id != overlay.base_id:
        raise Problem("package.other_base", name=base.id)
    kept: dict[str, Change] = {}
    conflicts = []
    for name, change in sorted(overlay.changes.items()):
        there = _hash(shared, name)
        own = None if change.content is None else sha256(change.content)
        if there == own:
            continue  # the base has come to the same
        if there == change.base:
            kept[name] = change
        else:
            conflicts.append(Conflict(name, _kind(change, there)))
    return Overlay(base.id, base.version, base.hash, kept), conflicts


def _hash(files: Files, name: str) -> str | None:
    return sha256(files[name]) if name in files else None


def _kind(change: Change, there: str | None) -> str:
    if there is None:
        return "removed_there"
    if change.content is None:
        return "removed_here"
    return "added" if change.base is None else "changed"


def save(overlay: Overlay, folder: Path) -> None:
    """Write into a new folder. Raises ``Problem("package.exists")``."""
    if folder.exists():
        raise Problem("package.exists", place=Place(str(folder)))
    entries = {}
    for name, change in overlay.changes.items():
        own = None if change.content is None else sha256(change.content)
        entries[name] = _Entry(base=change.base, own=own)
        if change.content is not None:
            path = folder / CONTENT / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change.content)
    head = _Head(
        id=overlay.base_id, version=overlay.base_version, hash=overlay.base_hash, files=entries
    )
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(head.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / HEAD).write_text(text + "\n", encoding="utf-8")


def read_overlay(folder: Path) -> Overlay:
    """Raises ``Problem``: ``file.missing``, ``package.overlay``, ``package.changed``."""
    place = Place(f"{folder.name}/{HEAD}")
    try:
        raw = (folder / HEAD).read_bytes()[:MAX_FILE_BYTES]
        head = _Head.model_validate(upgraded("overlay", json.loads(raw)))
    except FileNotFoundError:
        raise Problem("file.missing", place=place) from None
    except (OSError, ValueError, ValidationError, RecursionError) as error:
        raise Problem("package.overlay", place=place) from error
    changes = {name: _change(folder, name, entry) for name, entry in head.files.items()}
    return Overlay(head.id, head.version, head.hash, changes)


def _change(folder: Path, name: str, entry: _Entry) -> Change:
    place = Place(f"{folder.name}/{CONTENT}/{name}")
    if not is_allowed(name):
        raise Problem("package.path", place=Place(f"{folder.name}/{HEAD}"), name=name[:100])
    if entry.own is None:
        return Change(entry.base, None)
    path = folder / CONTENT / name
    if path.is_symlink() or not path.is_file():
        raise Problem("package.lost_file", place=place, name=name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise Problem("package.too_large", place=place, limit=MAX_FILE_BYTES)
    content = path.read_bytes()
    if sha256(content) != entry.own:
        raise Problem("package.changed", place=place, name=name)
    return Change(entry.base, content)
