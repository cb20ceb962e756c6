"""Names and numbers: none twice, none that is to be avoided."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem
from simtrainer.record.identity import has_real_form, is_synthetic
from simtrainer.record.people.naming import (
    Taken,
    age_on,
    draw_born,
    draw_identity,
    draw_key,
    draw_name,
    slug,
)
from tests.record.people.town import book, dices

DAYS = st.dates(date(1900, 1, 1), date(2039, 12, 31))


@given(DAYS, st.sampled_from("fm"), st.integers(0, 999))
def test_a_number_is_synthetic_whatever_the_birthday(born: date, sex: str, seed: int) -> None:
    found = draw_identity(dices(seed)("x"), Taken(), born, sex)
    assert is_synthetic(found)
    assert not has_real_form(found)


def test_a_day_gives_each_number_once_and_then_says_so() -> None:
    taken, dice = Taken(), dices(1)("x")
    born = date(1938, 3, 14)
    with pytest.raises(Problem) as caught:
        [draw_identity(dice, taken, born, "f") for _ in range(300)]
    assert caught.value.code == "people.numbers"
    assert 150 < len(taken.identities) < 250


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.integers(0, 90), st.integers(0, 9))
def test_a_birthday_gives_an_age_within_bounds(day: date, low: int, more: int) -> None:
    born = draw_born(dices(low)("x"), day, low, low + more)
    assert low <= age_on(day, born) <= low + more
    assert born <= day


def test_ages_turn_on_the_birthday() -> None:
    born = date(1944, 2, 29)
    assert age_on(date(2026, 2, 28), born) == 81
    assert age_on(date(2026, 3, 1), born) == 82
    assert age_on(born + timedelta(days=1), born) == 0


def test_avoided_names_are_not_given_and_spare_ones_come_last() -> None:
    names = book().names
    known = {name.casefold() for name in names.given["1940"].f}
    taken = Taken(avoid=frozenset(known))
    found = {draw_name(names, dices(n)("x"), taken, date(1944, 1, 1), "f")[0] for n in range(30)}
    assert found <= set(names.given["spare"].f)
    everything = frozenset(known | {name.casefold() for name in names.given["spare"].f})
    with pytest.raises(Problem) as caught:
        draw_name(names, dices(1)("x"), Taken(avoid=everything), date(1944, 1, 1), "f")
    assert caught.value.code == "people.names"


def test_keys_are_short_and_differ() -> None:
    taken = Taken()
    keys = [draw_key(taken, name) for name in ("Åse", "Aase", "Ørjan", "Bo", "Åse", "Åse")]
    assert keys == ["ASE", "AAS", "ORJ", "BO", "ASE2", "ASE3"]
    assert slug("Lyngtunet, avdeling Ø 2") == "lyngtunet-avdeling-o-2"
