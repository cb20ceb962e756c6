"""What is asked for, as words."""

from hypothesis import given
from hypothesis import strategies as st

from simtrainer.app.words import around, holds, wanted, words_of

SAME = ("beslutningskompetanse; samtykkekompetanse",)


def test_words_are_small_and_keep_their_marks() -> None:
    assert words_of("Åpnet «døra», kl. 02.15!") == ["åpnet", "døra", "kl", "02", "15"]


def test_who_asks_for_the_old_word_means_the_new_one_too() -> None:
    both = ("samtykkekompetanse", "beslutningskompetanse")
    assert wanted("Samtykkekompetanse", SAME) == (both,)
    assert wanted("samtykkekompetansen 2026", SAME)[0][:1] == ("samtykkekompetansen",)
    assert "beslutningskompetanse" in wanted("samtykkekompetansen", SAME)[0]
    assert wanted("samtykke", SAME) == (("samtykke",),)


def test_a_text_holds_words_by_their_beginnings() -> None:
    text = "Vurdert beslutningskompetansen hennes i går"
    assert holds(text, wanted("samtykkekompetanse", SAME))
    assert holds(text, wanted("hennes vurd"))
    assert not holds(text, wanted("kompetansen"))


def test_the_place_is_shown_with_what_is_around_it() -> None:
    text = "Ord " * 100 + "så kom fallet " + "og mer " * 100
    shown = around(text, wanted("fall"))
    assert "fallet" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 200


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_can_be_shown(text: str, asked: str) -> None:
    assert len(around(text, wanted(asked))) <= 170
