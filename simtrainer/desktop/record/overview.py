"""View kind ``overview``: cards with what one must know about the patient."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import OverviewView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.ink import TONES, Ink
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.panes import Scroll
from simtrainer.desktop.record.ward_rows import MARK_ICONS
from simtrainer.desktop.theme import Theme

Card = tuple[str, tuple[str, ...], Tone]
LEAST_CARD = 260
"""A card is never narrower than this; as many columns as fit, at most three."""


class CardView(QWidget):
    """One card: heading, then lines."""

    spoken_as = "group"

    def __init__(self, ink: Ink, card: Card, parent: QWidget) -> None:
        super().__init__(parent)
        self._ink = ink
        self._card = card
        self.tell(card)

    def tell(self, card: Card) -> None:
        """Show this card."""
        self._card = card
        self.setAccessibleName(card[0])
        self.setAccessibleDescription(". ".join(card[1]))
        self.update()

    def height_for(self, width: int) -> int:
        """Height of the card at a width."""
        ink = self._ink
        height = ink.block(self._card[0], "label_large", self._head_width(width)).height
        for line in self._card[1]:
            height += ink.block(line, "text", width - ink.px(32)).height + ink.px(3)
        return height + ink.px(30)

    def _head_width(self, width: int) -> int:
        return width - self._ink.px(32) - (self._ink.px(28) if self._icon else 0)

    @property
    def _icon(self) -> str:
        return MARK_ICONS[self._card[2]]

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, (heading, lines, tone) = self._ink, self._card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _, edge, tint = TONES[tone]
        plain = tone == "neutral"
        ink.box(painter, self.rect(), "surface", "line" if plain else edge, 8)
        if not plain:
            self._paint_bar(painter, tint)
        x, y = ink.px(16), ink.px(13)
        if self._icon:
            middle = QPoint(x + ink.px(10), y + ink.line("label_large") // 2)
            ink.icon(painter, self._icon, middle, tint)
        left = x + (ink.px(28) if self._icon else 0)
        head = ink.block(heading, "label_large", self._head_width(self.width()))
        head.draw(painter, left, y, ink.color("ink" if plain else tint))
        y += head.height + ink.px(4)
        for line in lines:
            block = ink.block(line, "text", self.width() - ink.px(32))
            block.draw(painter, x, y, ink.color("ink"))
            y += block.height + ink.px(3)

    def _paint_bar(self, painter: QPainter, token: str) -> None:
        ink = self._ink
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.color(token))
        bar = QRect(0, ink.px(10), ink.px(4), self.height() - ink.px(20))
        painter.drawRoundedRect(bar, ink.px(2), ink.px(2))


class Board(QWidget):
    """The cards in columns, filled from the shortest one, in reading order."""

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._cards: list[CardView] = []

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show these cards, reusing the widgets of the last patient's."""
        while len(self._cards) > len(cards):
            gone = self._cards.pop()
            gone.hide()
            gone.deleteLater()
        for number, card in enumerate(cards):
            if number < len(self._cards):
                self._cards[number].tell(card)
            else:
                self._cards.append(CardView(self._ink, card, self))
                self._cards[-1].show()
        self._place()

    def resizeEvent(self, event: object) -> None:
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._ink.px(600), self.minimumHeight())

    def _place(self) -> None:
        gap, least = self._ink.px(12), self._ink.px(LEAST_CARD)
        columns = min(max((self.width() + gap) // (least + gap), 1), 3)
        wide = (self.width() - gap * (columns - 1)) // columns
        bottoms = [0] * columns
        for card in self._cards:
            at = bottoms.index(min(bottoms))
            tall = card.height_for(wide)
            card.setGeometry(at * (wide + gap), bottoms[at], wide, tall)
            bottoms[at] += tall + gap
        self.setMinimumHeight(max(bottoms))


class Overview(ModuleWidget):
    """The patient at a glance."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._board = Board(self.ink)
        page = QWidget()
        column = self.column(page)
        column.addWidget(self._title)
        column.addWidget(self._board)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(page))

    def render(self, view: OverviewView) -> None:  # type: ignore[override]
        self._title.say(view.title)
        self._board.show_cards(view.cards)
