"""What is offered after a run: short refreshers, three quick questions, and one's own data.

Used on home and in the debrief. Each card hides where it has nothing to show.
"""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from simtrainer.app.commands import (
    AnswerQuestion,
    AskErasure,
    SendSurvey,
    StartRefresher,
    TakeBackErasure,
)
from simtrainer.app.views.practice import (
    OwnDataView,
    RefresherRow,
    SurveyQuestion,
    SurveyView,
)
from simtrainer.base.text import Texts
from simtrainer.desktop.kit.button import Button
from simtrainer.desktop.kit.field import line_field
from simtrainer.desktop.kit.frames import Rule, Surface, clear, column, fold, row
from simtrainer.desktop.kit.marks import IconMark
from simtrainer.desktop.kit.segments import Segments
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme


class RefreshersCard(Surface):
    """One row per competence goal, with its button ``refresh.<goal>``."""

    def __init__(
        self, theme: Theme, texts: Texts, wished: SignalInstance, title: str, note: str
    ) -> None:
        super().__init__(theme)
        self._theme, self._texts, self._wished = theme, texts, wished
        self._shown: tuple[RefresherRow, ...] | None = None
        inside = column(self, theme.px(8), theme.px(22))
        inside.addWidget(Words(theme, "section", text=title, wrap=True))
        self._list = column()
        inside.addLayout(self._list)
        inside.addWidget(Words(theme, "text", "ink2", text=note, wrap=True))
        inside.addStretch(1)

    def show_rows(self, rows: tuple[RefresherRow, ...]) -> None:
        """List these."""
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        clear(self._list)
        for number, view in enumerate(rows):
            if number:
                self._list.addWidget(Rule(self._theme))
            self._list.addWidget(self._row(view))

    def _row(self, view: RefresherRow) -> QWidget:
        theme, made = self._theme, QWidget()
        line = row(made, theme.px(14))
        line.setContentsMargins(0, theme.px(10), 0, theme.px(10))
        line.addWidget(IconMark(theme, "lightbulb-outline", "primary", 24))
        words = column()
        words.addWidget(Words(theme, "label_large", text=view.title, wrap=True))
        words.addWidget(Words(theme, "text", "ink2", text=view.detail, wrap=True))
        line.addLayout(words, 1)
        start = Button(theme, "outlined", f"refresh.{view.goal}", view.action)
        named = self._texts("ui.refresher.start_named", action=view.action, title=view.title)
        start.setAccessibleName(named)
        start.asks(self._wished, StartRefresher(view.goal))
        line.addWidget(start)
        return made


