"""The one ``QApplication`` of the process."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The running application, or a new one that scales evenly on every screen."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication(["simtrainer"])
    app.setApplicationName("simtrainer")
    app.setApplicationDisplayName("simtrainer")
    return app
