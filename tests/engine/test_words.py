"""Is it mentioned? Stems, small slips of spelling, words that stand together, compounds."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from simtrainer.engine.words import (
    _ENDINGS,
    _alike,
    _compared,
    _slipped,
    _stem,
    mentions,
    tokens,
)
from simtrainer.record.yaml_source import read_yaml

SCENARIOS = Path(__file__).parents[2] / "scenarios"

SAID = [
    ("Han hostet hele natten", "hoste"),
    ("HOSTER", "hoste"),
    ("Regnskapet stemmer ikke", "regnskap"),
    ("Regnskpaet stemmer ikke", "regnskapet"),
    ("legmiddelet", "legemiddel"),
    ("tungpusten i dag", "tungpustet"),
    ("ringte datteren kl. 08:10", "datter"),
    ("SpO2 89 % på luft", "89"),
    ("temp. 37,4 målt", "37,4"),
    ("rim i skjegget", "rim i skjegg"),
    ("legemiddelregnskapet", "legemiddel"),
    ("Sa fra til lege-vakten", "lege"),
    ("sa\u030aret blør", "sår"),
    ("Han hosste i natt", "hoste"),
    ("Han hostte i natt", "hoste"),
    ("Han hooster", "hoste"),
    ("hotse", "hoste"),
    ("hpste mye", "hoste"),
    ("seigt sliim", "slim"),
    ("Synne falll i gangen", "fall"),
    ("smeerter", "smerte"),
    ("smrete", "smerte"),
    ("smerrte", "smerte"),
    ("smærte", "smerte"),
]
NOT_SAID = [
    ("", "hoste"),
    ("Han sover godt", "hoste"),
    ("vest", "hest"),
    ("rim om skjegg", "rim i skjegg"),
    ("skjegg i rim", "rim i skjegg"),
    ("SpO2 88", "89"),
    ("37,5", "37,4"),
    ("smertefri", "smerte"),
    ("avfall", "fall"),
    ("noe", ""),
    ("Han hastet videre", "hoste"),
    ("Vi må heste", "hoste"),
    ("full av mat", "fall"),
    ("falsk alarm", "fall"),
    ("legge seg", "lege"),
    ("lage mat", "lege"),
    ("stov", "stiv"),
    ("malt grønn", "måle"),
    ("puste godt", "pause"),
    ("smarte sko", "smerte"),
    ("femti bredder", "brudd"),
    ("avlevert kl. 12", "avledet"),
    ("faller sammen", "fallfare"),
    ("takk for alt", "tak"),
]


@pytest.mark.parametrize(("text", "synonym"), SAID)
def test_it_is_mentioned(text: str, synonym: str) -> None:
    assert mentions(text, [synonym])


@pytest.mark.parametrize(("text", "synonym"), NOT_SAID)
def test_it_is_not_mentioned(text: str, synonym: str) -> None:
    assert not mentions(text, [synonym])


def test_one_synonym_is_enough_and_none_is_never() -> None:
    assert mentions("Hun hoster", ["feber", "hoste"])
    assert not mentions("Hun hoster", [])


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_judged_and_a_word_mentions_itself(text: str, word: str) -> None:
    mentions(text, [word])
    if mentions(word, [word]):
        assert mentions(f"{word} . {text}", [word])


SHORT = ("hoste", "slim", "fall", "lege", "dose", "magen", "stiv", "hodet", "vondt", "vask")
LETTERS = "abcdefghijklmnoprstuvyæøå"
VOWELS = "aeiouyæøå"


@given(st.sampled_from(SHORT), st.integers(1, 4), st.sampled_from(LETTERS))
def test_in_a_short_word_one_letter_for_another_of_its_kind_makes_another_word(
    word: str, place: int, letter: str
) -> None:
    place = min(place, len(word) - 1)
    other = word[:place] + letter + word[place + 1 :]
    alike = {letter, word[place]} in ({"e", "æ"}, {"o", "å"})
    if other != word and (letter in VOWELS) == (word[place] in VOWELS) and not alike:
        assert not _slipped(other, word, _stem(word))


@given(st.sampled_from(SHORT), st.text(LETTERS, min_size=1, max_size=8))
def test_a_forgiven_slip_keeps_the_first_letter_and_is_one_letter_away(
    word: str, other: str
) -> None:
    """Nothing typed at random is taken for a short word."""
    if _slipped(other, word, _stem(word)):
        forms = [word, *(_stem(word) + ending for ending in _ENDINGS)]
        assert other[0] == word[0]
        assert min(DamerauLevenshtein.distance(other, form) for form in forms) <= 1


@given(st.sampled_from(SHORT), st.integers(1, 4))
def test_a_consonant_is_not_doubled_between_vowels(word: str, place: int) -> None:
    """There Norwegian doubles it, and it is another word: "lege" and "legge"."""
    place = min(place, len(word) - 1)
    around = word[place - 1] + word[place + 1 : place + 2]
    if word[place] not in VOWELS and all(c in VOWELS for c in around):
        assert not _slipped(word[:place] + word[place] + word[place:], word, _stem(word))


@cache
def shipped_words() -> tuple[frozenset[str], frozenset[str]]:
    """All words of the shipped bokmål texts, and the short ones that are asked for."""
    said, wanted = set[str](), set[str]()
    for file in SCENARIOS.glob("*/text/nb.yaml"):
        for key, text in read_yaml(file).data.items():
            found = {word.text for word in tokens(str(text))}
            said |= found
            if str(key).startswith("concept."):
                wanted |= {word for word in found if len(_stem(word)) < 5 and word.isalpha()}
    return frozenset(said), frozenset(wanted)


def test_no_word_of_the_shipped_texts_is_taken_for_a_slip_of_another() -> None:
    said, wanted = shipped_words()
    assert len(said) > 2000 and len(wanted) > 100
    taken = {
        (word, other)
        for word in wanted
        for other in said
        if other[0] == word[0] and other.isalpha() and _stem(other) != _stem(word)
        and _slipped(other, word, _stem(word))
    }  # fmt: skip
    assert taken == set()


SCANDINAVIAN = st.text("abehlnorstuøå", min_size=1, max_size=9)


@given(SCANDINAVIAN, SCANDINAVIAN, st.sampled_from(("", "{}", "{}et", "{}løs", "u{}", "lege{}er")))
def test_telling_words_apart_by_the_first_letter_is_the_same_as_looking_at_them_all(
    one: str, other: str, bent: str
) -> None:
    found = bent.format(other) or one
    pair = (found, _stem(found), other, _stem(other))
    assert _alike(*pair) == _compared.__wrapped__(*pair)
