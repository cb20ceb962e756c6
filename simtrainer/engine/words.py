"""Which concepts does a Norwegian free text mention, with which words, and are they denied?

Words are compared by stem, with a small tolerance for spelling, measured against all words of a
Norwegian word list so that few others are taken for it; a synonym of several words must
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
"""Letters of a stem that may have one letter wrong. In a shorter one that makes another word of
it ("fall" is not "full"): there only a slip that makes no Norwegian word is forgiven."""
_MIN_OTHER = 6
"""Letters of a stem in which the wrong letter may be another one: "brudd" is not "bredd"."""
_MIN_SURE = 7
"""Letters of a stem so long that hardly another word is like it."""
_MIN_SWAP = 5
"""Letters of a short word in which two may stand the other way round: "hotse"."""
_MIN_DOUBLE = 4
"""Letters of a short word that may have one typed twice: "hosste"."""
_VOWELS = frozenset("aeiouyæøå")
_SOUNDS = frozenset(("eæ", "æe", "oå", "åo"))
"""Vowels that sound alike, and are written for each other: "smærte"."""
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


def _alike(found: str, found_stem: str, wanted: str, wanted_stem: str) -> int:
    """0 for another word, 1 for the same or a compound of it, -1 for a word that denies it. Nearly
    all pairs are told apart by their first letters, and only the others are remembered: in a shift
    there are some sixty thousand pairs."""
    if found[:1] != wanted[:1] and wanted_stem not in found and found_stem != wanted_stem:
        return 0
    return _compared(found, found_stem, wanted, wanted_stem)


@lru_cache(maxsize=16384)
def _compared(found: str, found_stem: str, wanted: str, wanted_stem: str) -> int:
    """See ``_alike``; letter by letter."""
    if found_stem == wanted_stem or found == wanted:
        return 1
    if any(c.isdigit() for c in wanted):
        return 0
    if len(wanted_stem) < _MIN_FUZZY and _slipped(found, wanted, wanted_stem):
        return 1
    if len(wanted) < _MIN_FUZZY:
        return 0
    rest = found[len(wanted_stem) :] if found.startswith(wanted_stem) else None
    if rest is not None:
        if any(rest.endswith(end) and len(rest) <= len(end) + 2 for end in _WITHOUT):
            return -1
        if len(wanted_stem) > _MIN_FUZZY:
            return 1
    if _is_head(found, wanted, wanted_stem):
        return 1
    return 1 if _misspelt(found, found_stem, wanted, wanted_stem) else 0


def _is_head(found: str, wanted: str, wanted_stem: str) -> bool:
    """Whether the wanted word is the last part of a compound, however that is bent."""
    if len(wanted) < _MIN_HEAD or len(wanted_stem) < _MIN_HEAD - 1:
        return False
    place = found.rfind(wanted_stem)
    return place >= _MIN_FIRST and found[place + len(wanted_stem) :] in _ENDINGS


def _misspelt(found: str, found_stem: str, wanted: str, wanted_stem: str) -> bool:
    """One letter of a long stem missing, doubled, swapped or another; never the first. In a stem
    that is not very long, what it was bent with must be an ending too ("avlevert" is not
    "avledet"), and in the shortest words another letter must be of the other kind."""
    size, less = len(wanted_stem), len(wanted_stem) - len(found_stem)
    if size < _MIN_FUZZY or abs(less) > 1 or found[:1] != wanted[:1]:
        return False
    if size < _MIN_SURE and not _is_bent(found, found_stem, wanted, wanted_stem):
        return False
    if less == 0 and size < _MIN_OTHER:
        return _is_swapped(found_stem, wanted_stem) or _is_mistyped(found_stem, wanted_stem)
    return _is_near(found_stem, wanted_stem)


def _is_bent(found: str, found_stem: str, wanted: str, wanted_stem: str) -> bool:
    """Whether both are bent as Norwegian words are, or the whole words are nearly the same."""
    if {found[len(found_stem) :], wanted[len(wanted_stem) :]} <= _ENDINGS:
        return True
    return abs(len(found) - len(wanted)) <= 1 and _is_near(found, wanted)


def _is_near(found: str, wanted: str) -> bool:
    """One letter missing, too many, another, or two swapped."""
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(found, wanted, score_cutoff=1) <= 1


def _slipped(found: str, wanted: str, wanted_stem: str) -> bool:
    """A short word with a slip that hardly makes another Norwegian word of it: a letter twice
    where none is written twice, or, as it was asked for, two letters the other way round or a
    vowel typed for a consonant."""
    if found[:1] != wanted[:1]:
        return False
    if len(wanted) >= _MIN_SWAP and (_is_swapped(found, wanted) or _is_mistyped(found, wanted)):
        return True
    forms = {wanted, *(wanted_stem + ending for ending in _ENDINGS)}
    return any(len(form) >= _MIN_DOUBLE and _is_doubled(found, form) for form in forms)


def _is_mistyped(found: str, wanted: str) -> bool:
    """Whether one letter inside is another, and a consonant where a vowel belongs or the other
    way round: "hpste"; or a vowel that sounds alike. Other words differ most often vowel from vowel
    ("haste") or consonant from consonant."""
    if len(found) != len(wanted):
        return False
    other = [n for n in range(len(found)) if found[n] != wanted[n]]
    if len(other) != 1 or not 0 < other[0] < len(wanted) - 1:
        return False
    typed, right = found[other[0]], wanted[other[0]]
    return (typed in _VOWELS) != (right in _VOWELS) or typed + right in _SOUNDS


def _is_swapped(found: str, wanted: str) -> bool:
    """Whether two letters that stand together, not the first, are the other way round."""
    if len(found) != len(wanted):
        return False
    other = [n for n in range(len(found)) if found[n] != wanted[n]]
    if len(other) != 2 or other[0] == 0 or other[1] != other[0] + 1:
        return False
    return found[other[0]] == wanted[other[1]] and found[other[1]] == wanted[other[0]]


def _is_doubled(found: str, wanted: str) -> bool:
    """Whether one letter is typed twice where Norwegian writes none twice: a vowel, or a
    consonant beside another one. "Legge" is another word than "lege", "hosste" is none."""
    if len(found) != len(wanted) + 1:
        return False
    for n in range(1, len(found)):
        if found[n] == found[n - 1] and found[:n] + found[n + 1 :] == wanted:
            beside = found[max(n - 2, 0) : n - 1] + found[n + 1 : n + 2]
            return found[n] in _VOWELS or any(c not in _VOWELS for c in beside)
    return False


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
