"""The scenarios on this PC, listed without reading a line of YAML.

Compiled programs and what the list shows about them lie in the cache, known by the sizes and
times of a scenario's files; a program that is about to be played is checked against their
contents. The cache may be deleted, and a broken one is not believed.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from simtrainer.app.ports import ScenarioInfo
from simtrainer.base.problem import Problem, Problems
from simtrainer.station.files import write_whole

Compile = Callable[[Path], tuple[bytes, dict[str, Any]]]
"""A scenario's folder to its program and the fields of its ``ScenarioInfo``."""
VERSION = 1
_MEDIA = "media"
_Entry = dict[str, Any]


class ScenarioFolder:
    """``Catalog`` over a folder with one folder per scenario.

    ``edition`` names the compiler's version: programs of another edition are compiled anew.
    ``shared`` are folders that programs are also made from, such as screen packs. A folder in
    ``fetched`` stands before the one of the same name that came with the program.
    """

    def __init__(
        self,
        scenarios: Path,
        cache: Path,
        compile_: Compile,
        edition: str,
        shared: Sequence[Path] = (),
        fetched: Path | None = None,
    ) -> None:
        self._scenarios = scenarios
        self._cache = cache
        self._compile = compile_
        self._edition = edition
        self._shared = shared
        self._fetched = fetched
        self._index: dict[str, _Entry] | None = None
        self._written = ""
        self._broken: dict[str, Problems] = {}

    def scenarios(self) -> list[ScenarioInfo]:
        """Mandatory ones first, then by id. Those that do not compile are in ``broken``."""
        shared = [_stamp(folder) for folder in self._shared]
        found = [self._listed(folder, shared) for folder in self._folders()]
        self._store()
        infos = [_info(entry["info"]) for entry in found if entry]
        return sorted(infos, key=lambda info: (not info.mandatory, info.id))

    def program(self, scenario: str) -> bytes:
        """See ``Catalog``; also raises ``Problem("scenario.unknown")``."""
        if scenario not in self._ids():
            self.scenarios()
        folder = self._ids().get(scenario)
        if folder is not None:
            return self._program(folder)
        if scenario in self._broken:
            raise self._broken[scenario]
        raise Problem("scenario.unknown", scenario=scenario)

    def broken(self) -> Mapping[str, Problems]:
        """What is wrong with the folders that the last ``scenarios`` left out."""
        return dict(self._broken)

    def _ids(self) -> dict[str, Path]:
        """Folders of the scenarios that are known to compile, by id."""
        known = self._known()
        return {
            known[folder.name]["info"]["id"]: folder
            for folder in self._folders()
            if folder.name in known
        }

    def _folders(self) -> list[Path]:
        found: dict[str, Path] = {}
        for root in filter(None, (self._scenarios, self._fetched)):
            with suppress(OSError):
                found |= {e.name: e for e in root.iterdir() if (e / "scenario.yaml").exists()}
        return [found[name] for name in sorted(found)]

    def _listed(self, folder: Path, shared: list[Any]) -> _Entry | None:
        """The entry of a scenario, compiled where its files have changed; None if that fails."""
        stamp = [_stamp(folder), shared]
        entry = self._known().get(folder.name)
        if entry and entry["stamp"] == stamp:
            return entry
        try:
            self._make(folder, stamp)
        except Problems as problems:
            self._broken[folder.name] = problems
            self._known().pop(folder.name, None)
            return None
        return self._known()[folder.name]

    def _program(self, folder: Path) -> bytes:
        """The program for the files as they are, from the cache where it is the same."""
        entry = self._known().get(folder.name)
        if entry and entry["content"] == self._content(folder):
            with suppress(OSError):
                data = self._path(entry["program"]).read_bytes()
                if hashlib.sha256(data).hexdigest() == entry["program"]:
                    return data
        stamp = [_stamp(folder), [_stamp(shared) for shared in self._shared]]
        data = self._make(folder, stamp)
        self._store()
        return data

    def _make(self, folder: Path, stamp: list[Any]) -> bytes:
        """Compile. Raises ``Problems``."""
        content = self._content(folder)
        try:
            program, info = self._compile(folder)
        except Problem as problem:
            raise Problems([problem]) from problem
        self._broken.pop(folder.name, None)
        sha256 = hashlib.sha256(program).hexdigest()
        entry = {"stamp": stamp, "content": content, "program": sha256, "info": info}
        # Through JSON at once, so that a fresh entry equals one that was read back.
        self._known()[folder.name] = json.loads(json.dumps(entry))
        with suppress(OSError):
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(sha256), program)
        return program

    def _content(self, folder: Path) -> str:
        """One hash over all that a program is made from. Media are told by size and time."""
        whole = hashlib.sha256(self._edition.encode())
        for root in (folder, *self._shared):
            for path in _files(root):
                name = path.relative_to(root).as_posix()
                is_media = name.startswith(_MEDIA + "/")
                data = repr(_about(path)).encode() if is_media else _read(path)
                whole.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return whole.hexdigest()

    # The index ------------------------------------------------------------------------------

    def _known(self) -> dict[str, _Entry]:
        if self._index is None:
            self._index = self._stored_index()
            self._written = json.dumps(self._index)
        return self._index

    def _stored_index(self) -> dict[str, _Entry]:
        """The index on disk, empty where it is missing, broken or of another edition."""
        try:
            stored = json.loads((self._cache / "scenarios.json").read_bytes())
            if (stored["version"], stored["edition"]) != (VERSION, self._edition):
                return {}
            return {name: entry for name, entry in stored["scenarios"].items() if _is_sound(entry)}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _store(self) -> None:
        """Write the index where it has changed. A cache that cannot be written is done without."""
        index = self._known()
        text = json.dumps(index)
        if text == self._written:
            return
        whole = {"version": VERSION, "edition": self._edition, "scenarios": index}
        with suppress(OSError):
            self._cache.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache / "scenarios.json", json.dumps(whole).encode())
            self._written = text

    def _path(self, sha256: str) -> Path:
        return self._cache / f"program-{sha256}.json"


def _info(fields: Mapping[str, Any]) -> ScenarioInfo:
    lists = {key: tuple(fields[key]) for key in ("goals", "languages")}
    return ScenarioInfo(**{**fields, **lists})


def _is_sound(entry: _Entry) -> bool:
    """Whether a stored entry has all its parts."""
    _info(entry["info"])
    return all(key in entry for key in ("stamp", "content", "program"))


def _stamp(root: Path) -> list[list[Any]]:
    """Name, size and time of each file."""
    return [[path.relative_to(root).as_posix(), *_about(path)] for path in _files(root)]


def _about(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _files(root: Path) -> Iterator[Path]:
    """All files below, in a fixed order."""
    return (path for path in sorted(root.rglob("*")) if path.is_file())
