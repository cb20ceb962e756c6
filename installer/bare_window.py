"""The least that a Qt program can be: a window, shown and painted. The floor that the bundle's
size and start are measured against.

With ``SIMTRAINER_PAINTED`` set it says when its first frame was painted, and ends.
"""

import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """An empty window as large as the program's."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, tell as soon as the frame is on the screen."""
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, tell)


def tell() -> None:
    """The time, as the program tells it."""
    if "SIMTRAINER_PAINTED" in os.environ:
        print(time.monotonic_ns(), flush=True)
        QApplication.quit()


def main() -> int:
    """Show the window and wait for it to be closed."""
    app = QApplication(sys.argv)
    window = BareWindow()
    window.resize(1440, 900)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
