"""Packages from a real hub: what it hands out is here, also after a change of mind."""

from pathlib import Path

import pytest

from simtrainer.app.memory import CountedIds
from simtrainer.base.problem import Problem
from simtrainer.hub import commands
from simtrainer.station.home import Home
from simtrainer.station.packages import Fetched, fetch, held
from simtrainer.station.settings import Settings, SettingsFile
from simtrainer.station.upload.hub import join
from simtrainer.station.upload.xapi import discover
from tests.hub.conftest import Served, served, sqlite_url  # noqa: F401 - fixtures

TENANT = "pakke-kommune"


@pytest.fixture(scope="module")
def url(sqlite_url: str) -> str:  # noqa: F811
    commands.init(sqlite_url, TENANT, TENANT)
    return sqlite_url


@pytest.fixture
def pc(served: Served, url: str, home: Home) -> Settings:  # noqa: F811
    (made,) = commands.enrolment_tokens(url, ["PC"], tenant=TENANT)
    settings = SettingsFile(home.settings, CountedIds())
    return settings.enrol(served.address, made["token"], discover, join)


def add(url: str, folder: Path, scenario: str, version: str, content: str = "") -> None:
    file = folder / "p.simpack"
    file.write_text(f"{scenario} {version} {content}")
    commands.add_package(url, file, scenario, version, TENANT)


def install(raw: bytes, into: Path) -> Path:
    """Stands for the checker: the first word of the content names the scenario."""
    scenario, version, content = raw.decode().split(" ")
    if content == "broken":
        raise Problem("package.broken")
    (into / scenario).mkdir()
    (into / scenario / "scenario.yaml").write_text(version)
    return into / scenario


def versions(home: Home) -> dict[str, str]:
    return {name: (home.packages / name / "scenario.yaml").read_text() for name in held(home)}


def test_forwards_back_and_away(pc: Settings, url: str, home: Home, tmp_path: Path) -> None:
    assert fetch(home, pc, install) == Fetched((), ())
    add(url, tmp_path, "alfa", "1.0.0")
    add(url, tmp_path, "beta", "1.0.0")
    assert fetch(home, pc, install).new == (("alfa", "1.0.0"), ("beta", "1.0.0"))
    assert fetch(home, pc, install) == Fetched((), ()), "a second look fetches nothing"
    add(url, tmp_path, "alfa", "1.1.0")
    assert fetch(home, pc, install).new == (("alfa", "1.1.0"),)
    commands.pin_package(url, "alfa", "1.0.0", TENANT)
    assert fetch(home, pc, install).new == (("alfa", "1.0.0"),)
    assert versions(home) == {"alfa": "1.0.0", "beta": "1.0.0"}

    (home.packages / "beta" / "scenario.yaml").unlink()
    (home.packages / "beta").rmdir()
    assert fetch(home, pc, install).new == (("beta", "1.0.0"),), "what was lost comes back"

    add(url, tmp_path, "beta", "2.0.0", "broken")
    with pytest.raises(Problem, match=r"package\.broken"):
        fetch(home, pc, install)
    assert versions(home) == {"alfa": "1.0.0", "beta": "1.0.0"}, "the old one stays"
    assert not (home.packages / ".new").exists()
    commands.pin_package(url, "beta", "1.0.0", TENANT)

    add(url, tmp_path, "gamma", "1.0.0")
    other = Settings(**{**{f: getattr(pc, f) for f in pc.__slots__}, "password": "wrong"})
    with pytest.raises(Problem, match=r"upload\.not_allowed"):
        fetch(home, other, install)

    (home.packages / "list.json").write_text("{broken")
    assert {name for name, _ in fetch(home, pc, install).new} == {"alfa", "beta", "gamma"}


def test_a_pc_at_another_store_has_no_packages_to_fetch(home: Home) -> None:
    with pytest.raises(Problem, match=r"station\.no_packages"):
        fetch(home, Settings("pc", hub="http://lrs.example", upload="xapi"), install)
