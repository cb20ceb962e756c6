"""Row actions: the quiet buttons painted on entries, and the strip that asks for a reason."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import RowWish, WriteAbout
from simtrainer.app.views.record import RowAction
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.rows import Look, Spot

ICONS = {
    "open": "pencil-outline",
    "amend": "pencil-outline",
    "not_done": "close",
    "resend": "email-outline",
    "acknowledge": "check",
    "complete": "check-circle-outline",
    "invalidate": "alert-circle-outline",
    "sign": "check",
    "reply": "message-outline",
    "patient": "account-outline",
    "write": "pencil-outline",
    "send": "send-outline",
    "verify": "shield-check-outline",
    "refute": "close-circle-outline",
    "withdraw": "close-circle-outline",
    "close": "check-circle-outline",
    "done": "check-circle-outline",
    "partly": "circle-outline",
    "correct": "pencil-outline",
}
"""Verb of a row action to its icon."""

NEEDS_REASON = frozenset({"invalidate"})
"""Verbs that always ask why before they are sent."""
OTHER_ICON = "chevron-right"
"""Of a verb that only a pack knows."""


def action_icon(action: RowAction) -> str:
    """The icon beside its label."""
    return ICONS.get(action.verb, OTHER_ICON)


def action_wish(action: RowAction) -> object:
    """What pressing a row action wishes."""
    if action.verb == "write":
        return WriteAbout(action.entry, action.type)
    if not action.asks:
        return RowWish(action.verb, action.entry)
    reasons = tuple((reason.value, reason.label) for reason in action.reasons)
    return RowWish(action.verb, action.entry, asks=True, title=action.label, reasons=reasons)


def action_width(ink: Ink, action: RowAction) -> int:
    """Room for icon, label and air; never less than a target."""
    return max(ink.px(44), ink.width(action.label, "label") + ink.px(42))


def action_spots(
    ink: Ink, actions: Sequence[RowAction], left: int, top: int, width: int
) -> tuple[Spot, ...]:
    """The actions in a line from (left, top), wrapping at ``width``, each 44 high."""
    spots: list[Spot] = []
    x, y = left, top
    for action in actions:
        wide = action_width(ink, action)
        if x > left and x + wide > left + width:
            x, y = left, y + ink.px(44)
        rect = QRect(x, y, wide, ink.px(44))
        spots.append(Spot(action.key, rect, action.label, action_wish(action)))
        x += wide + ink.px(8)
    return tuple(spots)


def actions_height(ink: Ink, actions: Sequence[RowAction], width: int) -> int:
    """Height of the actions at this width; nothing for none."""
    spots = action_spots(ink, actions, 0, 0, width)
    return spots[-1].rect.bottom() + 1 if spots else 0


def paint_actions(
    ink: Ink, painter: QPainter, spots: Sequence[Spot], actions: Sequence[RowAction], look: Look
) -> None:
    """Draw the actions: icon and label in the primary colour, tinted under the pointer."""
    for number, (spot, action) in enumerate(zip(spots, actions, strict=True)):
        over = look.hover is not None and spot.rect.contains(look.hover)
        box = spot.rect.adjusted(0, ink.px(5), -1, -ink.px(5))
        if over:
            ink.box(painter, box, "tint", None, 6)
        tone = "on_tint" if over else "primary"
        ink.icon(painter, action_icon(action), _icon_at(ink, box), tone, 18)
        text = box.adjusted(ink.px(33), 0, 0, 0)
        ink.write(painter, text, action.label, "label", tone, Qt.AlignmentFlag.AlignVCenter)
        if look.spot == number:
            ink.ring(painter, box)


def _icon_at(ink: Ink, box: QRect) -> QPoint:
    return QPoint(box.left() + ink.px(19), box.center().y())
