"""Marking an entry wrong asks why, in the page itself; so does any verb of a pack that says so.

Signals: ``wished(object)`` with the ``RowWish`` and its reason. Object names:
``reason.choice``, ``reason.text``, ``reason.send``, ``reason.cancel``.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from simtrainer.app.commands import RowWish
from simtrainer.app.views.record import FieldView, Option
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.frames import Surface
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.actions import NEEDS_REASON
from simtrainer.desktop.record.fields import ComboEditor
from simtrainer.desktop.record.form import Notice
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.line import LineEditor, mark_invalid
from simtrainer.desktop.record.wrap import Flow

OWN_WORDS = "*"
"""The choice that leaves the reason to be written."""


def _asks(wish: RowWish) -> bool:
    return wish.asks or wish.verb in NEEDS_REASON


class ReasonBar(Surface):
    """Hidden until something needs a reason. ``ask`` takes any command: those that need no
    reason go straight on."""

    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__(ink.theme, "warn_t", "warn_l")
        self._texts = texts
        self._wish: RowWish | None = None
        self._title = Words(ink.theme, "label", "ink", wrap=True)
        self._choice = ComboEditor(ink, "reason.choice")
        self._chosen = ""
        self._editor = LineEditor(ink, "reason.text")
        self._error = Notice(ink, "alert-circle-outline", "bad", "bad")
        self._send = Button(ink.theme, "primary", "reason.send", texts("view.reason.send"))
        self._cancel = Button(ink.theme, "outlined", "reason.cancel", texts("view.cancel"))
        self._build(ink)
        self.hide()

    def _build(self, ink: Ink) -> None:
        column = QVBoxLayout(self)
        edge = ink.px(12)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(ink.px(8))
        buttons = Flow(ink.px(8))
        buttons.add(self._send, self._cancel)
        for part in (self._title, self._choice, self._editor, self._error, buttons):
            column.addWidget(part)
        self._editor.returnPressed.connect(self._press_send)
        self._editor.textEdited.connect(lambda _: self._complain(""))
        self._send.clicked.connect(self._press_send)
        self._cancel.clicked.connect(self.close_bar)
        self._choice.changed.connect(self._choose)

    def ask(self, wish: object) -> None:
        """Send the command on, or ask for its reason first."""
        if not isinstance(wish, RowWish) or wish.reason or not _asks(wish):
            self.wished.emit(wish)
            return
        self._wish = wish
        title = self._texts("view.reason.title")
        if wish.title:
            title = self._texts("view.reason.why", what=wish.title)
        self._title.say(title)
        self._send.setText(wish.title or self._texts("view.reason.send"))
        self._editor.setAccessibleName(title)
        self._choice.setAccessibleName(title)
        self._editor.clear()
        self._offer(wish)
        self._complain("")
        self.show()
        first = self._choice if wish.reasons else self._editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, wish: RowWish) -> None:
        """The list to choose from; own words where there is none, or where it has room for them."""
        self._chosen = ""
        options = tuple(Option(value or OWN_WORDS, label) for value, label in wish.reasons)
        self._choice.show_field(FieldView("choice", "choice", "", "", None, options))
        self._choice.setVisible(bool(options))
        self._editor.setVisible(not options)

    def _choose(self, value: object) -> None:
        own = value == OWN_WORDS
        self._chosen = "" if own else str(value)
        self._editor.setVisible(own)
        self._complain("")
        if own:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_only(self, entries: set[str]) -> None:
        """Close when the entry it asks about is no longer shown."""
        if self._wish is not None and self._wish.entry not in entries:
            self.close_bar()

    def close_bar(self) -> None:
        """Ask no more."""
        self._wish = None
        self.hide()

    def _complain(self, text: str) -> None:
        self._error.say(text)
        self._editor.setAccessibleDescription(text)
        mark_invalid(self._editor, bool(text))

    def _press_send(self) -> None:
        reason = self._chosen or self._editor.text().strip()
        if self._wish is None:
            return
        if not reason:
            self._complain(self._missing())
            first = self._choice if self._editor.isHidden() else self._editor
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wish = self._wish
        self.close_bar()
        self.wished.emit(RowWish(wish.verb, wish.entry, reason))

    def _missing(self) -> str:
        if self._wish is None or not self._wish.title:
            return self._texts("view.reason.missing")
        choose = self._editor.isHidden()
        return self._texts("view.reason.choose" if choose else "view.reason.write")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)
