"""Keeps the window in sight: a screen that is unplugged, or a lid that is closed on a desk with two
screens, must not leave the exercise where nobody sees it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_GRIP = 48
"""So much of the top edge must be seen, both ways, that the window can be taken hold of."""


class InSight(QObject):
    """Watches the screens for one window, and brings it back when it is out of sight."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        for changed in (app.screenRemoved, app.screenAdded, app.primaryScreenChanged):
            changed.connect(self._soon)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.bring_back)

    def _soon(self) -> None:
        """When Qt and the system have done their own part."""
        self._later.start()

    def bring_back(self) -> None:
        """Move the window, and make it smaller where it must be; nothing where it can be seen."""
        screens = [screen.availableGeometry() for screen in _screens()]
        here = self._window.frameGeometry()
        there = in_sight(here, screens)
        if there == here:
            return
        full = self._window.isFullScreen()
        if full or self._window.isMaximized():
            self._window.showNormal()
        edge = here.size() - self._window.size()
        self._window.resize(there.size() - edge)
        self._window.move(there.topLeft())
        if full:
            self._window.showFullScreen()


def _screens() -> list[QScreen]:
    """The primary screen first."""
    first = QGuiApplication.primaryScreen()
    return sorted(QGuiApplication.screens(), key=lambda screen: screen is not first)


def in_sight(frame: QRect, screens: Sequence[QRect]) -> QRect:
    """Where a window must be to be seen: where it is, if its top edge can be taken hold of there;
    else in the middle of the first screen, no larger than that."""
    top = QRect(frame.topLeft(), frame.size()).adjusted(0, 0, 0, _GRIP - frame.height())
    for screen in screens:
        seen = screen.intersected(top)
        if seen.width() >= min(_GRIP * 4, frame.width()) and seen.height() >= _GRIP // 2:
            return frame
    if not screens:
        return frame
    home = screens[0]
    size = frame.size().boundedTo(home.size())
    spare = home.size() - size
    return QRect(home.topLeft() + QPoint(spare.width() // 2, spare.height() // 2), size)
