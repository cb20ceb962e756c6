"""Text on the screen: one line, wrapped, or cut with dots and told in full by a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.theme import Theme

_HEADINGS = ("title", "hero", "patient", "section", "bar_title")
"""Type roles that a screen reader takes for headings."""


class Words(QWidget):
    """A text in a type role and a colour token. Its accessible name is the text."""

    def __init__(
        self,
        theme: Theme,
        role: str = "body",
        tone: str = "ink",
        *,
        text: str = "",
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._tone = theme, role, tone
        self.spoken_as = "heading" if role in _HEADINGS else "words"
        self._wrap, self._elide, self._align = wrap, elide, align
        self._text = ""
        self._block: Block | None = None
        self._laid_width = -1
        self._heights: dict[int, int] = {}
        """Width to height: a layout asks of the same few widths over and over."""
        wide = QSizePolicy.Policy.Preferred if wrap or elide else QSizePolicy.Policy.Fixed
        # In a row, a fixed height would be that of the unwrapped hint.
        tall = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(wide, tall)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str, tone: str | None = None) -> None:
        """Show this text."""
        if tone is not None and tone != self._tone:
            self._tone = tone
            self.update()
        if text == self._text:
            return
        self._text, self._block = text, None
        self._heights.clear()
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_role(self, role: str) -> None:
        """Write in another type role, where there is less room."""
        if role != self._role:
            self._role, self._block = role, None
            self._heights.clear()
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        if not self._wrap:
            return self._theme.line(self._role)
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._lay(width).height
        return found

    def sizeHint(self) -> QSize:
        wide = max(self._theme.width(row, self._role) for row in self._text.split("\n")) + 2
        if not self._wrap:
            return QSize(wide, self._theme.line(self._role))
        wide = min(wide, self._theme.px(420))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        if self._elide:
            return QSize(self._theme.px(60), self._theme.line(self._role))
        if not self._wrap:
            return self.sizeHint()
        longest = max(self._text.split(), key=len, default="")
        return QSize(self._theme.width(longest, self._role) + 2, self._theme.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color(self._tone)
        if self._wrap:
            block = self._lay(self.width())
            block.draw(painter, 0, max(self.height() - block.height, 0) // 2, color)
            return
        painter.setFont(self._theme.font(self._role))
        painter.setPen(color)
        align = self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), int(align), self._fitting())

    def _fitting(self) -> str:
        if not self._elide:
            return self._text
        metrics = self._theme.metrics(self._role)
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        return shown

    def _lay(self, width: int) -> Block:
        if self._block is None or self._laid_width != width:
            self._laid_width = width
            self._block = Block(
                self._text,
                self._theme.font(self._role),
                width,
                self._theme.line(self._role),
                self._align,
            )
        return self._block
