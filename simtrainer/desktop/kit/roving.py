"""A row of buttons that is one stop for the Tab key.

Twenty modules, or the six answers to one question, would else be twenty-six presses of Tab. Tab
lands on the taken one, or on the first; the arrow keys, Home and End go between them, and where
``letters`` is given, a letter goes to the next label that begins with it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from simtrainer.desktop.kit.button import Pressable

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Roving(QObject):
    """Holds the buttons in their order. ``owner`` is the widget around them."""

    def __init__(self, owner: QWidget, *, letters: bool = False) -> None:
        super().__init__(owner)
        self._row: tuple[Pressable, ...] = ()
        self._letters = letters

    def hold(self, row: Sequence[Pressable]) -> None:
        """Take these buttons in place of earlier ones."""
        self._row = tuple(row)
        for button in self._row:
            button.roving = self
        self.settle()

    def settle(self) -> None:
        """Let Tab land on the one that is taken, once it is known which; call it when buttons are
        checked, hidden or disabled. While one of them has the focus it keeps it."""
        usable = self._usable()
        stop = next((b for b in usable if b.hasFocus()), None)
        stop = stop or next((b for b in usable if b.isChecked()), None)
        self.stand_at(stop or next(iter(usable), None))

    def stand_at(self, stop: Pressable | None) -> None:
        """The one where Tab lands."""
        for button in self._row:
            own = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            if button.focusPolicy() != own:
                button.setFocusPolicy(own)

    def stop(self) -> Pressable | None:
        """Where Tab lands."""
        tab = Qt.FocusPolicy.TabFocus
        return next((b for b in self._row if b.focusPolicy() & tab), None)

    def toward(self, key: str) -> Qt.Key | None:
        """The key that leads the focus nearest to the button with this name; None when there."""
        usable = self._usable()
        here = next((n for n, b in enumerate(usable) if b.hasFocus()), 0)
        there = next((n for n, b in enumerate(usable) if b.objectName() == key), here)
        if here == there:
            return None
        first = ord(usable[there].text()[:1].upper() or "0")
        keys = [*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End]
        if Qt.Key.Key_A.value <= first <= Qt.Key.Key_Z.value:
            keys.append(Qt.Key(first))

        def left(code: Qt.Key) -> int:
            found = self._led_to(usable, here, code, chr(first) if code == first else "")
            return abs(usable.index(found) - there) if found is not None else len(usable)

        return min(keys, key=left)

    def pressed(self, here: Pressable, key: int, text: str) -> bool:
        """Go where a key leads from a button; False where it leads nowhere."""
        usable = self._usable()
        if here not in usable:
            return False
        found = self._led_to(usable, usable.index(here), key, text)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _led_to(self, usable: list[Pressable], here: int, key: int, text: str) -> Pressable | None:
        if key in _STEPS:
            return usable[(here + _STEPS[Qt.Key(key)]) % len(usable)]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return usable[0 if key == Qt.Key.Key_Home else -1]
        if not self._letters or not text.strip():
            return None
        coming = usable[here + 1 :] + usable[: here + 1]
        return next((b for b in coming if b.text().casefold().startswith(text.casefold())), None)

    def _usable(self) -> list[Pressable]:
        return [b for b in self._row if b.isEnabled() and not _is_shut(b)]


def _is_shut(button: Pressable) -> bool:
    """Hidden by somebody: one that has only not come on the screen yet is not."""
    told = button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    return told and button.isHidden()
