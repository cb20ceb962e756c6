"""The least that a Qt program can be: a window, shown and painted. The floor that the bundle's
size and start are measured against.

``--exit`` ends it after the first painted frame; that is how its start is timed.
"""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """An empty window that says on standard output when it was painted first."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once, then end where that was asked for."""
        super().paintEvent(event)
        if self.painted:
            return
        self.painted = True
        print("painted", flush=True)
        if "--exit" in sys.argv:
            QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    """Show the window and wait for it to be closed."""
    app = QApplication(sys.argv)
    window = BareWindow()
    window.resize(1280, 720)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
