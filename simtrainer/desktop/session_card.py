"""The next group session on home: a calendar leaf, when and where."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from simtrainer.app.views.shell import SessionView
from simtrainer.desktop.kit.frames import TOP, Surface, column, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class SessionCard(Surface):
    """Hidden where nobody is expected."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        px = theme.px
        inside = column(self, px(12), px(20))
        across = row(gap=px(16))
        leaf = Surface(theme, "tint", "primary" if theme.contrast else None, radius=6)
        leaf.setMinimumWidth(px(72))
        day = column(leaf, 0, px(8))
        self._weekday = Words(theme, "meta", "on_tint", align=_MIDDLE)
        self._day = Words(theme, "hero", "on_tint", align=_MIDDLE)
        self._month = Words(theme, "meta", "on_tint", align=_MIDDLE)
        for part in (self._weekday, self._day, self._month):
            day.addWidget(part, 0, _MIDDLE)
        across.addWidget(leaf, 0, TOP)
        words = column(gap=px(2))
        self._title = Words(theme, "row_title", wrap=True)
        self._where = Words(theme, "text", "ink2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._where)
        words.addStretch(1)
        across.addLayout(words, 1)
        inside.addLayout(across)
        foot = row(gap=px(8))
        foot.addWidget(IconMark(theme, "check-circle-outline", "good", 20))
        self._note = Words(theme, "body", "good", wrap=True)
        foot.addWidget(self._note, 1)
        inside.addLayout(foot)
        self.hide()

    def show_session(self, view: SessionView | None) -> None:
        """Draw it; None hides the card."""
        self.setVisible(view is not None)
        if view is None:
            return
        self._weekday.say(view.weekday)
        self._day.say(view.day)
        self._month.say(view.month)
        self._title.say(view.title)
        self._where.say(view.where)
        self._note.say(view.note)
