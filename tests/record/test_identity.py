"""Identity numbers: the test series is let in, numbers of real form are kept out.

No number of real form stands in this file: they are made here, when the test runs.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.record.identity import (
    check_digits,
    find_real_numbers,
    has_real_form,
    is_synthetic,
)

VALID = (
    "14833849892", "02913549778", "23874149896", "30812949981", "09854749894",
    "17905049968", "05923249631", "29824449994", "21885349878", "11866149994",
)  # fmt: skip
INVALID = ("14833849893", "23874194896", "31824849946", "08835549600", "0985474989")
D_NUMBER, ONLY_2032 = "54833849967", "02813299898"
FORTY = "144338499" + str(check_digits("144338499"))
FROM_2032 = ("02013299997", "02013299903", "30108299920", "30108299939")
"""The tax administration's four published examples of the rule from 2032."""


@st.composite
def real_numbers(draw: st.DrawFn, month_offset: int = 0, day_offset: int = 0) -> str:
    """A number of real form, with its check digits, made now."""
    day = draw(st.dates(date(1900, 1, 1), date(1999, 12, 31)))
    while True:
        one = draw(st.integers(0, 499))
        first = f"{day.day + day_offset:02d}{day.month + month_offset:02d}{day:%y}{one:03d}"
        checks = check_digits(first)
        if checks is not None:
            return first + checks


@pytest.mark.parametrize("number", [*VALID, D_NUMBER, ONLY_2032])
def test_the_test_series_is_synthetic_and_never_real(number: str) -> None:
    assert is_synthetic(number)
    assert not has_real_form(number)


@pytest.mark.parametrize("number", INVALID)
def test_malformed_numbers_are_neither(number: str) -> None:
    assert not is_synthetic(number)
    assert not has_real_form(number)


@pytest.mark.parametrize("number", FROM_2032)
def test_numbers_by_the_rule_from_2032_have_real_form(number: str) -> None:
    assert has_real_form(number)
    assert not is_synthetic(number)


def test_plus_forty_is_ambiguous_and_refused() -> None:
    assert has_real_form(FORTY)
    assert not is_synthetic(FORTY)


@pytest.mark.parametrize("number", [number[:9] for number in VALID])
def test_check_digits_are_those_of_the_valid_numbers(number: str) -> None:
    assert number + str(check_digits(number)) in VALID


def test_a_base_whose_first_check_digit_would_be_ten_has_none() -> None:
    assert check_digits("088355496") is None


@pytest.mark.parametrize("odd", ["", "abc", "1483384989²", "١٤٨٣٣٨٤٩٨٩٢", "14833849892 ", "1" * 12])
def test_odd_text_is_no_number(odd: str) -> None:
    assert not is_synthetic(odd)
    assert not has_real_form(odd)


@given(real_numbers())
def test_a_number_of_real_form_is_found_however_it_is_written(number: str) -> None:
    assert has_real_form(number) and not is_synthetic(number)
    six, five = number[:6], number[6:]
    for written in (
        number,
        f"{six} {five}",
        f"{six}-{five}",
        f"{six}\u00a0{five}",
        f"{six}  {five}",
        f"{six}\t{five}",
        f"{six}–{five}",
        f"{number[:2]}.{number[2:4]}.{number[4:6]} {five}",
        f"fnr:{number}.",
        f"rom 203 {number}",
        f"12.05.2026 {six} {five}",
        f"konto 12345 {six} {five}",
        f"{six} {five} 12345678",
    ):
        assert number in find_real_numbers(f"Pasient {written}, ring"), written


@given(real_numbers(month_offset=40) | real_numbers(day_offset=40))
def test_numbers_in_use_with_an_offset_are_found_too(number: str) -> None:
    assert find_real_numbers(f"se {number}") == [number]


@pytest.mark.parametrize("number", [*VALID, "12345678901234", "99 99 99 99 99 9"])
def test_synthetic_and_longer_numbers_are_left_alone(number: str) -> None:
    assert find_real_numbers(f"Se {number} og skriv") == []


@given(st.text(alphabet="0123456789 .-²٣x", max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    for found in find_real_numbers(text):
        assert has_real_form(found)
