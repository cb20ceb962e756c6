"""The open message: subject, where it stands, what it says, what it belongs with, and what can be
done with it.

Signals: ``wished(object)`` with the commands of its buttons and of the thread's rows.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import MessageView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.action_row import ActionRow
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.inbox_rows import WAITING, InboxRows
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import PaintedRows
from simtrainer.desktop.record.ward_rows import MARK_ICONS


class Mark(QWidget):
    """Where the message stands, as a tag."""

    spoken_as = "words"

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._mark: tuple[str, Tone] | None = None

    def show_mark(self, mark: tuple[str, Tone] | None) -> None:
        """Draw it, or nothing."""
        self._mark = mark
        self.setVisible(mark is not None)
        self.setAccessibleName(mark[0] if mark else "")
        self.setFixedHeight(self._ink.tag_height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is None:
            return
        text, tone = self._mark
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._ink.elided(text, "meta_strong", self.width() - self._ink.px(42))
        self._ink.tag(painter, 0, 0, shown, tone, MARK_ICONS[tone] or WAITING)


class Facts(QWidget):
    """Labelled lines: the label at the left, or above where there is little room."""

    spoken_as = "words"

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._facts: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Draw these lines."""
        self._facts = facts
        self.setVisible(bool(facts))
        self.setAccessibleName(". ".join(f"{label}: {text}" for label, text in facts))
        self.updateGeometry()
        self.update()

    def _aside(self, width: int) -> int:
        """Width of the labels; 0 where they stand above."""
        wide = max((self._ink.width(label, "meta_strong") for label, _ in self._facts), default=0)
        aside = wide + self._ink.px(16)
        return aside if width - aside >= self._ink.px(200) else 0

    def _draw(self, painter: QPainter | None, width: int) -> int:
        ink, y, aside = self._ink, 0, self._aside(width)
        for label, text in self._facts:
            head = ink.block(label, "meta_strong", aside or width)
            body = ink.block(text, "body", width - aside)
            top = y if aside else y + head.height
            if painter is not None:
                head.draw(painter, 0, y + (ink.px(2) if aside else 0), ink.color("ink2"))
                body.draw(painter, aside, top, ink.color("ink"))
            y = max(top + body.height, y + head.height) + ink.px(8)
        return max(y - ink.px(8), 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._draw(None, width)

    def sizeHint(self) -> QSize:
        wide = self._ink.px(400)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(160), self._ink.line("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._draw(QPainter(self), self.width())


class Message(QWidget):
    """Draws one message."""

    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        self._kind = Words(ink.theme, "label", "ink2", wrap=True)
        self._subject = Words(ink.theme, "patient", "ink", wrap=True)
        self._meta = Words(ink.theme, "meta", "ink2", wrap=True)
        self._mark = Mark(ink)
        self._text = Words(ink.theme, "body", "ink", wrap=True)
        self._facts = Facts(ink)
        self._verbs = ActionRow(ink)
        self._thread_title = Words(ink.theme, "label_large", "ink", wrap=True)
        self._thread = PaintedRows(ink, InboxRows(ink, texts), "", fit=True)
        self._frame = Framed(ink.theme, self._thread)
        self._lay_out(ink)
        for part in (self._verbs, self._thread):
            part.wished.connect(self.wished)

    def _lay_out(self, ink: Ink) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ink.px(6))
        parts = (
            (self._kind, 0), (self._subject, 0), (self._meta, 0), (self._mark, 2),
            (self._text, 8), (self._facts, 8), (self._verbs, 12),
            (self._thread_title, 14), (self._frame, 0),
        )  # fmt: skip
        for part, gap in parts:
            if gap:
                column.addSpacing(ink.px(gap))
            column.addWidget(part)

    def show_message(self, message: MessageView) -> None:
        """Show this message."""
        for words, text in (
            (self._kind, message.kind),
            (self._subject, message.subject),
            (self._meta, message.meta),
            (self._text, message.text),
        ):
            words.say(text)
            words.setVisible(bool(text))
        self._mark.show_mark(message.mark)
        self._facts.show_facts(message.facts)
        self._verbs.show_actions(message.actions)
        self._thread_title.say(message.thread_title)
        self._thread_title.setVisible(bool(message.thread))
        self._frame.setVisible(bool(message.thread))
        self._thread.setAccessibleName(message.thread_title)
        self._thread.show_rows(message.thread)
