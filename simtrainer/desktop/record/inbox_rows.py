"""Messages as painted rows: unread ones bold, with a dot and the word."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import OpenEntry, StartForm
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import MessageRow
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot
from simtrainer.desktop.record.ward_rows import MARK_ICONS

WAITING = "clock-outline"
"""Icon of what is waited for: it has no colour of its own."""


class InboxRows:
    """Draws the rows of an inbox."""

    def __init__(self, ink: Ink, texts: Texts) -> None:
        self._ink = ink
        self._texts = texts

    def key(self, row: MessageRow) -> str:
        """``message.<entry>``; of a draft ``draft.<type>``."""
        return f"message.{row.entry}" if row.entry else f"draft.{row.form_type}"

    def words(self, row: MessageRow) -> str:
        """Unread first, then who, what and when."""
        state = self._texts("view.inbox.unread") if row.unread else ""
        shown = self._texts("view.inbox.open") if row.current else ""
        mark = row.mark[0] if row.mark else ""
        parts = (state, row.kind, row.sender, row.subject, mark, row.clock, shown)
        return ", ".join(part for part in parts if part)

    def called(self, row: MessageRow) -> str:
        """What tells it from the others to the eye: one may have written them all."""
        return ", ".join(
            part for part in (row.subject or row.sender or row.kind, row.clock) if part
        )

    def wish(self, row: MessageRow) -> object | None:
        """Opening the message, or going on with a draft."""
        return OpenEntry(row.entry) if row.entry else StartForm(row.form_type)

    def spots(self, row: Any, rect: QRect) -> Sequence[Spot]:
        """The row itself is the only button."""
        return ()

    def height(self, row: MessageRow, width: int) -> int:
        """Sender, kind, subject, mark and air."""
        ink = self._ink
        subject = ink.block(row.subject, self._role(row), self._inner(width)).height
        kind = ink.block(row.kind, "meta", self._inner(width)).height if row.kind else 0
        mark = ink.tag_height() + ink.px(6) if row.mark else 0
        head = self._sender(row, width).height + self._below(row, width)
        return max(ink.px(64), head + kind + subject + mark + ink.px(20))

    def _role(self, row: MessageRow) -> str:
        return "label" if row.unread else "text"

    def _inner(self, width: int) -> int:
        return width - self._ink.px(48)

    def _beside(self, row: MessageRow, width: int) -> int:
        """What the clock leaves of the first line."""
        ink = self._ink
        return self._inner(width) - ink.width(row.clock, "meta_number") - ink.px(8)

    def _below(self, row: MessageRow, width: int) -> int:
        """The height of the clock's own line, where a word of the name needs the whole of its."""
        ink = self._ink
        longest = max((ink.width(word, "label_large") for word in row.sender.split()), default=0)
        return ink.line("meta_number") if longest > self._beside(row, width) else 0

    def _sender(self, row: MessageRow, width: int) -> Block:
        """The whole name, in as many lines as it takes: who writes is never cut."""
        room = self._inner(width) if self._below(row, width) else self._beside(row, width)
        return self._ink.block(row.sender, "label_large", room)

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
        tone, quiet = ("on_tint", "on_tint") if on else ("ink", "ink2")
        sender, own = self._sender(row, rect.width()), self._below(row, rect.width())
        sender.draw(painter, x, y, ink.color(tone))
        line = own or ink.line("label_large")
        at = QRect(right - clock, y + (sender.height if own else 0), clock + 2, line)
        ink.write(painter, at, row.clock, "meta_number", quiet)
        y += sender.height + own
        if row.kind:
            kind = ink.block(row.kind, "meta", self._inner(rect.width()))
            kind.draw(painter, x, y, ink.color(quiet))
            y += kind.height
        subject = ink.block(row.subject, self._role(row), self._inner(rect.width()))
        subject.draw(painter, x, y, ink.color(tone if row.unread else quiet))
        if row.mark:
            self._paint_mark(painter, row.mark, x, y + subject.height + ink.px(4), rect)

    def _paint_mark(
        self, painter: QPainter, mark: tuple[str, Tone], x: int, y: int, rect: QRect
    ) -> None:
        ink, (text, tone) = self._ink, mark
        shown = ink.elided(text, "meta_strong", self._inner(rect.width()) - ink.px(40))
        ink.tag(painter, x, y, shown, tone, MARK_ICONS[tone] or WAITING)
