"""A trainer that answers with sample states and remembers what it was asked to do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.trainer import Change
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from tests.desktop import samples
from tests.desktop.record import samples as record_samples

PARTS = frozenset({"frame", "nav", "banner", "tasks", "card", "module", "status"})


class FakeTrainer:
    """``done`` holds the commands, ``asked`` the view states that were drawn.

    ``refuse`` is raised by the next command; ``met`` is the next news of the store.
    """

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.screen = "signin"
        self.done: list[object] = []
        self.asked: list[str] = []
        self.refuse: Exception | None = None
        self.met: list[Problem] = []
        self.ticks = 0
        self.left = False
        self.paused = False
        self.module_name = "timeline"
        self._listeners: list[Callable[[Change], None]] = []

    def do(self, command: object) -> Change:
        """Remember it, go where it leads, tell."""
        self.done.append(command)
        if self.refuse is not None:
            refused, self.refuse = self.refuse, None
            raise refused
        leads = {
            c.SignIn: "home", c.SignOut: "signin", c.StartRun: "play", c.ContinueRun: "play",
            c.FinishRun: "debrief", c.LeaveRun: "home", c.ShowDebrief: "debrief",
            c.StartRefresher: "refresher",
        }  # fmt: skip
        self.screen = leads.get(type(command), self.screen)
        if isinstance(command, c.Pause | c.Resume):
            self.paused = isinstance(command, c.Pause)
        return self.tell("screen") if type(command) in leads else self.tell(*PARTS)

    def news(self) -> list[Problem]:
        """As the real one."""
        told, self.met = self.met, []
        return told

    def tell(self, *parts: str) -> Change:
        """Say that these parts changed."""
        change = Change(frozenset(parts))
        for listener in list(self._listeners):
            listener(change)
        return change

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """As the real one."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def listeners(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def words(self, problem: Problem) -> str:
        return self.texts(f"problem.{problem.code}", **problem.params)

    def tick(self) -> Change:
        """Count it."""
        self.ticks += 1
        return self.tell("frame", "tasks")

    def leave(self) -> None:
        """The window has closed."""
        self.left = True

    def _answer(self, name: str, value: Any) -> Any:
        self.asked.append(name)
        return value

    def signin(self) -> Any:
        """Sample."""
        return self._answer("signin", samples.SIGNIN)

    def home(self) -> Any:
        """Sample."""
        return self._answer("home", samples.HOME)

    def frame(self) -> Any:
        """Sample; the pause is the only part that changes."""
        return replace(samples.FRAME, paused=self.paused)

    def nav(self) -> Any:
        """Sample."""
        return self._answer("nav", samples.NAV)

    def banner(self) -> Any:
        """Sample."""
        return self._answer("banner", samples.BANNER)

    def access(self) -> Any:
        """Nothing is asked."""
        return self._answer("access", None)

    def tasks(self) -> Any:
        """Sample."""
        return self._answer("tasks", samples.TASKS)

    def card(self) -> Any:
        """Sample."""
        return self._answer("card", samples.CALL)

    def rest(self) -> Any:
        """No break is held."""
        return None

    def stopped(self) -> Any:
        """Why going ahead stopped."""
        return self._answer("stopped", "")

    def feedback(self) -> Any:
        """Nothing new."""
        return self._answer("feedback", None)

    def lookback(self) -> Any:
        """Nobody looks back."""
        return None

    def sheet(self) -> Any:
        """Closed."""
        return self._answer("sheet", None)

    def module(self) -> Any:
        """Sample."""
        return self._answer("module", record_samples.ALL[self.module_name])

    def modules(self) -> tuple[str, ...]:
        """Nothing to build ahead."""
        return ()

    def status(self) -> Any:
        """Sample."""
        return self._answer("status", samples.WAITING)

    def refresher(self) -> Any:
        """Sample."""
        return self._answer("refresher", samples.CARD)

    def debrief(self) -> Any:
        """Sample."""
        return self._answer("debrief", samples.DEBRIEF)


REFUSED = Problem("person.none")
