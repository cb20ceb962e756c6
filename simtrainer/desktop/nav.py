"""The record's navigation: modules under small headings, or icons alone where it is narrow."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from simtrainer.app.commands import OpenModule
from simtrainer.app.views.shell import NavItem, NavView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import clear, column
from simtrainer.desktop.kit.marks import count_badge
from simtrainer.desktop.kit.paint import box, smooth
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_WIDTH = 204
_ICONS = 64


class NavButton(Pressable):
    """One module; the open one is tinted, bold and outlined."""

    spoken_as = "tab"

    def __init__(self, theme: Theme, texts: Texts, item: NavItem) -> None:
        super().__init__(theme, f"nav.{item.id}", item.label)
        self._texts = texts
        self._item, self._icons = item, False
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    def nextCheckState(self) -> None:
        """The view state says which module is open, not the click."""

    def show_item(self, item: NavItem) -> None:
        """Draw this state of the module, where it is another."""
        if item == self._item:
            return
        if bool(item.badge) != bool(self._item.badge):
            self.updateGeometry()  # the label has other room beside a count
        self._item = item
        self._tell()

    def _tell(self) -> None:
        item = self._item
        self.setChecked(item.current)
        self.setEnabled(item.enabled)
        self._explain()
        count = self._texts("ui.nav.unread", n=item.badge) if item.badge else ""
        self.setAccessibleName(f"{item.label}, {count}" if count else item.label)
        self.update()

    def _explain(self) -> None:
        """The label where only the icon is seen, and why a module is closed."""
        closed = "" if self._item.enabled else self._texts("ui.nav.closed")
        label = self.text() if self._icons else ""
        self.setToolTip("\n".join(part for part in (label, closed) if part))
        self.setAccessibleDescription(closed)

    @property
    def badge(self) -> int:
        """How much in it has not been read."""
        return self._item.badge

    def set_icons(self, alone: bool) -> None:
        """The icon alone, the label as its tooltip."""
        self._icons = alone
        self._explain()
        self.updateGeometry()
        self.update()

    def _block(self, width: int, role: str = "body_strong") -> Block:
        """The label in the room there is, on two lines where it needs them."""
        badge = self.theme.px(30) if self._item.badge else 0
        room = width - self.theme.px(42 + 4) - badge
        return Block(self.text(), self.theme.font(role), room, self.theme.line(role))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall = self.theme.px(44)
        return tall if self._icons else max(tall, self._block(width).height + self.theme.px(8))

    def sizeHint(self) -> QSize:
        wide = self.theme.px(44 if self._icons else _WIDTH - 28)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(44 if self._icons else 120), self.theme.px(44))

    def paint_ground(self, painter: QPainter) -> str:
        """What lies under the label; the tone to write it in."""
        smooth(painter)
        if self.isChecked():
            self.paint_open(painter)
        elif self.hot and self.isEnabled():
            box(painter, self.theme, self.rect(), "surface3")
        return "on_tint" if self.isChecked() else "ink2" if self.isEnabled() else "ink3"

    def paint_open(self, painter: QPainter) -> None:
        """The ground of the open module."""
        box(painter, self.theme, self.rect(), "tint", "primary")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        here, tone = self.isChecked(), self.paint_ground(painter)
        side = theme.px(20)
        left = (self.width() - side) // 2 if self._icons else theme.px(11)
        at = QRect(left, (self.height() - side) // 2, side, side)
        theme.icons.paint(painter, self._item.icon, at, tone)
        if not self._icons:
            block = self._block(self.width(), "body_strong" if here else "medium")
            top = (self.height() - block.height) / 2
            block.draw(painter, theme.px(42), top, theme.color(tone))
        self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        if not self._item.badge:
            return
        if self._icons:
            count_badge(painter, self.theme, self.width(), self.theme.px(12), self._item.badge)
            return
        right = self.width() - self.theme.px(11)
        count_badge(painter, self.theme, right, self.height() // 2, self._item.badge)


def _foot(button: NavButton) -> int:
    """Where a button ends in the list."""
    return button.y() + button.height()


class Nav(QWidget):
    """Signals: ``wished(OpenModule)``."""

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._shape: tuple[object, ...] = ()
        self._buttons: dict[str, NavButton] = {}
        self._group = Roving(self, letters=True)
        self._headings: list[Words] = []
        self._icons = False
        self._current = ""
        self._items = QWidget()
        self._list = column(self._items, 0)
        px = theme.px
        self._list.setContentsMargins(px(8), px(10), px(8), px(8))
        self._panel = Panel(theme, texts("ui.nav.name"))
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.hold(self._items)
        self._foot = Words(theme, "meta", "ink3", wrap=True)
        self._more = Button(theme, "link", "nav.more", "", icon="chevron-down", size="small")
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys scroll as they go
        self._more.clicked.connect(self._show_more)
        self._more.hide()
        bar = self._panel.verticalScrollBar()
        bar.valueChanged.connect(self._weigh_more)
        bar.rangeChanged.connect(self._weigh_more)
        bar.rangeChanged.connect(self._weigh_edge)
        bar.rangeChanged.connect(self._keep_current)
        bar.actionTriggered.connect(self._taken)
        self._by_hand = False
        outer = column(self)
        outer.setContentsMargins(0, 0, theme.border, px(10))
        outer.addWidget(self._panel, 1)
        outer.addWidget(self._more)
        under = column()
        under.setContentsMargins(px(17), px(4), px(14), 0)
        under.addWidget(self._foot)
        outer.addLayout(under)
        self.set_icons(False)

    def render_nav(self, view: NavView) -> None:
        """Draw the modules; buttons are kept while the pack's modules stay the same."""
        groups = view.groups
        shape = tuple(
            (head, tuple((item.id, item.label) for item in items)) for head, items in groups
        )
        if shape != self._shape:
            self._rebuild(view)
            self._shape, self._current = shape, ""
        for _, items in groups:
            for item in items:
                self._buttons[item.id].show_item(item)
        self._group.settle()
        self._foot.say(view.foot)
        self._show_current(view)
        self._weigh_more()

    def _show_current(self, view: NavView) -> None:
        """Bring the open module into sight when another is opened: from a message, say."""
        current = next((i.id for _, items in view.groups for i in items if i.current), "")
        if current and current != self._current:
            self._current, self._by_hand = current, False
            self._reveal()

    def _reveal(self) -> None:
        if self._current in self._buttons:
            self._list.activate()
            self._panel.ensureWidgetVisible(self._buttons[self._current], 0, self._theme.px(44))

    def _keep_current(self) -> None:
        """A list that was just built gets its height afterwards; whoever has moved in it since the
        page was opened, by hand or with the keys, is left there."""
        focus = QApplication.focusWidget()
        moved = focus is not None and self.isAncestorOf(focus)
        if not self._by_hand and not moved:
            self._reveal()

    def _taken(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal()

    # More than there is room for -------------------------------------------------------------

    def _weigh_more(self) -> None:
        """Tell that there is more below, and that something there has not been read."""
        bar, last = self._panel.verticalScrollBar(), self._last_seen()
        more = bar.value() < bar.maximum()
        unread = sum(b.badge for b in self._buttons.values() if b.isEnabled() and _foot(b) > last)
        below = self._texts("ui.nav.unread_below", n=unread)
        self._more.setText(below if unread else self._texts("ui.nav.below"))
        self._more.set_icon_only(self._icons)
        self._more.setVisible(more)

    def _last_seen(self) -> int:
        return self._panel.verticalScrollBar().value() + self._panel.viewport().height()

    def _show_more(self) -> None:
        """Go to what is unread below; else a page down."""
        self._taken()
        last = self._last_seen()
        below = [b for b in self._buttons.values() if b.badge and _foot(b) > last]
        if below:
            self._panel.ensureWidgetVisible(below[0], 0, self._theme.px(8))
            return
        bar = self._panel.verticalScrollBar()
        bar.setValue(bar.value() + self._panel.viewport().height() - self._theme.px(44))

    def _rebuild(self, view: NavView) -> None:
        clear(self._list)
        self._buttons, self._headings = {}, []
        for heading, items in view.groups:
            if heading:
                self._add_heading(heading)
            for item in items:
                button = NavButton(self._theme, self._texts, item)
                button.asks(self.wished, OpenModule(item.id))
                button.set_icons(self._icons)
                self._buttons[item.id] = button
                self._list.addWidget(button)
        self._list.addStretch(1)
        self._group.hold(list(self._buttons.values()))

    def _add_heading(self, heading: str) -> None:
        words = Words(self._theme, "meta", "ink2", text=heading)
        holder = column()
        px = self._theme.px
        holder.setContentsMargins(px(10), px(12), 0, px(6))
        holder.addWidget(words)
        self._list.addLayout(holder)
        words.setVisible(not self._icons)
        self._headings.append(words)

    def set_icons(self, alone: bool) -> None:
        """Icons alone, or icons with labels."""
        self._icons = alone
        self.setFixedWidth(self._theme.px(_ICONS if alone else _WIDTH))
        self._weigh_edge()
        self._foot.setVisible(not alone)
        for words in self._headings:
            words.setVisible(not alone)
        for button in self._buttons.values():
            button.set_icons(alone)
        self._weigh_more()

    def _weigh_edge(self) -> None:
        """The scroll bar takes the place of the right margin, not of the labels."""
        px, alone = self._theme.px, self._icons
        scrolls = self._panel.verticalScrollBar().maximum() > 0
        right = 0 if alone or scrolls else px(8)
        self._list.setContentsMargins(px(6 if alone else 8), px(10), right, px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        painter.setClipRect(self.rect())
        edge = self._theme.px(12)
        wide = QRectF(self.rect()).adjusted(0, 0, edge, 0)
        box(painter, self._theme, wide, "surface2", None, 7)
        line = QRect(self.width() - self._theme.border, 0, self._theme.border, self.height())
        painter.fillRect(line, self._theme.color("line"))
