"""The lock installs the same bytes everywhere, asks no named index, and covers what we ask for."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tracked import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[0-9][\w.]*)(?P<marker> ; [^\\]+?)?"
    r"(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n"
)
LOCKED = {match["name"]: match["version"] for match in ENTRY.finditer(LOCK)}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = [
    *PROJECT["dependencies"],
    *(line for extra in PROJECT["optional-dependencies"].values() for line in extra),
]


def test_every_character_is_a_pinned_requirement_with_its_hashes() -> None:
    assert ENTRY.sub("", LOCK) == ""
    assert LOCKED


@pytest.mark.parametrize("asked", ASKED)
def test_what_we_ask_for_is_locked_at_a_version_we_accept(asked: str) -> None:
    requirement = Requirement(asked)
    locked = LOCKED[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(locked)


def test_qt_stays_where_none_and_true_are_counted_right() -> None:
    assert re.match(r"6\.11\.\d+$", LOCKED["pyside6-essentials"])
    assert LOCKED["shiboken6"] == LOCKED["pyside6-essentials"]
