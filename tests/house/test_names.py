"""Small rooms with names that say what is in them."""

import re

from tests.house.tracked import ROOT, tracked_files

SAYS_NOTHING = re.compile(r"(^|_)(utils?|misc|common|helpers?|managers?)(_|$)")
MOST_LINES = 500

MODULES = [
    path.relative_to(ROOT)
    for path in tracked_files()
    if path.suffix == ".py" and path.relative_to(ROOT).parts[0] == "simtrainer"
]


def test_no_module_is_named_for_nothing_in_particular() -> None:
    named = [(path, part) for path in MODULES for part in (*path.parts[:-1], path.stem)]
    assert named
    assert [str(path) for path, part in named if SAYS_NOTHING.search(part)] == []


def test_no_module_is_a_hall() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in MODULES
        if (ROOT / path).exists()
    }
    assert {path: lines for path, lines in lengths.items() if lines > MOST_LINES} == {}
