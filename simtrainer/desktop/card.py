"""The call card: a phone, somebody who comes, an alarm or a notice. Docks under the tasks, or lies
over the record while somebody writes."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import AnswerCard, ChooseOnCard, PostponeCard
from simtrainer.app.views.shell import CardChoice, CardView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import clear, column, row
from simtrainer.desktop.kit.paint import MIDDLE, box, smooth, write
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

SHADOW = 12
"""Room around the card for its shadow, at scale 1."""
LEFT_ROOM = 4
_RING_MS = 2_000
_TILT_DEGREES = 14
_SWINGS = 6
_ICONS = {
    "phone": "phone-outline",
    "person": "account-outline",
    "door": "door-open",
    "colleague": "account-multiple-outline",
    "alarm": "bell-ring-outline",
    "notice": "information-outline",
}
_TONES = {"phone": "phone", "alarm": "alarm"}
"""What is heard of a card that rings; of any other kind, a chime."""


class ChoiceButton(Pressable):
    """A numbered answer that wraps."""

    def __init__(self, theme: Theme, number: int, choice: CardChoice) -> None:
        super().__init__(theme, f"card.choice.{choice.id}", choice.text)
        self._number = str(number)
        self.setAccessibleName(f"{number}. {choice.text}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _block(self, width: int) -> Block:
        theme = self.theme
        return Block(
            self.text(), theme.font("text_medium"), width - theme.px(54), theme.line("text_medium")
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._block(width).height + self.theme.px(18), self.theme.px(44))

    def sizeHint(self) -> QSize:
        wide = self.theme.px(300)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        fill = "surface3" if self.isDown() else "surface2" if self.hot else "surface"
        box(painter, theme, self.rect(), fill, "line2")
        number = QRect(0, 0, theme.px(34), self.height())
        write(painter, theme, number, self._number, "badge", "primary", MIDDLE)
        block = self._block(self.width())
        top = (self.height() - block.height) / 2
        block.draw(painter, theme.px(41), top, theme.color("ink"))


class CardIcon(QWidget):
    """The card's icon; while it rings it tilts for two seconds and then rests."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._icon, self._angle = theme, "", 0.0
        self.setFixedSize(theme.px(32), theme.px(32))
        self._swing = QVariantAnimation(self)
        self._swing.setDuration(_RING_MS)
        self._swing.setEasingCurve(QEasingCurve.Type.Linear)
        self._swing.setStartValue(0.0)
        self._swing.setEndValue(float(_SWINGS))
        self._swing.valueChanged.connect(self._tilt)

    def show_icon(self, icon: str) -> None:
        """Show this icon."""
        self._icon = icon
        self.update()

    def ring(self) -> None:
        """Tilt, where motion is wanted."""
        if self._theme.motion:
            self._swing.start()

    def rest(self) -> None:
        """Stop tilting."""
        self._swing.stop()
        self._tilt(0.0)

    def _tilt(self, swings: float) -> None:
        # A triangle wave: up to the full tilt, over to the other side, and back.
        phase = swings % 1.0
        wave = 4 * phase if phase < 0.25 else 2 - 4 * phase if phase < 0.75 else 4 * phase - 4
        self._angle = wave * _TILT_DEGREES
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        middle = self.rect().center()
        painter.translate(middle)
        painter.rotate(self._angle)
        side = self._theme.px(22)
        at = QRectF(-side / 2, -side / 2, side, side)
        self._theme.icons.paint(painter, self._icon, at, "on_bar")


