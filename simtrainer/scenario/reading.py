"""How hard a Norwegian text is to read: LIX, after C. H. Björnsson (1968).

LIX is the mean length of a sentence plus the share of words longer than six letters in percent.
Below 30 is a children's book, 35 to 45 a newspaper's easier pages, above 55 a law.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG = 6
"""Words with more letters than this are long."""
ENOUGH_WORDS = 20
"""Shorter texts are too small a sample for a figure of their own."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"[.!?:…]+[»\"')]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted; ``lix`` is 0 for a text without words."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> int:
        """Rounded, as the measure is always given."""
        if not self.words:
            return 0
        return round(self.words / self.sentences + 100 * self.long_words / self.words)


def reading(texts: str | Iterable[str]) -> Reading:
    """Count one text, or several as one sample. A text's end ends a sentence."""
    words = sentences = long_words = 0
    for text in (texts,) if isinstance(texts, str) else texts:
        found = _WORD.findall(text)
        words += len(found)
        long_words += sum(len(word) > LONG for word in found)
        sentences += _sentences(text) if found else 0
    return Reading(words, max(sentences, 1), long_words)


def lix(text: str) -> int:
    """The figure of one text."""
    return reading(text).lix


def _sentences(text: str) -> int:
    stops = list(_STOP.finditer(text))
    rest = text[stops[-1].end() :] if stops else text
    return len(stops) + bool(_WORD.search(rest))
