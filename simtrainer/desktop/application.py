"""The one ``QApplication`` of the process."""

from PySide6.QtWidgets import QApplication


def application() -> QApplication:
    """The running application, or a new one. Nothing is set that costs time before the first
    frame: even scaling (PassThrough) is Qt 6's own default."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(["simtrainer"])
    app.setApplicationDisplayName("simtrainer")
    return app
