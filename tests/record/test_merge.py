"""Templates with gaps: filled, left out, or seen to be missing."""

import string

from hypothesis import given
from hypothesis import strategies as st

from simtrainer.record.merge import gaps, merged

KNOWN = {"patient.name": "Synne Testdal", "own_words": "", "case.wanted": "Matombringing"}


def fill(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = merged(text, KNOWN.get, lambda gap: f"[{gap}?]")
    return found.paragraphs, found.missing


def test_gaps_are_filled_and_paragraphs_kept() -> None:
    assert fill("Hei <patient.name>.\n\nDu søkte om <case.wanted>.") == (
        ("Hei Synne Testdal.", "Du søkte om Matombringing."), (),
    )  # fmt: skip


def test_what_is_missing_is_told_once_and_stands_as_a_hole() -> None:
    assert fill("<case.from> og <case.from> og <basis>") == (
        ("[case.from?] og [case.from?] og [basis?]",), ("case.from", "basis"),
    )  # fmt: skip


def test_a_line_with_nothing_but_what_may_be_left_out_goes() -> None:
    assert fill("Hei.\nMer: <own_words>\n\n<own_words>\n\nHilsen") == (("Hei.", "Hilsen"), ())


def test_angles_that_are_no_gaps_stay() -> None:
    assert fill("SpO2 < 90 og > 80") == (("SpO2 < 90 og > 80",), ())
    assert gaps("a <b> <B> < c>") == ("b",)


@given(st.lists(st.sampled_from([*KNOWN, "x.y", "z"]), max_size=6), st.text(string.ascii_letters))
def test_no_gap_is_ever_left_standing(names: list[str], words: str) -> None:
    paragraphs, missing = fill(" ".join((words, *(f"<{name}>" for name in names))))
    assert all(gaps(part) == () for part in paragraphs)
    assert set(missing) == {name for name in names if name not in KNOWN}
