"""What a window is asked for over and over must not be held by it."""

import re

from tests.house.tracked import ROOT, tracked_files

OF_A_KIND = re.compile(r"\.findChildren\(\s*\w+\s*\)")
"""By kind alone: every widget below is met, Qt's own too, and held by the one that was asked."""


def test_the_screens_search_by_name_or_child_by_child() -> None:
    """As ``desktop.targets.widgets_in`` does, which tells why."""
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path.suffix == ".py"
        and path.is_relative_to(ROOT / "simtrainer" / "desktop")
        and path.exists()
        and OF_A_KIND.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
    assert OF_A_KIND.search("window.findChildren(QWidget)")
