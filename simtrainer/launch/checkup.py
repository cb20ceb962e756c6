"""The looks of ``station.doctor`` with this installation's parts, for the command and the page."""

import os
import sys
from collections.abc import Callable

from simtrainer import __version__
from simtrainer.app.ready import Finding
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.launch import places
from simtrainer.station.clock import SystemClock
from simtrainer.station.doctor.examine import examine
from simtrainer.station.home import Home
from simtrainer.station.ids import UniqueIds
from simtrainer.station.settings import Settings, SettingsFile


def check_up(home: Home, screen: Callable[[], Finding]) -> list[Finding]:
    """Everything, the screen as the caller sees it."""
    try:
        settings: Settings | Problem = SettingsFile(home.settings, UniqueIds()).current
    except Problem as problem:
        settings = problem
    return examine(
        home,
        settings,
        SystemClock(),
        screen,
        places.scenarios(),
        __version__,
        places.sample_roster(),
    )


def screen_of_system() -> Finding:
    """The screen, asked for by a command that has opened no window."""
    if not _has_display():
        said = Text("app.ready.screen.none")
        return Finding("screen", "bad", said, Text("app.ready.screen.none.cure"))
    try:
        from simtrainer.desktop.application import application
        from simtrainer.desktop.screens import screen
    except ImportError:
        said = Text("app.ready.screen.no_qt")
        return Finding("screen", "bad", said, Text("app.ready.screen.no_qt.cure"))
    app = application()
    found = screen()
    del app
    return found


def _has_display() -> bool:
    """Qt ends the process where it finds none."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
