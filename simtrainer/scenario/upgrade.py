"""Old formats, one step per version: a file of any released number is read as the newest.

``STEPS`` is the extension point. Each released version keeps a sample in ``tests/formats``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Source

Step = Callable[[dict[str, Any]], dict[str, Any]]

NEWEST: Mapping[str, int] = {
    "scenario": 1,
    "world": 1,
    "script": 1,
    "proof": 1,
    "variants": 1,
    "rights": 1,
    "simpack": 1,
    "overlay": 2,
}
"""The number that this program writes, for each kind of file."""


def _overlay_keeps_the_shared(data: dict[str, Any]) -> dict[str, Any]:
    """Number 2 also keeps the shared files and what is open; number 1 had neither."""
    files = data.get("files")
    if not isinstance(files, dict):
        return data
    kept = {
        name: {**entry, "shared": False, "open": ""} if isinstance(entry, dict) else entry
        for name, entry in files.items()
    }
    return {**data, "files": kept}


STEPS: Mapping[str, Mapping[int, Step]] = {"overlay": {1: _overlay_keeps_the_shared}}
"""Kind of file to (old number to what makes it the next)."""


def upgraded(
    kind: str,
    data: Any,
    newest: Mapping[str, int] = NEWEST,
    steps: Mapping[str, Mapping[int, Step]] = STEPS,
) -> Any:
    """The data as the newest format has it. What has no number is left for the model to refuse.

    Raises ``Problem("lint.format_newer")``.
    """
    while isinstance(data, dict) and type(data.get("format")) is int:
        number = data["format"]
        if number > newest[kind]:
            raise Problem("lint.format_newer", found=number, known=newest[kind])
        step = steps.get(kind, {}).get(number)
        if number == newest[kind] or step is None:
            break
        data = {**step(data), "format": number + 1}
    return data


def upgraded_source(source: Source, kind: str) -> Source:
    """A YAML file as the newest format has it, with the places of what the author wrote."""
    try:
        return replace(source, data=upgraded(kind, source.data))
    except Problem as problem:
        problem.place = source.place("format")
        raise
