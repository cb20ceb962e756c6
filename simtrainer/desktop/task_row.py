"""One task: a line in the list, or the expanded card with what to do, time left and help."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.commands import AskHelp
from simtrainer.app.views.shell import TaskView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.button import Button, Pressable
from simtrainer.desktop.kit.frames import TOP, Surface, column, fold, row
from simtrainer.desktop.kit.marks import IconMark, Tag
from simtrainer.desktop.kit.paint import RIGHT, hollow_circle, smooth, tick_circle, write
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


def said(texts: Texts, task: TaskView) -> str:
    """A task as a screen reader should say it."""
    state = texts(f"ui.tasks.state.{'missed' if missed(task) else task.state}")
    return ", ".join(part for part in (task.title, state, task.clock, task.left) if part)


def missed(task: TaskView) -> bool:
    """Over, but not done."""
    return task.state == "done" and bool(task.left)


class TaskLine(Pressable):
    """A task in one line: done with a tick, else an empty circle and its deadline.

    Pressed, it asks its panel to open it.
    """

    def __init__(self, theme: Theme, texts: Texts, task: TaskView) -> None:
        super().__init__(theme, f"task.{task.check}", task.title)
        self._texts, self._task = texts, task
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_task(task)

    def show_task(self, task: TaskView) -> None:
        """Draw this state of the task."""
        changed = task.title != self._task.title or task.left != self._task.left
        self._task = task
        self.setText(task.title)
        self.setAccessibleName(said(self._texts, task))
        if changed:
            self.updateGeometry()
        self.update()

    def _block(self, width: int) -> Block:
        theme = self.theme
        room = width - theme.px(49) - theme.px(20) - theme.width(self._task.clock, "body_number")
        return Block(self._task.title, theme.font("body"), room, theme.line("body"))

    def _told(self) -> str:
        """A late or missed task says so under its title."""
        return self._task.left if self._task.state == "late" or missed(self._task) else ""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        told = self.theme.line("meta_strong") if self._told() else 0
        least = 40 if self._task.state == "done" else 44
        return max(self._block(width).height + told + self.theme.px(16), self.theme.px(least))

    def sizeHint(self) -> QSize:
        wide = self.theme.px(300)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        smooth(painter)
        if self.hot and self._task.state != "done":
            inset = theme.border
            inside = self.rect().adjusted(inset, inset, -inset, -inset)
            painter.fillRect(inside, theme.color("surface2"))
        block, told = self._block(self.width()), self._told()
        under = theme.line("meta_strong") if told else 0
        top = (self.height() - block.height - under) / 2
        self._paint_mark(painter, QPointF(theme.px(25), top + theme.line("body") / 2))
        block.draw(painter, theme.px(49), top, theme.color("ink"))
        clock = QRectF(0, top, self.width() - theme.px(13), theme.line("body"))
        write(painter, theme, clock, self._task.clock, "body_number", "ink2", RIGHT)
        if told:
            at = QRectF(theme.px(49), top + block.height, self.width(), under)
            write(painter, theme, at, told, "meta_strong", "bad")

    def _paint_mark(self, painter: QPainter, at: QPointF) -> None:
        theme, radius = self.theme, self.theme.scale * 10
        if missed(self._task):
            spot = QRect(0, 0, theme.px(22), theme.px(22))
            spot.moveCenter(at.toPoint())
            theme.icons.paint(painter, "close-circle-outline", spot, "bad")
        elif self._task.state == "done":
            tick_circle(painter, theme, at, radius, "good", "surface")
        elif self._task.state == "late":
            spot = QRect(0, 0, theme.px(22), theme.px(22))
            spot.moveCenter(at.toPoint())
            theme.icons.paint(painter, "alert-circle-outline", spot, "bad")
        else:
            hollow_circle(painter, theme, at, radius, "line2", theme.scale * 2)


class TaskCard(Surface):
    """The task to do now, or one that was opened: text, help given, time left, more help.

    Signals: ``wished(AskHelp)``.
    """

    spoken_as = "group"
    wished = Signal(object)

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._theme, self._texts = theme, texts
        self._title = Words(theme, "label_large", wrap=True)
        self._clock = Words(theme, "badge")
        self._text = Words(theme, "text", "ink2", wrap=True)
        self._hint = Words(theme, "text", "ink", wrap=True)
        self._hint_box = QWidget()
        self._left = Tag(theme, "", "warn", "clock-outline", role="text_medium")
        self._help = Button(theme, "outlined", "", "", icon="lightbulb-outline", size="small")
        self._price = Words(theme, "meta", "ink2", wrap=True)
        inside = column(self, theme.px(5), theme.px(12))
        head = row(gap=theme.px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self._clock)
        inside.addLayout(head)
        inside.addWidget(self._text)
        inside.addWidget(self._make_hint())
        inside.addSpacing(theme.px(1))
        self._foot = row(gap=theme.px(8))
        left = column(gap=theme.px(2))
        left.addWidget(self._left, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self._price)
        self._foot.addLayout(left, 1)
        self._foot.addWidget(self._help)
        inside.addLayout(self._foot)

    def _make_hint(self) -> QWidget:
        line = row(self._hint_box, self._theme.px(8))
        line.setContentsMargins(0, self._theme.px(4), 0, self._theme.px(2))
        icon = IconMark(self._theme, "lightbulb-outline", "info", 20)
        line.addWidget(icon)
        line.setAlignment(icon, TOP)
        line.addWidget(self._hint, 1)
        return self._hint_box

    def show_task(self, task: TaskView) -> None:
        """Draw this task."""
        self.setObjectName(f"task.{task.check}")
        self.setAccessibleName(said(self._texts, task))
        now = task.state == "current"
        self.repaint_as("surface", "primary" if now else "line2", 2 * self._theme.border)
        self._title.say(task.title)
        self._clock.say(task.clock)
        self._text.say(task.text)
        self._text.setVisible(bool(task.text))
        self._hint.say(task.hint)
        self._hint_box.setVisible(bool(task.hint))
        late = task.late or task.state == "late"
        look, icon = ("bad", "alert-circle-outline") if late else ("warn", "clock-outline")
        self._left.show_tag(task.left, look, icon)
        self._left.setVisible(bool(task.left))
        self._show_help(task)

    def _show_help(self, task: TaskView) -> None:
        self._help.setVisible(bool(task.help_label))
        self._price.setVisible(bool(task.help_label and task.help_price))
        self._help.setObjectName(f"help.{task.check}")
        if task.help_label:
            self._help.setText(task.help_label)
            self._help.setAccessibleDescription(task.help_price)
            self._help.asks(self.wished, AskHelp(task.check))
        self._price.say(task.help_price)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the foot is when it is folded, whatever it is now: else it never folds."""
        found = super().minimumSizeHint()
        foot = max(self._left.sizeHint().width(), self._help.minimumSizeHint().width())
        return QSize(min(found.width(), foot + self._theme.px(2 * 12)), found.height())

    def _fit(self) -> None:
        """The button below the time left where there is no room beside it."""
        sides = max(self._left.sizeHint().width(), self._price.minimumSizeHint().width())
        wanted = sides + self._help.sizeHint().width() + self._theme.px(8 + 24)
        fold(self._foot, wanted > self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
