"""The one ``QApplication`` of the process."""

from PySide6.QtWidgets import QApplication

STYLE = "Fusion"
STYLED = "styled"
"""Property of an application that was given its style when it was made: to set one hands the style
back, and 610 names with it."""


def application() -> QApplication:
    """The running application, or a new one. Nothing is set that costs time before the first
    frame: even scaling (PassThrough) is Qt 6's own default."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(["simtrainer", "-style", STYLE])
    app.setProperty(STYLED, True)
    app.setApplicationDisplayName("simtrainer")
    return app
