"""Sign-in: pick the unit, then the name. Beside it stands who will see what."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.arrival import ChooseUnit, SignIn
from simtrainer.app.views.entrance import SigninView, UnitChoice
from simtrainer.base.text import Texts
from simtrainer.desktop.bar import Bar
from simtrainer.desktop.entrance import OtherWays
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import TOP, Surface, clear, column, fold, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.paint import box, smooth
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.leaving import LeavingBar
from simtrainer.desktop.page import Page
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.theme import Theme

_NARROW = 1030
_PURPOSE_WIDTH = 400
_PURPOSE_ICONS = (
    "shield-check-outline",
    "account-outline",
    "information-outline",
    "message-outline",
)


class Pick(Pressable):
    """A row to press: icon, name, a line under it."""

    def __init__(self, theme: Theme, key: str, label: str, detail: str, icon: str) -> None:
        super().__init__(theme, key, label)
        self._detail, self._icon = detail, icon
        if detail:
            self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _blocks(self, width: int) -> list[tuple[Block, str]]:
        theme = self.theme
        room = width - theme.px(84)
        rows = [(self.text(), "body_strong", "ink"), (self._detail, "meta", "ink2")]
        return [
            (Block(text, theme.font(role), room, theme.line(role)), tone)
            for text, role, tone in rows
            if text
        ]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall = sum(block.height for block, _ in self._blocks(width))
        return max(tall + self.theme.px(18), self.theme.px(52))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(260), self.heightForWidth(self.theme.px(260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        chosen = self.isChecked()
        fill = "tint" if chosen else "surface2" if self.hot else "surface"
        box(painter, theme, self.rect(), fill, "primary" if chosen else "line2")
        side = theme.px(20)
        middle = (self.height() - side) // 2
        tone = "on_tint" if chosen else "primary"
        theme.icons.paint(painter, self._icon, QRect(theme.px(14), middle, side, side), tone)
        mark = "check" if chosen else "chevron-right"
        at = QRect(self.width() - theme.px(14) - side, middle, side, side)
        theme.icons.paint(painter, mark, at, "on_tint" if chosen else "ink2")
        self._paint_texts(painter, chosen)

    def _paint_texts(self, painter: QPainter, chosen: bool) -> None:
        blocks = self._blocks(self.width())
        y = (self.height() - sum(block.height for block, _ in blocks)) / 2
        for block, tone in blocks:
            ink = "on_tint" if chosen else tone
            block.draw(painter, self.theme.px(46), y, self.theme.color(ink))
            y += block.height


class Choice(Pick):
    """One of several; the chosen one is tinted and ticked."""

    spoken_as = "choice"

    def __init__(self, theme: Theme, key: str, label: str, detail: str, icon: str) -> None:
        super().__init__(theme, key, label, detail, icon)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The view state says what is chosen, not the click."""


class PurposeCard(Surface):
    """Who sees what, told before anyone starts."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme)
        self._theme = theme
        self._lines: tuple[str, ...] = ()
        self._column = column(self, theme.px(14), theme.px(24))
        self._column.addWidget(Words(theme, "section", text=texts("ui.signin.purpose"), wrap=True))
        self._list = column(gap=theme.px(12))
        self._column.addLayout(self._list)
        self._column.addStretch(1)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Write these sentences."""
        if lines == self._lines:
            return
        self._lines = lines
        clear(self._list)
        for number, text in enumerate(lines):
            line = row(gap=self._theme.px(12))
            icon = _PURPOSE_ICONS[number % len(_PURPOSE_ICONS)]
            line.addWidget(IconMark(self._theme, icon, "primary", 22), 0, TOP)
            line.addWidget(Words(self._theme, "body", "ink2", text=text, wrap=True), 1)
            self._list.addLayout(line)


