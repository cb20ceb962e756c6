"""Is it mentioned? Stems, small slips of spelling, words that stand together, compounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.engine.words import mentions

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
