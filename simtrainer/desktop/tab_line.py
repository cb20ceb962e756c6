"""A line of tabs. What there is no room for stands behind "Flere" at its end: that unfolds the line
to as many as it needs, and opening a page or Esc folds it again. The open page's tab never hides.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Pressable
from simtrainer.desktop.kit.marks import count_badge
from simtrainer.desktop.kit.paint import MIDDLE, box, smooth, write
from simtrainer.desktop.nav import NavButton
from simtrainer.desktop.record.wrap import Flow, Part
from simtrainer.desktop.theme import Theme

_HEIGHT = 44
_PAD = 12
_ICON = 18
_BADGE = 30


class MoreTab(Pressable):
    """Unfolds the line, and folds it; tells how much behind it has not been read."""

    spoken_as = "fold"

    def __init__(self, theme: Theme, texts: Texts, key: str, heading: str) -> None:
        super().__init__(theme, key, texts("ui.nav.more"))
        self._texts, self._heading = texts, heading
        self._badge = 0
        self._told: tuple[int, bool] | None = None
        self.setCheckable(True)
        self.tell(0, unfolded=False)

    def nextCheckState(self) -> None:
        """The line says whether it is unfolded, not the click."""

    def tell(self, unread: int, *, unfolded: bool) -> None:
        """What is behind it, and whether that is shown."""
        if (unread, unfolded) == self._told:
            return
        self._told = unread, unfolded
        self.setChecked(unfolded)
        self.setText(self._texts("ui.nav.less" if unfolded else "ui.nav.more"))
        name = self._texts("ui.nav.more.name", heading=self._heading)
        count = self._texts("ui.nav.unread", n=unread) if unread else ""
        self.setAccessibleName(f"{name}, {count}" if count else name)
        if unread != self._badge:
            self._badge = unread
            self.updateGeometry()
        self.update()

    def said(self, key: str) -> str:
        """The word on it, where somebody is told to press it."""
        return self.text()

    def sizeHint(self) -> QSize:
        """As wide as its longer word, so that the tabs stay where they are."""
        px = self.theme.px
        words = (self._texts("ui.nav.more"), self._texts("ui.nav.less"))
        wide = max(self.theme.width(word, "body_strong") for word in words)
        return QSize(wide + 2 * px(_PAD) + px(_ICON) + px(_BADGE), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        if self.hot or self.isChecked():
            box(painter, theme, self.rect(), "surface3")
        room = self.rect().adjusted(theme.px(_PAD), 0, -theme.px(_PAD), 0)
        if self._badge:
            count_badge(painter, theme, room.right(), self.height() // 2, self._badge)
        words = QRect(room)
        words.setWidth(theme.width(self.text(), "body_strong") + 1)
        write(painter, theme, words, self.text(), "body_strong", "primary", MIDDLE)
        side = theme.px(_ICON)
        at = QPoint(words.right() + theme.px(4), (self.height() - side) // 2)
        icon = "chevron-up" if self.isChecked() else "chevron-down"
        theme.icons.paint(painter, icon, QRect(at, QSize(side, side)), "primary")


class Line(Flow):
    """A group's tabs. What the lines come to is kept until a tab asks for other room: one change of
    the window's shape asks for it forty times."""

    def __init__(self, gap: int) -> None:
        self._heights: dict[tuple[int, ...], int] = {}
        self._placed: tuple[int, ...] = ()
        self._hints: tuple[QSize, QSize] | None = None
        self._asked: list[QSize] = []
        super().__init__(gap)

    def rearrange(self) -> None:
        """Qt also tells of each tab that the line itself has hidden or shown."""
        asked = [part.sizeHint() for part in self._parts]
        if asked != self._asked:
            self._asked = asked
            self._forget()
        elif self._placed == self._case(self.width()):
            return
        super().rearrange()

    def _forget(self) -> None:
        """A tab asks for other room."""
        self._heights.clear()
        self._placed, self._hints = (), None

    def _case(self, width: int) -> tuple[int, ...]:
        """All that the arrangement depends on, beside the room that the tabs ask for."""
        return (width, *(part.isHidden() for part in self._parts))

    def arrange(self, width: int, *, move: bool) -> int:
        case = self._case(width)
        place = move and case != self._placed
        if place or case not in self._heights:
            self._heights[case] = super().arrange(width, move=place)
        if place:
            self._placed = case
        return self._heights[case]

    def _room(self) -> tuple[QSize, QSize]:
        if self._hints is None:
            self._hints = super().sizeHint(), super().minimumSizeHint()
        return self._hints

    def sizeHint(self) -> QSize:
        return QSize(self._room()[0])

    def minimumSizeHint(self) -> QSize:
        return QSize(self._room()[1])


