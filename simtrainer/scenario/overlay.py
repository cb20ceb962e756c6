"""A municipality's own changes to a shared scenario, kept apart from it.

An overlay holds only what was changed, and for each file the hash of the shared one it was made
against, and the shared text itself. So it can be carried to a new version of the base: what only
one side changed is carried over, line by line; what both changed stays open until a person has
chosen, and an overlay with something open is not laid on anything.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
from simtrainer.scenario.three_way import Put, first_mark, put_together
from simtrainer.scenario.upgrade import upgraded

HEAD, CONTENT, SHARED = "overlay.json", "files", "shared"


@dataclass(frozen=True, slots=True)
class Change:
    """One file: the shared one's hash (None: there was none) and the own content (None: taken
    away)."""

    base: str | None
    content: bytes | None
    shared: bytes | None = None
    """The shared one itself; None also where an older format did not keep it."""
    open: str = ""
    """The kind of conflict that a person has not solved yet."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Own changes to one version of a base."""

    base_id: str
    base_version: str
    base_hash: str
    changes: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A file that both sides changed, to be solved by a person. ``kind``: changed, removed_there,
    removed_here, added."""

    file: str
    kind: str


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    base: Hash | None
    own: Hash | None
    shared: bool
    """Whether the shared file is kept beside the own."""
    open: Literal["", "changed", "removed_there", "removed_here", "added"]


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    format: Literal[2] = 2
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
            changes[name] = Change(_hash(shared, name), own.get(name), shared.get(name))
    if changes and not base.may_change:
        raise Problem("package.no_change")
    return Overlay(base.id, base.version, base.hash, changes)


def laid_on(shared: Files, overlay: Overlay) -> dict[str, bytes]:
    """The own files. Raises ``Problem("package.other_base")`` for another base than its own and
    ``Problem("package.open")`` while a conflict is open."""
    _nothing_open(overlay)
    found = dict(shared)
    for name, change in overlay.changes.items():
        if _hash(shared, name) != change.base:
            raise Problem("package.other_base", name=name)
        if change.content is None:
            found.pop(name, None)
        else:
            found[name] = change.content
    return found


def carried(
    overlay: Overlay, base: Manifest, shared: Files, names: tuple[str, str]
) -> tuple[Overlay, list[Conflict]]:
    """The overlay for a new version of its base, and what a person must solve in it. ``names``
    stand at the marks in a text that both changed, for the own lines and the new ones.

    Raises ``Problem("package.other_base")`` for another scenario and ``Problem("package.open")``
    while a conflict from an earlier carrying is open.
    """
    if base.id != overlay.base_id:
        raise Problem("package.other_base", name=base.id)
    _nothing_open(overlay)
    kept: dict[str, Change] = {}
    for name, change in sorted(overlay.changes.items()):
        if change.content != shared.get(name):  # else the base has come to the same
            kept[name] = _carried(change, shared.get(name), names)
    conflicts = [Conflict(name, change.open) for name, change in kept.items() if change.open]
    return Overlay(base.id, base.version, base.hash, kept), conflicts


def _carried(change: Change, new: bytes | None, names: tuple[str, str]) -> Change:
    there = None if new is None else sha256(new)
    if there == change.base:
        return change
    put = _put_together(change, new, names)
    if put is None:
        return Change(there, change.content, new, _kind(change, there))
    return Change(there, put.text.encode(), new, "changed" if put.clashes else "")


def _put_together(change: Change, new: bytes | None, names: tuple[str, str]) -> Put | None:
    """Both sides' text; None where one of them is none."""
    if change.shared is None or change.content is None or new is None:
        return None
    try:
        base, own, there = (raw.decode() for raw in (change.shared, change.content, new))
    except UnicodeDecodeError:
        return None
    return put_together(base, own, there, names)


def solved(folder: Path, names: list[str], *, follow: bool = False) -> list[str]:
    """Close conflicts in a stored overlay: those named, or all; answers their names.

    The files count as they lie in the folder now. With ``follow`` the own change is given up and
    the shared file holds. Raises ``Problem``: ``package.nothing_open``, ``package.marks`` at the
    first mark that is left, and what :func:`read_overlay` raises.
    """
    overlay = read_overlay(folder)
    waiting = {name for name, change in overlay.changes.items() if change.open}
    for name in names or [""]:
        if not waiting or (name and name not in waiting):
            raise Problem("package.nothing_open", place=Place(folder.name), name=name)
    chosen = sorted(set(names) or waiting)
    changes = dict(overlay.changes)
    for name in chosen:
        change = changes.pop(name)
        content = None if follow else change.content
        if not follow and not (content is None and change.base is None):
            _nothing_marked(folder, name, content)
            changes[name] = replace(change, content=content, open="")
    _write(replace(overlay, changes=changes), folder)
    for name in set(chosen) - set(changes):
        (folder / CONTENT / name).unlink(missing_ok=True)
    return chosen


def _nothing_open(overlay: Overlay) -> None:
    waiting = [name for name, change in overlay.changes.items() if change.open]
    if waiting:
        raise Problem("package.open", files=", ".join(waiting))


def _nothing_marked(folder: Path, name: str, content: bytes | None) -> None:
    line = first_mark((content or b"").decode(errors="replace"))
    if line is not None:
        raise Problem("package.marks", place=Place(f"{folder.name}/{CONTENT}/{name}", line, 1))


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
    _write(overlay, folder)


def _write(overlay: Overlay, folder: Path) -> None:
    entries = {}
    for name, change in overlay.changes.items():
        own = None if change.content is None else sha256(change.content)
        entries[name] = _Entry(
            base=change.base, own=own, shared=change.shared is not None, open=change.open
        )  # fmt: skip
        for part, content in ((CONTENT, change.content), (SHARED, change.shared)):
            if content is not None:
                path = folder / part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
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
    if not is_allowed(name):
        raise Problem("package.path", place=Place(f"{folder.name}/{HEAD}"), name=name[:100])
    shared = _file(folder, SHARED, name, entry.base) if entry.shared else None
    if entry.open:  # a person is at work on it: it counts as it lies there
        found = (folder / CONTENT / name).is_file()
        content = _file(folder, CONTENT, name, None) if found else None
    else:
        content = None if entry.own is None else _file(folder, CONTENT, name, entry.own)
    return Change(entry.base, content, shared, entry.open)


def _file(folder: Path, part: str, name: str, sha: str | None) -> bytes:
    """A stored file; ``sha`` where it must be unchanged."""
    place = Place(f"{folder.name}/{part}/{name}")
    path = folder / part / name
    if path.is_symlink() or not path.is_file():
        raise Problem("package.lost_file", place=place, name=name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise Problem("package.too_large", place=place, limit=MAX_FILE_BYTES)
    content = path.read_bytes()
    if sha is not None and sha256(content) != sha:
        raise Problem("package.changed", place=place, name=name)
    return content
