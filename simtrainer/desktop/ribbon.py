"""The record's navigation as a ribbon at the top: the modules of each group side by side, icon over
word, with the group's name under them. Everything is in sight; nothing has to be opened first.
Where that would take more than two lines, there are tabs instead."""

from collections.abc import Mapping

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
_GAP = 14
_BETWEEN = 2
_UNDER = 2


class RibbonButton(NavButton):
    """One module; the open one is tinted, bold and outlined."""

    def sizeHint(self) -> QSize:
        px = self.theme.px
        words = self.theme.width(self.text(), "label") + px(18)
        tall = px(_ICON + 18) + self.theme.line("label")
        return QSize(max(px(_LEAST), words), max(px(_HEIGHT), tall))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Its word stands on one line, unlike in the tree."""
        return False

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

    _wide = 0
    """What all modules on one line would take."""

    def _rebuild(self, view: NavView) -> None:
        clear(self._lines)
        self._buttons, self._flows = {}, []
        line = row(gap=self._theme.px(_GAP))
        self._wide = -self._theme.px(_GAP)
        for heading, items in view.groups:
            flow = self._flow(items)
            share = flow.sizeHint().width()
            self._wide += share + self._theme.px(_GAP)
            line.addWidget(self._block(heading, flow), share)
        self._lines.addLayout(line)
        self._group.hold(list(self._buttons.values()))

    def fits(self, view: NavView, room: int) -> bool:
        """Whether two lines of modules are enough in a room so wide."""
        self.render_nav(view)
        tall = max(button.sizeHint().height() for button in self._buttons.values())
        wide = room - self._theme.px(12 + 14)
        return self._lines.totalHeightForWidth(wide) < 3 * tall

    def _weigh_foot(self) -> None:
        """The foot stands beside modules that fit on one line."""
        edges = self._theme.px(12 + 12 + 14)
        needed = self._wide + self._foot.sizeHint().width() + edges
        self._foot.setVisible(needed <= self.width())

    def _block(self, heading: str, flow: Line) -> QWidget:
        """A group: its modules, and its name under them."""
        block = Group()
        block.setAccessibleName(heading)
        lines = column(block, self._theme.px(_UNDER))
        lines.addWidget(flow)
        lines.addStretch(1)
        name = Words(self._theme, "meta", "ink2", text=heading)
        lines.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        return block

    def _flow(self, items: tuple[NavItem, ...]) -> Line:
        flow = Line(self._theme.px(_BETWEEN))
        for item in items:
            button = RibbonButton(self._theme, self._texts, item)
            button.asks(self.wished, OpenModule(item.id))
            self._buttons[item.id] = button
            flow.add(button)
        return flow


def over_record(over: Mapping[str, Tabs], view: NavView, room: int) -> Tabs | None:
    """What stands over the record, as the pack has it; None for the tree. A ribbon with more
    modules than there is room for is a heap: then tabs, which put the rest behind a button."""
    chosen = over.get(view.layout)
    if isinstance(chosen, Ribbon) and not chosen.fits(view, room):
        return over["top_tabs"]
    return chosen
