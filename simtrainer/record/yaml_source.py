"""YAML as people write it: plain data, and where each value stands, for messages that point.

Scalars follow the YAML 1.2 core schema, so that ``07:30`` stays a text. Anchors, several
documents, duplicate keys and very large files are refused: a scenario needs none of them, and
they are how a small file becomes a huge one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from simtrainer.base.problem import Place, Problem, Problems

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

MAX_BYTES = 4_000_000
MAX_DEPTH = 40
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}

Path_ = tuple[str | int, ...]
Model = TypeVar("Model", bound="BaseModel")


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says and where. ``places`` maps a path of keys to (line, column), 1-based."""

    file: str
    data: Any
    places: Mapping[Path_, tuple[int, int]]

    def place(self, *path: str | int) -> Place:
        """Where a path stands, or the nearest part of it that is there."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return Place(self.file, *found)
        return Place(self.file)


def read_text(path: Path, name: str) -> str:
    """The text of a file. Raises ``Problem`` where it is missing, too large or not UTF-8."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Problem("file.missing", place=Place(name)) from None
    except OSError as error:
        raise Problem("file.unreadable", place=Place(name), detail=error.strerror) from error
    if len(raw) > MAX_BYTES:
        raise Problem("file.too_large", place=Place(name), limit=MAX_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).decode()
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Problem("file.not_utf8", place=place) from error


def read_yaml(path: Path, name: str = "") -> Source:
    """Read one YAML file. Raises ``Problem`` with the place of the fault."""
    import yaml  # imported here: a started program needs no YAML

    name = name or str(path)
    text = read_text(path, name)
    try:
        _check_events(name, yaml.parse(text, Loader=yaml.CSafeLoader))
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        detail = " ".join(filter(None, (error.context, error.problem)))
        mark = error.problem_mark or error.context_mark
        raise Problem("yaml.broken", place=_mark(name, mark), detail=detail) from error
    except yaml.YAMLError as error:
        raise Problem("yaml.broken", place=Place(name), detail=str(error)) from error
    places: dict[Path_, tuple[int, int]] = {}
    data = _build(node, (), places, name) if node is not None else {}
    if not isinstance(data, dict):
        raise Problem("yaml.no_table", place=Place(name, *places[()]))
    return Source(name, data, places)


def _check_events(name: str, events: Iterable[Any]) -> None:
    """Refuse anchors and deep nesting while reading piece by piece: composing the whole would
    take a deeper stack than there is."""
    import yaml

    depth = 0
    for event in events:
        if getattr(event, "anchor", None):
            raise Problem("yaml.anchor", place=_mark(name, event.start_mark))
        if isinstance(event, yaml.CollectionStartEvent):
            if depth > MAX_DEPTH:
                raise Problem("yaml.too_deep", place=_mark(name, event.start_mark))
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _mark(name: str, mark: Any) -> Place:
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)


def _build(node: Any, path: Path_, places: dict[Path_, tuple[int, int]], name: str) -> Any:
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if node.id == "scalar":
        return _scalar(node)
    if node.id == "sequence":
        return [_build(child, (*path, i), places, name) for i, child in enumerate(node.value)]
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise Problem("yaml.twice", place=_mark(name, key_node.start_mark), key=key)
        places[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        found[key] = _build(value_node, (*path, key), places, name)
    return found


def _scalar(node: Any) -> Any:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 16 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def checked(source: Source, model: "type[Model]") -> "Model":
    """Read the data as a model. Raises ``Problems``, one for each fault, at its place."""
    from pydantic import ValidationError

    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        raise Problems(_faults(source, error)) from error


def _faults(source: Source, error: "ValidationError") -> list[Problem]:
    found = []
    for fault in error.errors(include_url=False):
        path = tuple(part for part in fault["loc"])
        place = source.place(*path)
        code = "source.extra" if fault["type"] == "extra_forbidden" else "source.value"
        code = "source.missing" if fault["type"] == "missing" else code
        where = ".".join(str(p) for p in path)
        found.append(Problem(code, place=place, key=where, detail=fault["msg"]))
    return found
