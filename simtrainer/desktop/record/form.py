"""The form: any entry type's fields, with autosave and the buttons to sign, save and clear.

Signals: ``wished(object)`` with ``Edit``, ``SaveDraft``, ``ChangeType``, ``Save`` and ``Clear``.
Object names: ``field.<form>.<field>``, ``type.<form>``, ``sign.<form>``, ``draft.<form>``,
``clear.<form>``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from simtrainer.app.commands import ChangeType, Clear, Save, SaveDraft
from simtrainer.app.views.record import FieldView, FormView
from simtrainer.desktop.kit.spoken import announce
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.record.autosave import Autosave
from simtrainer.desktop.record.fields import editor_shape, make_editor
from simtrainer.desktop.record.ink import Ink
from simtrainer.desktop.record.save_row import SaveRow
from simtrainer.desktop.record.wrap import FieldBoard, Flow, Groups

TYPE = "type"
"""The field id of the type selector; real fields come from packs and never use it."""


class Notice(QWidget):
    """One line of words with an icon: an error under its field, or that a draft was saved.

    A screen reader says it as it comes; each minute's "saved" only once.
    """

    spoken_as = "words"

    def __init__(self, ink: Ink, icon: str, tone: str, words: str, role: str = "text") -> None:
        super().__init__()
        self._ink, self._icon, self._tone, self._words, self._role = ink, icon, tone, words, role
        self._text = self._told = self._room = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def say(self, text: str) -> None:
        """Show these words, or nothing."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()
            if text and text != self._told:
                self._told = text
                announce(self, text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says."""
        return self._text

    def keep_room(self, words: str) -> None:
        """Take the room that these words would, whatever is said and while nothing is: what
        stands beside and below stays where it is."""
        if words != self._room:
            self._room = words
            policy = self.sizePolicy()
            policy.setRetainSizeWhenHidden(bool(words))
            self.setSizePolicy(policy)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = width - self._ink.px(24)
        words = (self._text, self._room)
        tall = max(self._ink.block(text, self._role, inner).height for text in words)
        return tall + self._ink.px(2)

    def sizeHint(self) -> QSize:
        words = (self._text, self._room)
        wide = max(self._ink.width(text, self._role) for text in words) + self._ink.px(25)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._ink.px(100), self._ink.line(self._role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._ink
        block = ink.block(self._text, self._role, self.width() - ink.px(24))
        middle = QPoint(ink.px(9), ink.line(self._role) // 2 + 1)
        ink.icon(painter, self._icon, middle, self._tone, 18)
        block.draw(painter, ink.px(24), 0, ink.color(self._words))


class FieldRow(QWidget):
    """Label with the plain question beside it, editor, and the error under it."""

    seen_whole = True
    changed = Signal(str, object)

    def __init__(self, ink: Ink, key: str, field: FieldView) -> None:
        super().__init__()
        self._id = field.id
        self._name = field.label
        self.shape = editor_shape(field)
        self.editor = make_editor(ink, key, field)
        self._label = Words(ink.theme, "label", "ink", wrap=True)
        self._question = Words(ink.theme, "text", "ink2", wrap=True)
        self._error = Notice(ink, "alert-circle-outline", "bad", "bad")
        head = Flow(ink.px(8))
        head.add(self._label, self._question)
        self._head = head
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ink.px(4))
        for part in (head, self.editor, self._error):
            column.addWidget(part)
        self.editor.changed.connect(self._changed)  # type: ignore[attr-defined]

    def _changed(self, value: object) -> None:
        self.changed.emit(self._id, value)

    def adopt(self, key: str) -> None:
        """Serve another form from now on."""
        self.editor.adopt(key)  # type: ignore[attr-defined]

    def said(self, key: str) -> str:
        """What the field is called, without the question beside it."""
        return self._name

    def show_field(self, field: FieldView) -> None:
        """Draw the field's state."""
        self._name = field.label
        self._label.say(field.label)
        self._question.say(field.question)
        self._question.setVisible(bool(field.question))
        self._head.setVisible(bool(field.label or field.question))
        self._error.say(field.error)
        self.editor.show_field(field)  # type: ignore[attr-defined]
        self.editor.setAccessibleDescription(field.error)


class Form(QWidget):
    """The form widget. ``head`` draws the title; ``push`` sends the last button to the right;
    ``wide`` makes the buttons large and leaves them to the panel, which shows ``buttons`` at its
    bottom, always in sight."""

    wished = Signal(object)

    def __init__(
        self, ink: Ink, *, head: bool = True, push: bool = True, wide: bool = False
    ) -> None:
        super().__init__()
        self._ink = ink
        self.clear_wish: Callable[[], object] | None = None
        """What the last button wishes instead of ``Clear``: a panel closes."""
        self._view: FormView | None = None
        self._rows: dict[str, FieldRow] = {}
        self._shape: tuple[object, ...] = ()
        self._touched = False
        """Something was written since the last drawing, so the view alone does not tell what the
        editors hold."""
        self._sent = False
        """Signed just now; the next drawing tells whether it went well."""
        self._autosave = Autosave(self, self.wished.emit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(ink.px(12))
        self._title = Words(ink.theme, "section", "ink", wrap=True)
        self._saved = Notice(ink, "check", "good", "ink2", "meta")
        self._note = Words(ink.theme, "meta", "ink2", wrap=True)
        self._warning = Notice(ink, "alert-outline", "bad", "bad")
        self._body = FieldBoard(ink.px(12), ink.px(300))
        self._head = self._make_head()
        self._column.addWidget(self._head)
        self._head.setVisible(head)
        self._column.addWidget(self._warning)
        self._column.addWidget(self._body)
        self._column.addWidget(self._note)
        self.buttons = SaveRow(ink, large=wide, push=push, grow=wide)
        self.buttons.sign.connect(self._sign)
        self.buttons.draft.connect(self._save_draft)
        self.buttons.emptied.connect(self._clear)
        self._autosave.belongs(self.buttons)
        if not wide:
            self._column.addSpacing(ink.px(6))
            self._column.addWidget(self.buttons)

    def _make_head(self) -> QWidget:
        head = Flow(self._ink.px(8), push=True)
        head.add(self._title, self._saved)
        return head

    def leave(self) -> None:
        """Save what waits: the form is about to go away."""
        self._autosave.flush()

    def show_or_leave(self, view: FormView | None, pane: QWidget) -> None:
        """Draw the form in its pane; without one the pane goes away and what waits is saved."""
        if view is not None:
            self.render(view)
        elif not pane.isHidden():
            self.leave()
        pane.setVisible(view is not None)

    def render(self, view: FormView) -> None:  # type: ignore[override]
        """Draw the form's state; the field being written in keeps focus and cursor."""
        if view == self._view and not self._touched:
            return
        self._touched = False
        if self._view is not None and view.form != self._view.form:
            self._autosave.flush()
            self._adopt(view.form)
        if self._view is not None and (view.form, view.title) != (
            self._view.form,
            self._view.title,
        ):
            bring_into_view(self._head)  # another thing is written now, or about somebody else
        self._view = view
        self._title.say(view.title)
        self._saved.keep_room(view.room)
        self._saved.say(view.saved)
        self._warning.say(view.warning)
        self._note.say(view.note)
        self._note.setVisible(bool(view.note))
        self.buttons.show_form(view)
        fields = tuple(_with_type(view))
        shape = tuple((editor_shape(field), field.half) for field in fields)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(view.form, fields)
        for field in fields:
            self._rows[field.id].show_field(field)
        if self._sent:
            self._sent = False
            self._show_outcome(view)

    def _show_outcome(self, view: FormView) -> None:
        head = None if view.warning else self._head
        show_outcome(view.fields, self._rows, head, self.buttons.named["sign"])

    def _adopt(self, form: str) -> None:
        """Another form, often the same one for another patient: the editors serve it too, but
        none keeps text or undo history."""
        for name, row in self._rows.items():
            row.adopt(_key(form, name))

    def _rebuild(self, form: str, fields: Sequence[FieldView]) -> None:
        kept: dict[str, FieldRow] = {}
        for field in fields:
            row = self._rows.pop(field.id, None)
            if row is not None and row.shape != editor_shape(field):
                self._drop(row)
                row = None
            kept[field.id] = row or self._make_row(form, field)
        for gone in self._rows.values():
            self._drop(gone)
        self._rows = kept
        self._lay_out(fields)

    def _drop(self, row: FieldRow) -> None:
        row.hide()
        row.deleteLater()

    def _make_row(self, form: str, field: FieldView) -> FieldRow:
        row = FieldRow(self._ink, _key(form, field.id), field)
        row.changed.connect(self._edited)
        return row

    def _lay_out(self, fields: Sequence[FieldView]) -> None:
        """Pair half fields up and let Tab follow the eye."""
        self._body.regroup(pair_up(fields, self._rows))
        for before, after in pairwise(self._rows[field.id].editor for field in fields):
            QWidget.setTabOrder(before, after)

    # Wishes

    def _edited(self, field: str, value: object) -> None:
        assert self._view is not None
        self._touched, self._sent = True, False
        if field == TYPE:
            self._autosave.flush()
            self.wished.emit(ChangeType(self._view.form, str(value)))
        else:
            self._autosave.edited(self._view.form, field, value)

    def _sign(self) -> None:
        assert self._view is not None
        self._autosave.drop()
        self._sent = True
        self.wished.emit(Save(self._view.form))
        if self._sent and any(field.error for field in self._view.fields):
            self._show_outcome(self._view)  # as wrong as before: nothing was drawn anew

    def _save_draft(self) -> None:
        assert self._view is not None
        self._autosave.drop()
        self.wished.emit(SaveDraft(self._view.form))

    def _clear(self) -> None:
        assert self._view is not None
        self._autosave.drop()
        wish = self.clear_wish() if self.clear_wish else Clear(self._view.form)
        self.wished.emit(wish)


def show_outcome(
    fields: Iterable[FieldView], parts: Mapping[str, QWidget], head: QWidget | None, sign: QWidget
) -> None:
    """What could not be signed shows what is wrong; else the head, which says it is done. None for
    a head while something else is asked. The focus, which is on the button below, goes along: to
    what is to be mended, or to where the next is written."""
    fields = list(fields)
    wrong = next((parts[field.id] for field in fields if field.error), None)
    shown = wrong or head
    if shown is None:
        return
    bring_into_view(shown)
    first = wrong or next((parts[field.id] for field in fields), None)
    if first is not None and sign.hasFocus():
        _stop(first).setFocus(Qt.FocusReason.TabFocusReason)


def _stop(row: QWidget) -> QWidget:
    """Where Tab lands in a row: on its editor, or on one of the choices that it consists of."""
    editor: QWidget = row.editor  # type: ignore[attr-defined]
    own = (editor, *(part for part in editor.children() if isinstance(part, QWidget)))
    tab = Qt.FocusPolicy.TabFocus
    return next((part for part in own if part.focusPolicy() & tab), editor)


def bring_into_view(part: QWidget) -> None:
    """Scroll to a part once the page has found its new shape."""

    def scroll() -> None:
        area = part.parentWidget() if part.isVisible() else None
        while area is not None:
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(part)
            area = area.parentWidget()

    QTimer.singleShot(0, part, scroll)


def _key(form: str, field: str) -> str:
    return f"{TYPE}.{form}" if field == TYPE else f"field.{form}.{field}"


def _with_type(view: FormView) -> Iterator[FieldView]:
    """The fields, with the type selector first where there is a choice."""
    if len(view.types) > 1:
        first = view.fields[0] if view.fields else None
        yield FieldView(
            id=TYPE,
            kind="choice",
            label=view.type_label,
            question="",
            value=view.type,
            options=view.types,
            half=first is not None and first.half and _odd_halves(view.fields),
        )
    yield from view.fields


def _odd_halves(fields: Sequence[FieldView]) -> bool:
    """Whether the first run of half fields leaves one over that the selector can stand beside."""
    count = 0
    for field in fields:
        if not field.half:
            break
        count += 1
    return count % 2 == 1


def pair_up(fields: Sequence[FieldView], rows: Mapping[str, FieldRow]) -> Groups:
    """The rows of a form: half fields two by two, the rest alone."""
    return [
        [(rows[field.id], _stretch(field, group)) for field in group] for group in _pairs(fields)
    ]


def _stretch(field: FieldView, group: Sequence[FieldView]) -> int:
    """A short field beside a long one takes a third of the row."""
    short = ("time", "date", "number")
    mixed = len({other.kind in short for other in group}) > 1
    return 5 if mixed and field.kind in short else 9


def _pairs(fields: Sequence[FieldView]) -> Iterator[tuple[FieldView, ...]]:
    """Half fields two by two, the rest alone."""
    waiting: FieldView | None = None
    for field in fields:
        if waiting is not None and field.half:
            yield (waiting, field)
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
            waiting = None
        if field.half:
            waiting = field
        else:
            yield (field,)
    if waiting is not None:
        yield (waiting,)
