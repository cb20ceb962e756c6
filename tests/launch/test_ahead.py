"""What is loaded before the page to sign in on is painted, and what is ready when somebody does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from simtrainer.station.home import Home
from simtrainer.station.ids import UniqueIds
from simtrainer.station.settings import SettingsFile
from tests.launch.real import ROOT, surroundings

pytestmark = pytest.mark.qt

BEFORE = {
    "app": {
        "about_pc", "arrival", "aside", "carrying", "entrance", "looks", "ports", "present",
        "present.entrance", "seat", "stage", "status_line", "trainer", "views", "views.entrance",
        "views.settings", "words",
    },
    "record": {"identity"},
    "engine": set(), "scenario": set(), "wire": set(), "hub": set(),
}  # fmt: skip
"""Package to those of its modules that the page to sign in on may need."""
HEAVY = {
    "sqlalchemy", "pydantic", "httpx", "asyncio", "yaml", "ssl", "orjson", "fsrs", "rapidfuzz",
    "snowballstemmer", "nacl", "secrets", "uuid", "platform", "importlib.metadata",
}  # fmt: skip
STRANGERS = {"QStyle", "QTabWidget", "QCalendarWidget", "QMdiArea"}
"""Classes of Qt's that bring many names along, and that this page has no use for."""

CODE = """
import json, sys
from pathlib import Path
from importlib import import_module
from simtrainer.desktop.application import application
from simtrainer.launch.desktop_app import fill_window, opening_window
from simtrainer.station.home import Home

app, home = application(), Home(Path(sys.argv[1]))
window = opening_window(home)
window.show()
none = home.root / "none"
none.mkdir()
station = fill_window(window, home, deliver_in_background=False, scenarios=none)
before = sorted(sys.modules)
met = sorted(vars(sys.modules["PySide6.QtWidgets"]))
from simtrainer.app.arrival import SignIn
from simtrainer.launch.ahead import PIECES
for piece in PIECES:
    import_module(piece)
ready = set(sys.modules)
person = station.trainer.signin().units[0].people[0].code
station.trainer.do(SignIn(person))
assert station.trainer.screen == "home"
print(json.dumps([before, met, sorted(set(sys.modules) - ready)]))
window.close()
station.end()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """Modules before the page is painted, names met in ``QtWidgets`` by then, and the modules that
    signing in brings along."""
    home = Home(tmp_path_factory.mktemp("home"))
    home.prepare()
    assert SettingsFile(home.settings, UniqueIds()).current.station
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(home.root)],
        env=surroundings(home.root),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [set(names) for names in json.loads(done.stdout)]


def _of(package: str, names: set[str]) -> set[str]:
    start = f"simtrainer.{package}."
    return {name.removeprefix(start) for name in names if name.startswith(start)}


def test_the_page_to_sign_in_on_waits_for_nothing_it_does_not_need(
    loaded: list[set[str]],
) -> None:
    before, met, _ = loaded
    early = {package: _of(package, before) - own for package, own in BEFORE.items()}
    assert not any(early.values()), early
    assert not sorted(HEAVY & before)
    assert not sorted(STRANGERS & met)


def test_what_comes_after_has_been_made_ready(loaded: list[set[str]]) -> None:
    late = {name for package in ("app", "record", "engine") for name in _of(package, loaded[2])}
    assert not late, "a piece is missing from launch.ahead"


def test_nothing_is_loaded_early_that_is_no_longer_there() -> None:
    for package, names in BEFORE.items():
        for name in names:
            path = Path(ROOT, "simtrainer", package, *name.split("."))
            assert path.with_suffix(".py").is_file() or path.is_dir(), name
