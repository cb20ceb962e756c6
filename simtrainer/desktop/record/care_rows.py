"""Plans, visits and reports as painted rows: headings, and items with title, tags, labelled lines,
figures in columns and actions.

Painted targets: ``entry.<entry>`` and the actions' own keys.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenEntry, OpenPatient
from simtrainer.app.views.care import CareItem, CareSection
from simtrainer.app.views.entrance import Tone
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.actions import action_spots, actions_height, paint_actions
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot
from simtrainer.desktop.record.ward_rows import MARK_ICONS

Piece = tuple[Block, int, int, str]
"""(text, x, y, colour token), from the item's top left."""
Tag = tuple[int, int, str, Tone]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading with its note."""

    text: str
    note: str


def care_rows(sections: Iterable[CareSection]) -> tuple[Any, ...]:
    """The items with the headings between them; a section without a heading has none."""
    rows: list[Any] = []
    for section in sections:
        if section.heading:
            rows.append(Heading(section.heading, section.note))
        rows += section.items
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of an item stand; ``y`` is the top of the actions."""

    pieces: tuple[Piece, ...]
    tags: tuple[Tag, ...]
    figures: tuple[tuple[QRect, str], ...]
    left: int
    width: int
    y: int
    height: int


class CareRows:
    """Draws the rows."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._lead = 0
        self._label = 0
        self._heads: tuple[str, ...] = ()
        self._figures: tuple[int, ...] = ()

    def measure(self, sections: Sequence[CareSection], heads: tuple[str, ...] = ()) -> None:
        """Find the widths that all rows share."""
        ink = self._ink
        items = [item for section in sections for item in section.items]
        leads = [ink.width(item.lead, "number") for item in items if item.lead]
        self._lead = max(leads, default=0)
        labels = {label for item in items for label, _ in item.lines if label}
        self._label = max((ink.width(label, "meta_strong") for label in labels), default=0)
        self._heads = heads
        self._figures = tuple(
            max(
                ink.width(head, "label"),
                *(ink.width(i.figures[n], "number") for i in items if n < len(i.figures)),
                ink.px(52),
            )
            for n, head in enumerate(heads)
        )

    def key(self, row: Any) -> str:
        """``entry.<entry>``, or ``patient.<patient>`` of words about one; nothing for a heading."""
        if not isinstance(row, CareItem):
            return ""
        return f"entry.{row.entry}" if row.entry else f"patient.{row.patient}"

    def words(self, row: Any) -> str:
        """Everything in reading order."""
        if isinstance(row, Heading):
            return f"{row.text}, {row.note}" if row.note else row.text
        figures = (f"{h} {f}" for h, f in zip(self._heads, row.figures, strict=False) if f)
        parts = [row.lead, row.title, *(text for text, _ in row.tags), *figures]
        parts += [f"{label}: {text}" if label else text for label, text in row.lines]
        return ", ".join(part.replace("\n", ". ") for part in parts if part)

    def wish(self, row: Any) -> object | None:
        """The item's patient, or the entry itself."""
        if not isinstance(row, CareItem):
            return None
        return OpenPatient(row.patient) if row.patient else OpenEntry(row.entry)

    def height(self, row: Any, width: int) -> int:
        """Headings as in the ward list; items what they need, at least 44."""
        if isinstance(row, Heading):
            return self._heading(row, width).height + self._ink.px(20)
        return self._place(row, width).height

    def _heading(self, row: Heading, width: int) -> Block:
        """A heading's words beside its note: it may be a name, which is never cut."""
        room = width - self._ink.px(24)
        if row.note:
            room -= self._ink.width(row.note, "number") + self._ink.px(12)
        return self._ink.block(row.text, "label", room)

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """The item's actions, under its text."""
        if not isinstance(row, CareItem) or not row.actions:
            return ()
        place = self._place(row, rect.width())
        left = rect.left() + place.left - self._ink.px(10)
        return action_spots(self._ink, row.actions, left, rect.top() + place.y, place.width)

    # Room ------------------------------------------------------------------------------------

    def figure_places(self, width: int) -> tuple[tuple[int, int], ...]:
        """(x, width) of the right-hand columns; empty where they would squeeze the text."""
        ink, gap = self._ink, self._ink.px(16)
        total = sum(wide + gap for wide in self._figures)
        left = ink.px(12) + (self._lead + ink.px(16) if self._lead else 0)
        if not self._figures or width - left - total < ink.px(240):
            return ()
        x, places = width - ink.px(12) - total + gap, []
        for wide in self._figures:
            places.append((x, wide))
            x += wide + gap
        return tuple(places)

    def _place(self, row: CareItem, width: int) -> Place:
        ink = self._ink
        columns = self.figure_places(width)
        left = ink.px(12) + (self._lead + ink.px(16) if self._lead else 0)
        right = columns[0][0] - ink.px(16) if columns else width - ink.px(12)
        inner = max(right - left, ink.px(80))
        top = ink.px(12)
        pieces, tags, y = self._head(row, left, inner, top)
        for label, text in (*self._folded(row, columns), *row.lines):
            y = self._line(pieces, label, text, (left, y, inner))
        figures = tuple(
            (QRect(x, top, wide, ink.line("label_large")), text)
            for (x, wide), text in zip(columns, row.figures, strict=False)
        )
        bottom = y + (actions_height(ink, row.actions, inner) or ink.px(12))
        return Place(tuple(pieces), tuple(tags), figures, left, inner, y, max(bottom, ink.px(44)))

    def _folded(
        self, row: CareItem, columns: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[str, str], ...]:
        """The figures as one line, where there is no room for columns."""
        if columns or not self._heads:
            return ()
        pairs = zip(self._heads, row.figures, strict=False)
        said = " · ".join(f"{head} {figure}" for head, figure in pairs if figure)
        return (("", said),) if said else ()

    def _head(
        self, row: CareItem, left: int, inner: int, top: int
    ) -> tuple[list[Piece], list[Tag], int]:
        """Title and tags: on one line where both fit."""
        ink, gap = self._ink, self._ink.px(6)
        tone = "ink3" if row.struck else "ink"
        wide = [min(ink.tag_width(text, MARK_ICONS[t]), inner) for text, t in row.tags]
        taken = sum(side + gap for side in wide)
        natural = ink.width(row.title, "label_large") + ink.px(10)
        beside = bool(row.tags) and natural + taken <= inner
        title = ink.block(row.title, "label_large", inner - taken if beside else inner)
        pieces: list[Piece] = [(title, left, top, tone)]
        y = top + title.height
        if not row.tags:
            return pieces, [], y
        if beside:
            middle = top + (ink.line("label_large") - ink.tag_height()) // 2
            tags = self._tags(row, wide, left + inner - taken + gap, middle, taken)[0]
            return pieces, tags, max(y, middle + ink.tag_height())
        tags, lines = self._tags(row, wide, left, y + ink.px(2), inner)
        return pieces, tags, y + lines * (ink.tag_height() + ink.px(4)) + ink.px(2)

    def _tags(
        self, row: CareItem, wide: list[int], left: int, y: int, inner: int
    ) -> tuple[list[Tag], int]:
        """The tags from (left, y), wrapped, and how many lines they take."""
        ink, x, line, tags = self._ink, 0, 0, []
        for (text, tone), side in zip(row.tags, wide, strict=True):
            if x and x + side > inner:
                x, line = 0, line + 1
            tags.append((left + x, y + line * (ink.tag_height() + ink.px(4)), text, tone))
            x += side + ink.px(6)
        return tags, line + 1

    def _line(self, pieces: list[Piece], label: str, text: str, at: tuple[int, int, int]) -> int:
        """A line with its label at the left, or above it where there is little room."""
        ink, (left, y, inner) = self._ink, at
        y += ink.px(4)
        aside = self._label + ink.px(14)
        if not label:
            block = ink.block(text, "text", inner)
        elif inner - aside >= ink.px(200):
            pieces.append((ink.block(label, "meta_strong", aside), left, y + ink.px(2), "ink2"))
            left, block = left + aside, ink.block(text, "text", inner - aside)
        else:
            head = ink.block(label, "meta_strong", inner)
            pieces.append((head, left, y, "ink2"))
            y += head.height
            block = ink.block(text, "text", inner)
        pieces.append((block, left, y, "ink"))
        return y + block.height

    # Drawing ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter, row: Any, rect: QRect, look: Look) -> None:
        """Draw one row."""
        if isinstance(row, Heading):
            self._paint_heading(painter, row, rect)
        else:
            self._paint_item(painter, row, rect, look)

    def _paint_heading(self, painter: QPainter, row: Heading, rect: QRect) -> None:
        ink = self._ink
        painter.fillRect(rect, ink.color("surface2"))
        ink.rule(painter, rect)
        box = rect.adjusted(ink.px(12), 0, -ink.px(12), 0)
        words, middle = self._heading(row, rect.width()), Qt.AlignmentFlag.AlignVCenter
        top = rect.top() + (rect.height() - words.height) / 2
        words.draw(painter, box.left(), top, ink.color("ink2"))
        ink.write(painter, box, row.note, "number", "ink2", middle | Qt.AlignmentFlag.AlignRight)

    def _paint_item(self, painter: QPainter, row: CareItem, rect: QRect, look: Look) -> None:
        ink, place = self._ink, self._place(row, rect.width())
        on = row.selected and not ink.contrast
        over = look.hover is not None and rect.contains(look.hover)
        ground = "tint" if on else "surface2" if over else "surface"
        painter.fillRect(rect, ink.color(ground))
        if not look.last:
            ink.rule(painter, rect)
        if row.selected:
            bar = QRect(rect.left(), rect.top(), ink.px(4), rect.height())
            painter.fillRect(bar, ink.color("primary"))
        self._paint_text(painter, row, rect, place)
        paint_actions(ink, painter, self.spots(row, rect), row.actions, look)
        if look.spot == -1:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))

    def _paint_text(self, painter: QPainter, row: CareItem, rect: QRect, place: Place) -> None:
        ink = self._ink
        middle = Qt.AlignmentFlag.AlignVCenter
        if row.lead:
            at = QRect(rect.left() + ink.px(12), rect.top() + ink.px(12), self._lead + 2, 0)
            at.setHeight(ink.line("label_large"))
            ink.write(painter, at, row.lead, "number", "ink2", middle)
        for block, x, y, token in place.pieces:
            tone = ink.color("ink3" if row.struck else token)
            block.draw(painter, rect.left() + x, rect.top() + y, tone, strike=row.struck)
        for x, y, text, mark in place.tags:
            shown = ink.elided(text, "meta_strong", place.width - ink.px(40))
            ink.tag(painter, rect.left() + x, rect.top() + y, shown, mark, MARK_ICONS[mark])
        for box, text in place.figures:
            ink.write(
                painter, box.translated(rect.topLeft()), text, "number", "ink",
                middle | Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