class CallCard(QWidget):
    """Signals: ``wished(AnswerCard | PostponeCard | ChooseOnCard)``; ``grew()`` when what the card
    says needs another height: answers count in the layout only once they have come on the screen.

    While the card has the focus, the number keys choose.
    """

    spoken_as = "group"
    wished = Signal(object)
    grew = Signal()

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._view: CardView | None = None
        self._icon = CardIcon(theme)
        self._who = Words(theme, "label_large", "on_bar", wrap=True)
        self._detail = Words(theme, "meta", "on_bar2", wrap=True)
        self._wait = Button(theme, "bar", "card.wait", "", size="small")
        self._text = Words(theme, "body", "ink", wrap=True)
        self._answer = Button(theme, "primary", "card.answer", "", icon="phone-outline")
        self._head = QWidget()
        self._body = QWidget()
        self._said, self._answers = QWidget(), QWidget()
        self._choices = column(self._answers, theme.px(8))
        self._panel = Panel(theme, texts("ui.card.name"))
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _lay_out(self) -> None:
        px = self._theme.px
        outer = column(self)
        edge = px(SHADOW) + px(2)
        outer.setContentsMargins(px(LEFT_ROOM) + px(2), edge, px(SHADOW) + px(2), edge)
        head = row(self._head, px(8))
        head.setContentsMargins(px(9), px(10), px(12), px(8))
        head.addWidget(self._icon)
        who = column()
        who.addWidget(self._who)
        who.addWidget(self._detail)
        head.addLayout(who, 1)
        head.addWidget(self._wait)
        outer.addWidget(self._head)
        inside = column(self._body, px(8))
        inside.setContentsMargins(px(10), px(10), px(10), px(8))
        words = column(self._said)
        words.setContentsMargins(px(4), 0, px(4), 0)
        words.addWidget(self._text)
        inside.addWidget(self._said)
        inside.addWidget(self._answer)
        inside.addWidget(self._answers)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._panel.hold(self._body)
        self._body.installEventFilter(self)
        self._panel.setMinimumHeight(1)
        outer.addWidget(self._panel, 1)

    def render_card(self, view: CardView) -> None:
        """Draw this card; a new one that rings starts to tilt."""
        if view == self._view:
            return
        before, self._view = self._view, view
        said = " ".join(part for part in (view.who, view.text) if part)
        self.setAccessibleName(said)
        if before is None or (before.id, before.who, before.text) != (
            view.id, view.who, view.text
        ):  # fmt: skip
            announce(self, said, urgent=view.ringing)
            self._panel.verticalScrollBar().setValue(0)  # what is said is read from its beginning
        ringing = view.ringing and view.kind == "phone"
        self._icon.show_icon("phone-ring-outline" if ringing else _ICONS[view.kind])
        self._who.say(view.who)
        self._detail.say(view.detail)
        self._detail.setVisible(bool(view.detail))
        self._text.say(view.text)
        self._said.setVisible(bool(view.text))
        self._wait.setText(view.wait)
        self._wait.setVisible(bool(view.wait))
        self._wait.asks(self.wished, PostponeCard(view.id))
        self._answer.setText(view.answer)
        self._answer.set_icon("phone-outline" if view.kind == "phone" else "message-outline")
        self._answer.setVisible(bool(view.answer))
        self._answer.asks(self.wished, AnswerCard(view.id))
        if before is None or (before.id, before.choices) != (view.id, view.choices):
            self._show_choices(view)
        rang = before is not None and before.ringing and before.id == view.id
        if view.ringing and not rang:
            self._icon.ring()
            if self._theme.sound is not None:
                self._theme.sound.play(_TONES.get(view.kind, "chime"))
        elif not view.ringing:
            self._icon.rest()
            if rang and self._theme.sound is not None:
                self._theme.sound.hush()
        self.updateGeometry()

    def _show_choices(self, view: CardView) -> None:
        self._answers.setVisible(bool(view.choices))
        clear(self._choices)
        for number, choice in enumerate(view.choices, 1):
            button = ChoiceButton(self._theme, number, choice)
            button.asks(self.wished, ChooseOnCard(view.id, choice.id))
            self._choices.addWidget(button)

    def quiet(self) -> None:
        """The card is gone: nothing moves any more."""
        self._view = None
        self._icon.rest()

    # Size ------------------------------------------------------------------------------------

    def height_at(self, width: int) -> int:
        """The height the whole card needs at this width."""
        px = self._theme.px
        inside = width - px(LEFT_ROOM) - px(SHADOW) - 2 * px(2)
        tall = _tall(self._head, inside) + _tall(self._body, inside)
        return tall + 2 * (px(SHADOW) + px(2))

    def least_height(self, width: int) -> int:
        """Who it is in full, and a first line of what is said."""
        px = self._theme.px
        inside = width - px(LEFT_ROOM) - px(SHADOW) - 2 * px(2)
        return _tall(self._head, inside) + px(56) + 2 * (px(SHADOW) + px(2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.grew.emit()
        return False

    # Keys and paint --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        choices = self._view.choices if self._view is not None else ()
        if self._view is not None and 0 <= place < len(choices):
            self.wished.emit(ChooseOnCard(self._view.id, choices[place].id))
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        smooth(painter)
        px = theme.px
        card = QRectF(self.rect()).adjusted(px(LEFT_ROOM), px(SHADOW), -px(SHADOW), -px(SHADOW))
        if not theme.contrast:
            self._paint_shadow(painter, card)
        edge = "line" if theme.contrast else "line2" if theme.name == "dark" else "bar"
        box(painter, theme, card, "surface", edge, 8, px(2))
        head = QPainterPath()
        inner = card.adjusted(px(2), px(2), -px(2), -px(2))
        head.addRoundedRect(inner, px(6), px(6))
        strip = QRectF(inner.left(), inner.top(), inner.width(), self._head.height())
        painter.setClipPath(head)
        painter.fillRect(strip, theme.color("bar"))
        if theme.contrast:
            line = QRectF(strip.left(), strip.bottom() - theme.border, strip.width(), theme.border)
            painter.fillRect(line, theme.color("line"))

    def _paint_shadow(self, painter: QPainter, card: QRectF) -> None:
        reach, drop = self._theme.px(SHADOW), self._theme.px(3)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(reach, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 7))
            grown = card.adjusted(-step, -step, step, step).translated(0, drop)
            painter.drawRoundedRect(grown, step + 8, step + 8)


def _tall(part: QWidget, width: int) -> int:
    """What a laid-out part needs at this width."""
    layout = part.layout()
    if layout is None:
        return 0
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
