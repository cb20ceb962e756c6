"""Builds and starts the desktop app: the only place where the station meets the screen.

The window is on the screen before the trainer is imported; see ``desktop.window``.
"""

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem, Problems
from simtrainer.launch import places
from simtrainer.station.home import Home, locate
from simtrainer.station.lock import Running

if TYPE_CHECKING:
    from simtrainer.app.ports import Catalog, Roster
    from simtrainer.app.ready import CheckUp
    from simtrainer.app.trainer import Trainer
    from simtrainer.desktop.operations import Operations
    from simtrainer.desktop.window import MainWindow
    from simtrainer.station.settings import SettingsFile
    from simtrainer.station.store.runs import RunFile

_WARM_S = 300
"""On a slow disk the first reading of the libraries takes its time; they must not be read twice."""
_TITLE = 40
"""Of the height of the screen, for the title bar that the system puts over the window."""
PAINTED = "SIMTRAINER_PAINTED"
"""Set in the environment to ``window`` or ``signin``, the app says when its first frame, or the
page to sign in on, was painted, and ends: for the bench."""


@dataclass
class Station:
    """This PC's parts, wired."""

    home: Home
    settings: "SettingsFile"
    store: "RunFile"
    catalog: "Catalog"
    roster: "Roster"
    trainer: "Trainer"
    operations: "Operations | None" = None

    def end(self) -> None:
        """The window has closed: what is under way gets a moment to end, and the store is left."""
        if self.operations is not None:
            self.operations.wait()
        self.store.close()


class Warming:
    """Imports the libraries of the first run on a thread, while nobody waits.

    Whoever needs them before that is done waits for it: two threads that import the same library
    at once may each meet it half made.
    """

    def __init__(self) -> None:
        self._begun = False
        self._done = threading.Event()

    def begin(self, operations: "Operations") -> None:
        """Start."""
        self._begun = True
        operations.run(self._import)

    def wait(self) -> None:
        """Until it is done, where it has begun."""
        if self._begun:
            self._done.wait(_WARM_S)

    def _import(self) -> None:
        try:
            import simtrainer.scenario.compile
            import simtrainer.station.store.database
            import simtrainer.wire.statement

            del simtrainer
        finally:
            self._done.set()


