"""What a screen reader is told: the role of a painted widget, and what happens meanwhile.

Qt knows the roles of its own widgets; one that paints itself would be a nameless filler. A class
says in ``SPOKEN_AS`` what it is: ``words``, ``heading``, ``group``, ``picture``, ``alert``,
``page``, ``tab``, ``choice``, ``item`` or ``fold``, a button that
shows or hides more. What must be told at once goes through ``announce``.
"""

from typing import Any

from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

SPOKEN_AS = "spoken_as"
"""The attribute of a widget's class, or of one widget, that names its role."""
_ROLES = {
    "words": "StaticText",
    "heading": "Heading",
    "group": "Grouping",
    "picture": "Graphic",
    "alert": "Notification",
    "page": "Pane",
    "tab": "PageTab",
    "choice": "RadioButton",
    "item": "ListItem",
    "fold": "ButtonMenu",
}
_installed: list[Any] = []


def install() -> None:
    """Let screen readers know the roles; once in a process."""
    if not _installed:
        _installed.append(_interface)
        QAccessible.installFactory(_interface)


def announce(about: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say this now, wherever the focus is. What is ``urgent`` is said in the
    middle of something else."""
    if not text:
        return
    event = QAccessibleAnnouncementEvent(about, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class _Spoken(QAccessibleWidget):
    """A widget in its role; the name is the widget's own."""

    def __init__(self, widget: QWidget, role: str) -> None:
        super().__init__(widget, getattr(QAccessible.Role, _ROLES[role]), "")


class _SpokenButton(_Spoken):
    """One of several to choose among: pressed like a button, and told which is chosen."""

    def state(self) -> QAccessible.State:
        state, button = super().state(), self._button()
        if self.role() == QAccessible.Role.ButtonMenu:
            state.expandable, state.expanded = True, button.isChecked()
            state.collapsed = not button.isChecked()
            return state
        state.checkable = state.selectable = button.isCheckable()
        state.checked = state.selected = button.isChecked()
        state.pressed = button.isDown()
        return state

    def actionNames(self) -> list[str]:
        press = QAccessibleActionInterface.pressAction()
        return [press] if self._button().isEnabled() else []

    def doAction(self, actionName: str) -> None:  # noqa: N803 - Qt's
        presses = QAccessibleActionInterface
        if actionName in (presses.pressAction(), presses.toggleAction()):
            self._button().click()

    def _button(self) -> QAbstractButton:
        button = self.widget()
        assert isinstance(button, QAbstractButton)
        return button


def _interface(key: str, thing: Any) -> QAccessibleInterface | None:
    """What Qt asks for each object, by each of its classes' names; None leaves it to the next."""
    role = getattr(thing, SPOKEN_AS, "")
    if not role or not isinstance(thing, QWidget):
        return None
    return (
        _SpokenButton(thing, role) if isinstance(thing, QAbstractButton) else _Spoken(thing, role)
    )
