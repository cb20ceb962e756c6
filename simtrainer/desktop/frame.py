"""The dark bar above the record while playing: clock, shift line, stars, pause and help."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.arrival import ShowSettings
from simtrainer.app.commands import OpenSheet, Pause, SkipAhead, ThawTime
from simtrainer.app.views.shell import FrameView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import column, row
from simtrainer.desktop.kit.marks import TrainingMark
from simtrainer.desktop.kit.shiftline import ShiftLine
from simtrainer.desktop.kit.stars import Stars
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_HEIGHT = 72
_LOW = 58
_LINE_WIDTH = 228
_WIDE_LINE = 290
_WIDE = 1320
_WORDED = 1240
"""From here on the place gives way to what the button that goes ahead says."""
_WIDEST = 1600
_NARROW = 1080
_LABELS = 900
_TIGHT = 760
_ENDLESS = 9999
_MANY = 2
"""So many buttons for a while take the room of the points in the tightest bar."""


class PlayBar(QWidget):
    """Signals: ``wished(Pause | OpenSheet | SkipAhead | ThawTime | ShowSettings)``."""

    wished = Signal(object)
    hands_back = True

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._mark = TrainingMark(theme, texts("ui.frame.training"))
        self._title = Words(theme, "bar_title", "on_bar", wrap=True)
        self._place = Words(theme, "meta", "on_bar2", elide=True)
        self._clock_label = Words(theme, "meta", "on_bar2", text=texts("ui.frame.clock"))
        self._clock_label.setFixedHeight(theme.px(15))
        self._clock = Words(theme, "clock", "on_bar")
        self._remaining = Words(theme, "label", "on_bar")
        self._end = Words(theme, "meta_number", "on_bar2")
        self._line = ShiftLine(theme)
        self._tasks_left = Words(theme, "meta", "on_bar2")
        self._mode = Words(theme, "label", "on_bar")
        self._stars = Stars(theme, bar=True)
        self._points = Words(theme, "label", "on_bar")
        self._skip = Button(theme, "bar", "skip", "", icon="skip-next")
        self._pause = Button(theme, "bar", "pause", texts("ui.frame.pause"), icon="pause")
        self._help = Button(
            theme, "light", "help", texts("ui.bar.help"), icon="help-circle-outline"
        )
        self._settings = Button(
            theme, "bar", "settings", texts("ui.settings.title"), icon="cog-outline"
        )
        self._settings.set_icon_only(True)
        self._settings.asks(self.wished, ShowSettings())
        self._skip.asks(self.wished, SkipAhead())
        self._pause.asks(self.wished, Pause())
        self._help.asks(self.wished, OpenSheet())
        self._thaw = Button(theme, "bar", "thaw", "", icon="play")
        self._thaw.asks(self.wished, ThawTime())
        self._hand = Button(theme, "bar", "hand", "", icon="hand-front-left-outline")
        self._hand.asks(self.wished, OpenSheet())
        for part in (self._skip, self._thaw, self._hand):
            part.hide()
        self._low = self._tight = False
        self._room = 0
        self._fitted: tuple[object, ...] = ()
        """What the words were last fitted to."""
        self._scored = True
        self._shift = QWidget()
        self._divider = _Divider(theme)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        self._across = across = row(self, px(8))
        across.setContentsMargins(px(20), 0, px(16), 0)
        across.addWidget(self._mark)
        across.addSpacing(px(8))
        about = column()
        about.addStretch(1)
        about.addWidget(self._title)
        about.addWidget(self._place)
        about.addStretch(1)
        across.addLayout(about, 1)
        for button in (self._hand, self._thaw, self._skip):
            across.addWidget(button)
        across.addSpacing(px(8))
        clock = column()
        clock.addStretch(1)
        clock.addWidget(self._clock_label)
        clock.addWidget(self._clock)
        clock.addStretch(1)
        across.addLayout(clock)
        across.addSpacing(px(10))
        self._lay_out_line()
        across.addWidget(self._shift)
        across.addSpacing(px(20))
        across.addWidget(self._divider)
        across.addSpacing(px(20))
        score = column(gap=px(4))
        score.addStretch(1)
        score.addWidget(self._mode)
        score.addWidget(self._stars)
        score.addWidget(self._points)
        score.addStretch(1)
        across.addLayout(score)
        across.addSpacing(px(18))
        across.addWidget(self._settings)
        across.addWidget(self._pause)
        across.addWidget(self._help)

    def _lay_out_line(self) -> None:
        self._shift.setFixedWidth(self._theme.px(_LINE_WIDTH))
        lines = column(self._shift)
        lines.addStretch(1)
        over = row(gap=self._theme.px(8))
        over.addWidget(self._remaining)
        over.addWidget(self._tasks_left)
        over.addStretch(1)
        over.addWidget(self._end)
        lines.addLayout(over)
        lines.addWidget(self._line)
        lines.addStretch(1)

    def render_frame(self, view: FrameView) -> None:
        """Draw the clock and the score."""
        self._title.say(view.title)
        self._place.say(view.place)
        self._clock.say(view.clock)
        self._remaining.say(view.remaining)
        self._end.say(view.line.end_text)
        self._line.render_line(view.line)
        self._tasks_left.say(view.tasks_left)
        self._clock_label.say(view.frozen or self._texts("ui.frame.clock"))
        self._scored = view.scored
        self._mode.say(view.mode)
        self._stars.show_stars(view.stars, self._texts("ui.stars", n=view.stars))
        self._points.say(view.points)
        for button, label in ((self._hand, view.hand), (self._thaw, view.frozen)):
            button.setVisible(bool(label))
        if view.hand:
            self._hand.setText(view.hand)
        if view.frozen:
            self._thaw.setText(self._texts("ui.frame.thaw"))
        self._pause.setAccessibleDescription(view.saved)
        self._skip.setVisible(bool(view.skip))
        if view.skip:
            self._skip.setText(view.skip)
        self._weigh_score()
        self._fit_words()

    def _weigh_score(self) -> None:
        """In the tightest bar the points give way to buttons that are there for a while: the
        pause and the help sheet tell the time and the price."""
        extra = sum(not part.isHidden() for part in (self._hand, self._thaw, self._skip))
        room = not self._tight or extra < _MANY
        self._stars.setVisible(room and self._scored)
        self._mode.setVisible(room and not self._scored)
        self._points.setVisible(room)

    def fit(self, width: int, *, low: bool) -> None:
        """Leave out the line and the labels where there is no room; the clock always stays.

        ``low`` takes a little off the height too.
        """
        units = width / self._theme.scale
        narrow = units < _NARROW
        if low != self._low:
            self._low = low
            self.updateGeometry()
        wide = units >= _WIDE
        self._shift.setFixedWidth(self._theme.px(_WIDE_LINE if wide else _LINE_WIDTH))
        self._end.setVisible(wide)
        self._divider.setVisible(not narrow)
        self._place.setVisible(units >= _TIGHT and not low)
        self._clock_label.setVisible(units >= _TIGHT and not low)
        self._title.set_role("bar_title" if units >= _TIGHT else "label")
        self._tight = units < _TIGHT
        self._weigh_score()
        self._settings.setVisible(units >= _TIGHT)  # the pause has them too
        for button in (self._pause, self._help):
            button.set_icon_only(units < _LABELS)
        self._room = width
        self._fit_words()

    def _fit_words(self) -> None:
        """What the buttons that come and go say, and the line, give way to the title: it takes
        two lines at most, and is never cut."""
        shown = [part for part in (self._hand, self._thaw, self._skip) if not part.isHidden()]
        asked = (self._room, self._low, self._title.text(), self._mode.text(), *map(_said, shown))
        if asked == self._fitted:
            return
        self._fitted = asked
        units = self._room / self._theme.scale
        self._shift.setVisible(units >= _NARROW)
        for button, least in ((self._skip, _WORDED), (self._thaw, _WIDE), (self._hand, _WIDEST)):
            button.set_icon_only(units < least)
        for button in shown:
            if not self._title_fits():
                button.set_icon_only(True)
        if not self._title_fits():
            self._shift.hide()

    def _title_fits(self) -> bool:
        about = max(part.minimumSizeHint().width() for part in (self._title, self._place))
        room = self._room - self._across.minimumSize().width() + about
        return self._title.heightForWidth(room) <= 2 * self._title.heightForWidth(_ENDLESS)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(900), self._theme.px(_LOW if self._low else _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("bar"))
        if self._theme.contrast:
            edge = self.rect()
            edge.setTop(edge.bottom() - self._theme.border + 1)
            painter.fillRect(edge, self._theme.color("line"))


def _said(button: Button) -> tuple[str, str]:
    return button.objectName(), button.text()


class _Divider(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._color = theme.color("bar_line")
        self.setFixedSize(1, theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._color)
