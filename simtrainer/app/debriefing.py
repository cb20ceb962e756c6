"""What is told of one run that is over: the debrief, and the record as it was at a moment of it."""

from collections.abc import Callable, Mapping
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.lookback import PARTS, Lookback
from simtrainer.app.modes import last_before
from simtrainer.app.play import Play
from simtrainer.app.present.debrief import debrief
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.stage import Desktop
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.shell import DebriefView, Verdict
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts


class Debriefing:
    """One run. ``person`` is (name, initials, unit) of the one who played it."""

    def __init__(
        self, on: Desktop, play: Play, person: tuple[str, str, str], texts: Texts, line: StatusView
    ) -> None:
        self._on, self.play, self._person = on, play, person
        self._lookback: Lookback | None = None
        self._expert = play.expert()
        self.speak(texts, line)

    def speak(self, texts: Texts, line: StatusView) -> None:
        """Tell it in this language from now on."""
        self._texts = texts
        info = self.play.session.info
        until = self.play.finished_at or info.finished_at
        clock = self._on.clock
        self.view: DebriefView = debrief(
            Drawing(texts, self.play.session.history),
            info,
            self._expert,
            last_before(self._on.store.runs(info.person), info, until),
            self._person,
            line,
            self.play.session.run,
            (clock.local_of(info.started_at), clock.local_of(until or info.started_at)),
        )
        if self._lookback is not None:
            self._lookback.speak(self._verdict(self._lookback.check), texts)

    def lookback(self) -> LookbackView | None:
        """The record as it was, while it is looked at."""
        return None if self._lookback is None else self._lookback.view()

    def do(self, command: object) -> frozenset[str]:
        """Carry out a command about the debrief, or about the record that is looked at. Raises
        ``Problem("run.none")`` where none is."""
        handler = HANDLERS.get(type(command))
        if handler is not None:
            handler(self, command)
            return PARTS
        if self._lookback is None:
            raise Problem("run.none")
        return self._lookback.do(command)

    def _look(self, command: c.LookBack) -> None:
        verdict = self._verdict(command.check)
        self._lookback = Lookback(self._on, self.play, verdict, self._texts)

    def _leave(self, command: c.LeaveLookback) -> None:
        self._lookback = None

    def _verdict(self, check: str) -> Verdict:
        found = next((v for v in self.view.verdicts if v.check == check), None)
        if found is None:
            raise Problem("record.no_check", check=check)
        return found


HANDLERS: Mapping[type, Callable[[Debriefing, Any], None]] = {
    c.LookBack: Debriefing._look,
    c.LeaveLookback: Debriefing._leave,
}
