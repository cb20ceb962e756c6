"""The panel "Signer utdeling": the rights, the outcome, the reason and the second signature.

Signals: ``wished(object)`` with ``TickRight``, ``CancelDose`` and the form's commands. Object
names: ``right.<id>``, ``dose.cancel``, ``row.<verb>.<entry>`` and those of the form.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import CancelDose, TickRight
from simtrainer.app.views.record import RowAction, SignOutView
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.actions import action_icon, action_wish
from simtrainer.desktop.record.form import Form, Notice, bring_into_view
from simtrainer.desktop.record.framed import Framed
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.marks import TagLabel
from simtrainer.desktop.record.options import Check
from simtrainer.desktop.record.panes import Scroll
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.record.wrap import Flow

Right = tuple[str, str, str, bool]


class Rights(QWidget):
    """The check boxes, parted by thin lines."""

    ticked = Signal(str, bool)

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self._ink = ink
        self._boxes: dict[str, Check] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rights(self, rights: tuple[Right, ...]) -> None:
        """Draw these rights."""
        if [right[0] for right in rights] != list(self._boxes):
            self._rebuild(rights)
        for name, label, detail, ticked in rights:
            self._boxes[name].tell(label, detail, ticked)

    def _rebuild(self, rights: tuple[Right, ...]) -> None:
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for number, (name, label, detail, _) in enumerate(rights):
            box = Check(self._ink, f"right.{name}", label, detail)
            box.inside, box.ruled = True, number > 0
            box.clicked.connect(lambda _=False, name=name: self._turn(name))
            self._boxes[name] = box
            self._column.addWidget(box)

    def left(self) -> Check | None:
        """The first that is not ticked."""
        return next((box for box in self._boxes.values() if not box.isChecked()), None)

    def _turn(self, name: str) -> None:
        self.ticked.emit(name, not self._boxes[name].isChecked())


class SignOut(QWidget):
    """The panel beside the chart. It closes instead of emptying, and saves by itself.
    Its buttons stay in sight however long the form is."""

    wished = Signal(object)

    def __init__(self, ink: Ink, texts: Texts) -> None:
        super().__init__()
        theme = self._theme = ink.theme
        self._cancel = texts("view.cancel")
        self._title = Words(theme, "section", "ink", wrap=True)
        self._drug = Words(theme, "label_large", "ink", wrap=True)
        self._late = TagLabel(ink, "bad", "alert-circle-outline")
        self._checked = Words(theme, "text", "ink2")
        self._warning = Notice(ink, "alert-outline", "bad", "bad", "label")
        self._signed = Notice(ink, "check", "good", "ink", "label")
        self._before = Notice(ink, "clock-outline", "ink2", "ink", "label")
        self._reason = ReasonBar(ink, texts)
        self._view: SignOutView | None = None
        self._actions: tuple[RowAction, ...] = ()
        self._shown = ("", "")
        """The form and the drug that were drawn last."""
        self._buttons = Flow(ink.px(8))
        self._rights = Rights(ink)
        self.form = Form(ink, head=False, push=False, wide=True)
        self.form.clear_wish = CancelDose
        self._rights.ticked.connect(lambda name, on: self.wished.emit(TickRight(name, on)))
        self.form.wished.connect(self.wished)
        self._reason.wished.connect(self.wished)
        self.form.buttons.named["sign"].clicked.connect(self._point_at_check)
        self._buttons.hide()
        status = Flow(ink.px(8), push=True)
        status.add(self._late, self._checked)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(ink.px(20), ink.px(16), ink.px(16), ink.px(8))
        column.setSpacing(ink.px(8))
        for part in (
            self._title, self._drug, status, self._signed, self._before, self._buttons,
            self._reason, self._warning,
        ):  # fmt: skip
            column.addWidget(part)
        column.addWidget(Framed(theme, self._rights))
        column.addSpacing(ink.px(4))
        column.addWidget(self.form)
        column.addStretch(1)
        self._page = Scroll(page)
        self._frame_up(ink, self._page)

    def _frame_up(self, ink: Ink, page: Scroll) -> None:
        foot = QWidget()
        line = QVBoxLayout(foot)
        line.setContentsMargins(ink.px(20), ink.px(8), ink.px(16), ink.px(16))
        line.addWidget(self.form.buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(page, 1)
        whole.addWidget(foot)

    def render(self, view: SignOutView) -> None:  # type: ignore[override]
        """Draw the panel's state. Another dose begins with its drug and its checks in sight."""
        self._view = view
        dose = (view.form.form, view.drug)
        if dose != self._shown:
            self._shown = dose
            self._page.verticalScrollBar().setValue(0)
        self._title.say(view.title)
        self._drug.say(view.drug)
        self._late.say(view.late)
        self._checked.say(view.checked)
        self._warning.say(view.warning)
        self._signed.say(view.signed)
        self._before.say(view.before)
        self._show_actions(view.actions)
        self._rights.show_rights(view.rights)
        self.form.render(replace(view.form, draft="", clear=self._cancel))
        self.form.buttons.named["clear"].setObjectName("dose.cancel")

    def _point_at_check(self) -> None:
        """What stops the signing when nothing in the form does is a check further up."""
        view, box = self._view, self._rights.left()
        if view is None or view.signed or box is None or box.isHidden():
            return
        if not any(field.error for field in view.form.fields):
            bring_into_view(box)

    def _show_actions(self, actions: tuple[RowAction, ...]) -> None:
        """What can be done with the entry that accounts for the dose."""
        self._reason.keep_only({action.entry for action in actions})
        if actions == self._actions:
            return
        self._actions = actions
        self._buttons.clear()
        for action in actions:
            icon = action_icon(action)
            button = Button(self._theme, "outlined", action.key, action.label, icon=icon)
            wish = action_wish(action)
            button.clicked.connect(lambda _=False, wish=wish: self._reason.ask(wish))
            self._buttons.add(button)
        self._buttons.setVisible(bool(actions))
