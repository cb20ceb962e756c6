"""What the levels of an assessment mean, number by number."""

from PySide6.QtWidgets import QWidget

from simtrainer.desktop.kit.frames import TOP, clear, column, row
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class LevelList(QWidget):
    """The words of a long one stand under each other, beside its number."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[str, str], ...] = ()
        self._lines = column(self, theme.px(2))

    def show_levels(self, levels: tuple[tuple[str, str], ...]) -> None:
        """List these; nothing is rebuilt when they are the same as before."""
        if levels == self._shown:
            return
        self._shown = levels
        clear(self._lines)
        wide = max((self._theme.width(level, "text") for level, _ in levels), default=0)
        for level, text in levels:
            line = row(gap=self._theme.px(8))
            number = Words(self._theme, "text", "ink", text=level)
            number.setFixedWidth(wide + 2)
            line.addWidget(number, 0, TOP)
            line.addWidget(Words(self._theme, "text", "ink", text=text, wrap=True), 1)
            self._lines.addLayout(line)
