"""The record's navigation as tabs at the top: a line of tabs for each group of modules.

What there is no room for on its line stands behind "Flere". Where there are more lines than the
record can give room to, they scroll; the open tab is in sight.
"""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from simtrainer.app.commands import OpenModule
from simtrainer.app.views.shell import NavItem, NavView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.frames import clear, column, row
from simtrainer.desktop.kit.marks import badge_width, count_badge
from simtrainer.desktop.kit.paint import MIDDLE, box, write
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.nav import NavButton
from simtrainer.desktop.tab_line import Line, TabLine
from simtrainer.desktop.theme import Theme

_HEIGHT = 44
_MOST = 290
"""Six lines of tabs: all that a group unfolds to, in a small window."""
_PAD = 12
_MARK = 3
"""Height of the line under the open tab."""
_GAP = 8
"""Between a tab's word and its count."""
_FOOT_FROM = 1150
"""Narrower than this, the line about training data gives its place to the tabs."""


class TabButton(NavButton):
    """One module; the open one is tinted and bold, with a thick line under it."""

    _hint: tuple[object, QSize] | None = None
    """For what it was worked out, and what it came to: the lines ask some thousand times."""

    def sizeHint(self) -> QSize:
        shown = (self.text(), self._item.badge)
        if self._hint is None or self._hint[0] != shown:
            self._hint = (shown, self._room())
        return QSize(self._hint[1])

    def _room(self) -> QSize:
        px = self.theme.px
        badge = self._badge_room()
        words = self.theme.width(self.text(), "body_strong")
        return QSize(max(px(44), words + 2 * px(_PAD) + badge), px(_HEIGHT))

    def _badge_room(self) -> int:
        if not self._item.badge:
            return 0
        return badge_width(self.theme, self._item.badge) + self.theme.px(_GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """A tab is as wide as its word: it never takes two lines."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        here, tone = self.isChecked(), self.paint_ground(painter)
        if not self.isEnabled():
            painter.setOpacity(0.75)
        room = self.rect().adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        if self._item.badge:
            count_badge(painter, theme, room.right(), self.height() // 2, self._item.badge)
            room.setRight(room.right() - self._badge_room())
        role = "body_strong" if here else "medium"
        write(painter, theme, room, self.text(), role, tone, MIDDLE)

    def paint_open(self, painter: QPainter) -> None:
        box(painter, self.theme, self.rect(), "tint")
        tall = self.theme.px(_MARK)
        line = QRect(0, self.height() - tall, self.width(), tall)
        painter.fillRect(line, self.theme.color("primary"))


class Tabs(QWidget):
    """Signals: ``wished(OpenModule)``."""

    spoken_as = "group"
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._shape: tuple[object, ...] = ()
        self._buttons: dict[str, NavButton] = {}
        self._group = Roving(self, letters=True)
        self._flows: list[TabLine] = []
        self._headings = 0
        self._foot = Words(theme, "meta", "ink3")
        self._board = QWidget()
        self._lines = column(self._board)
        self._panel = Panel(theme, texts("ui.nav.name"))
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.hold(self._board)
        self._board.installEventFilter(self)
        self._current = ""
        px = theme.px
        outer = row(self, px(12))
        outer.setContentsMargins(px(12), px(4), px(14), px(4) + theme.border)
        outer.addWidget(self._panel, 1)
        outer.addWidget(self._foot)
        self.setAccessibleName(texts("ui.nav.name"))

    def render_nav(self, view: NavView) -> None:
        """Draw the modules; tabs are kept while the pack's modules stay the same."""
        shape = tuple(
            (head, tuple((item.id, item.label) for item in items)) for head, items in view.groups
        )
        if shape != self._shape:
            self._shape = shape
            self._rebuild(view)
        for _, items in view.groups:
            for item in items:
                self._show_item(item)
        for flow in self._flows:
            flow.weigh()
        self._group.settle()
        self._foot.say(view.foot)
        self._weigh_foot()
        self._fit()
        self._show_current(view)

    def _show_current(self, view: NavView) -> None:
        """Bring the open module's tab into sight when another is opened."""
        current = next((i.id for _, items in view.groups for i in items if i.current), "")
        if current and current != self._current:
            self._current = current
            self._reveal()

    def _reveal(self) -> None:
        if self._current in self._buttons:
            self._panel.ensureWidgetVisible(self._buttons[self._current], 0, self._theme.px(4))

    def _fit(self) -> None:
        """As high as the lines, up to what the record can spare."""
        wide = self._panel.viewport().width()
        tall = self._lines.totalHeightForWidth(wide) if self._lines.hasHeightForWidth() else 0
        tall = max(tall, self._lines.minimumSize().height())
        self._panel.setFixedHeight(min(tall, self._theme.px(_MOST)))
        self._reveal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A tab came, went or widened."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _show_item(self, item: NavItem) -> None:
        button = self._buttons[item.id]
        before = button.badge
        button.show_item(item)
        if button.badge != before:
            button.updateGeometry()
            holder = button.parentWidget()
            if isinstance(holder, Line):
                holder.rearrange()  # a page that is not shown yet would not be asked to

    def _rebuild(self, view: NavView) -> None:
        clear(self._lines)
        self._buttons, self._flows = {}, []
        headings = [heading for heading, _ in view.groups]
        wide = max((self._theme.width(heading, "meta") for heading in headings), default=0)
        self._headings = wide
        for number, (heading, items) in enumerate(view.groups):
            line = row(gap=self._theme.px(10))
            label = Words(self._theme, "meta", "ink2", text=heading)
            label.setFixedWidth(wide + self._theme.px(2))
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(self._tab_line(f"nav.more.{number}", heading, items), 1)
            self._lines.addLayout(line)
        self._group.hold([part for flow in self._flows for part in (*flow.tabs, flow.more)])

    def _tab_line(self, key: str, heading: str, items: tuple[NavItem, ...]) -> TabLine:
        flow = TabLine(self._theme, self._texts, key, heading, self._group.settle)
        self._flows.append(flow)
        made: list[NavButton] = []
        for item in items:
            button = TabButton(self._theme, self._texts, item)
            button.asks(self.wished, OpenModule(item.id))
            self._buttons[item.id] = button
            made.append(button)
        flow.hold(made)
        return flow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._weigh_foot()
        self._fit()

    def _weigh_foot(self) -> None:
        """The foot stands beside tabs that fit on their lines; it never makes them wrap."""
        widest = max((flow.sizeHint().width() for flow in self._flows), default=0)
        edges = self._theme.px(12 + 2 + 10 + 12 + 14)
        needed = self._headings + widest + self._foot.sizeHint().width() + edges
        fits = needed <= self.width()
        self._foot.setVisible(fits and self.width() / self._theme.scale >= _FOOT_FROM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, edge = QPainter(self), self._theme.border
        painter.fillRect(self.rect(), self._theme.color("surface2"))
        line = QRect(0, self.height() - edge, self.width(), edge)
        painter.fillRect(line, self._theme.color("line"))
