"""The task to do now in a line under the record, while the task panel is a rail of numbers: what it
says is needed just when the module is open."""

from simtrainer.app.views.shell import TaskView
from simtrainer.desktop.kit.frames import Surface, column
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class NowStrip(Surface):
    """Title and text beside each other, or one under the other; edged as the open task is."""

    spoken_as = "group"

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "surface", "primary", width=theme.px(2))
        self.setAccessibleName(name)
        self.told = False
        """There is a task to tell of."""
        self._title = Words(theme, "label_large", wrap=True)
        self._text = Words(theme, "text", "ink2", wrap=True)
        self._line = Flow(theme.px(12))
        self._line.add(self._title, self._text)
        inside = column(self)
        inside.setContentsMargins(theme.px(16), theme.px(5), theme.px(16), theme.px(5))
        inside.addWidget(self._line)
        self.hide()

    def show_task(self, task: TaskView | None) -> None:
        """Say this one; None where nothing is to be done now."""
        self.told = task is not None
        if task is not None:
            self._title.say(task.title)
            self._text.say(task.text)
            self._text.setVisible(bool(task.text))
            self._line.rearrange()  # it hears of no other words while it is hidden
