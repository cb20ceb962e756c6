"""Keys become words: gaps, plurals, languages on top of each other, unknown keys that show."""

import pytest

from simtrainer.base.text import Text, Texts, percent_of

NB = Texts(
    "nb",
    {
        "plain": "Hei",
        "gap": "Hei {name}",
        "many": {"one": "{n} dose", "other": "{n} doser"},
        "braces": "bruk {} her",
    },
)


@pytest.mark.parametrize(("n", "words"), [(0, "0 doser"), (1, "1 dose"), (2, "2 doser")])
def test_plural_follows_n(n: int, words: str) -> None:
    assert NB("many", n=n) == words


def test_gaps_are_filled_and_braces_without_parameters_are_left_alone() -> None:
    assert NB("gap", name="Marit") == "Hei Marit"
    assert NB("braces") == "bruk {} her"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, 0), (0.29, 29), (0.57, 57), (39 / 49, 79), (0.7999, 79), (0.8, 80), (0.999, 99)],
)
def test_a_percentage_never_says_that_a_goal_is_reached_before_it_is(
    share: float, said: int
) -> None:
    assert percent_of(share) == said


def test_a_text_carries_its_parameters_and_later_ones_win() -> None:
    assert NB(Text("gap", {"name": "Ida"})) == "Hei Ida"
    assert NB(Text("gap", {"name": "Ida"}), name="Marit") == "Hei Marit"


def test_an_unknown_key_shows_itself() -> None:
    assert NB("nope") == "[nope]"
    assert not NB.has("nope")


def test_own_texts_lie_on_top_and_the_rest_falls_through() -> None:
    own = NB.with_table({"plain": "Morn"})
    assert (own("plain"), own("gap", name="Ida")) == ("Morn", "Hei Ida")
    assert own.has("gap") and own.has("plain")
    assert NB("plain") == "Hei"


def test_another_language_falls_back_to_the_reference() -> None:
    nynorsk = Texts("nn", {"plain": "Hei du"}, NB)
    assert (nynorsk("plain"), nynorsk("many", n=1)) == ("Hei du", "1 dose")
