"""What can be done with the one thing that is open, as buttons in a line.

Signals: ``wished(object)`` with the command of the button. Object names: the actions' own keys.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from simtrainer.app.views.record import RowAction
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.record.actions import action_icon, action_wish
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.wrap import Flow


class ActionRow(Flow):
    """Buttons that wrap. ``first`` is the kind of the first one: primary where nothing else in
    this part of the screen is."""

    wished = Signal(object)

    def __init__(self, ink: Ink, first: str = "primary") -> None:
        super().__init__(ink.px(8))
        self._ink, self._first = ink, first
        self._actions: tuple[RowAction, ...] = ()

    def show_actions(self, actions: Sequence[RowAction]) -> None:
        """Offer these; the buttons stay as they are while nothing differs."""
        self.setVisible(bool(actions))
        if tuple(actions) == self._actions:
            return
        self._actions = tuple(actions)
        self.clear()
        self.add(*(self._make(number, action) for number, action in enumerate(self._actions)))

    def _make(self, number: int, action: RowAction) -> Button:
        kind = self._first if number == 0 else "outlined"
        icon = action_icon(action)
        button = Button(self._ink.theme, kind, action.key, action.label, icon=icon)
        button.clicked.connect(self._sender(action_wish(action)))
        return button

    def _sender(self, wish: object) -> Callable[[], None]:
        return lambda: self.wished.emit(wish)
