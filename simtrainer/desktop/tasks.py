"""The task panel on the right: done with ticks, the current one open, the rest by deadline.

It collapses to a rail of numbers, so that wide modules get the room; a late task shows its
minutes in red there too.
"""

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from simtrainer.app.views.shell import TaskPanelView, TaskView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Pressable
from simtrainer.desktop.kit.frames import Rule, Surface, clear, column
from simtrainer.desktop.kit.paint import (
    LEFT,
    MIDDLE,
    RIGHT,
    box,
    smooth,
    tick_circle,
    write,
)
from simtrainer.desktop.kit.roving import Roving
from simtrainer.desktop.kit.scroll import Panel
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.task_row import TaskCard, TaskLine, missed, said
from simtrainer.desktop.theme import Theme

WIDTH = 336
NARROW = 264
"""The panel's width where the window is narrow."""
RAIL = 72
GAP = 4
"""Room at the left of the tasks for a focus ring."""
SCROLL = 12
"""Room at the right for the scroll bar; it is the margin to the window's edge."""
_READING_MS = 10_000
"""So long after it was scrolled by hand the list stays where it is."""


class Heading(Pressable):
    """The word "Oppdrag" with the count; pressed, the panel collapses."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "tasks.collapse", "")
        self._texts, self._count = texts, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_heading(self, heading: str, count: str) -> None:
        """Say this."""
        self._count = count
        self.setText(heading)
        self.setAccessibleName(f"{heading}, {count}. {self._texts('ui.tasks.collapse')}")
        self.setToolTip(self._texts("ui.tasks.collapse"))
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        wide = theme.width(self.text(), "section") + theme.width(self._count, "body")
        return QSize(wide + theme.px(50), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        if self.hot:
            box(painter, theme, self.rect(), "surface3")
        inside = self.rect().adjusted(theme.px(4), 0, -theme.px(4), 0)
        write(painter, theme, inside, self.text(), "section", "ink", LEFT)
        write(painter, theme, inside, self._count, "body", "ink2", RIGHT)
        side = theme.px(18)
        left = inside.left() + theme.width(self.text(), "section") + theme.px(4)
        at = QRect(left, (self.height() - side) // 2 + 1, side, side)
        theme.icons.paint(painter, "chevron-right", at, "ink3")


class RailOpener(Pressable):
    """The button on the rail that opens the panel again."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "tasks.expand", "")
        self._texts = texts
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_heading(self, heading: str, count: str) -> None:
        """Say this."""
        self.setText(heading)
        self.setAccessibleName(f"{heading}, {count}. {self._texts('ui.tasks.expand')}")
        self.setToolTip(self._texts("ui.tasks.expand"))
        self.updateGeometry()

    def _words(self) -> Block:
        """As many lines as it takes: the rail is no wider than it is."""
        theme, role = self.theme, "meta_strong"
        room, middle = theme.px(RAIL - 8), Qt.AlignmentFlag.AlignHCenter
        return Block(self.text(), theme.font(role), room, theme.line(role), middle)

    def sizeHint(self) -> QSize:
        theme = self.theme
        return QSize(theme.px(RAIL), theme.px(42) + self._words().height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        fill = "surface2" if self.hot else "surface"
        box(painter, theme, self.rect(), fill, "line2")
        side = theme.px(20)
        at = QRect((self.width() - side) // 2, theme.px(10), side, side)
        theme.icons.paint(painter, "format-list-checks", at, "ink")
        left = (self.width() - theme.px(RAIL - 8)) / 2
        self._words().draw(painter, left, theme.px(34), theme.color("ink"))


class RailNumber(Pressable):
    """A task as a number in a circle; pressed, the panel opens with this task."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "", "")
        self._texts = texts
        self._task: TaskView | None = None
        self._number = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_task(self, task: TaskView, number: int) -> None:
        """Draw this state."""
        self._task, self._number = task, number
        self.setObjectName(f"task.{task.check}")
        self.setAccessibleName(said(self._texts, task))
        self.setToolTip(task.title)
        self.updateGeometry()
        self.update()

    @property
    def is_current(self) -> bool:
        """Whether this is the task to be done now."""
        return self._task is not None and self._task.state == "current"

    def _late(self) -> str:
        task = self._task
        return task.left if task is not None and task.late else ""

    def _note(self) -> Block | None:
        theme, text = self.theme, self._late()
        if not text:
            return None
        line, font = theme.line("meta_strong"), theme.font("meta_strong")
        return Block(text, font, theme.px(RAIL), line, Qt.AlignmentFlag.AlignHCenter)

    def sizeHint(self) -> QSize:
        note = self._note()
        return QSize(self.theme.px(RAIL), self.theme.px(44) + (note.height if note else 0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        task, theme = self._task, self.theme
        if task is None:
            return
        painter = QPainter(self)
        smooth(painter)
        radius = theme.px(22)
        middle = QPointF(self.width() / 2, radius)
        if task.state == "done" and not missed(task):
            tick_circle(painter, theme, middle, radius, "good", "surface")
            return
        bad = task.late or missed(task)
        tone = "bad_s" if bad else "primary" if task.state == "current" else "line2"
        wide = theme.px(3 if bad or task.state == "current" else 2)
        painter.setPen(QPen(theme.color(tone), wide))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(middle, radius - wide / 2, radius - wide / 2)
        at = QRectF(0, 0, self.width(), 2 * radius)
        ink = "bad" if bad else "primary" if task.state == "current" else "ink2"
        write(painter, theme, at, str(self._number), "label_large", ink, MIDDLE)
        if (note := self._note()) is not None:
            left = (self.width() - theme.px(RAIL)) / 2
            note.draw(painter, left, 2 * radius, theme.color("bad"))


class TaskPanel(QWidget):
    """Signals: ``wished(AskHelp)``, ``collapse_wanted(bool)``: the person closes or opens it."""

    wished = Signal(object)
    collapse_wanted = Signal(bool)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._view: TaskPanelView | None = None
        self._known: set[str] | None = None
        self._shape: tuple[object, ...] = ()
        self._lines: dict[str, TaskLine] = {}
        self._cards: dict[str, TaskCard] = {}
        self._numbers: list[RailNumber] = []
        self._row, self._rail_row = Roving(self), Roving(self)
        self._opened: set[str] = set()
        self._followed = ""
        self._shown: tuple[str, ...] = ()
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READING_MS)
        self._rail = False
        self._open = self._make_open()
        self._shut = self._make_rail()
        outer = column(self)
        outer.addWidget(self._open)
        outer.addWidget(self._shut)
        self._shut.hide()

    def _make_open(self) -> QWidget:
        theme, whole = self._theme, QWidget()
        self._heading = Heading(theme, self._texts)
        self._heading.clicked.connect(lambda: self.collapse_wanted.emit(True))
        inside = column(whole)
        heading = column()
        heading.setContentsMargins(theme.px(GAP), 0, theme.px(SCROLL), 0)
        heading.addWidget(self._heading)
        inside.addLayout(heading)
        content = QWidget()
        self._empty = Words(theme, "text", "ink2", wrap=True)
        self._list = column(gap=theme.px(8))
        under = column(content)
        under.setContentsMargins(theme.px(GAP), theme.px(4), 0, theme.px(4))
        under.addWidget(self._empty)
        under.addLayout(self._list)
        self._panel = Panel(theme, self._texts("ui.tasks.name"))
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar's room is the window's margin: nothing moves when it comes and goes.
        self._panel.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._panel.hold(content)
        self._watch(self._panel, content)
        inside.addWidget(self._panel, 1)
        return whole

    def _make_rail(self) -> QWidget:
        theme, whole = self._theme, QWidget()
        inside = column(whole, theme.px(4))
        self._opener = RailOpener(theme, self._texts)
        self._opener.clicked.connect(lambda: self.collapse_wanted.emit(False))
        over = column()
        over.setContentsMargins(0, 0, theme.px(SCROLL), 0)
        over.addWidget(self._opener)
        inside.addLayout(over)
        content = QWidget()
        self._rail_list = column(content, theme.px(8))
        self._rail_list.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self._rail_panel = Panel(theme, self._texts("ui.tasks.name"))
        self._rail_panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rail_panel.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._rail_panel.hold(content)
        self._watch(self._rail_panel, content)
        inside.addWidget(self._rail_panel, 1)
        return whole

    def _watch(self, panel: Panel, content: QWidget) -> None:
        """The current task is followed when the list or its room changes size; a hand on the list
        is left in peace."""
        for part in (panel.viewport(), content):
            part.installEventFilter(self)
        panel.verticalScrollBar().actionTriggered.connect(lambda _: self._reading.start())

    # Draw ------------------------------------------------------------------------------------

    def render_tasks(self, view: TaskPanelView) -> None:
        """Draw the tasks. Widgets stay while the same tasks stand in the same places."""
        if view == self._view:
            return
        self._announce(view)
        self._view = view
        for part in (self._heading, self._opener):
            part.show_heading(view.heading, view.count)
        self._empty.say(view.empty)
        self._empty.setVisible(bool(view.empty))
        self._draw()

    def _announce(self, view: TaskPanelView) -> None:
        """Have a screen reader tell of the tasks that have come since the last time."""
        before, here = self._known, {task.check for task in view.tasks}
        self._known = here
        if before is None:
            return
        for task in view.tasks:
            if task.check not in before and task.state != "done":
                announce(self, self._texts("ui.tasks.new", task=task.title, clock=task.clock))

    def forget(self) -> None:
        """Another run's tasks are no news beside these."""
        self._known = None

    def _draw(self) -> None:
        if self._view is None:
            return
        current = next((task.check for task in self._view.tasks if task.state == "current"), "")
        shown = tuple(task.check for task in self._view.tasks)
        if (current, shown) != (self._followed, self._shown):
            self._followed, self._shown = current, shown
            self.follow_soon()
        if self._rail:
            self._draw_rail(self._view.tasks)
            return
        groups = self._groups(self._view.tasks)
        shape = tuple((kind, tuple(task.check for task in tasks)) for kind, tasks in groups)
        if shape != self._shape:
            self._rebuild(groups)
            self._shape = shape
        for task in self._view.tasks:
            if task.check in self._cards:
                self._cards[task.check].show_task(task)
            elif task.check in self._lines:
                self._lines[task.check].show_task(task)

    def follow_soon(self) -> None:
        """Bring the current task in sight once the layout has come to rest."""
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Keep the current task in view: with many done it lies below the fold. Where there is not
        room for all of it, what it is called comes before what it says. Never from under the hand
        or the focus of who is at another task."""
        if self._busy():
            return
        if self._rail:
            number = next((n for n in self._numbers if n.is_current), None)
            if number is not None:
                self._rail_panel.ensureWidgetVisible(number, 0, self._theme.px(8))
            return
        card = self._cards.get(self._followed)
        if card is None or not card.isVisible():
            return
        edge = self._theme.px(8)
        if card.height() + 2 * edge <= self._panel.viewport().height():
            self._panel.ensureWidgetVisible(card, edge, edge)
            return
        self._panel.verticalScrollBar().setValue(card.y() - self._theme.px(4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.follow_soon()
        elif event.type() == QEvent.Type.Wheel:
            self._reading.start()
        return False

    def _busy(self) -> bool:
        """Whether somebody scrolls the list just now, or has the focus at another of its tasks."""
        if self._reading.isActive():
            return True
        focus, card = QApplication.focusWidget(), self._cards.get(self._followed)
        panel = self._rail_panel if self._rail else self._panel
        if focus is None or focus is panel or not panel.isAncestorOf(focus):
            return False
        return self._rail or card is None or not (focus is card or card.isAncestorOf(focus))

    def _groups(self, tasks: tuple[TaskView, ...]) -> list[tuple[str, list[TaskView]]]:
        """Runs of tasks that stand together: plain done lines, open cards, boxed lines."""
        groups: list[tuple[str, list[TaskView]]] = []
        for task in tasks:
            opened = task.check in self._opened and task.state != "done"
            kind = "done" if task.state == "done" else "rest"
            if task.state == "current" or opened:
                kind = "card"
            if groups and groups[-1][0] == kind:
                groups[-1][1].append(task)
            else:
                groups.append((kind, [task]))
        return groups

    def _rebuild(self, groups: list[tuple[str, list[TaskView]]]) -> None:
        clear(self._list)
        self._lines, self._cards = {}, {}
        for kind, tasks in groups:
            if kind == "card":
                for task in tasks:
                    self._add_card(task)
            else:
                self._add_lines(tasks, boxed=kind == "rest")
        self._list.addStretch(1)
        self._row.hold(list(self._lines.values()))

    def _add_card(self, task: TaskView) -> None:
        card = TaskCard(self._theme, self._texts)
        card.wished.connect(self.wished)
        self._cards[task.check] = card
        self._list.addWidget(card)

    def _add_lines(self, tasks: list[TaskView], *, boxed: bool) -> None:
        group = Surface(self._theme) if boxed else QWidget()
        inside = column(group)
        for number, task in enumerate(tasks):
            if boxed and number:
                inside.addWidget(Rule(self._theme))
            line = TaskLine(self._theme, self._texts, task)
            if boxed:
                line.clicked.connect(lambda _=False, check=task.check: self._toggle(check))
            else:
                line.setEnabled(False)
            self._lines[task.check] = line
            inside.addWidget(line)
        self._list.addWidget(group)

    def _toggle(self, check: str) -> None:
        """Open one more task, to read what it asks for."""
        self._opened = {check}
        self._reading.start()
        self._draw()

    # The rail --------------------------------------------------------------------------------

    def set_rail(self, rail: bool) -> None:
        """Collapse to the rail, or open."""
        if rail == self._rail:
            return
        self._rail = rail
        self._open.setVisible(not rail)
        self._shut.setVisible(rail)
        self._reading.stop()
        self._draw()
        self.follow_soon()

    def _draw_rail(self, tasks: tuple[TaskView, ...]) -> None:
        if len(self._numbers) != len(tasks):
            clear(self._rail_list)
            self._numbers = []
            for _ in tasks:
                number = RailNumber(self._theme, self._texts)
                number.clicked.connect(lambda: self.collapse_wanted.emit(False))
                self._numbers.append(number)
                self._rail_list.addWidget(number)
            self._rail_list.addStretch(1)
            self._rail_row.hold(self._numbers)
        for place, (number, task) in enumerate(zip(self._numbers, tasks, strict=True), 1):
            number.show_task(task, place)
