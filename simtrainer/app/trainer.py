"""The one door: commands in, change notices out, frozen view states on request.

Widgets, bots, the autopilot and the tests all use ``Trainer.do``. It knows no Qt, and nothing of
the record and the engine until somebody sits down: the page to sign in on is waited for.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from simtrainer.app import arrival as c
from simtrainer.app.about_pc import HANDLERS as ABOUT_PC
from simtrainer.app.about_pc import AboutPc
from simtrainer.app.entrance import Entrance
from simtrainer.app.looks import Look, Looks
from simtrainer.app.ports import Person
from simtrainer.app.present.entrance import signin
from simtrainer.app.seat import SeatViews
from simtrainer.app.stage import (
    EVERYTHING,
    LOOK,
    PLAY_PARTS,
    Change,
    Desktop,
    Listener,
    Screen,
    Showing,
)
from simtrainer.app.status_line import StatusLine
from simtrainer.app.views.entrance import SigninView, StatusView
from simtrainer.base.problem import Problem

if TYPE_CHECKING:
    from simtrainer.app.play import Play
    from simtrainer.app.sitting import Sitting

__all__ = ["EVERYTHING", "PLAY_PARTS", "Change", "Desktop", "Screen", "Trainer"]


class Trainer(AboutPc, SeatViews):
    """Everything behind the screen of one PC."""

    def __init__(self, desktop: Desktop) -> None:
        self._on = desktop
        self._looks = Looks(desktop.store, desktop.outfit, desktop.texts)
        self._showing = Showing()
        self._about(desktop)
        self._listeners: list[Listener] = []
        self._entrance = Entrance(desktop.roster, desktop.store, desktop.ids)
        self._line = StatusLine(desktop)
        self._unit = ""
        self._sitting: Sitting | None = None

    @property
    def look(self) -> Look:
        """How the screen looks now."""
        return self._looks.now

    @property
    def screen(self) -> Screen:
        """Which screen is shown."""
        return self._showing.screen

    @property
    def sitting(self) -> "Sitting | None":
        """The one who sits here, for the tests."""
        return self._sitting

    @property
    def play(self) -> "Play | None":
        """The run on the screen, for the autopilot and the tests."""
        return self._sitting.play if self._sitting is not None else None

    # The door ------------------------------------------------------------------------------

    def do(self, command: object) -> Change:
        """Carry out a wish. Raises ``Problem`` for people; the screen is unchanged then, save
        for the marks on a form that could not be signed."""
        handler = HANDLERS.get(type(command))
        if self._emptied:
            raise Problem("return.done")
        try:
            parts = handler(self, command) if handler is not None else self._seat().do(command)
        except Problem:
            if self.play is not None and self.screen == "play":
                self._tell(PLAY_PARTS)
            raise
        return self._tell(parts)

    def tick(self) -> Change:
        """Let time pass while playing."""
        parts = self._sitting.tick() if self._sitting is not None else frozenset()
        return self._tell(parts) if parts else Change(parts)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change; call the answer to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def delivered(self) -> Change:
        """The background delivery has ended, well or not; it may have brought new people."""
        self._line.sent()
        if self._sitting is None:
            self._entrance.renew()
        return self._tell(frozenset({"status", "home", "signin", "debrief", "return"}))

    def indexed(self) -> Change:
        """The index of the record's words, made in the background, is there."""
        return self._tell(frozenset({"module"} if self.screen == "play" else ()))

    def words(self, problem: Problem) -> str:
        """A problem in a person's words: what happened and what to do."""
        if self.play is not None:
            return self.play.draw.problem(problem)
        key = f"problem.{problem.code}"
        if not self.texts.has(key):
            return self.texts("ui.notice.unknown", code=problem.code)
        return self.texts(key, **problem.params)

    def news(self) -> list[Problem]:
        """What the store has met since the last call and nobody asked about."""
        return self._on.store.notices()

    def leave(self) -> None:
        """The window closes: writing is kept and the clock is stopped on disk."""
        if self._sitting is not None:
            self._sitting.leave()

    def _tell(self, parts: frozenset[str]) -> Change:
        change = Change(parts)
        for listener in list(self._listeners):
            listener(change)
        return change

    def _seat(self) -> "Sitting":
        if self._sitting is None:
            raise Problem("person.none")
        return self._sitting

    # Signing in and out --------------------------------------------------------------------

    def _choose_unit(self, command: c.ChooseUnit) -> frozenset[str]:
        self._unit = command.unit
        return frozenset({"signin"})

    def _sign_in(self, command: c.SignIn) -> frozenset[str]:
        return self._sit_down(*self._entrance.find(command.person))

    def _join(self, command: c.JoinAsGuest) -> frozenset[str]:
        return self._sit_down(*self._entrance.join(command.name, self._chosen()))

    def _chosen(self) -> str:
        """The unit that was chosen; where the list has one alone, nobody needs to choose."""
        units = self._entrance.units()
        return units[0].id if len(units) == 1 else self._unit

    def _bring(self, command: c.BringRun) -> frozenset[str]:
        return self._sit_down(*self._entrance.find(self._on.carrier.bring(command.path)))

    def _sit_down(self, unit: str, person: Person) -> frozenset[str]:
        from simtrainer.app.sitting import Sitting

        if self._sitting is not None:
            self._sitting.leave_run()
        self._unit = unit
        place = unit, self._entrance.unit_name(unit)
        self._sitting = Sitting(self._on, self._showing, self._line, place, person, self.texts)
        return self._go("home") | self._restyled(self._looks.enter(person.code))

    def _sign_out(self, command: c.SignOut) -> frozenset[str]:
        if self._sitting is not None:
            self._sitting.leave_run()
            self._sitting = None
        self._entrance.renew()
        return self._go("signin") | self._restyled(self._looks.leave())

    # Settings and results ------------------------------------------------------------------

    def _set_look(self, command: c.SetLook) -> frozenset[str]:
        person = self._sitting.person.code if self._sitting is not None else ""
        return frozenset({"settings"}) | self._restyled(self._looks.choose(person, command))

    def _restyled(self, changed: bool) -> frozenset[str]:
        """What is drawn already, said again in the words that hold now."""
        if not changed:
            return frozenset()
        if self._sitting is not None:
            self._sitting.speak(self.texts)
        return EVERYTHING | LOOK

    def _send(self, command: c.SendResults) -> frozenset[str]:
        if self._on.deliver is None:
            raise Problem("upload.not_enrolled")
        self._line.send()
        self._on.deliver()
        return frozenset({"status"})

    # View states ---------------------------------------------------------------------------

    def status(self) -> StatusView:
        """The bottom line."""
        person = self._sitting.person.name if self._sitting is not None else ""
        return self._line.view(self.texts, person)

    def signin(self) -> SigninView:
        """The sign-in screen."""
        on, chosen = self._on, self._chosen()
        lent = on.pc is not None
        return signin(self.texts, self._entrance, chosen, on.purpose, self.status(), lent)


Handler = Callable[[Trainer, Any], frozenset[str]]
HANDLERS: Mapping[type, Handler] = {
    **ABOUT_PC,
    c.SetLook: Trainer._set_look,
    c.ChooseUnit: Trainer._choose_unit,
    c.SignIn: Trainer._sign_in,
    c.JoinAsGuest: Trainer._join,
    c.SignOut: Trainer._sign_out,
    c.BringRun: Trainer._bring,
    c.SendResults: Trainer._send,
}
