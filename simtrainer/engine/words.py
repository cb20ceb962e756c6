"""Which concepts does a Norwegian free text mention, with which words, and are they denied?

Words are compared by stem, with a small tolerance for spelling; a synonym of several words must
stand together. A compound counts by its last part ("tørrhoste" is hoste) and, for long words, by
its first ("hostesaft" is not, "lungebetennelsesbilde" is lungebetennelse).

A synonym that begins with ``~`` counts also where the text denies it: a name or a medicine is
spoken of in "fikk ikke levodopa" too.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simtrainer.engine.negation import Token, denied

_WORD = re.compile(r"[0-9a-zæøåäöéèüòôó₂]+(?:[.,/:][0-9]+)*")
_MIN_FUZZY = 5
"""Shorter words must match exactly: one wrong letter makes another word of them."""
_MIN_HEAD = 5
"""Letters of a word that may end a compound: "fall" must not be found in "avfall"."""
_MIN_FIRST = 3
"""Letters that must stand before it."""
_ENDINGS = frozenset(
    ("", "e", "en", "er", "ene", "et", "a", "ar", "ane", "t", "te", "s", "r", "ens", "ets", "et")
)
"""How a noun or verb may be bent."""
_WITHOUT = ("fri", "fritt", "frie", "løs", "løst", "løse")
"""Endings that deny what they are put after: "feberfri"."""
ANYWAY = "~"


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in a text: from which to which character, in which words."""

    start: int
    end: int
    words: str
    denied: bool
    anyway: bool
    """The synonym counts although it is denied."""

    @property
    def affirmed(self) -> bool:
        """Whether the text says that it is so."""
        return self.anyway or not self.denied


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # imported here: not needed before the first free text is judged

    return snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """Stemmed until nothing more comes off: "lederen" loses its ending twice, "leder" once."""
    shorter = str(_stemmer().stemWord(word))
    return word if shorter == word else _stem(shorter)


def _folded(text: str) -> str:
    """Lower case, letter for letter, so that places in it are places in the text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text with their stems, places and what stands before each."""
    found: list[Token] = []
    folded = _folded(text)
    end = 0
    for match in _WORD.finditer(folded):
        word = match.group()
        between = folded[end : match.start()]
        end = match.end()
        found.append(Token(word, _stem(word), match.start(), end, between))
    if found:
        last = found[-1]
        found[-1] = Token(last.text, last.stem, last.start, last.end, last.before, folded[end:])
    return tuple(found)


@lru_cache(maxsize=65536)
def _alike(found: str, found_stem: str, wanted: str, wanted_stem: str) -> int:
    """0 for another word, 1 for the same or a compound of it, -1 for a word that denies it."""
    if found_stem == wanted_stem or found == wanted:
        return 1
    if len(wanted) < _MIN_FUZZY or any(c.isdigit() for c in wanted):
        return 0
    rest = found[len(wanted_stem) :] if found.startswith(wanted_stem) else None
    if rest is not None:
        if any(rest.endswith(end) and len(rest) <= len(end) + 2 for end in _WITHOUT):
            return -1
        if len(wanted_stem) > _MIN_FUZZY:
            return 1
    if _is_head(found, wanted, wanted_stem):
        return 1
    return 1 if _misspelt(found_stem, wanted_stem) else 0


def _is_head(found: str, wanted: str, wanted_stem: str) -> bool:
    """Whether the wanted word is the last part of a compound, however that is bent."""
    if len(wanted) < _MIN_HEAD or len(wanted_stem) < _MIN_HEAD - 1:
        return False
    place = found.rfind(wanted_stem)
    return place >= _MIN_FIRST and found[place + len(wanted_stem) :] in _ENDINGS


def _misspelt(found: str, wanted: str) -> bool:
    """One letter wrong, missing, doubled or swapped, but never the first."""
    if len(wanted) < _MIN_FUZZY or abs(len(found) - len(wanted)) > 1 or found[:1] != wanted[:1]:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(found, wanted, score_cutoff=1) <= 1


@lru_cache(maxsize=1024)
def _synonym(text: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """((word, stem) …, whether it counts though denied)."""
    anyway = text.startswith(ANYWAY)
    words = tokens(unicodedata.normalize("NFC", text.removeprefix(ANYWAY)))
    return tuple((word.text, word.stem) for word in words), anyway


@lru_cache(maxsize=4096)
def hits(text: str, synonyms: tuple[str, ...]) -> tuple[Hit, ...]:
    """Every place where one of the synonyms stands, in the order of the text."""
    text = unicodedata.normalize("NFC", text)
    words = tokens(text)
    every = any(synonym.strip() == ANYWAY for synonym in synonyms)
    found: dict[tuple[int, int], Hit] = {}
    for synonym in synonyms:
        wanted, anyway = _synonym(synonym)
        for first in range(len(words) - len(wanted) + 1 if wanted else 0):
            last = first + len(wanted)
            said = _said(words[first:last], wanted)
            if said:
                no = said < 0 or denied(words, first, last)
                start, end = words[first].start, words[last - 1].end
                old = found.get((start, end))
                hit = Hit(start, end, text[start:end], no, anyway or every)
                if old is None or (hit.affirmed and not old.affirmed):
                    found[start, end] = hit
    return tuple(sorted(found.values(), key=lambda hit: (hit.start, -hit.end)))


def _said(words: Sequence[Token], wanted: Sequence[tuple[str, str]]) -> int:
    """1 where the words are the wanted ones, -1 where one of them denies, else 0."""
    sign = 1
    for word, (text, stem) in zip(words, wanted, strict=True):
        alike = _alike(word.text, word.stem, text, stem)
        if not alike:
            return 0
        sign = min(sign, alike)
    return sign


def mentions(text: str, synonyms: Sequence[str]) -> bool:
    """Whether the text says one of the synonyms as a fact."""
    return any(hit.affirmed for hit in hits(text, tuple(synonyms)))
