"""A report in the parts of ISBAR: identification, situation, background, assessment, advice.

The writer may head the parts ("S: tungpust", "Situasjon – …") or just write them one after the
other; then each part is where its first concept stands.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simtrainer.engine.words import Hit, hits

PARTS = ("i", "s", "b", "a", "r")
_HEADINGS: Mapping[str, str] = {
    "i": r"i|id|identifikasjon|identitet",
    "s": r"s|situasjon|situasjonen",
    "b": r"b|bakgrunn|bakgrunnen",
    "a": r"a|analyse|aktuell tilstand|aktuelt|vurdering",
    "r": r"r|råd|tilråding|tilrådning|anbefaling|ønske|respons",
}
_HEADING = re.compile(
    r"(?:^|(?<=[\s.;,]))(?:"
    + "|".join(f"(?P<{part}>{names})" for part, names in _HEADINGS.items())
    + r")\s?(?:[:=–]|-(?=\s))",
    re.IGNORECASE,
)
Wanted = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Part to (concept to its synonyms)."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: parts that lack something, whether the order is kept, the words."""

    missing: tuple[str, ...]
    in_order: bool
    words: tuple[tuple[str, str], ...]


def read(text: str, wanted: Wanted) -> Report:
    """Judge a report. Raises nothing: an empty text lacks every part."""
    sections = _sections(text)
    places: dict[str, int] = {}
    words: list[tuple[str, str]] = []
    missing = []
    for part, concepts in wanted.items():
        found = [_first(text, synonyms, sections.get(part)) for synonyms in concepts.values()]
        there = [hit for hit in found if hit is not None]
        words += [(key, hit.words) for key, hit in zip(concepts, found, strict=True) if hit]
        if len(there) < len(found) or (sections and part not in sections):
            missing.append(part)
        if part in sections:
            places[part] = sections[part][0]
        elif there:
            places[part] = min(hit.start for hit in there)
    return Report(tuple(missing), _ordered(places), tuple(words))


def _sections(text: str) -> dict[str, tuple[int, int]]:
    """Part to where its text begins and ends; empty where the parts have no headings."""
    marks = [(m.lastgroup or "", m.start(), m.end()) for m in _HEADING.finditer(text)]
    if len({part for part, _, _ in marks}) < 3:  # a lone "S:" is no report in parts
        return {}
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    sections: dict[str, tuple[int, int]] = {}
    for (part, _, begin), end in zip(marks, ends, strict=True):
        sections.setdefault(part, (begin, end))
    return sections


def _first(text: str, synonyms: Sequence[str], within: tuple[int, int] | None) -> Hit | None:
    begin, end = within or (0, len(text))
    for hit in hits(text, tuple(synonyms)):
        if begin <= hit.start < end and hit.affirmed:
            return hit
    return None


def _ordered(places: Mapping[str, int]) -> bool:
    standing = [places[part] for part in PARTS if part in places]
    return standing == sorted(standing)
