"""View kind ``assessment``: the variables with their levels to the left; what is asked, the
profile and what the levels mean to the right.

Signals: ``wished(object)`` with the form's commands. Object names as in ``form``; a level is
``field.<form>.<variable>.<level>``.
"""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simtrainer.app.commands import Clear, Save, SaveDraft
from simtrainer.app.views.care import AssessmentRow, AssessmentView
from simtrainer.app.views.entrance import Tone
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.autosave import Autosave
from simtrainer.desktop.record.form import FieldRow, Notice, show_outcome
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.level_list import LevelList
from simtrainer.desktop.record.marks import TagLabel
from simtrainer.desktop.record.module import ModuleWidget
from simtrainer.desktop.record.options import Pills
from simtrainer.desktop.record.panes import Panes, Scroll
from simtrainer.desktop.record.profile_bars import ProfileBars
from simtrainer.desktop.record.save_row import SaveRow
from simtrainer.desktop.record.ward_rows import MARK_ICONS
from simtrainer.desktop.record.wrap import Flow
from simtrainer.desktop.theme import Theme


class VariableRow(QWidget):
    """A variable: its levels, and under them what the chosen one means or what is asked."""

    changed = Signal(str, object)

    def __init__(self, ink: Ink, key: str, row: AssessmentRow) -> None:
        super().__init__()
        self.field = FieldRow(ink, key, row.field)
        self._meaning = Words(ink.theme, "meta", "ink2", wrap=True)
        self._before = Words(ink.theme, "meta", "ink2")
        self._ask = Notice(ink, "help-circle-outline", "warn", "ink")
        under = Flow(ink.px(12))
        under.add(self._before, self._meaning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, ink.px(6), 0, ink.px(8))
        column.setSpacing(ink.px(4))
        for part in (self.field, under, self._ask):
            column.addWidget(part)
        self._under = under
        self.field.changed.connect(self.changed)

    def adopt(self, key: str) -> None:
        """Serve another patient's form from now on."""
        self.field.adopt(key)

    def show_row(self, row: AssessmentRow, meanings: tuple[tuple[str, str], ...]) -> None:
        """Draw the row's state; the levels say what they mean to a screen reader."""
        self.field.show_field(row.field)
        if isinstance(self.field.editor, Pills):
            self.field.editor.describe(dict(meanings))
        self._before.say(row.before)
        self._before.setVisible(bool(row.before))
        self._meaning.say(row.meaning)
        self._meaning.setVisible(bool(row.meaning))
        self._under.setVisible(bool(row.before or row.meaning))
        self._ask.say(row.ask)