class TabLine(Line):
    """``key`` and ``heading`` name what is behind "Flere"; ``turned`` is called when other tabs
    are shown than before."""

    def __init__(
        self, theme: Theme, texts: Texts, key: str, heading: str, turned: Callable[[], None]
    ) -> None:
        self._turned = turned
        self.more = MoreTab(theme, texts, key, heading)
        self.tabs: list[NavButton] = []
        self._fits: dict[tuple[int, ...], list[QWidget]] = {}
        super().__init__(theme.px(2))
        self.more.clicked.connect(lambda: self.unfold(not self.more.isChecked()))

    def hold(self, tabs: list[NavButton]) -> None:
        """Stand these in a line."""
        self.tabs = tabs
        for tab in tabs:
            tab.clicked.connect(lambda: self.unfold(False))
        self.add(*tabs, self.more)

    def unfold(self, unfolded: bool) -> None:
        """Show all, or what there is room for."""
        if unfolded != self.more.isChecked():
            self.more.setChecked(unfolded)
            self.rearrange()

    def leads_to(self, key: str) -> str:
        """The button to be pressed before the tab with this name can be; empty for none."""
        folded = not self.more.isChecked() and any(
            tab.objectName() == key and tab.isHidden() for tab in self.tabs
        )
        return self.more.objectName() if folded else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.more.isChecked():
            self.more.setFocus(Qt.FocusReason.TabFocusReason)
            self.unfold(False)
            return
        super().keyPressEvent(event)

    def weigh(self) -> None:
        """After the tabs were told what they show. The open tab never hides: it may have to be
        brought out."""
        if self._standing(self.width()) != self._shown():
            self.rearrange()
        self._tell_more()

    def _tell_more(self) -> None:
        behind = sum(tab.badge for tab in self.tabs if tab.isHidden())
        self.more.tell(behind, unfolded=self.more.isChecked())

    def _room(self) -> tuple[QSize, QSize]:
        """With room for all of them; at least for what unfolds them."""
        if self._hints is None:
            wide = sum(tab.sizeHint().width() + self._gap for tab in self.tabs)
            least = self.more.sizeHint()
            self._hints = QSize(max(wide - self._gap, 0), least.height()), least
        return self._hints

    def _forget(self) -> None:
        super()._forget()
        self._fits.clear()

    def _case(self, width: int) -> tuple[int, ...]:
        here = (n for n, tab in enumerate(self.tabs) if tab.isChecked())
        return (width, self.more.isChecked(), *here)

    def arrange(self, width: int, *, move: bool) -> int:
        if move and self._case(width) != self._placed:
            self._show(width)
        return super().arrange(width, move=move)

    def _show(self, width: int) -> None:
        """Hide what there is no room for."""
        shown = self._standing(width)
        changed = [part for part in self._parts if part.isHidden() == (part in shown)]
        for part in changed:
            part.setVisible(part in shown)
        self._tell_more()
        if changed:
            self._turned()

    def _lines(self, width: int) -> list[list[Part]]:
        return self._wrapped(self._standing(width), width)

    def _standing(self, width: int) -> list[QWidget]:
        """All tabs and what folds them, where the line is unfolded; else those that fit."""
        case = self._case(width)
        if case not in self._fits:
            fitting = self._fitting(width)
            unfolded = self.more in fitting and self.more.isChecked()
            self._fits[case] = [*self.tabs, self.more] if unfolded else fitting
        return self._fits[case]

    def _fitting(self, width: int) -> list[QWidget]:
        """All tabs, or those there is room for beside "Flere": the open one among them."""
        if self.sizeHint().width() <= width:
            return [*self.tabs]
        here = [tab for tab in self.tabs if tab.isChecked()]
        room = width - self.more.sizeHint().width()
        room -= sum(tab.sizeHint().width() + self._gap for tab in here)
        kept: list[QWidget] = []
        for tab in self.tabs:
            wide = 0 if tab in here else tab.sizeHint().width() + self._gap
            room -= wide
            if room >= 0 or tab in here:
                kept.append(tab)
        return [*kept, self.more]
