"""Reading a screen pack's folder: ``pack.yaml``, ``lists.yaml`` and the terms, with the packs it
extends under them, whole or not at all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.pack_faults import faults, real_numbers
from simtrainer.record.pack_layers import base_of, laid_over, terms_over
from simtrainer.record.pack_letters import gap_faults
from simtrainer.record.pack_model import FORMAT, ListsSource, PackSource
from simtrainer.record.pack_terms import terms_missing
from simtrainer.record.pack_upgrade import upgraded_pack, upgraded_terms
from simtrainer.record.yaml_source import Source, checked, read_yaml

__all__ = ["FORMAT", "PackSource", "read_pack"]

LISTS = "lists.yaml"


class _Read(NamedTuple):
    """A pack's files with those of the packs it extends under them."""

    source: Source
    pack: PackSource
    lists_source: Source
    lists: ListsSource
    terms: Mapping[str, Source]


def read_pack(folder: Path, name: str = "") -> dict[str, Any]:
    """A pack as the plain data that goes into a program.

    Packs that it extends stand in folders beside it. Raises ``Problems`` with every fault at its
    place; a pack with faults never half-loads.
    """
    found = _read(folder, name or folder.name, ())
    data = found.pack.model_dump(mode="json", exclude_defaults=False)
    for kind in data["types"].values():
        kind["fields"] = _in_order(kind["fields"], kind.pop("order"))
    return {
        "id": found.pack.id,
        "version": found.pack.version,
        "navigation": found.pack.navigation,
        "banner": data["banner"]["cells"],
        "access": data["access"],
        "lifecycles": data["lifecycles"],
        "types": data["types"],
        "modules": _in_order(data["modules"], found.pack.order),
        "lists": {
            key: item.model_dump(mode="json", exclude_defaults=True)["items"]
            for key, item in found.lists.lists.items()
        },
        "terms": {lang: dict(words.data) for lang, words in found.terms.items()},
    }


def _in_order(items: Mapping[str, Any], order: list[str]) -> dict[str, Any]:
    return {name: items[name] for name in (*order, *items)}


def _read(folder: Path, name: str, above: tuple[str, ...]) -> _Read:
    """A pack that is right, and so is every pack under it."""
    written = read_yaml(folder / "pack.yaml", f"{name}/pack.yaml")
    base = base_of(written, folder, above)
    below = None if base is None else _read(base, base.name, (*above, folder.name))
    source = upgraded_pack(written)
    if below is not None:
        source = laid_over(below.source, source)
    pack = checked(source, PackSource)
    lists_source = _lists(folder, name, below)
    lists = checked(lists_source, ListsSource)
    known = {} if below is None else below.terms
    terms = {lang: _terms(folder, name, written, lang, known.get(lang)) for lang in pack.languages}
    problems = faults(source, pack, lists_source, lists)
    problems = problems or terms_missing(pack, lists.lists, terms)
    problems = problems or [p for words in terms.values() for p in real_numbers(words)]
    problems = problems or gap_faults(pack, lists.lists, terms)
    if problems:
        raise Problems(problems)
    return _Read(source, pack, lists_source, lists, terms)


def _lists(folder: Path, name: str, below: _Read | None) -> Source:
    """The reference lists, over those of the pack under; a pack may have none of its own."""
    under = None if below is None else below.lists_source
    path = folder / LISTS
    if path.exists():
        found = read_yaml(path, f"{name}/{LISTS}")
        return found if under is None else laid_over(under, found)
    return under or Source(f"{name}/{LISTS}", {"lists": {}}, {})


def _terms(folder: Path, name: str, pack: Source, language: str, below: Source | None) -> Source:
    """A language's words, over those of the pack under; it may have none of its own."""
    path = folder / "terms" / f"{language}.yaml"
    if below is not None and not path.exists():
        return below
    found = read_yaml(path, f"{name}/terms/{language}.yaml")
    for key, value in found.data.items():
        if not isinstance(value, str):
            raise Problem("source.text", place=found.place(key), key=key)
    return terms_over(below, upgraded_terms(found, pack, language))
