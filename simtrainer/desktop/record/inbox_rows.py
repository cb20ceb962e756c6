"""Messages as painted rows: unread ones bold, with a dot and the word."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenEntry
from simtrainer.app.views.record import MessageRow
from simtrainer.base.text import Texts
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot


class InboxRows:
    """Draws the rows of an inbox."""

    def __init__(self, ink: Ink, texts: Texts) -> None:
        self._ink = ink
        self._texts = texts

    def key(self, row: MessageRow) -> str:
        """``message.<entry>``."""
        return f"message.{row.entry}"

    def words(self, row: MessageRow) -> str:
        """Unread first, then who, what and when."""
        state = self._texts("view.inbox.unread") if row.unread else ""
        shown = self._texts("view.inbox.open") if row.current else ""
        parts = (state, row.sender, row.subject, row.clock, shown)
        return ", ".join(part for part in parts if part)

    def wish(self, row: MessageRow) -> object | None:
        """Opening the message."""
        return OpenEntry(row.entry)

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """The row itself is the only button."""
        return ()

    def height(self, row: MessageRow, width: int) -> int:
        """Sender, subject and air."""
        ink = self._ink
        subject = ink.block(row.subject, self._role(row), self._inner(width)).height
        return max(ink.px(64), ink.line("label_large") + subject + ink.px(20))

    def _role(self, row: MessageRow) -> str:
        return "label" if row.unread else "text"

    def _inner(self, width: int) -> int:
        return width - self._ink.px(48)

    def paint(self, painter: QPainter, row: MessageRow, rect: QRect, look: Look) -> None:
        """Draw one message."""
        ink = self._ink
        over = look.hover is not None and rect.contains(look.hover)
        fill = "tint" if row.current else "surface2" if over else "surface"
        painter.fillRect(rect, ink.color(fill))
        ink.rule(painter, rect)
        on = row.current and ink.contrast
        if row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.color("on_tint" if on else "primary"))
            middle = rect.top() + ink.px(10) + ink.line("label_large") / 2
            painter.drawEllipse(QPointF(rect.left() + ink.px(17), middle), ink.px(5), ink.px(5))
        self._paint_text(painter, row, rect, on)
        if look.spot is not None:
            ink.ring(painter, rect.adjusted(3, 3, -4, -4))

    def _paint_text(self, painter: QPainter, row: MessageRow, rect: QRect, on: bool) -> None:
        ink = self._ink
        x, y = rect.left() + ink.px(32), rect.top() + ink.px(10)
        clock = ink.width(row.clock, "meta_number")
        right = rect.right() - ink.px(16)
        head = QRect(x, y, right - x - clock - ink.px(8), ink.line("label_large"))
        middle = Qt.AlignmentFlag.AlignVCenter
        sender = ink.elided(row.sender, "label_large", head.width())
        tone, quiet = ("on_tint", "on_tint") if on else ("ink", "ink2")
        ink.write(painter, head, sender, "label_large", tone, middle)
        at = QRect(right - clock, y, clock + 2, head.height())
        ink.write(painter, at, row.clock, "meta_number", quiet, middle)
        subject = ink.block(row.subject, self._role(row), self._inner(rect.width()))
        subject.draw(painter, x, y + head.height(), ink.color(tone if row.unread else quiet))