class Assessment(ModuleWidget):
    """The assessment of function."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(texts, theme)
        ink = self.ink
        self._view: AssessmentView | None = None
        self._rows: dict[str, VariableRow] = {}
        self._heads: list[Words] = []
        self._extra: dict[str, FieldRow] = {}
        self._shape: tuple[object, ...] = ()
        self._sent = False
        """Signed just now; the next drawing tells whether it went well."""
        self._autosave = Autosave(self, self.wished.emit)
        self._title = Words(theme, "section", "ink", wrap=True)
        self._saved = Notice(ink, "check", "good", "ink2", "meta")
        self._before = Words(theme, "body", "ink2", wrap=True)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._more = QVBoxLayout()
        self._more.setSpacing(ink.px(12))
        self._tags: dict[Tone, TagLabel] = {
            tone: TagLabel(ink, tone, MARK_ICONS[tone])
            for tone in ("neutral", "good", "warn", "bad")
        }
        self._asks_title = Words(theme, "section", "ink", wrap=True)
        self._asks = Notice(ink, "help-circle-outline", "warn", "ink")
        self._profile_title = Words(theme, "section", "ink", wrap=True)
        self._profile = ProfileBars(ink)
        self._profile_note = Words(theme, "meta", "ink2", wrap=True)
        self._levels_title = Words(theme, "section", "ink", wrap=True)
        self._levels = LevelList(theme)
        self._buttons = self._make_buttons()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(theme, self._left(), self._right(), (540, 324), (380, 300)))

    def _make_buttons(self) -> SaveRow:
        row = SaveRow(self.ink)
        row.sign.connect(lambda: self._send(Save))
        row.draft.connect(lambda: self._send(SaveDraft))
        row.emptied.connect(lambda: self._send(Clear))
        return row

    def _left(self) -> Scroll:
        px, page = self.ink.px, QWidget()
        head = Flow(px(12), push=True)
        head.add(self._title, self._saved, *self._tags.values())
        column = self.column(page, 8)
        for part in (head, self._before):
            column.addWidget(part)
        column.addLayout(self._body)
        column.addLayout(self._more)
        column.addSpacing(px(6))
        column.addWidget(self._buttons)
        column.addStretch(1)
        return Scroll(page)

    def _right(self) -> Scroll:
        page = QWidget()
        column = self.column(page, 10)
        for part in (
            self._asks_title, self._asks, self._profile_title, self._profile, self._profile_note,
            self._levels_title, self._levels,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        return Scroll(page)

    def render(self, view: AssessmentView) -> None:  # type: ignore[override]
        if self._view is not None and self._view.form.form != view.form.form:
            self._autosave.flush()
            self._adopt(view.form.form)
        self._view = view
        self._title.say(view.title)
        self._saved.keep_room(view.form.room)
        self._saved.say(view.form.saved)
        self._before.say(view.before)
        for tone, tag in self._tags.items():
            tag.say(view.status if tone == view.status_tone else "")
        self._buttons.show_form(view.form)
        self._render_rows(view)
        self._asks_title.say(view.asks_title)
        self._asks_title.setVisible(bool(view.asks_title))
        self._asks.say("\n".join(view.asks))
        self._profile_title.say(view.profile_title)
        self._profile.show_bars(view.profile_title, view.profile)
        self._profile_note.say(view.profile_note)
        self._levels_title.say(view.levels_title)
        self._levels.show_levels(view.levels)
        if self._sent:
            self._sent = False
            self._show_outcome(view)

    def _show_outcome(self, view: AssessmentView) -> None:
        rows = [row.field for group in view.groups for row in group.rows]
        parts = {**{name: row.field for name, row in self._rows.items()}, **self._extra}
        head = None if view.asks else self._saved
        show_outcome((*rows, *view.extra), parts, head, self._buttons.named["sign"])

    def _adopt(self, form: str) -> None:
        for name, part in self._parts():
            part.adopt(f"field.{form}.{name}")

    def _parts(self) -> Iterator[tuple[str, VariableRow | FieldRow]]:
        yield from self._rows.items()
        yield from self._extra.items()

    def _render_rows(self, view: AssessmentView) -> None:
        shape = (
            tuple((group.heading, tuple(r.field.id for r in group.rows)) for group in view.groups),
            tuple((field.id, field.kind) for field in view.extra),
        )
        if shape != self._shape:
            self._shape = shape
            self._rebuild(view)
        for group in view.groups:
            for row in group.rows:
                self._rows[row.field.id].show_row(row, view.levels)
        for field in view.extra:
            self._extra[field.id].show_field(field)

    def _rebuild(self, view: AssessmentView) -> None:
        for gone in (*self._heads, *self._rows.values(), *self._extra.values()):
            gone.hide()
            gone.deleteLater()
        self._heads, self._rows, self._extra = [], {}, {}
        form = view.form.form
        for group in view.groups:
            head = Words(self.ink.theme, "label_large", "primary", text=group.heading, wrap=True)
            self._heads.append(head)
            self._body.addSpacing(self.ink.px(8))
            self._body.addWidget(head)
            for row in group.rows:
                name = row.field.id
                line = VariableRow(self.ink, f"field.{form}.{name}", row)
                line.changed.connect(self._edited)
                self._rows[name] = line
                self._body.addWidget(line)
        for field in view.extra:
            row_ = FieldRow(self.ink, f"field.{form}.{field.id}", field)
            row_.changed.connect(self._edited)
            self._extra[field.id] = row_
            self._more.addWidget(row_)

    def _edited(self, field: str, value: object) -> None:
        assert self._view is not None
        self._sent = False
        self._autosave.edited(self._view.form.form, field, value)

    def _send(self, command: type[Save] | type[SaveDraft] | type[Clear]) -> None:
        assert self._view is not None
        self._autosave.drop()
        self._sent = command is Save
        self.wished.emit(command(self._view.form.form))
