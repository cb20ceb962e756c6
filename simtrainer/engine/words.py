"""Is a concept mentioned in a Norwegian free text?

Words are compared by stem, with a small tolerance for spelling; a synonym of several words must
stand together. A compound counts when a long synonym is its beginning ("legemiddelregnskap");
short ones do not, since "smertefri" is not "smerte".
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from unicodedata import normalize

_WORD = re.compile(r"[0-9a-zæøåäöéèü₂]+(?:[.,/:][0-9]+)*")
_MIN_FUZZY = 5
"""Shorter words must match exactly: one wrong letter makes another word of them."""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # imported here: not needed before the first free text is judged

    return snowballstemmer.stemmer("norwegian")


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Stemmed until nothing more comes off: "lederen" loses its ending twice, "leder" once."""
    shorter = str(_stemmer().stemWord(word))
    return word if shorter == word else _stem(shorter)


@lru_cache(maxsize=256)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text, in order."""
    return tuple(_stem(word) for word in _WORD.findall(normalize("NFC", text.casefold())))


def _alike(found: str, wanted: str) -> bool:
    if found == wanted:
        return True
    if len(wanted) < _MIN_FUZZY or not found:
        return False
    if len(wanted) > _MIN_FUZZY and found.startswith(wanted):
        return True
    if any(c.isdigit() for c in wanted) or abs(len(found) - len(wanted)) > 1:
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(found, wanted, score_cutoff=1) <= 1


def mentions(text: str, synonyms: Sequence[str]) -> bool:
    """Whether one of the synonyms stands in the text."""
    found = stems(text)
    for synonym in synonyms:
        wanted = stems(synonym)
        if not wanted:
            continue
        for start in range(len(found) - len(wanted) + 1):
            if all(_alike(found[start + i], w) for i, w in enumerate(wanted)):
                return True
    return False