class _Question(QWidget):
    """A question beside its choices."""

    def __init__(self, theme: Theme, wished: SignalInstance, question: SurveyQuestion) -> None:
        super().__init__()
        self._gap = theme.px(8)
        self._line: QBoxLayout = row(self, self._gap)
        self._label = Words(theme, "body", text=question.label, wrap=True)
        self._line.addWidget(self._label, 1)
        self._choices = Segments(theme, f"survey.{question.id}", question.label)
        self._choices.chosen.connect(lambda v: wished.emit(AnswerQuestion(question.id, v)))
        self._line.addWidget(self._choices)

    def show_question(self, question: SurveyQuestion) -> None:
        self._choices.show_options(question.choices, question.chosen)

    def beside(self) -> int:
        """The room that the question takes in one line, with its choices beside it."""
        both = self._label.sizeHint().width() + self._choices.minimumSizeHint().width()
        return both + self._gap

    def fold(self, folded: bool) -> None:
        """The choices below the question and near it, or beside it."""
        self._line.setSpacing(self._gap // 2 if folded else self._gap)
        fold(self._line, folded)


class SurveyCard(Surface):
    """Three questions, a line for more, and what becomes of the answers."""

    def __init__(self, theme: Theme, texts: Texts, wished: SignalInstance) -> None:
        super().__init__(theme)
        self._theme, self._wished = theme, wished
        self._questions: dict[str, _Question] = {}
        self._inside = column(self, theme.px(10), theme.px(22))
        self._inside.addWidget(Words(theme, "section", text=texts("ui.debrief.survey"), wrap=True))
        self._thanks = Words(theme, "body", "ink2", wrap=True)
        self._inside.addWidget(self._thanks)
        self._asked = QWidget()
        self._inside.addWidget(self._asked)
        asked = column(self._asked, theme.px(8))
        self._list = column(gap=theme.px(8))
        asked.addLayout(self._list)
        asked.addSpacing(theme.px(6))
        label = row(gap=theme.px(6))
        more = texts("ui.debrief.survey.more")
        label.addWidget(Words(theme, "label", text=more))
        label.addWidget(Words(theme, "text", "ink2", text=texts("ui.debrief.survey.optional")), 1)
        label.addStretch(1)
        asked.addLayout(label)
        self._comment = line_field(theme, "survey.comment", more, 500)
        asked.addWidget(self._comment)
        asked.addLayout(self._foot(texts))
        self._inside.addStretch(1)

    def _foot(self, texts: Texts) -> QBoxLayout:
        foot = row(gap=self._theme.px(12))
        send = Button(self._theme, "outlined", "survey.send", texts("ui.debrief.survey.send"))
        send.clicked.connect(lambda: self._wished.emit(SendSurvey(self._comment.text())))
        self._comment.returnPressed.connect(send.click)
        foot.addWidget(send)
        right = Qt.AlignmentFlag.AlignRight
        note = texts("ui.debrief.survey.note")
        foot.addWidget(Words(self._theme, "meta", "ink2", text=note, wrap=True, align=right), 1)
        return foot

    def show_survey(self, view: SurveyView | None) -> None:
        """Ask, or say thanks."""
        self.setVisible(view is not None)
        if view is None:
            return
        self._asked.setVisible(bool(view.questions))
        self._thanks.setVisible(bool(view.thanks))
        self._thanks.say(view.thanks)
        for question in view.questions:
            if question.id not in self._questions:
                made = _Question(self._theme, self._wished, question)
                self._questions[question.id] = made
                self._list.addWidget(made)
            self._questions[question.id].show_question(question)
        self._fit()

    def forget(self) -> None:
        """The next person starts with an empty line."""
        self._comment.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All choices below their questions where one of them has no room beside it."""
        margins, questions = self._inside.contentsMargins(), self._questions.values()
        room = self.width() - margins.left() - margins.right()
        folded = any(question.beside() > room for question in questions)
        self._list.setSpacing(self._theme.px(14 if folded else 8))
        for question in questions:
            question.fold(folded)


class _Sure(Surface):
    """Asks once more before anything is asked to be erased; the focus is on the safe answer.
    Signals: ``answered(bool)``; Escape is no."""

    answered = Signal(bool)
    seen_whole = True
    """Both answers are scrolled into sight with the one that has the focus."""

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__(theme, "warn_t", "warn_l")
        inside = column(self, theme.px(10), theme.px(14))
        for role, key in (("body_strong", "sure"), ("text", "sure.what")):
            inside.addWidget(Words(theme, role, "ink", text=texts(f"ui.own.{key}"), wrap=True))
        self._no = Button(theme, "outlined", "own.erase.no", texts("ui.own.sure.no"))
        self._no.clicked.connect(lambda: self.answered.emit(False))
        yes = Button(theme, "outlined", "own.erase.yes", texts("ui.own.sure.yes"))
        yes.clicked.connect(lambda: self.answered.emit(True))
        inside.addWidget(self._no)
        inside.addWidget(yes)
        self.hide()

    def ask(self) -> None:
        """Be there."""
        self.show()
        self._no.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answered.emit(False)
            return
        super().keyPressEvent(event)


class OwnDataCard(Surface):
    """What is stored about the person, a copy to take along, and a wish to have it erased, which
    is asked about once more and can be taken back.

    Signals: ``copy_wanted()``.
    """

    copy_wanted = Signal()

    def __init__(self, theme: Theme, texts: Texts, wished: SignalInstance) -> None:
        super().__init__(theme)
        self._theme, self._wished = theme, wished
        self._view: OwnDataView | None = None
        inside = column(self, theme.px(12), theme.px(22))
        inside.addWidget(Words(theme, "section", text=texts("ui.own.heading"), wrap=True))
        self._list = column(gap=theme.px(6))
        inside.addLayout(self._list)
        copy = Button(theme, "outlined", "own.copy", texts("ui.own.copy"), icon="download")
        copy.clicked.connect(self.copy_wanted)
        self._erase = Button(theme, "outlined", "own.erase", texts("ui.own.erase"))
        self._about = Words(theme, "text", "ink2", text=texts("ui.own.erase.about"), wrap=True)
        self._sure = _Sure(theme, texts)
        self._erase.clicked.connect(self._ask)
        self._sure.answered.connect(self._answered)
        self._back = Button(theme, "outlined", "own.back", texts("ui.own.back"), icon="undo")
        self._back.asks(wished, TakeBackErasure())
        self._late = Words(theme, "text", "ink2", text=texts("ui.own.back.about"), wrap=True)
        for part in (copy, self._erase, self._about, self._sure, self._back, self._late):
            inside.addWidget(part)
        inside.addStretch(1)

    def show_own(self, view: OwnDataView | None) -> None:
        """Write the sentences."""
        self.setVisible(view is not None)
        if view == self._view:
            return
        self._view = view
        self._stand(asking=False)
        clear(self._list)
        for line in view.lines if view is not None else ():
            self._list.addWidget(Words(self._theme, "body", "ink2", text=line, wrap=True))

    def _stand(self, *, asking: bool) -> None:
        """With the button, with the question, or with the way back."""
        asked = self._view is not None and self._view.asked
        back = self._view is not None and self._view.may_take_back
        came_from = self._erase.hasFocus() or self._back.hasFocus()
        for part, seen in (
            (self._erase, not asked and not asking), (self._about, not asked and not asking),
            (self._back, back), (self._late, back),
        ):  # fmt: skip
            part.setVisible(seen)
        if not asking:
            self._sure.hide()
        if came_from and not asking:
            (self._back if back else self._erase).setFocus(Qt.FocusReason.TabFocusReason)

    def _ask(self) -> None:
        self._sure.ask()
        self._stand(asking=True)

    def _answered(self, yes: bool) -> None:
        self._stand(asking=False)
        self._erase.setFocus(Qt.FocusReason.TabFocusReason)
        if yes:
            self._wished.emit(AskErasure())
