"""Where the record's modules are shown: one widget for each module, kept and drawn again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.record import MeasurementView, MedicationView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.targets import widgets_in
from simtrainer.desktop.theme import Theme

if TYPE_CHECKING:
    from simtrainer.desktop.record.module import ModuleWidget

WIDE = (MedicationView, MeasurementView)
"""Kinds that want the room of the task panel: it collapses while they are open."""


class ModuleHost(QStackedWidget):
    """Signals: ``wished(command)`` from whichever module is shown.

    The record's widgets are imported when the first one is needed, or when ``warm`` is called.
    """

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._kept: dict[tuple[str, type], ModuleWidget] = {}
        self._scrolls: dict[tuple[str, type], Panel] = {}
        """A module has room of its own below which it is scrolled, not squeezed."""
        self.setMinimumSize(1, 1)

    def warm(self) -> None:
        """Import the record's widgets while nobody waits."""
        from simtrainer.desktop import record

        assert record.VIEW_KINDS

    def show_module(self, module: str, view: ModuleView) -> None:
        """Draw a module, in the widget it was drawn in before if there is one."""
        key = (module, type(view))
        if not self.build(module, view):
            self._kept[key].render(view)
        panel = self._scrolls[key]
        before = self.currentWidget()
        if before is not None and before is not panel and holds_focus(before):
            before.hide()  # else Qt puts the focus on what was made first: the button that signs
        self.setCurrentWidget(panel)
        panel.show()

    def clear_away(self) -> None:
        """Nothing is shown until ``show_module``; in between, room costs nothing."""
        shown = self.currentWidget()
        if shown is not None:
            shown.hide()

    def build(self, module: str, view: ModuleView) -> bool:
        """Build a module's widget, without showing it; False where it is there already."""
        from simtrainer.desktop import record

        key = (module, type(view))
        if key in self._kept:
            return False
        self._kept[key] = widget = record.build(view, self._texts, self._theme)
        widget.wished.connect(self.wished)
        self._scrolls[key] = panel = Panel(self._theme, view.title)
        panel.hold(widget)
        for part in widgets_in(widget):
            if isinstance(part, QScrollArea):
                part.setAccessibleName(view.title)  # where it holds only words, it is read on in
        self.addWidget(panel)
        return True

    def forget(self) -> None:
        """Clear the screen: nothing of the last person's record stays in memory."""
        for panel in self._scrolls.values():
            self.removeWidget(panel)
            panel.deleteLater()
        self._kept, self._scrolls = {}, {}
        self._theme.laid_out.clear()


def holds_focus(widget: QWidget) -> bool:
    """Whether what has the keyboard stands in this."""
    here = QApplication.focusWidget()
    return here is not None and widget.isAncestorOf(here)
