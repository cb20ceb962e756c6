"""What is looked for, as words: alike in the index, in its fake and in what is written today."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
Words = tuple[tuple[str, ...], ...]
"""What must all be found, each in one of its forms; a form is the beginning of a word."""


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters. Letters keep their marks: å is not a."""
    return _WORD.findall(text.casefold())


def wanted(text: str, synonyms: Iterable[str] = ()) -> Words:
    """What a person asks for. ``synonyms`` are lines such as "beslutningskompetanse;
    samtykkekompetanse": who asks for one of the words means all of them."""
    groups = [tuple(words_of(line)) for line in synonyms]
    found = []
    for word in dict.fromkeys(words_of(text)):
        others = [
            other for group in groups if any(_same(word, w) for w in group) for other in group
        ]
        found.append(tuple(dict.fromkeys((word, *others))))
    return tuple(found)


def _same(asked: str, word: str) -> bool:
    """Half-written words are not yet one of a group; inflected ones still are."""
    return len(asked) >= len(word) - 2 and (word.startswith(asked) or asked.startswith(word))


def holds(text: str, words: Words) -> bool:
    """Whether a text has all of them."""
    own = words_of(text)
    return all(any(w.startswith(form) for form in forms for w in own) for forms in words)


def around(text: str, words: Words, length: int = 160) -> str:
    """The place in a text where the first of the words stands, with what is around it."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    starts = [
        match.start()
        for match in _WORD.finditer(plain)
        if any(match.group().casefold().startswith(f) for forms in words for f in forms)
    ]
    first = max(min(starts, default=0) - length // 4, 0)
    begin = plain.find(" ", first) + 1 if first else 0
    piece = plain[begin : begin + length]
    if begin + length < len(plain):
        piece = piece[: piece.rfind(" ")] + " …"
    return ("… " if begin else "") + piece
