"""A line that suggests things from a list while one types: drugs, codes. Other words may stand.

Signals: ``changed(object)`` with the id of the thing whose name was typed or chosen, else with the
words themselves.
"""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from simtrainer.app.views.record import FieldView
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.line import LineEditor, as_text

SHOWN = 8
"""Suggestions in sight at once."""


class SuggestEditor(LineEditor):
    """One line with suggestions under it; arrows and Enter choose one, Escape closes them."""

    def __init__(self, ink: Ink, key: str) -> None:
        super().__init__(ink, key)
        self._labels: dict[str, str] = {}
        self._model = QStringListModel(self)
        found = QCompleter(self._model, self)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(SHOWN)
        found.activated.connect(self._typed)
        popup = found.popup()
        assert popup is not None
        popup.setFont(ink.font("body"))
        self.setCompleter(found)

    def show_field(self, field: FieldView) -> None:
        """Offer the field's options; a value that is one of them is shown by its name."""
        labels = {option.value: option.label for option in field.options}
        if labels != self._labels:
            self._labels = labels
            self._model.setStringList(list(labels.values()))
        if self._value(self.text()) == as_text(field.value):
            field = _named(field, self.text())
        else:
            field = _named(field, labels.get(as_text(field.value), as_text(field.value)))
        super().show_field(field)

    def _value(self, text: str) -> str:
        wanted = text.strip().casefold()
        return next((v for v, label in self._labels.items() if label.casefold() == wanted), text)

    def _typed(self, text: str) -> None:
        self.changed.emit(self._value(text))

    def _left(self) -> None:
        """What was typed stands."""


def _named(field: FieldView, text: str) -> FieldView:
    return FieldView(
        field.id, field.kind, field.label, field.question, text, field.options, field.unit,
        field.placeholder, field.error,
    )  # fmt: skip
