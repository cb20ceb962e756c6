"""The word after a task in Prøv and Øv: how it went, docked under the tasks. Where the tasks are a
rail of numbers it is a mark there, to be pressed: it comes just when something was signed, and the
record stays where the hand is."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import CloseFeedback
from simtrainer.app.views.run import FeedbackView
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import TOP, Surface, column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.paint import box, smooth
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_MOST = 230
_MARK = 72
"""Width of the mark: the rail's."""
_ICONS = {"good": "check-circle", "warn": "alert-circle-outline"}


class FeedbackMark(Pressable):
    """On the rail: good or to be looked at, in a word; pressed, the panel opens and says it all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "feedback.open", "")
        self._tone = "good"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def tell(self, view: FeedbackView) -> None:
        """Show this word."""
        self._tone = view.tone
        self.setText(view.short)
        self.setAccessibleName(f"{view.title} {view.text}")
        self.setToolTip(view.title)
        self.updateGeometry()
        self.update()

    def _words(self) -> Block:
        theme, role = self.theme, "meta_strong"
        room, middle = theme.px(_MARK - 8), Qt.AlignmentFlag.AlignHCenter
        return Block(self.text(), theme.font(role), room, theme.line(role), middle)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_MARK), self.theme.px(44) + self._words().height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        box(painter, theme, self.rect(), f"{self._tone}_t", f"{self._tone}_l")
        side = theme.px(22)
        at = QRect((self.width() - side) // 2, theme.px(10), side, side)
        theme.icons.paint(painter, _ICONS[self._tone], at, self._tone)
        left = (self.width() - theme.px(_MARK - 8)) / 2
        self._words().draw(painter, left, theme.px(36), theme.color("ink"))


class FeedbackCard(QWidget):
    """Signals: ``wished(CloseFeedback)``; ``opened()`` when its mark is pressed."""

    spoken_as = "alert"
    wished = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: FeedbackView | None = None
        self.mark = FeedbackMark(theme)
        self.mark.clicked.connect(self._read)
        self.read = False
        """The mark was pressed: the panel opens to say it."""
        self._surface = Surface(theme, "good_t", "good_l")
        outer = column(self)
        outer.setContentsMargins(theme.px(6), theme.px(8), theme.px(12), 0)
        outer.addWidget(self._surface)
        inside = column(self._surface, theme.px(6), theme.px(12))
        head = row(gap=theme.px(8))
        self._icon = IconMark(theme, _ICONS["good"], "good", 22)
        self._title = Words(theme, "label_large", wrap=True)
        head.addWidget(self._icon, 0, TOP)
        head.addWidget(self._title, 1)
        inside.addLayout(head)
        self._text = Words(theme, "text", "ink", wrap=True)
        panel = Panel(theme, name)
        panel.hold(self._text)
        self._panel = panel
        inside.addWidget(panel, 1)
        self._close = Button(theme, "outlined", "feedback.close", "", size="small")
        self._close.asks(self.wished, CloseFeedback())
        inside.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def render_feedback(self, view: FeedbackView | None) -> None:
        """Say how it went; None takes it away. Whether the card or its mark is seen is for who
        holds them."""
        if view == self._view:
            return
        self._view, self.read = view, False
        if view is None:
            return
        good = view.tone == "good"
        self._surface.repaint_as("good_t" if good else "warn_t", "good_l" if good else "warn_l")
        self._icon.show_icon(_ICONS[view.tone], view.tone)
        self._title.say(view.title)
        self._text.say(view.text)
        self._close.setText(view.close)
        self.setAccessibleName(f"{view.title} {view.text}")
        self.mark.tell(view)
        announce(self, f"{view.title} {view.text}")

    def _read(self) -> None:
        self.read = True
        self.opened.emit()
        self._close.setFocus(Qt.FocusReason.TabFocusReason)

    def stand(self, *, rail: bool, room: bool) -> None:
        """As a card where there is room for one, as a mark on the rail."""
        self.setVisible(self.waits and room and not rail)
        self.mark.setVisible(self.waits and rail)

    @property
    def waits(self) -> bool:
        """Whether there is something to say."""
        return self._view is not None

    def fit(self, width: int) -> int:
        """As high as its words, up to a limit from where they scroll; the height."""
        px = self._theme.px
        room = max(width - px(6 + 12 + 24 + 16), px(120))
        words = self._text.heightForWidth(room) + self._title.heightForWidth(room - px(30))
        self.setFixedHeight(min(words + px(8 + 24 + 12 + 40 + 10), px(_MOST)))
        return self.maximumHeight()
