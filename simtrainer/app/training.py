"""The training frame's commands on a run: calls and people, help, the clock, the end.

``Play`` builds on it, and adds the record's.
"""

from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.frame import may_skip, tasks_open
from simtrainer.app.session import Session
from simtrainer.base.problem import Problem
from simtrainer.engine.scoring import next_help

Parts = frozenset[str]
RECORD: Parts = frozenset({"frame", "nav", "banner", "access", "tasks", "card", "module"})
ACCESS: Parts = frozenset({"access"})
MODULE: Parts = frozenset({"module"})


class TrainingFrame:
    """A session, its desk and how it is drawn, as the frame around the record sees it."""

    session: Session
    desk: Desk
    draw: Drawing

    def keep_drafts(self) -> None:
        """Put all unsigned writing on the log."""
        for form in sorted(self.desk.forms.dirty):
            self._keep_draft(form)

    def _act(self, kind: str, **data: Any) -> Parts:
        self.session.act(kind, data)
        return RECORD

    def _keep_draft(self, form: str) -> None:
        values = {k: v for k, v in self.desk.forms.values(form).items() if v not in (None, "")}
        stored = self.session.history.drafts.fields.get(form, {})
        if values != stored and not self.session.history.finished:
            self.session.act("draft", {"form": form, "fields": values})
        self.desk.forms.dirty.discard(form)

    def _answer(self, command: c.AnswerCard) -> Parts:
        return self._act("answer", dialogue=command.card)

    def _postpone(self, command: c.PostponeCard) -> Parts:
        return self._act("wait", dialogue=command.card)

    def _choose(self, command: c.ChooseOnCard) -> Parts:
        if command.card.startswith("notice-"):
            return self._act("dismiss", notice=int(command.card.removeprefix("notice-")))
        return self._act("say", dialogue=command.card, choice=command.choice)

    def _help(self, command: c.AskHelp) -> Parts:
        check = command.check or self._current_check()
        level = next_help(self.session.history.helps.get(check, ()))
        self._act("help", check=check)
        self.desk.shown_help = f"{level}:{check}"
        return RECORD | {"help"}

    def _current_check(self) -> str:
        found = next((check.id for check in tasks_open(self.session.run) if check.task), "")
        if not found:
            raise Problem("help.nothing_open")
        return found

    def _pause(self, command: c.Pause) -> Parts:
        self.keep_drafts()
        self.session.hold()
        return RECORD

    def _resume(self, command: c.Resume) -> Parts:
        self.session.go_on()
        return RECORD

    def _skip(self, command: c.SkipAhead) -> Parts:
        if not may_skip(self.draw, self.desk):
            raise Problem("run.nothing_to_skip")
        self.keep_drafts()
        return self._act("skip", to=self.session.next_stop_ms())

    def _finish(self, command: c.FinishRun) -> Parts:
        self.keep_drafts()
        return self._act("finish")
