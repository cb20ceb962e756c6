"""The record's navigation as a ribbon at the top: the modules of each group side by side, icon over
word, with the group's name under them. Everything is in sight; nothing has to be opened first."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import OpenModule
from simtrainer.app.views.shell import NavItem, NavView
from simtrainer.desktop.kit.frames import clear, column, row
from simtrainer.desktop.kit.marks import count_badge
from simtrainer.desktop.kit.paint import MIDDLE, write
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.nav import NavButton
from simtrainer.desktop.tab_line import Line
from simtrainer.desktop.tabs import Tabs

_HEIGHT = 60
_LEAST = 64
_ICON = 22


class RibbonButton(NavButton):
    """One module; the open one is tinted, bold and outlined."""

    def sizeHint(self) -> QSize:
        px = self.theme.px
        words = self.theme.width(self.text(), "label") + px(18)
        tall = px(_ICON + 18) + self.theme.line("label")
        return QSize(max(px(_LEAST), words), max(px(_HEIGHT), tall))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        tone = self.paint_ground(painter)
        if not self.isEnabled():
            painter.setOpacity(0.75)
        side, words = theme.px(_ICON), theme.line("label")
        top = (self.height() - side - words - theme.px(4)) // 2
        at = QRect((self.width() - side) // 2, top, side, side)
        theme.icons.paint(painter, self._item.icon, at, tone)
        under = QRect(0, top + side + theme.px(4), self.width(), words)
        write(painter, theme, under, self.text(), "label", tone, MIDDLE)
        if self._item.badge:
            right = min(at.right() + theme.px(24), self.width())
            count_badge(painter, theme, right, at.top() + theme.px(6), self._item.badge)


class Group(QWidget):
    """Modules that stand together, called by their heading."""

    spoken_as = "group"


class Ribbon(Tabs):
    """Signals: ``wished(OpenModule)``. Object names: ``nav.<module>``."""

    def _rebuild(self, view: NavView) -> None:
        clear(self._lines)
        self._buttons, self._flows = {}, []
        line = row(gap=self._theme.px(14))
        for heading, items in view.groups:
            line.addWidget(self._block(heading, items), len(items))
        self._lines.addLayout(line)

    def _block(self, heading: str, items: tuple[NavItem, ...]) -> QWidget:
        """A group: its modules, and its name under them."""
        block = Group()
        block.setAccessibleName(heading)
        lines = column(block, self._theme.px(2))
        lines.addWidget(self._flow(items))
        name = Words(self._theme, "meta", "ink2", text=heading)
        lines.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _flow(self, items: tuple[NavItem, ...]) -> Line:
        flow = Line(self._theme.px(2))
        for item in items:
            button = RibbonButton(self._theme, self._texts, item)
            button.asks(self.wished, OpenModule(item.id))
            self._buttons[item.id] = button
            flow.add(button)
        return flow
