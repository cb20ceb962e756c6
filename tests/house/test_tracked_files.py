"""What may stand in no file: where this was built, where packages came from, a real person."""

import re

import pytest

from simtrainer.record.identity import find_real_numbers
from tests.house.tracked import tracked_files, tracked_texts

FOREIGN = {
    "package index": r"\bpypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org|"
    r"archive\.ubuntu\.com",
    "index option": r"--(extra-)?index-url[ =]\S|--find-links[ =]\S|--trusted-host[ =]\S",
    "machine path": r"(?<![\w.])/(work|root|opt|home/[a-z]+|Users/[a-z]+)/[\w.]|"
    r"[A-Z]:\\+Users\\+\w",
}
PUBLISHED_EXAMPLES = {"02013299997", "02013299903", "30108299920", "30108299939"}
"""The Tax Administration's own examples of numbers from 2032, which belong to nobody."""
THIS_FILE = "tests/house/test_tracked_files.py"


def findings(pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()}"
        for name, text in tracked_texts()
        if name != THIS_FILE
        for match in found.finditer(text)
    ]


def test_files_are_found_at_all() -> None:
    names = {path.name for path in tracked_files()}
    assert {"pyproject.toml", "requirements.lock", "Makefile", "README.md"} <= names


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names_a_foreign_place(what: str) -> None:
    assert findings(FOREIGN[what]) == []


@pytest.mark.parametrize(
    ("what", "sample"),
    [
        ("package index", "https://files." + "pythonhosted.org/packages/x.whl"),
        ("index option", "--find-links" + " /srv/wheels"),
        ("machine path", "see /home/" + "kari/simtrainer"),
        ("machine path", "C:\\Users\\" + "kari"),
    ],
)
def test_the_patterns_find_what_they_should(what: str, sample: str) -> None:
    assert re.search(FOREIGN[what], sample)


def test_no_file_holds_an_identity_number_of_real_form() -> None:
    found = [
        f"{name}: {number}"
        for name, text in tracked_texts()
        if name != "requirements.lock"  # hashes; the lock test reads every character of it
        for number in find_real_numbers(text)
        if number not in PUBLISHED_EXAMPLES
    ]
    assert found == []


def test_the_published_examples_would_be_found_without_the_exception() -> None:
    for number in sorted(PUBLISHED_EXAMPLES):
        assert find_real_numbers(f"nummer {number}.") == [number]