def compile_scenario(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """The compiler with the packs of this installation."""
    from simtrainer.scenario.compile import compile_folder

    return compile_folder(folder, places.resources() / "packs")


def build(
    home: Home,
    settings: "SettingsFile",
    deliver: Callable[[], None] | None = None,
    start: Callable[[Callable[[], None]], None] = lambda work: work(),
    scenarios: Path | None = None,
    check: "CheckUp | None" = None,
    warming: Warming | None = None,
    stop: Callable[[], None] = lambda: None,
) -> Station:
    """Wire the station to a trainer; opens no database and imports none of its libraries.
    ``start`` has work done that nobody should wait for, ``stop`` ends it when the PC is emptied;
    ``scenarios`` is where they lie, where it is not as installed."""
    from simtrainer import __version__
    from simtrainer.app.looks import Look, Outfit
    from simtrainer.app.trainer import Desktop, Trainer
    from simtrainer.launch import words
    from simtrainer.station.batches import BatchFile
    from simtrainer.station.carry import StickCarrier
    from simtrainer.station.catalog import ScenarioFolder
    from simtrainer.station.clock import SystemClock
    from simtrainer.station.ids import UniqueIds
    from simtrainer.station.plan import PlanFile
    from simtrainer.station.returning import OwnPc
    from simtrainer.station.roster import RosterFile
    from simtrainer.station.store.runs import RunFile
    from simtrainer.station.store.word_index import WordIndexFiles

    def compiled(folder: Path) -> tuple[bytes, dict[str, Any]]:
        if warming is not None:
            warming.wait()
        return compile_scenario(folder)

    store = RunFile(home, lambda: settings.current.enrolled, settings.seal)
    shared = [places.resources() / name for name in ("packs", "people")]
    now = settings.current
    catalog = ScenarioFolder(
        scenarios or places.scenarios(),
        home.cache,
        compiled,
        __version__,
        shared,
        home.packages,
    )
    roster = RosterFile(home, places.sample_roster(), lambda: settings.current.enrolled)
    trainer = Trainer(
        Desktop(
            store=store,
            catalog=catalog,
            roster=roster,
            clock=SystemClock(),
            ids=UniqueIds(),
            texts=words.texts(now.language),
            station=now.station,
            station_name=now.name,
            purpose=now.purpose,
            outfit=Outfit(
                Look(now.language, now.theme, now.text, now.sound), words.LANGUAGES, words.texts
            ),
            words=WordIndexFiles(home.cache, start),
            deliver=deliver,
            check_up=check,
            carrier=StickCarrier(store, SystemClock()),
            plan=PlanFile(home),
            meetings=BatchFile(home),
            pc=OwnPc(home, settings, store, stop, start),
        )
    )
    return Station(home, settings, store, catalog, roster, trainer)


def run() -> int:
    """The app until its window is closed."""
    gc.disable()  # nothing that is made while it starts is garbage; ``Tidy`` sees to it later
    try:
        home = locate()
        home.prepare()
        with Running(home.running):
            return _show(home)
    except (Problem, Problems) as found:
        return _refuse(found)


def _show(home: Home) -> int:
    from simtrainer.desktop.application import application
    from simtrainer.launch import crash
    from simtrainer.launch.tidy import Tidy

    app = application()
    trouble: list[Problem | Problems] = []
    stations: list[Station] = []

    def give_up(found: Problem | Problems) -> None:
        trouble.append(found)
        app.quit()

    def fill() -> None:
        try:
            stations.append(fill_window(window, home, deliver_in_background=True))
            if os.environ.get(PAINTED) == "signin":
                _tell_painted()
            Tidy(window, stations[-1].trainer)
        except (Problem, Problems) as found:
            give_up(found)

    crash.catch(home.crash, lambda: give_up(Problem("app.bug")))
    window = opening_window(home)
    window.opened.connect(_tell_painted if os.environ.get(PAINTED) == "window" else fill)
    show_window(window, full=_chosen(home, "screen") == "full")
    code = app.exec()
    window.close()
    for station in stations:
        station.end()
    if trouble:
        raise trouble[0]
    return int(code)


def show_window(window: "MainWindow", *, full: bool) -> None:
    """On the screen; as large as the screen where that is smaller than the window would be, or
    its buttons at the right would be outside. It is inside the screen too where nobody makes it
    as large, and when it is made smaller again."""
    room = window.screen().availableGeometry()
    if full:
        window.showFullScreen()
    elif window.width() > room.width() or window.height() + _TITLE > room.height():
        tall = min(window.height(), room.height() - _TITLE)
        window.resize(min(window.width(), room.width()), tall)
        window.showMaximized()
    else:
        window.show()


def _tell_painted() -> None:
    from PySide6.QtWidgets import QApplication

    print(time.monotonic_ns(), flush=True)
    QApplication.quit()


def opening_window(home: Home) -> "MainWindow":
    """The window as it is first shown; it says ``opened`` when it is on the screen."""
    from simtrainer.desktop.window import MainWindow

    return MainWindow.opening(places.resources(), _theme_name(home))


def _theme_name(home: Home) -> str:
    from simtrainer.desktop.window import THEMES

    return THEMES.get(_chosen(home, "theme"), "light")


def _chosen(home: Home, key: str) -> str:
    """What was chosen for the first frame, without the settings' own reader: it is told about
    later if the file is broken."""
    try:
        return str(json.loads(home.settings.read_bytes())[key])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def open_window(
    home: Home, *, deliver_in_background: bool = True, scenarios: Path | None = None
) -> "tuple[MainWindow, Station]":
    """A window that is whole at once, for the demo and the tests."""
    from simtrainer.desktop.window import MainWindow

    home.prepare()
    window = MainWindow()
    return window, fill_window(window, home, deliver_in_background, scenarios)


def fill_window(
    window: "MainWindow",
    home: Home,
    deliver_in_background: bool,
    scenarios: Path | None = None,
) -> Station:
    """Wire the station and give the window its screens."""
    from PySide6.QtCore import QTimer

    from simtrainer.desktop.operations import Operations
    from simtrainer.desktop.theme import Theme
    from simtrainer.desktop.window import dressed
    from simtrainer.launch import crash
    from simtrainer.launch.delivery import Deliveries
    from simtrainer.station.ids import UniqueIds
    from simtrainer.station.settings import SettingsFile

    settings = SettingsFile(home.settings, UniqueIds())
    operations = Operations(window)
    deliveries = Deliveries(home, settings, operations)

    def indexed(_: object) -> None:
        station.trainer.indexed()

    def start(work: Callable[[], None]) -> None:
        operations.run(work, indexed)

    def check(done: Callable[[Any], None]) -> None:
        from simtrainer.desktop.screens import screen
        from simtrainer.launch.checkup import check_up

        seen = screen()
        operations.run(lambda: check_up(home, lambda: seen), done)

    deliver = deliveries.start if deliver_in_background else None
    warming = Warming()
    station = build(home, settings, deliver, start, scenarios, check, warming, deliveries.stop)
    station.operations = operations
    window.begin(station.trainer, dressed(Theme(places.resources()), station.trainer.look))
    window.paint_now()
    if deliver_in_background:
        crash.catch(home.crash, lambda: window.tell(Problem("app.bug")))
        deliveries.begin(window, station.trainer.delivered)
    QTimer.singleShot(0, window, lambda: _afterwards(window, station, operations, warming))
    return station


def _afterwards(
    window: "MainWindow", station: Station, operations: "Operations", warming: Warming
) -> None:
    """What nobody waits for: help on the screen, an eye on the screens themselves, what comes
    after signing in, and the libraries of the first run."""
    from simtrainer.desktop.guide import Guide
    from simtrainer.desktop.in_sight import InSight
    from simtrainer.launch.ahead import Ahead

    InSight(window)
    guide = Guide(window, station.trainer, window.theme)
    window.restyled.connect(lambda: guide.wear(window.theme))
    Ahead(window, lambda: warming.begin(operations))


def _refuse(found: Problem | Problems) -> int:
    """Say on the screen why the app does not open, and in which file, where it is a file's."""
    from simtrainer.desktop.application import application
    from simtrainer.desktop.notice import refuse
    from simtrainer.launch import words

    table = words.texts()
    print(*words.lines(found, table), sep="\n", file=sys.stderr)
    text = words.in_short(found, table)
    app = application()
    refuse(text)
    app.processEvents()
    return 1
