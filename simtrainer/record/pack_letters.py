"""What can be wrong with the texts of a pack's letters: gaps that nothing could ever fill."""

from collections.abc import Iterator, Mapping

from simtrainer.base.problem import Problem
from simtrainer.record.merge import gaps
from simtrainer.record.pack_model import ListSource, PackSource, TypeSource
from simtrainer.record.pack_terms import template_keys
from simtrainer.record.yaml_source import Source

PATIENT = ("name", "identity", "born", "room", "unit")
"""What is known of the patient: ``<patient.name>`` and so on."""


def gap_faults(
    pack: PackSource, lists: Mapping[str, ListSource], terms: Mapping[str, Source]
) -> list[Problem]:
    """A problem for each gap of each letter in each language that leads nowhere."""
    return [
        Problem("pack.no_gap", place=source.place(key), gap=gap, language=language)
        for kind in pack.types.values()
        for key in template_keys(kind, lists)
        for language, source in terms.items()
        for gap in gaps(str(source.data.get(key, "")))
        if gap not in _known(pack, lists, kind)
    ]


def _known(pack: PackSource, lists: Mapping[str, ListSource], letter: TypeSource) -> frozenset[str]:
    return frozenset(_names(pack, lists, letter))


def _names(pack: PackSource, lists: Mapping[str, ListSource], letter: TypeSource) -> Iterator[str]:
    yield from (f"patient.{name}" for name in PATIENT)
    yield from letter.fields
    for name, kind in pack.types.items():
        yield from (f"{name}.{field}" for field in kind.fields)
    for name, item in letter.fields.items():
        if item.of in pack.types:
            yield from (f"{name}.{field}" for field in pack.types[item.of].fields)
    for module in pack.modules.values():
        found = lists.get(module.deadlines)
        yield from (f"deadline.{item}" for item in (found.items if found else ()))
