"""Qt's own fields outside the record: framed like those inside it, and as high as a target."""

from PySide6.QtWidgets import QLineEdit, QTextEdit

from simtrainer.desktop.theme import Theme


def line_field(theme: Theme, key: str, name: str, longest: int) -> QLineEdit:
    """One line to write in; ``name`` is what a screen reader says."""
    editor = QLineEdit()
    editor.setMaxLength(longest)
    _dress(editor, theme, key, name)
    tall = max(theme.px(44), theme.line("body") + theme.px(14)) - 2 * theme.border
    editor.setStyleSheet(f"{theme.sheet}\nQLineEdit {{ min-height: {tall}px; }}")
    return editor


def text_field(theme: Theme, key: str, name: str, tall: int) -> QTextEdit:
    """Several lines of plain text, ``tall`` in units of the design. Tab leads out of it."""
    editor = QTextEdit()
    editor.setAcceptRichText(False)
    editor.setTabChangesFocus(True)
    editor.setFixedHeight(theme.px(tall))
    _dress(editor, theme, key, name)
    return editor


def _dress(editor: QLineEdit | QTextEdit, theme: Theme, key: str, name: str) -> None:
    editor.setObjectName(key)
    editor.setAccessibleName(name)
    editor.setFont(theme.font("body"))
    editor.setStyleSheet(theme.sheet)
