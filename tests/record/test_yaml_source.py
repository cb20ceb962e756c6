"""YAML as people write it, from any editor; hostile and broken files end in a problem."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Place, Problem
from simtrainer.record.yaml_source import MAX_BYTES, MAX_DEPTH, Source, read_yaml


def read(tmp_path: Path, text: str | bytes) -> Source:
    """What these letters say."""
    file = tmp_path / "a.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(file, "a.yaml")


def problem(tmp_path: Path, text: str | bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read(tmp_path, text)
    return caught.value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("07:30", "07:30"), ('"1"', "1"), ("'true'", "true"), ("12", 12), ("-3", -3),
        ("1.5", 1.5), (".5", 0.5), ("1e3", "1e3"), ("true", True), ("False", False),
        ("null", None), ("~", None), ("", None), ("yes", "yes"), ("2026-05-12", "2026-05-12"),
        ("1_000", "1_000"), ("0x1F", "0x1F"), ("1234567890123456", "1234567890123456"),
        ("[a, 1]", ["a", 1]), ("{b: 2}", {"b": 2}), ("|\n  a\n  b\n", "a\nb\n"),
    ],
)  # fmt: skip
def test_a_value_is_what_it_looks_like(tmp_path: Path, written: str, value: object) -> None:
    found = read(tmp_path, f"key: {written}\n").data["key"]
    assert found == value and type(found) is type(value)


def test_places_are_lines_and_columns_and_the_nearest_where_there_is_none(tmp_path: Path) -> None:
    source = read(tmp_path, "a:\n  b: [1,\n      2]\n")
    assert source.place("a") == Place("a.yaml", 1, 1)
    assert source.place("a", "b") == Place("a.yaml", 2, 3)
    assert source.place("a", "b", 1) == Place("a.yaml", 3, 7)
    assert source.place("a", "b", 9, "c") == Place("a.yaml", 2, 3)
    assert source.place("z") == Place("a.yaml", 1, 1)


@pytest.mark.parametrize("text", ["a: 1\r\nb: æ\r\n", "\ufeffa: 1\nb: æ\n", "a: 1\nb: æ"])
def test_windows_line_ends_and_byte_order_marks_do_no_harm(tmp_path: Path, text: str) -> None:
    source = read(tmp_path, text)
    assert source.data == {"a": 1, "b": "æ"}
    assert source.place("b") == Place("a.yaml", 2, 1)
    assert source.place("a") == Place("a.yaml", 1, 1)


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "# only a remark\n").data == {}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1\n", "yaml.anchor", (1, 4)),
        ("a: 1\nb: *x\n", "yaml.anchor", (2, 4)),
        ("a: 1\nb: 2\na: 3\n", "yaml.twice", (3, 1)),
        ("a: [1\nb: 2\n", "yaml.broken", (2, 2)),
        ("a:\n\tb: 1\n", "yaml.broken", (2, 1)),
        ("a: 1\n---\nb: 2\n", "yaml.broken", (2, 1)),
        ("a: 'x\n", "yaml.broken", (2, 1)),
        ("- 1\n", "yaml.no_table", (1, 1)),
        ("\n\nword\n", "yaml.no_table", (3, 1)),
        (b"a: 1\nb: ab\xe6\n", "file.not_utf8", (2, 6)),
        ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "yaml.too_deep", (1, 44)),
        ("a: " + "[" * 100_000, "yaml.too_deep", (1, 44)),
    ],
)
def test_a_broken_file_is_told_at_its_place(
    tmp_path: Path, text: str | bytes, code: str, place: tuple[int, int]
) -> None:
    found = problem(tmp_path, text)
    assert found.code == code
    assert found.place == Place("a.yaml", *place)


def test_a_control_character_is_told(tmp_path: Path) -> None:
    assert problem(tmp_path, "a: \x07\n").code == "yaml.broken"


def test_a_very_large_file_is_not_read(tmp_path: Path) -> None:
    found = problem(tmp_path, b"#" * (MAX_BYTES + 1))
    assert (found.code, found.params["limit"]) == ("file.too_large", MAX_BYTES)


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"no\.yaml file\.missing"):
        read_yaml(tmp_path / "no.yaml", "no.yaml")
    with pytest.raises(Problem, match=r"folder file\.unreadable"):
        read_yaml(tmp_path, "folder")


@given(st.text(alphabet="ab:-[]{}&*!#|>'\"\n\t ?,%@0.~<", max_size=40))
def test_any_text_is_data_or_a_problem(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    try:
        place = read_yaml(file).place()
    except Problem as found:
        place = found.place
    assert place is not None
