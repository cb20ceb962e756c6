"""Autosave: what is written is put on disk soon, also while the person writes on, and when they
leave."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from simtrainer.app.commands import Edit, SaveDraft
from simtrainer.desktop.record.door import Door

PAUSE_MS = 600
"""The longest that a letter waits for the disk: counted from the first one not saved, since who
writes without a pause would otherwise never be saved."""


class Autosave(QObject):
    """Watches one form widget and sends its edits and drafts through ``door``."""

    def __init__(self, page: QWidget, door: Door) -> None:
        super().__init__(page)
        self._pages, self._door = [page], door
        self._form = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._save)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def belongs(self, widget: QWidget) -> None:
        """Moving into this widget is not leaving the form: its buttons, wherever they stand."""
        self._pages.append(widget)

    def edited(self, form: str, field: str, value: object) -> None:
        """A field changed: tell it at once, save it soon."""
        if form != self._form:
            self.flush()
        self._form = form
        if not self._timer.isActive():
            self._timer.start()
        self._door(Edit(form, field, value))

    def flush(self) -> None:
        """Save now what waits."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def drop(self) -> None:
        """Nothing waits any more: the form was signed, saved or emptied."""
        self._timer.stop()

    @property
    def waiting(self) -> bool:
        """Whether something written has not been sent to disk."""
        return self._timer.isActive()

    def _save(self) -> None:
        self._door(SaveDraft(self._form))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._timer.isActive() and not (new is not None and self._holds(new)):
            self.flush()

    def _holds(self, widget: QWidget) -> bool:
        return any(page is widget or page.isAncestorOf(widget) for page in self._pages)
