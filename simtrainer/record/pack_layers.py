"""A pack that builds on another: its file is laid over the other's, part by part.

Every value keeps the place where its author wrote it, so that a fault in the sum of two files is
told in the file that has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.record.yaml_source import Path_, Source

OWN = ("format", "id", "version", "extends")
"""What a pack says of itself and never takes from the one it extends."""


@dataclass(frozen=True, slots=True)
class Layered(Source):
    """What several files say together. ``spots`` is where each value stands."""

    spots: Mapping[Path_, Place]

    def place(self, *path: str | int) -> Place:
        """Where a path stands, or the nearest part of it, in the file that says it."""
        return next(
            (self.spots[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.spots),
            Place(self.file),
        )


def base_of(source: Source, folder: Path, above: tuple[str, ...]) -> Path | None:
    """The folder of the pack that this one extends; None where it stands alone.

    ``above`` names the packs that led here. Raises ``Problem`` at ``extends`` where the pack is
    not there, or where the way leads back.
    """
    name = source.data.get("extends")
    if name is None:
        return None
    place = source.place("extends")
    if name in (*above, folder.name):
        raise Problem("pack.cycle", place=place, pack=name)
    # The name is compared with folders that are there: it can never lead out of the packs.
    beside = {found.parent.name: found.parent for found in folder.parent.glob("*/pack.yaml")}
    if not isinstance(name, str) or name not in beside:
        raise Problem("pack.unknown", place=place, pack=name)
    return beside[name]


def laid_over(below: Source, above: Source) -> Layered:
    """One pack's file over another's.

    Lifecycles, types, fields, modules, lists and their items are put together by name;
    everything else is replaced whole; an empty value (null) takes away what was there. Raises
    ``Problems`` where it was not.
    """
    inherited = {key: value for key, value in below.data.items() if key not in OWN}
    faults: list[Problem] = []
    data = _merged(inherited, above, above.data, (), faults)
    if faults:
        raise Problems(faults)
    spots = _spots(below)
    for key in OWN:
        spots.pop((key,), None)
    return Layered(above.file, data, above.places, {**spots, **_spots(above)})


def terms_over(below: Source | None, above: Source) -> Source:
    """Terms, key by key."""
    if below is None:
        return above
    spots = {**_spots(below), **_spots(above)}
    return Layered(above.file, {**below.data, **above.data}, above.places, spots)


def _spots(source: Source) -> dict[Path_, Place]:
    if isinstance(source, Layered):
        return dict(source.spots)
    return {path: Place(source.file, *where) for path, where in source.places.items()}


def _merged(
    below: Mapping[str, Any], source: Source, above: Any, at: Path_, faults: list[Problem]
) -> dict[str, Any]:
    found = dict(below)
    for key, value in above.items():
        here: Path_ = (*at, key)
        old = found.get(key)
        if value is None:
            if key not in found and key not in OWN:
                faults.append(Problem("pack.nothing_there", place=source.place(*here), key=key))
            found.pop(key, None)
        elif isinstance(old, dict) and isinstance(value, dict) and _by_name(here):
            found[key] = _merged(old, source, value, here, faults)
        else:
            found[key] = value
    return found


def _by_name(path: Path_) -> bool:
    """Whether the parts of this are put together by name."""
    if path[0] == "types":
        return len(path) < 3 or (path[2] == "fields" and len(path) < 5)
    if path[0] in ("lifecycles", "lists"):
        return len(path) < 5
    return path[0] in ("modules", "banner") and len(path) < 3
