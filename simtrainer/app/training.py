"""The training frame's commands on a run: calls and people, help, the clock, the end.

``Play`` builds on it, and adds the record's.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.breaks import break_due, hand_free
from simtrainer.app.derived import all_shown
from simtrainer.app.desk import Desk
from simtrainer.app.modes import rules
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.frame import may_skip, tasks_open
from simtrainer.app.session import Session
from simtrainer.base.problem import Problem
from simtrainer.engine.scoring import next_help
from simtrainer.engine.signs import noticed

Parts = frozenset[str]
RECORD: Parts = frozenset({
    "frame", "nav", "banner", "access", "tasks", "card", "module", "feedback", "sheet",
})  # fmt: skip
SHEET: Parts = frozenset({"sheet", "frame", "status"})
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

    def tick(self) -> bool:
        """Let time pass; writing that the disk refused is tried again. True when something
        happened. Raises ``Problem``."""
        happened = self.session.tick()
        if self.desk.refused:
            self.desk.refused = False
            self.keep_drafts()
        return happened

    def touched(self) -> None:
        """Something was pressed or written just now, whatever came of it."""
        self.desk.wished_ms = self.session.now_ms

    def may_break(self) -> bool:
        """Between two chapters, where nothing is under way and a hand is free, all stands still for
        a while. True where that has just begun."""
        if not rules(self.session.info.mode).breaks or self.desk.forms.dirty or self.desk.dose:
            return False
        now_ms = self.session.now_ms
        chapter = break_due(self.session.run, now_ms)
        if not chapter or not hand_free(self.session.run, now_ms, self.desk.wished_ms):
            return False
        self.session.hold()
        self.desk.break_before = chapter
        return True

    def end_if_shown(self) -> None:
        """A test is over when all has been shown."""
        now = self.session.history
        if rules(self.session.info.mode).test and not now.finished and all_shown(now):
            self.keep_drafts()
            self.session.act("finish", {})

    def _act(self, kind: str, **data: Any) -> Parts:
        self.session.act(kind, data)
        return RECORD

    def _observe(self, command: c.Observe) -> Parts:
        return self._act("observe", observation=command.observation)

    def _keep_draft(self, form: str) -> None:
        values = {k: v for k, v in self.desk.forms.values(form).items() if v not in (None, "")}
        stored = self.session.history.drafts.fields.get(form, {})
        if values != stored and not self.session.history.finished:
            try:
                self.session.act("draft", {"form": form, "fields": values})
            except Problem as problem:
                self.desk.refused |= problem.retry
                raise
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
        if not rules(self.session.info.mode).help:
            raise Problem("help.none_here")
        check = command.check or self._current_check()
        level = next_help(self.session.history.helps.get(check, ()))
        self._act("help", check=check)
        self.desk.sheet = False
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
        self.desk.break_before = ""
        return RECORD

    def _freeze(self, command: c.FreezeTime) -> Parts:
        return self._act("freeze")

    def _thaw(self, command: c.ThawTime) -> Parts:
        return self._act("thaw")

    def _open_sheet(self, command: c.OpenSheet) -> Parts:
        self.desk.sheet, self.desk.flagged, self.desk.shared = True, False, False
        return SHEET

    def _close_sheet(self, command: c.CloseSheet) -> Parts:
        self.desk.sheet = False
        return SHEET

    def _hand(self, command: c.RaiseHand) -> Parts:
        return self._act("hand", up=command.up) | SHEET

    def _flag(self, command: c.FlagStep) -> Parts:
        current = next((check.id for check in tasks_open(self.session.run) if check.task), "")
        self.keep_drafts()
        self.session.act("flag", {"text": command.text, "task": current})
        self.desk.flagged, self.desk.shared = True, False
        return SHEET

    def _share(self, command: c.ShareFlag) -> Parts:
        """Raises ``Problem("flag.none")`` where there is no word, or it has gone already."""
        if rules(self.session.info.mode).reported or not self.desk.flagged or self.desk.shared:
            raise Problem("flag.none")
        self.desk.shared = True
        return SHEET

    def _close_feedback(self, command: c.CloseFeedback) -> Parts:
        self.desk.feedback_read = len(self.session.run.log)
        return RECORD

    def _skip(self, command: c.SkipAhead) -> Parts:
        """On to the first thing that the screen has a sign of: what turned out not to happen is
        no reason to stop."""
        if not may_skip(self.draw, self.desk):
            raise Problem("run.nothing_to_skip")
        self.keep_drafts()
        run = self.session.run
        first = len(run.log)
        while may_skip(self.draw, self.desk):
            self.session.act("skip", {"to": self.session.next_stop_ms()})
            if any(noticed(run.program, event) for event in run.log[first:]):
                break
        self.desk.stopped_at = run.log[first:]
        return RECORD

    def _finish(self, command: c.FinishRun) -> Parts:
        self.keep_drafts()
        return self._act("finish")


FRAME: Mapping[type, Callable[[Any, Any], Parts]] = {
    c.AnswerCard: TrainingFrame._answer,
    c.PostponeCard: TrainingFrame._postpone,
    c.ChooseOnCard: TrainingFrame._choose,
    c.AskHelp: TrainingFrame._help,
    c.CloseFeedback: TrainingFrame._close_feedback,
    c.FreezeTime: TrainingFrame._freeze,
    c.ThawTime: TrainingFrame._thaw,
    c.RaiseHand: TrainingFrame._hand,
    c.FlagStep: TrainingFrame._flag,
    c.ShareFlag: TrainingFrame._share,
    c.OpenSheet: TrainingFrame._open_sheet,
    c.CloseSheet: TrainingFrame._close_sheet,
    c.Pause: TrainingFrame._pause,
    c.Resume: TrainingFrame._resume,
    c.SkipAhead: TrainingFrame._skip,
    c.FinishRun: TrainingFrame._finish,
}
"""Commands of the frame to their handlers."""
