"""Builds and starts the desktop app: the only place where the station meets the screen."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.app.ports import Catalog, Roster
from simtrainer.app.trainer import Desktop, Trainer
from simtrainer.base.problem import Problem
from simtrainer.launch import crash, places, words
from simtrainer.station.clock import SystemClock
from simtrainer.station.home import Home, locate
from simtrainer.station.ids import UniqueIds
from simtrainer.station.lock import Running
from simtrainer.station.settings import SettingsFile

if TYPE_CHECKING:
    from simtrainer.desktop.window import MainWindow
    from simtrainer.station.store.runs import RunFile


THEMES = {"light": "light", "dark": "dark", "contrast": "hc"}
"""Setting to the name of the design tokens' column."""


def compile_scenario(folder: Path) -> tuple[bytes, dict[str, Any]]:
    """The compiler with the packs of this installation."""
    from simtrainer.scenario.compile import compile_folder

    return compile_folder(folder, places.resources() / "packs")


@dataclass
class Station:
    """This PC's parts, wired."""

    home: Home
    settings: SettingsFile
    store: "RunFile"
    catalog: Catalog
    roster: Roster
    trainer: Trainer


def build(home: Home, settings: SettingsFile, deliver: Callable[[], None] | None = None) -> Station:
    """Wire the station to a trainer; opens no database and imports none of its libraries."""
    from simtrainer import __version__
    from simtrainer.station.catalog import ScenarioFolder
    from simtrainer.station.roster import RosterFile
    from simtrainer.station.store.runs import RunFile

    ids = UniqueIds()
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
            ids=ids,
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
        print(words.in_words(problem, words.texts()), file=sys.stderr)
        return _refuse(problem)


def _show(home: Home) -> int:
    from simtrainer.desktop.application import application

    app = application()
    window, station = open_window(home)
    crash.catch(home.root / "crash", lambda: window.tell(Problem("app.bug")))
    window.show()
    code = app.exec()
    station.store.close()
    return int(code)


def open_window(home: Home, *, deliver_in_background: bool = True) -> "tuple[MainWindow, Station]":
    """The main window on a wired station; what the first frame does not need is warmed up
    after it."""
    from PySide6.QtCore import QTimer

    from simtrainer.desktop.operations import Operations
    from simtrainer.desktop.theme import Theme
    from simtrainer.desktop.window import MainWindow
    from simtrainer.launch.delivery import Deliveries

    home.prepare()
    settings = SettingsFile(home.settings, UniqueIds())
    operations = Operations()
    deliveries = Deliveries(home, settings, operations)
    station = build(home, settings, deliveries.start if deliver_in_background else None)
    window = MainWindow(station.trainer, Theme(places.resources(), THEMES[settings.current.theme]))
    operations.setParent(window)
    if deliver_in_background:
        deliveries.begin(window, station.trainer.delivered)
    QTimer.singleShot(0, window, lambda: _after_first_frame(window, station))
    return window, station


def _after_first_frame(window: "MainWindow", station: Station) -> None:
    from simtrainer.desktop.guide import Guide

    Guide(window, station.trainer, window.theme)
    warm_up()


def warm_up() -> None:
    """Import in the background what the first sign-in and the first run need."""
    threading.Thread(target=_import_heavy, name="warm-up", daemon=True).start()


def _import_heavy() -> None:
    import simtrainer.scenario.compile
    import simtrainer.station.store.database
    import simtrainer.wire.statement

    del simtrainer


def _refuse(problem: Problem) -> int:
    """Say on the screen why the app does not open."""
    from simtrainer.desktop.application import application
    from simtrainer.desktop.notice import refuse

    app = application()
    refuse(words.in_words(problem, words.texts()))
    app.processEvents()
    return 1
