"""The banner: whose record this is, what they must never get, who may be told. Never scrolls."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import BannerView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.paint import LEFT, TINTS, smooth, tag, tag_width, write
from simtrainer.desktop.theme import Theme

_HEIGHT = 84
_PAD = 18
_CELL_ICONS = ("", "shield-check-outline", "")
"""Contact, consent, treatment limits, in the order of ``BannerView.cells``."""


@dataclass(frozen=True)
class Cell:
    """A column of the banner: what it takes in width, and where it stands."""

    index: int
    """-1 is the CAVE cell, else a place in ``cells``."""
    rect: QRect


class Banner(QWidget):
    """One painted widget; the cells flow onto further rows where it is narrow."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._view: BannerView | None = None
        self._brief = False
        self.setObjectName("banner")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def render_banner(self, view: BannerView) -> None:
        """Draw whose record this is."""
        if view == self._view:
            return
        self._view = view
        cave = ", ".join(view.cave) or view.cave_none
        said = [view.name, view.about, f"{view.identity} {view.synthetic}", view.place]
        said += [f"{view.cave_label}: {cave}"]
        said += [f"{label}: {value} {small}".strip() for label, value, small in view.cells]
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()
        self.update()

    def set_brief(self, brief: bool) -> None:
        """Keep to the name and CAVE where the window is low; the rest is in the tooltip."""
        if brief != self._brief:
            self._brief = brief
            self.setToolTip(self.accessibleName() if brief else "")
            self.updateGeometry()
            self.update()

    # Places ----------------------------------------------------------------------------------

    def _row(self) -> int:
        theme = self._theme
        if self._brief:
            return theme.line("patient") + theme.px(38)
        texts = theme.line("meta") * 2 + theme.line("body_strong")
        return max(theme.px(_HEIGHT), texts + theme.px(22))

    def _widths(self, view: BannerView) -> list[int]:
        theme = self._theme
        tags = sum(self._cave_width(text) for text in view.cave) + theme.px(8)
        cave = max(theme.width(view.cave_label, "meta"), tags if view.cave else 0)
        found = [max(cave, 0 if view.cave else theme.width(view.cave_none, "body_strong"))]
        for number, (label, value, small) in enumerate(() if self._brief else view.cells):
            icon = theme.px(24) if self._cell_icon(number) else 0
            wide = max(
                theme.width(label, "meta"),
                theme.width(value, "label_large") + icon,
                theme.width(small, "meta"),
            )
            found.append(wide)
        return [wide + theme.px(2 * _PAD) + 2 for wide in found]

    def _cave_width(self, text: str) -> int:
        return tag_width(self._theme, text, "alert-outline", "label_large") + self._theme.px(8)

    def _cell_icon(self, number: int) -> str:
        return _CELL_ICONS[number] if number < len(_CELL_ICONS) else ""

    def _name_width(self, view: BannerView) -> int:
        theme = self._theme
        first = theme.width(view.name, "patient") + theme.width(view.about, "body") + theme.px(12)
        second = theme.width(view.identity, "body_number") + theme.width(view.place, "body")
        second += tag_width(theme, view.synthetic, role="meta_medium") + theme.px(16)
        return max(first, second) + theme.px(2 * 20)

    def _plan(self, width: int) -> list[Cell]:
        """Cells beside the name as far as they fit, the rest below; right edge aligned above."""
        view = self._view
        if view is None:
            return []
        widths, tall = self._widths(view), self._row()
        room = width - self._name_width(view)
        if sum(widths) <= room:
            return self._placed(widths, width - sum(widths), 0, 0)
        cells: list[Cell] = []
        left, top = 0, tall
        for number, wide in enumerate(widths):
            if left and left + wide > width:
                left, top = 0, top + tall
            cells += self._placed([wide], left, top, number)
            left += wide
        return cells

    def _placed(self, widths: list[int], left: int, top: int, first: int) -> list[Cell]:
        cells = []
        for number, wide in enumerate(widths):
            tall = self._theme.px(40) if self._brief and top else self._row()
            cells.append(Cell(first + number - 1, QRect(left, top, wide, tall)))
            left += wide
        return cells

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        cells = self._plan(width)
        return max([self._row(), *(cell.rect.bottom() + 1 for cell in cells)]) + 1

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(832), self.heightForWidth(self._theme.px(832)))

    def minimumSizeHint(self) -> QSize:
        view = self._view
        wide = max([self._name_width(view), *self._widths(view)]) if view else 0
        return QSize(wide, self._row() + 1)

    # Paint -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view is None:
            return
        painter = QPainter(self)
        smooth(painter)
        self._paint_name(painter, self._view)
        line = self._theme.color("line")
        for cell in self._plan(self.width()):
            if cell.rect.left() > 0:
                mark = QRect(
                    cell.rect.left(), cell.rect.top(), self._theme.border, cell.rect.height()
                )
                painter.fillRect(mark, line)
            if cell.rect.left() == 0 and cell.rect.top() > 0:
                painter.fillRect(QRect(0, cell.rect.top(), self.width(), 1), line)
            if cell.index < 0:
                self._paint_cave(painter, self._view, cell.rect)
            else:
                self._paint_cell(painter, self._view, cell)
        foot = QRect(0, self.height() - self._theme.border, self.width(), self._theme.border)
        painter.fillRect(foot, line)

    def _paint_name(self, painter: QPainter, view: BannerView) -> None:
        theme, left = self._theme, self._theme.px(20)
        tall, row = theme.line("patient"), self._row()
        top = (row - tall - theme.px(28)) // 2
        wide = theme.width(view.name, "patient")
        write(painter, theme, QRect(left, top, wide + 2, tall), view.name, "patient")
        about = QRect(left + wide + theme.px(12), top + theme.px(2), self.width(), tall)
        write(painter, theme, about, view.about, "body", "ink2")
        top += tall + theme.px(1)
        tall = theme.px(26)
        wide = theme.width(view.identity, "body_number")
        at = QRect(left, top, wide + 2, tall)
        write(painter, theme, at, view.identity, "body_number", "ink2")
        left += wide + theme.px(8)
        wide = tag_width(theme, view.synthetic, role="meta_medium")
        at = QRect(left, top + theme.px(2), wide, theme.px(22))
        tag(painter, theme, at, view.synthetic, TINTS["neutral"], role="meta_medium")
        left += wide + theme.px(8)
        write(painter, theme, QRect(left, top, self.width(), tall), view.place, "body", "ink2")

    def _paint_cave(self, painter: QPainter, view: BannerView, at: QRect) -> None:
        theme, left = self._theme, at.left() + self._theme.px(_PAD)
        top = at.top() + theme.px(11)
        if self._brief:
            top = at.top() + (at.height() - theme.px(28)) // 2
        else:
            label = QRect(left, top, at.width(), theme.line("meta"))
            write(painter, theme, label, view.cave_label, "meta", "ink2")
            top += theme.line("meta") + theme.px(5)
        if not view.cave:
            none = QRect(left, top, at.width(), theme.line("label_large"))
            write(painter, theme, none, view.cave_none, "label_large", "ink2")
        for text in view.cave:
            wide = self._cave_width(text)
            mark = QRect(left, top, wide - theme.px(2), theme.px(28))
            tag(painter, theme, mark, text, TINTS["alarm"], "alert-outline", "label_large")
            left += wide + theme.px(8)

    def _paint_cell(self, painter: QPainter, view: BannerView, cell: Cell) -> None:
        theme = self._theme
        label, value, small = view.cells[cell.index]
        left, top = cell.rect.left() + theme.px(_PAD), cell.rect.top() + theme.px(11)
        for text, role, tone in (
            (label, "meta", "ink2"),
            (value, "label_large", "ink"),
            (small, "meta", "ink2"),
        ):
            tall = theme.line(role) + (theme.px(6) if role == "label_large" else 0)
            shift = 0
            icon = self._cell_icon(cell.index)
            if icon and role == "label_large":
                side = theme.px(18)
                spot = QRect(left, top + (tall - side) // 2, side, side)
                theme.icons.paint(painter, icon, spot, "ink")
                shift = theme.px(24)
            line = QRect(left + shift, top, cell.rect.width(), tall)
            write(painter, theme, line, text, role, tone, LEFT)
            top += tall
