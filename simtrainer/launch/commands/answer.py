"""A command's answer: one JSON object for programs, lines in words for people."""

import json
from collections.abc import Mapping
from typing import Any

from simtrainer.base.text import Texts
from simtrainer.launch.words import texts


def show(found: Mapping[str, Any], as_json: bool) -> None:
    """Print it. A field is called by its text ``cli.field.<name>``, one without by its name."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    table = texts()
    for key, value in _flat(found, table).items():
        name = f"cli.field.{key}"
        print(f"{table(name) if table.has(name) else key}: {_plain(value)}")


def _flat(found: Mapping[str, Any], table: Texts) -> dict[str, Any]:
    """The fields of an object within stand beside its own, unless it has a text of its own."""
    flat: dict[str, Any] = {}
    for key, value in found.items():
        inner = isinstance(value, dict) and not table.has(f"cli.field.{key}")
        flat.update(_flat(value, table) if inner else {key: value})
    return flat


def _plain(value: Any) -> str:
    table = texts()
    if isinstance(value, bool):
        return table("cli.yes" if value else "cli.no")
    if isinstance(value, list | tuple):
        return "; ".join(_plain(one) for one in value) or "–"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items()) or "–"
    return str(value) if value not in ("", None) else "–"
