"""The as-needed drugs under the chart: use, when the next may be given, and how the last worked."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter

from simtrainer.app.commands import SelectDose
from simtrainer.app.views.record import MedicationView, PrnRow
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.record.actions import action_spots, actions_height, paint_actions
from simtrainer.desktop.record.columns import Columns
from simtrainer.desktop.record.ink import TONES, Ink
from simtrainer.desktop.record.rows import Look, Spot
from simtrainer.desktop.record.ward_rows import MARK_ICONS


class PrnRows:
    """Draws the as-needed drugs, each with its give button."""

    def __init__(self, ink: Ink) -> None:
        self._ink = ink
        self._give = ""
        self._heads: tuple[str, ...] = ()
        self._word = 0
        """Width of the longest word of what they are given for."""

    def measure(self, view: MedicationView) -> None:
        """Take the headings and the button's label, and how wide a word may be."""
        self._give = view.give
        self._heads = view.prn_columns
        words = (word for row in view.prn for word in row.indication.split())
        self._word = max((self._ink.width(word, "text") for word in words), default=0)

    def columns(self, width: int) -> Columns:
        """Name 34 %, indication 19 %, use the rest; as in the design at 740 pixels."""
        ink = self._ink
        inner = width - self._button_width() - ink.px(36)
        name, why = int(inner * 0.42), max(int(inner * 0.2), self._word + ink.px(8))
        if why < ink.px(90) or why > inner // 4:
            return Columns(())
        x = ink.px(12)
        used = x + name + why
        return Columns(
            ((x, name - ink.px(8)), (x + name, why - ink.px(8)), (used, inner - name - why))
        )

    def _button_width(self) -> int:
        """Nothing where the record is only read."""
        if not self._give:
            return 0
        return max(self._ink.px(82), self._ink.width(self._give, "label") + self._ink.px(32))

    def key(self, row: PrnRow) -> str:
        """The row is found by its button (``prn.<order>``); this names the row itself."""
        return f"order.{row.order}"

    def words(self, row: PrnRow) -> str:
        """Drug, detail, indication, use, and what is to be thought of."""
        parts = (row.name, row.detail, row.indication, row.used, row.note, row.warning)
        return ", ".join(part for part in parts if part)

    def wish(self, row: PrnRow) -> object | None:
        """The row does what its button does."""
        return SelectDose(row.order, "") if self._give else None

    def spots(self, row: PrnRow, rect: QRect) -> Sequence[Spot]:
        """The give button, then the actions under the use."""
        left, room = self._actions_at(rect.width())
        y = rect.top() + self._text_height(row, rect.width()) - self._ink.px(4)
        actions = action_spots(self._ink, row.actions, rect.left() + left, y, room)
        return (self._give_spot(row, rect), *actions) if self._give else actions

    def _give_spot(self, row: PrnRow, rect: QRect) -> Spot:
        ink, wide = self._ink, self._button_width()
        tall = max(ink.px(44), ink.line("label") + ink.px(16))
        top = rect.top() + (self._text_height(row, rect.width()) - tall) // 2
        box = QRect(rect.right() - wide - ink.px(12), top, wide, tall)
        label = f"{self._give} {row.name}"
        return Spot(f"prn.{row.order}", box, label, SelectDose(row.order, ""))

    def _actions_at(self, width: int) -> tuple[int, int]:
        """(x, width) of the actions: under the use, or where everything is stacked."""
        columns = self.columns(width)
        ink = self._ink
        left = columns.places[-1][0] if columns.places else ink.px(12)
        return left - ink.px(10), width - left - ink.px(12)

    def _blocks(self, row: PrnRow) -> tuple[tuple[tuple[str, str, str], ...], ...]:
        """Per column: (text, role, tone) of its lines."""
        name = ((row.name, "label", "ink"), (row.detail, "meta", "ink2"))
        used = ((row.used, "text", "ink"), (row.warning, "label", "bad"))
        return (name, ((row.indication, "text", "ink"),), used)

    def height(self, row: PrnRow, width: int) -> int:
        """At least 48, so that the button has air."""
        actions = actions_height(self._ink, row.actions, self._actions_at(width)[1])
        return self._text_height(row, width) + actions

    def _note(self, row: PrnRow, width: int) -> Block:
        """Laid out on as many lines as it takes: it ends with a time, and the time is the news."""
        ink, icon = self._ink, MARK_ICONS[row.note_tone]
        if row.note_tone == "neutral":
            return ink.block(row.note, "meta", width)
        return ink.block(row.note, "meta_strong", width - ink.px(18) - (ink.px(21) if icon else 0))

    def _note_height(self, row: PrnRow, width: int) -> int:
        if not row.note:
            return 0
        ink = self._ink
        words = self._note(row, width).height + ink.px(6)
        return max(words, ink.tag_height()) + ink.px(6)

    def _text_height(self, row: PrnRow, width: int) -> int:
        ink, columns = self._ink, self.columns(width)
        inner = width - self._button_width() - ink.px(36)
        places = columns.places or ((ink.px(12), inner),) * 3
        heights = [
            sum(ink.block(text, role, wide).height for text, role, _ in lines if text)
            for lines, (_, wide) in zip(self._blocks(row), places, strict=True)
        ]
        heights[-1] += self._note_height(row, places[-1][1])
        text = sum(heights) if columns.stacked else max(heights)
        return max(ink.px(48), text + ink.px(8))

    def paint(self, painter: QPainter, row: PrnRow, rect: QRect, look: Look) -> None:
        """Draw one drug."""
        ink = self._ink
        painter.fillRect(rect, ink.color("tint" if row.selected else "surface"))
        if not look.last:
            ink.rule(painter, rect)
        self._paint_text(painter, row, rect)
        spots = self.spots(row, rect)
        if not self._give:
            paint_actions(ink, painter, spots, row.actions, look)
            return
        spot = spots[0]
        paint_actions(ink, painter, spots[1:], row.actions, _shifted(look))
        over = look.hover is not None and spot.rect.contains(look.hover)
        box = spot.rect.adjusted(0, 2, -1, -3)
        ink.box(painter, box, "surface3" if over else "surface", "line2", 6)
        ink.write(painter, box, self._give, "label", "ink", Qt.AlignmentFlag.AlignCenter)
        if look.spot in (-1, 0):
            ink.ring(painter, box if look.spot == 0 else rect.adjusted(3, 3, -4, -4))

    def _paint_text(self, painter: QPainter, row: PrnRow, rect: QRect) -> None:
        ink, columns = self._ink, self.columns(rect.width())
        inner = rect.width() - self._button_width() - ink.px(36)
        places = columns.places or ((ink.px(12), inner),) * 3
        on = row.selected and ink.contrast
        y = rect.top() + ink.px(4)
        whole = self._text_height(row, rect.width())
        for number, lines in enumerate(self._blocks(row)):
            x, wide = places[number]
            blocks = [(ink.block(text, role, wide), tone) for text, role, tone in lines if text]
            note = self._note_height(row, wide) if number == 2 else 0
            if not columns.stacked:
                tall = sum(block.height for block, _ in blocks) + note
                y = rect.top() + (whole - tall) // 2
            for block, tone in blocks:
                block.draw(painter, rect.left() + x, y, ink.color("on_tint" if on else tone))
                y += block.height
            if note:
                self._paint_note(painter, row, rect.left() + x, y + ink.px(3), wide)

    def _paint_note(self, painter: QPainter, row: PrnRow, x: int, y: int, wide: int) -> None:
        """A tag where there is something to heed, plain words where there is not."""
        ink, note = self._ink, self._note(row, wide)
        tall = self._note_height(row, wide) - ink.px(6)
        top = y + (tall - note.height) // 2
        if row.note_tone == "neutral":
            note.draw(painter, x, top, ink.color("on_tint" if row.selected else "ink2"))
            return
        fill, edge, tone = TONES[row.note_tone]
        icon = MARK_ICONS[row.note_tone]
        left = x + ink.px(8) + (ink.px(22) if icon else 0)
        box = QRect(x, y, min(wide, left - x + note.widest + ink.px(10)), tall)
        ink.box(painter, box, fill, edge, 4)
        if icon:
            middle = QPoint(x + ink.px(16), top + ink.line("meta_strong") // 2 + 1)
            ink.icon(painter, icon, middle, tone, 16)
        note.draw(painter, left, top, ink.color(tone))


def _shifted(look: Look) -> Look:
    """As the actions count the focus: the give button comes before them."""
    spot = None if look.spot is None or look.spot < 1 else look.spot - 1
    return Look(spot, look.hover, look.first, look.last)
