"""The journal as painted rows: day headings, entries on a line with dots, and "Vis eldre"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from simtrainer.app.commands import Filter, OpenEntry
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import TimelineItem, TimelineView
from simtrainer.base.text import Texts
from simtrainer.desktop.record.actions import action_spots, actions_height, paint_actions
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot

MORE = "older"
"""Filter id that asks for older entries."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day heading."""

    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class More:
    """The row that asks for older entries."""

    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry and whether the line ends under it."""

    item: TimelineItem
    ends: bool


def timeline_rows(view: TimelineView) -> tuple[Any, ...]:
    """The view's days as one flat list of rows."""
    rows: list[Any] = []
    for heading, items in view.days:
        rows.append(Day(heading, not rows))
        rows += [Entry(item, number == len(items) - 1) for number, item in enumerate(items)]
    if view.more:
        rows.append(More(view.more))
    return tuple(rows)


class TimelineRows:
    """Draws the rows of a journal."""

    def __init__(self, ink: Ink, texts: Texts) -> None:
        self._ink = ink
        self._texts = texts

    def key(self, row: Any) -> str:
        """``entry.<id>``, ``filter.older`` or nothing for a heading."""
        if isinstance(row, Entry):
            return f"entry.{row.item.entry}"
        return f"filter.{MORE}" if isinstance(row, More) else ""

    def words(self, row: Any) -> str:
        """Clock, title, status, author and text in one sentence each."""
        if isinstance(row, Day):
            return row.text
        if isinstance(row, More):
            return row.label
        item = row.item
        parts = (item.clock, item.title, _score(item, self._texts), item.status, item.author)
        return ", ".join(part for part in parts if part) + f". {item.text}"

    def wish(self, row: Any) -> object | None:
        """An entry opens; the last row asks for more."""
        if isinstance(row, Entry):
            return OpenEntry(row.item.entry)
        return Filter(MORE) if isinstance(row, More) else None

    def height(self, row: Any, width: int) -> int:
        """Headings 34 (the first 26), entries as much as their text needs."""
        px = self._ink.px
        if isinstance(row, Day):
            return self._ink.line("label") + px(8 if row.first else 16)
        if isinstance(row, More):
            return px(48)
        return self._place(row, QRect(0, 0, width, 0)).height

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """The row actions of an entry."""
        if not isinstance(row, Entry) or not row.item.actions:
            return ()
        place = self._place(row, rect)
        left = place.text_x - self._ink.px(10)
        return action_spots(self._ink, row.item.actions, left, place.y, place.width)

    def paint(self, painter: QPainter, row: Any, rect: QRect, look: Look) -> None:
        """Draw one row."""
        if isinstance(row, Day):
            self._paint_day(painter, row, rect)
        elif isinstance(row, More):
            self._paint_more(painter, row, rect, look)
        else:
            self._paint_entry(painter, row, rect, look)

    def _place(self, row: Entry, rect: QRect) -> "_Place":
        ink, item = self._ink, row.item
        left = rect.left() + ink.px(20) + max(ink.px(62), ink.width("00:00", "number") + ink.px(21))
        text_x = left + ink.px(18)
        width = max(rect.right() - ink.px(12) - text_x, ink.px(60))
        lead = ink.px(30) if item.score else 0
        top = rect.top() + ink.px(6)
        y = top + ink.block(item.title, "label_large", width - lead).height
        y += self._author_height(item, width)
        y += ink.block(item.text, "text", width).height if item.text else 0
        bottom = y + (actions_height(ink, item.actions, width) or ink.px(10))
        return _Place(left, text_x, width, lead, top, y, bottom - rect.top())

    def _author_height(self, item: TimelineItem, width: int) -> int:
        ink = self._ink
        author = ink.block(item.author, "meta", width).height if item.author else 0
        return author + self._status_height(item, width)

    def _paint_day(self, painter: QPainter, row: Day, rect: QRect) -> None:
        ink = self._ink
        at = QRect(rect.left() + ink.px(20), rect.top(), rect.width() - ink.px(36), rect.height())
        ink.write(painter, at, row.text, "label", "ink2", Qt.AlignmentFlag.AlignVCenter)

    def _paint_more(self, painter: QPainter, row: More, rect: QRect, look: Look) -> None:
        ink = self._ink
        width = ink.width(row.label, "button") + ink.px(46)
        at = QRect(rect.left() + ink.px(84), rect.top() + ink.px(2), width, ink.px(44))
        tone = "primary_h" if look.hover and rect.contains(look.hover) else "primary"
        ink.write(painter, at.adjusted(ink.px(9), 0, 0, 0), row.label, "button", tone)
        ink.icon(painter, "chevron-down", QPoint(at.right() - ink.px(18), at.center().y()), tone)
        if look.spot is not None:
            ink.ring(painter, at)

    def _paint_entry(self, painter: QPainter, row: Entry, rect: QRect, look: Look) -> None:
        ink, item = self._ink, row.item
        place = self._place(row, rect)
        if item.current or (look.hover and rect.contains(look.hover)):
            painter.fillRect(rect.adjusted(ink.px(8), 0, -ink.px(8), 0), ink.color("surface2"))
        self._paint_line(painter, row, rect, place)
        clock = QRect(rect.left() + ink.px(20), place.top, ink.px(80), ink.line("label_large"))
        ink.write(painter, clock, item.clock, "number", "ink2", Qt.AlignmentFlag.AlignVCenter)
        self._paint_text(painter, item, place)
        paint_actions(ink, painter, self.spots(row, rect), item.actions, look)
        if look.spot == -1:
            ink.ring(painter, rect.adjusted(ink.px(6), ink.px(1), -ink.px(6), -ink.px(1)))

    def _paint_line(self, painter: QPainter, row: Entry, rect: QRect, place: "_Place") -> None:
        ink = self._ink
        painter.setPen(QPen(ink.color("line"), ink.px(2)))
        bottom = rect.bottom() + (0 if row.ends else 1)
        painter.drawLine(place.line_x, rect.top(), place.line_x, bottom)
        middle = place.top + ink.line("label_large") / 2
        radius = ink.px(5) if row.item.fresh else ink.px(4)
        tone = ink.color("primary" if row.item.fresh else "line2")
        painter.setPen(QPen(tone, ink.px(2)))
        painter.setBrush(tone if row.item.fresh else ink.color("surface"))
        painter.drawEllipse(QRectF(place.line_x - radius, middle - radius, 2 * radius, 2 * radius))

    def _paint_text(self, painter: QPainter, item: TimelineItem, place: "_Place") -> None:
        ink, y = self._ink, place.top
        tone = ink.color("ink3" if item.struck else "ink")
        title = ink.block(item.title, "label_large", place.width - place.lead)
        if item.score:
            self._paint_score(painter, item, place)
        title.draw(painter, place.text_x + place.lead, y, tone, strike=item.struck)
        y += title.height
        if item.status:
            self._paint_status(painter, item, place, y)
            y += self._status_height(item, place.width)
        if item.author:
            author = ink.block(item.author, "meta", place.width)
            author.draw(painter, place.text_x, y, ink.color("ink3"))
            y += author.height
        if item.text:
            text = ink.block(item.text, "text", place.width)
            text.draw(painter, place.text_x, y, tone, strike=item.struck)

    def _paint_score(self, painter: QPainter, item: TimelineItem, place: "_Place") -> None:
        ink = self._ink
        size = ink.px(22)
        at = QRect(place.text_x, place.top, max(size, ink.width(item.score, "badge")), size)
        ink.box(painter, at, item.score_tone or "surface3", None, 4)
        tone = "n3_ink" if item.score_tone == "n3" else "n_ink"
        ink.write(painter, at, item.score, "badge", tone, Qt.AlignmentFlag.AlignCenter)

    def _paint_status(self, painter: QPainter, item: TimelineItem, place: "_Place", y: int) -> None:
        """A word fits in a tag; a longer one (with the reason for a mistake) wraps."""
        ink, tone = self._ink, _tone(item)
        icon = "alert-circle-outline" if item.struck else "pencil-outline"
        if self._fits_tag(item, place.width):
            ink.tag(painter, place.text_x, y + ink.px(1), item.status, tone, icon)
            return
        middle = QPoint(place.text_x + ink.px(9), y + ink.line("meta_strong") // 2)
        ink.icon(painter, icon, middle, tone, 18)
        words = ink.block(item.status, "meta_strong", place.width - ink.px(24))
        words.draw(painter, place.text_x + ink.px(24), y, ink.color(tone))

    def _fits_tag(self, item: TimelineItem, width: int) -> bool:
        return self._ink.tag_width(item.status, "pencil-outline") <= width

    def _status_height(self, item: TimelineItem, width: int) -> int:
        if not item.status:
            return 0
        ink = self._ink
        if self._fits_tag(item, width):
            return ink.tag_height() + ink.px(4)
        return ink.block(item.status, "meta_strong", width - ink.px(24)).height


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts of an entry stand; ``y`` is the top of the actions."""

    line_x: int
    text_x: int
    width: int
    lead: int
    top: int
    y: int
    height: int


def _score(item: TimelineItem, texts: Texts) -> str:
    return texts("view.timeline.score", score=item.score) if item.score else ""


def _tone(item: TimelineItem) -> Tone:
    return "bad" if item.struck else "warn"
