"""The buttons that a form ends with: sign, keep as a draft, clear."""

from PySide6.QtCore import Signal

from simtrainer.app.views.record import FormView
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.wrap import Flow


class SaveRow(Flow):
    """``large`` where they end a whole page. Signals: ``sign()``, ``draft()``, ``emptied()``.

    Object names: ``sign.<form>``, ``draft.<form>``, ``clear.<form>``; the buttons by their first
    word in ``named``.
    """

    sign = Signal()
    draft = Signal()
    emptied = Signal()

    def __init__(
        self, ink: Ink, *, large: bool = False, push: bool = True, grow: bool = False
    ) -> None:
        super().__init__(ink.px(8), push=push, grow=grow)
        size = "large" if large else "normal"
        self.named = {
            "sign": Button(ink.theme, "primary", "", "", size=size),
            "draft": Button(ink.theme, "outlined", "", "", size=size),
            "clear": Button(ink.theme, "outlined", "", "", size=size),
        }
        told = (self.sign, self.draft, self.emptied)
        for button, signal in zip(self.named.values(), told, strict=True):
            button.clicked.connect(signal)
            self.add(button)

    def show_form(self, form: FormView) -> None:
        """What they are called; one without a label is not there."""
        for name, label in (("sign", form.sign), ("draft", form.draft), ("clear", form.clear)):
            button = self.named[name]
            button.setObjectName(f"{name}.{form.form}")
            button.setText(label)
            button.setVisible(bool(label))
