"""Two changed versions of one text put together: nothing of either side is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.scenario.three_way import MAX_LINES, first_mark, put_together

NAMES = ("own", "new")
TEXT = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n", "\n", "e"]), max_size=9).map("".join)


def put(base: str, own: str, there: str) -> tuple[str, int]:
    found = put_together(base, own, there, NAMES)
    assert found is not None
    return found.text, found.clashes


@given(TEXT, TEXT)
def test_what_one_side_changed_is_taken(base: str, other: str) -> None:
    assert put(base, other, base) == put(base, base, other) == (other, 0)
    assert put(base, other, other) == (other, 0)


@given(TEXT, TEXT, TEXT)
def test_the_sides_are_equal_before_it(base: str, own: str, there: str) -> None:
    (one, clashes), (two, same) = put(base, own, there), put(base, there, own)
    assert clashes == same
    assert one == two or clashes
    assert (first_mark(one) is not None) == bool(clashes)


@given(st.dictionaries(st.integers(0, 30), st.sampled_from(["own", "there", "gone"])))
def test_other_lines_are_changed_side_by_side(changes: dict[int, str]) -> None:
    def version(*sides: str) -> str:
        lines = ((n, changes.get(n, "")) for n in range(31))
        kept = ((n, how) for n, how in lines if not (how == "gone" and "own" in sides))
        return "".join(f"{n}: {how if how in sides else ''}\n" for n, how in kept)

    assert put(version(), version("own"), version("there")) == (version("own", "there"), 0)


def test_where_both_changed_the_same_lines_both_stand_between_marks() -> None:
    found, clashes = put("a\nb\nc\n", "a\nown\nc\n", "a\nthere\nc\nd\n")
    assert clashes == 1
    assert found == "a\n<<<<<<< own\nown\n=======\nthere\n>>>>>>> new\nc\nd\n"
    assert first_mark(found) == 2


@pytest.mark.parametrize(("own", "there"), [("a\nx\n", "a\ny\n"), ("x", "y"), ("", "a\nb\n")])
def test_a_clash_at_the_end_is_marked_on_lines_of_its_own(own: str, there: str) -> None:
    found, clashes = put("a", own, there)
    assert clashes == 1
    assert [line for line in found.splitlines() if line[0] in "<=>"] == [
        "<<<<<<< own", "=======", ">>>>>>> new",
    ]  # fmt: skip


def test_a_text_that_is_too_long_is_left_alone() -> None:
    assert put_together("a\n", "b\n", "c\n" * (MAX_LINES + 1), NAMES) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\n=======\n", 2), ("<<<<<<< x", 1), ("a\nb\n>>>>>>> y\n", 3), ("a =======\n", None)],
)  # fmt: skip
def test_a_mark_that_is_left_is_found(text: str, line: int | None) -> None:
    assert first_mark(text) == line
