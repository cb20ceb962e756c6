"""One exercise in a list: what it is, why it is offered, whether it is mandatory, and Start."""

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from simtrainer.app.commands import ChooseMode, ShowDebrief
from simtrainer.app.views.shell import HistoryRow, ScenarioCard
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import TOP, column, fold, row
from simtrainer.desktop.kit.marks import IconMark, Tag
from simtrainer.desktop.kit.stars import Stars, paint_stars, stars_width
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class ListRow(QWidget):
    """Text to the left, marks and a button to the right; folded, the right side goes below, and the
    buttons of a list still stand under each other."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        across = row(self, theme.px(20))
        across.setContentsMargins(theme.px(26), theme.px(21), theme.px(24), theme.px(22))
        self._icon = IconMark(theme, icon, "primary", 28)
        self._across = across
        across.addWidget(self._icon)
        self.sides: QBoxLayout = row(gap=theme.px(12))
        self.words = column(gap=0)
        self.ends = row(gap=theme.px(20))
        self.ends.addStretch(0)
        self.sides.addLayout(self.words, 1)
        self.sides.addLayout(self.ends)
        across.addLayout(self.sides, 1)

    def fold(self, folded: bool) -> None:
        """Put the right side below the text, or back beside it."""
        fold(self.sides, folded)
        self._across.setAlignment(self._icon, TOP if folded else Qt.AlignmentFlag.AlignVCenter)


def scenario_row(theme: Theme, texts: Texts, card: ScenarioCard, wished: SignalInstance) -> ListRow:
    """An exercise with its Start button, ``start.<id>``."""
    made = ListRow(theme, card.icon)
    made.words.addWidget(Words(theme, "row_title", text=card.title, wrap=True))
    made.words.addWidget(Words(theme, "text", "ink2", text=card.tags, wrap=True))
    made.words.addWidget(Words(theme, "text", "ink3", text=card.why, wrap=True))
    if card.badge:
        look = "mandatory" if card.mandatory else "voluntary"
        role = "meta_strong" if card.mandatory else "meta"
        made.ends.addWidget(Tag(theme, card.badge, look, role=role))
    start = Button(theme, "outlined", f"start.{card.id}", texts("ui.home.start"))
    start.setMinimumWidth(theme.px(104))
    start.setAccessibleName(texts("ui.home.start_named", title=card.title))
    start.asks(wished, ChooseMode(card.id))
    made.ends.addWidget(start)
    return made


def history_row(theme: Theme, texts: Texts, view: HistoryRow, wished: SignalInstance) -> ListRow:
    """A finished run with the way to its debrief, ``debrief.<run>``."""
    made = ListRow(theme, "check-circle-outline")
    made.words.addWidget(Words(theme, "row_title", text=view.title, wrap=True))
    made.words.addWidget(Words(theme, "text", "ink2", text=view.result, wrap=True))
    made.words.addWidget(Words(theme, "text", "ink3", text=view.when, wrap=True))
    if view.beside:
        made.words.addWidget(Words(theme, "text_medium", "primary", text=view.beside, wrap=True))
    if view.scored:
        stars = Stars(theme, bar=False)
        stars.show_stars(view.stars, texts("ui.stars", n=view.stars))
        made.ends.addWidget(stars)
    look = Button(theme, "outlined", f"debrief.{view.run}", texts("ui.home.look"))
    look.setAccessibleName(texts("ui.home.look_named", title=view.title, when=view.when))
    look.asks(wished, ShowDebrief(view.run))
    made.ends.addWidget(look)
    return made


def latest_row(theme: Theme, texts: Texts, view: HistoryRow, wished: SignalInstance) -> QWidget:
    """A finished run on home, small: pressed, it opens the debrief, ``latest.<run>``."""
    made = LatestRun(theme, view, texts("ui.stars", n=view.stars) if view.scored else "")
    made.asks(wished, ShowDebrief(view.run))
    return made


class LatestRun(Pressable):
    """Title and result with the stars to the right; a whole row to press."""

    def __init__(self, theme: Theme, view: HistoryRow, stars: str) -> None:
        super().__init__(theme, f"latest.{view.run}", view.title)
        self.setAccessibleDescription(", ".join(filter(None, (view.result, view.when, stars))))
        self._view = view
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _blocks(self, width: int) -> tuple[Block, Block]:
        theme = self.theme
        room = width - theme.px(60) - stars_width(theme)
        title = Block(self.text(), theme.font("label_large"), room, theme.line("label_large"))
        about = f"{self._view.result} · {self._view.when}"
        return title, Block(about, theme.font("meta"), room, theme.line("meta"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(block.height for block in self._blocks(width)) + self.theme.px(20)

    def sizeHint(self) -> QSize:
        wide = self.theme.px(400)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        if self.hot:
            painter.fillRect(self.rect(), theme.color("surface2"))
        title, about = self._blocks(self.width())
        top = (self.height() - title.height - about.height) / 2
        title.draw(painter, theme.px(20), top, theme.color("ink"))
        about.draw(painter, theme.px(20), top + title.height, theme.color("ink2"))
        left = self.width() - theme.px(20) - stars_width(theme)
        middle = (self.height() - theme.px(22)) // 2
        if not self._view.scored:
            return
        paint_stars(painter, theme, left, middle, self._view.stars, bar=False)