class Names(QWidget):
    """The units, and under the chosen one its people in two columns.

    Signals: ``wished(ChooseUnit | SignIn)``.
    """

    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._shown: tuple[tuple[UnitChoice, ...], str] | None = None
        self._columns = 2
        self._column = column(self, theme.px(12))
        self._unit_label = Words(theme, "label", text=texts("ui.signin.unit"))
        self._column.addWidget(self._unit_label)
        self._units = QGridLayout()
        self._column.addLayout(self._units)
        self._people_label = Words(theme, "label", text=texts("ui.signin.name"))
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self._people_label)
        self._hint = Words(theme, "body", "ink2", wrap=True)
        self._column.addWidget(self._hint)
        self._people = QGridLayout()
        self._column.addLayout(self._people)
        self._column.addStretch(1)
        for grid in (self._units, self._people):
            grid.setSpacing(theme.px(8))
        self._picks: dict[str, Pick] = {}
        self._unit_row, self._name_row = Roving(self, letters=True), Roving(self, letters=True)

    def show_units(self, units: tuple[UnitChoice, ...], chosen: str) -> None:
        """Offer these units and the people of the chosen one."""
        if (units, chosen) == self._shown:
            return
        before = self._shown
        self._shown = (units, chosen)
        if before is None or before[0] != units:
            self._fill(self._units, self._unit_row, [self._unit_pick(unit) for unit in units])
        for unit in units:
            self._picks[f"unit.{unit.id}"].setChecked(unit.id == chosen)
        self._unit_row.settle()
        here = next((unit for unit in units if unit.id == chosen), None)
        people = here.people if here else ()
        self._fill(
            self._people,
            self._name_row,
            [
                self._pick(f"person.{p.code}", p.name, p.role, "account-outline", SignIn(p.code))
                for p in people
            ],
        )
        self._hint.say(self._texts("ui.signin.hint" if units else "ui.signin.empty"))
        self._hint.setVisible(not people)
        for label in (self._unit_label, self._people_label):
            label.setVisible(bool(units))

    def set_columns(self, columns: int) -> None:
        """Stand in this many columns."""
        if columns != self._columns and self._shown is not None:
            shown, self._shown, self._columns = self._shown, None, columns
            self.show_units(*shown)

    def _unit_pick(self, unit: UnitChoice) -> Pick:
        return self._pick(f"unit.{unit.id}", unit.name, "", "bed-outline", ChooseUnit(unit.id))

    def _pick(self, key: str, label: str, detail: str, icon: str, command: object) -> Pick:
        kind = Choice if isinstance(command, ChooseUnit) else Pick
        pick = kind(self._theme, key, label, detail, icon)
        pick.asks(self.wished, command)
        self._picks[key] = pick
        return pick

    def _fill(self, grid: QGridLayout, stop: Roving, picks: list[Pick]) -> None:
        """Each of the two lists is one stop for Tab; a letter goes to the next such name."""
        clear(grid)
        for number, pick in enumerate(picks):
            grid.addWidget(pick, number // self._columns, number % self._columns)
        stop.hold(picks)
        for side in range(2):
            grid.setColumnStretch(side, 1 if side < self._columns else 0)


class SigninPage(Page):
    """The first screen.

    Signals: ``wished(ChooseUnit | SignIn | JoinAsGuest | SendResults | ShowSettings |
    ShowReady | ShowReturn)``, ``helped()``.
    """

    bring_wanted = Signal()
    """A run is to be taken up from a memory stick."""
    close_wanted = Signal()
    """The program is to be closed, where it fills the screen."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.signin.title"), parent)
        self._bar = Bar(theme, texts, switch=False, ready=True, leave=True)
        self._leaving = LeavingBar(theme, texts)
        self._bar.leave_wanted.connect(self._leaving.ask)
        self._leaving.leave_wanted.connect(self.close_wanted)
        self._bar.helped.connect(self.helped)
        self._bar.wished.connect(self.wished)
        self._status = StatusLine(theme, texts)
        self._status.wished.connect(self.wished)
        self._names = Names(theme, texts)
        self._names.wished.connect(self.wished)
        self._others = OtherWays(theme, texts)
        self._others.wished.connect(self.wished)
        self._purpose = PurposeCard(theme, texts)
        self._panel = Panel(theme, texts("ui.signin.title"))
        self._panel.hold(self._content())
        self.stack.addWidget(self._bar)
        self.stack.addWidget(self._leaving)
        self.stack.addWidget(self._panel, 1)
        self.stack.addWidget(self._status)

    def _content(self) -> QWidget:
        theme, content = self.theme, QWidget()
        self._outer: QVBoxLayout = column(content, theme.px(4))
        self._outer.addWidget(Words(theme, "title", text=self.texts("ui.signin.title"), wrap=True))
        self._lead = Words(theme, "lead", "ink2", wrap=True)
        self._outer.addWidget(self._lead)
        self._outer.addSpacing(theme.px(20))
        card, self._ways = Surface(theme), Surface(theme)
        column(card, 0, theme.px(24)).addWidget(self._names)
        column(self._ways, 0, theme.px(24)).addWidget(self._others)
        # Beside the names and not below: a long list would hide the other ways.
        self._beside = QWidget()
        beside = column(self._beside, theme.px(16))
        beside.addWidget(self._purpose)
        beside.addWidget(self._ways)
        self._bring = Button(
            theme, "link", "bring_run", self.texts("ui.signin.bring"), icon="folder-outline"
        )
        self._bring.clicked.connect(self.bring_wanted)
        beside.addWidget(self._bring, 0, Qt.AlignmentFlag.AlignLeft)
        self._sides: QBoxLayout = row(gap=theme.px(32))
        self._sides.addWidget(card, 1, TOP)
        self._sides.addWidget(self._beside, 0, TOP)
        self._outer.addLayout(self._sides)
        self._outer.addStretch(1)
        return content

    def render_signin(self, view: SigninView) -> None:
        """Draw the units, the people and the purpose."""
        self._names.show_units(view.units, view.unit)
        listed = bool(view.units)
        if self._lead.isHidden() == listed:
            self._lead.setVisible(listed)
            self._others.ask_unit(listed)
            self._put_first(self._purpose if listed else self._ways)
        self._lead.say(self.texts(f"ui.signin.lead{'.invented' if view.invented else ''}"))
        self._purpose.show_lines(view.purpose)
        self._status.render_status(view.status)

    def _put_first(self, part: QWidget) -> None:
        """Where nobody is listed, the other ways are the only ones, and are seen first. What is
        read aloud follows the order that the parts were raised in."""
        beside = self._beside.layout()
        assert isinstance(beside, QVBoxLayout)
        beside.removeWidget(part)
        beside.insertWidget(0, part)
        for later in (self._purpose, self._ways, self._bring):
            if later is not part:
                later.raise_()

    def forget(self) -> None:
        self._others.forget()
        self._leaving.hide()

    def fit(self, width: int, height: int) -> None:
        units = width / self.theme.scale
        narrow = units < _NARROW
        fold(self._sides, narrow)
        side = 16777215 if narrow else self.theme.px(_PURPOSE_WIDTH)
        self._beside.setMinimumWidth(0 if narrow else side)
        self._beside.setMaximumWidth(side)
        self._others.fold(not narrow or units < 700)
        self._names.set_columns(1 if units < 700 else 2)
        edge = self.theme.px(16 if narrow else 48)
        self._outer.setContentsMargins(edge, self.theme.px(24), edge, self.theme.px(24))
        self._bar.offer_way_out(self.window().isFullScreen())
        self._bar.fit(width)
        self._status.fit(width)
