"""Builds and starts the desktop app: the only place where the station meets the screen.

The window is on the screen before the trainer is imported; see ``desktop.window``.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem
from simtrainer.launch import places
from simtrainer.station.home import Home, locate
from simtrainer.station.lock import Running

if TYPE_CHECKING:
    from simtrainer.app.ports import Catalog, Roster
    from simtrainer.app.trainer import Trainer
    from simtrainer.desktop.window import MainWindow
    from simtrainer.station.settings import SettingsFile
    from simtrainer.station.store.runs import RunFile

THEMES = {"light": "light", "dark": "dark", "contrast": "hc"}
"""Setting to the name of the design tokens' column."""


@dataclass
class Station:
    """This PC's parts, wired."""

    home: Home
    settings: "SettingsFile"
    store: "RunFile"
    catalog: "Catalog"
    roster: "Roster"
    trainer: "Trainer"


def compile_scenario(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """The compiler with the packs of this installation."""
    from simtrainer.scenario.compile import compile_folder

    return compile_folder(folder, places.resources() / "packs")


def build(
    home: Home, settings: "SettingsFile", deliver: Callable[[], None] | None = None
) -> Station:
    """Wire the station to a trainer; opens no database and imports none of its libraries."""
    from simtrainer import __version__
    from simtrainer.app.trainer import Desktop, Trainer
    from simtrainer.launch import words
    from simtrainer.station.catalog import ScenarioFolder
    from simtrainer.station.clock import SystemClock
    from simtrainer.station.ids import UniqueIds
    from simtrainer.station.roster import RosterFile
    from simtrainer.station.store.runs import RunFile

    store = RunFile(home, lambda: settings.current.enrolled)
    packs = places.resources() / "packs"
    now = settings.current
    catalog = ScenarioFolder(places.scenarios(), home.cache, compile_scenario, __version__, [packs])
    roster = RosterFile(home, places.resources() / "roster" / "sample.csv")
    trainer = Trainer(
        Desktop(
            store=store,
            catalog=catalog,
            roster=roster,
            clock=SystemClock(),
            ids=UniqueIds(),
            texts=words.texts(now.language),
            station=now.station,
            station_name=now.name or "Øvings-PC",
            purpose=now.purpose,
            deliver=deliver,
        )
    )
    return Station(home, settings, store, catalog, roster, trainer)


def run() -> int:
    """The app until its window is closed."""
    try:
        home = locate()
        home.prepare()
        with Running(home.running):
            return _show(home)
    except Problem as problem:
        return _refuse(problem)


def _show(home: Home) -> int:
    from simtrainer.desktop.application import application

    app = application()
    trouble: list[Problem] = []
    stations: list[Station] = []

    def fill() -> None:
        try:
            stations.append(fill_window(window, home, deliver_in_background=True))
        except Problem as problem:
            trouble.append(problem)
            app.quit()

    window = opening_window(home)
    window.opened.connect(fill)
    window.show()
    code = app.exec()
    window.close()
    for station in stations:
        station.store.close()
    if trouble:
        raise trouble[0]
    return int(code)


def opening_window(home: Home) -> "MainWindow":
    """The window as it is first shown; it says ``opened`` when it is on the screen."""
    from simtrainer.desktop.window import MainWindow

    return MainWindow.opening(places.resources(), _theme_name(home))


def _theme_name(home: Home) -> str:
    """The look that was chosen, without the settings' own reader: it is told about later if
    the file is broken."""
    try:
        chosen = json.loads(home.settings.read_bytes())["theme"]
    except (OSError, ValueError, KeyError, TypeError):
        return "light"
    return THEMES.get(str(chosen), "light")


def open_window(home: Home, *, deliver_in_background: bool = True) -> "tuple[MainWindow, Station]":
    """A window that is whole at once, for the demo and the tests."""
    from simtrainer.desktop.window import MainWindow

    home.prepare()
    window = MainWindow()
    return window, fill_window(window, home, deliver_in_background)


def fill_window(window: "MainWindow", home: Home, deliver_in_background: bool) -> Station:
    """Wire the station and give the window its screens."""
    from PySide6.QtCore import QTimer

    from simtrainer.desktop.operations import Operations
    from simtrainer.desktop.theme import Theme
    from simtrainer.launch import crash
    from simtrainer.launch.delivery import Deliveries
    from simtrainer.station.ids import UniqueIds
    from simtrainer.station.settings import SettingsFile

    settings = SettingsFile(home.settings, UniqueIds())
    operations = Operations(window)
    deliveries = Deliveries(home, settings, operations)
    station = build(home, settings, deliveries.start if deliver_in_background else None)
    look = THEMES[settings.current.theme]
    window.begin(station.trainer, Theme(places.resources(), look))
    if deliver_in_background:
        crash.catch(home.root / "crash", lambda: window.tell(Problem("app.bug")))
        deliveries.begin(window, station.trainer.delivered)
    QTimer.singleShot(0, window, lambda: _afterwards(window, station, operations))
    return station


def _afterwards(window: "MainWindow", station: Station, operations: Any) -> None:
    """What nobody waits for: help on the screen, and the libraries of the first run."""
    from simtrainer.desktop.guide import Guide

    Guide(window, station.trainer, window.theme)
    operations.run(_import_heavy)


def _import_heavy() -> None:
    import simtrainer.scenario.compile
    import simtrainer.station.store.database
    import simtrainer.wire.statement

    del simtrainer


def _refuse(problem: Problem) -> int:
    """Say on the screen why the app does not open."""
    from simtrainer.desktop.application import application
    from simtrainer.desktop.notice import refuse
    from simtrainer.launch import words

    text = words.in_words(problem, words.texts())
    print(text, file=sys.stderr)
    app = application()
    refuse(text)
    app.processEvents()
    return 1
