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
    "overlay": 1,
}
"""The number that this program writes, for each kind of file."""
STEPS: Mapping[str, Mapping[int, Step]] = {}
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
