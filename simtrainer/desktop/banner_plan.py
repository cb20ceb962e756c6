"""Where everything in the banner stands at a given width. Nothing is cut: it flows to new rows."""

from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Literal

from PySide6.QtCore import QRect

from simtrainer.app.views.shell import BannerView
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.paint import tag_width
from simtrainer.desktop.theme import Theme

HEIGHT = 84
_PAD = 18
_EDGE = 20
_TAG_ROLE = "meta_medium"


@dataclass(frozen=True)
class Piece:
    """A text, a tag, an alarm or an icon at its place."""

    kind: Literal["text", "tag", "alarm", "icon"]
    rect: QRect
    text: str
    role: str = "body"
    tone: str = "ink2"


@dataclass
class Cell:
    """One column beside the name, its pieces relative to its own corner."""

    width: int
    height: int
    pieces: list[Piece] = field(default_factory=list)


class BannerPlan:
    """The pieces of one banner, the lines between its parts, and its height."""

    def __init__(self, theme: Theme, view: BannerView, width: int, *, brief: bool) -> None:
        self._theme, self._view, self._brief = theme, view, brief
        self.pieces: list[Piece] = []
        self.lines: list[QRect] = []
        self._least = theme.line("patient") + theme.px(38) if brief else theme.px(HEIGHT)
        cells = self._cells(width, short=False)
        beside = sum(cell.width for cell in cells)
        natural = self._flow_name(10_000_000)
        self.short = brief or beside > width
        """Whether something is left out, for the tooltip to tell."""
        if natural[0] + beside <= width:
            self._beside(cells, natural, width)
        else:
            if beside > width:
                cells = self._cells(width, short=True)
            self._below(cells, self._flow_name(width), width)

    # Name ------------------------------------------------------------------------------------

    def _flow_name(self, width: int) -> tuple[int, int, list[Piece]]:
        """Name and age on one row, number and room on the next: (width, height, pieces)."""
        theme, view = self._theme, self._view
        first = [
            Piece("text", self._box(view.name, "patient"), view.name, "patient", "ink"),
            Piece("text", self._box(view.about, "body"), view.about),
        ]
        tag = QRect(0, 0, tag_width(theme, view.synthetic, role=_TAG_ROLE), theme.px(22))
        second = [
            Piece("text", self._box(view.identity, "body_number"), view.identity, "body_number"),
            Piece("tag", tag, view.synthetic, _TAG_ROLE),
            Piece("text", self._box(view.place, "body"), view.place),
        ]
        room = width - 2 * theme.px(_EDGE)
        placed: list[Piece] = []
        wide = y = 0
        for row, gap in ((first, theme.px(12)), (second, theme.px(8))):
            reach, y = self._flow(row, gap, room, y, placed)
            wide = max(wide, reach)
        return wide + 2 * theme.px(_EDGE), y, placed

    def _box(self, text: str, role: str) -> QRect:
        return QRect(0, 0, self._theme.width(text, role) + 2, self._theme.line(role))

    def _flow(
        self, row: list[Piece], gap: int, room: int, y: int, placed: list[Piece]
    ) -> tuple[int, int]:
        """Put a row's pieces side by side, wrapping at ``room``: (reach, y below)."""
        tall = max(piece.rect.height() for piece in row)
        x = reach = 0
        for piece in row:
            if x and x + piece.rect.width() > room:
                x, y = 0, y + tall
            rect = piece.rect.translated(x, y + (tall - piece.rect.height()) // 2)
            placed.append(Piece(piece.kind, rect, piece.text, piece.role, piece.tone))
            reach = max(reach, x + piece.rect.width())
            x += piece.rect.width() + gap
        return reach, y + tall + self._theme.px(2)

    # Cells -----------------------------------------------------------------------------------

    def _cells(self, width: int, *, short: bool) -> list[Cell]:
        """``short`` leaves out the small texts, so that the rest stays on one row."""
        view = self._view
        room = max(width - 2 * self._theme.px(_PAD), self._theme.px(120))
        cells = [self._cave(room)]
        if not self._brief:
            icons = chain(view.icons, repeat(""))
            cells += [
                self._cell(label, value, "" if short else small, icon, room)
                for (label, value, small), icon in zip(view.cells, icons, strict=False)
            ]
        return cells

    def _cave(self, room: int) -> Cell:
        theme, view = self._theme, self._view
        cell = Cell(0, theme.px(6 if self._brief else 11))
        if not self._brief:
            self._add_text(cell, view.cave_label, "meta", "ink2", room)
            cell.height += theme.px(4)
        if not view.cave:
            none = f"{view.cave_label}: {view.cave_none}" if self._brief else view.cave_none
            self._add_text(cell, none, "label_large", "ink2", room)
        x, tall = 0, theme.px(28)
        for text in view.cave:
            wide = min(tag_width(theme, text, "alert-outline", "label_large") + theme.px(6), room)
            inner = Block(text, theme.font("label_large"), wide - theme.px(38), tall)
            if x and x + wide > room:
                x, cell.height = 0, cell.height + tall + theme.px(4)
            rect = QRect(x, cell.height, wide, max(tall, inner.height))
            cell.pieces.append(Piece("alarm", rect, text, "label_large", "on_bad"))
            x += wide + theme.px(8)
            cell.width = max(cell.width, x - theme.px(8))
            tall = rect.height()
        if view.cave:
            cell.height += tall
        return self._finished(cell)

    def _cell(self, label: str, value: str, small: str, icon: str, room: int) -> Cell:
        theme = self._theme
        cell = Cell(0, theme.px(11))
        self._add_text(cell, label, "meta", "ink2", room)
        cell.height += theme.px(2)
        if icon:
            side = theme.px(18)
            top = cell.height + (theme.line("label_large") - side) // 2
            cell.pieces.append(Piece("icon", QRect(0, top, side, side), icon, "", "ink"))
        self._add_text(cell, value, "label_large", "ink", room, theme.px(24) if icon else 0)
        cell.height += theme.px(3)
        self._add_text(cell, small, "meta", "ink2", room)
        return self._finished(cell)

    def _add_text(
        self, cell: Cell, text: str, role: str, tone: str, room: int, left: int = 0
    ) -> None:
        if not text:
            return
        theme = self._theme
        block = Block(text, theme.font(role), room - left, theme.line(role))
        rect = QRect(left, cell.height, block.widest + 2, block.height)
        cell.pieces.append(Piece("text", rect, text, role, tone))
        cell.width = max(cell.width, left + rect.width())
        cell.height += block.height

    def _finished(self, cell: Cell) -> Cell:
        cell.width += 2 * self._theme.px(_PAD)
        cell.height += self._theme.px(6 if self._brief else 9)
        return cell

    # Together --------------------------------------------------------------------------------

    def _beside(self, cells: list[Cell], name: tuple[int, int, list[Piece]], width: int) -> None:
        tallest = max(cell.height for cell in cells)
        self.height = max(self._least, tallest, name[1] + self._theme.px(16))
        self._place(name[2], self._theme.px(_EDGE), (self.height - name[1]) // 2)
        left = width - sum(cell.width for cell in cells)
        for cell in cells:
            self._place_cell(cell, left, 0, self.height)
            left += cell.width

    def _below(self, cells: list[Cell], name: tuple[int, int, list[Piece]], width: int) -> None:
        pad = self._theme.px(5 if self._brief else 11)
        self._place(name[2], self._theme.px(_EDGE), pad)
        top = name[1] + 2 * pad
        row: list[Cell] = []
        for cell in cells:
            if row and sum(c.width for c in row) + cell.width > width:
                top = self._close_row(row, top, width)
                row = []
            row.append(cell)
        self.height = self._close_row(row, top, width)

    def _close_row(self, row: list[Cell], top: int, width: int) -> int:
        border = self._theme.border
        self.lines.append(QRect(0, top, width, border))
        tall = max(cell.height for cell in row)
        left = 0
        for cell in row:
            self._place_cell(cell, left, top, tall)
            left += cell.width
        return top + tall

    def _place_cell(self, cell: Cell, left: int, top: int, tall: int) -> None:
        if left:
            self.lines.append(QRect(left, top, self._theme.border, tall))
        spare = (tall - cell.height) // 2 if self._brief else 0
        # What stands first on a row of its own begins where the name above it does.
        pad = self._theme.px(_PAD if left else _EDGE)
        self._place(cell.pieces, left + pad, top + spare)

    def _place(self, pieces: list[Piece], left: int, top: int) -> None:
        for piece in pieces:
            rect = piece.rect.translated(left, top)
            self.pieces.append(Piece(piece.kind, rect, piece.text, piece.role, piece.tone))
