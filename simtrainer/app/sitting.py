"""One person's time at this PC, from signing in to signing out: home, runs, debriefs, refreshers.

It is made when somebody sits down. Until then nothing of the record or the engine is imported, so
that the page to sign in on need not wait for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from simtrainer.app import commands as c
from simtrainer.app.debriefing import Debriefing
from simtrainer.app.derived import program_for
from simtrainer.app.home_views import HomeViews
from simtrainer.app.journey import HANDLERS as JOURNEY
from simtrainer.app.journey import Journey
from simtrainer.app.modes import rules
from simtrainer.app.outgoing import WORDS, pass_on
from simtrainer.app.play import Play
from simtrainer.app.ports import Person, RunInfo
from simtrainer.app.present import home as home_page
from simtrainer.app.present import route as way
from simtrainer.app.present.journey import refresher, refresher_rows, survey
from simtrainer.app.run_views import RunViews
from simtrainer.app.stage import EVERYTHING, PLAY_PARTS, Desktop, Showing
from simtrainer.app.status_line import StatusLine
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.journey import RefresherView
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.shell import DebriefView
from simtrainer.base.problem import Problem, Problems
from simtrainer.base.text import Texts
from simtrainer.engine.program import MINUTE_MS


class Sitting(RunViews, HomeViews):
    """``unit`` is (its id, its name); ``texts`` is how the screen speaks now."""

    def __init__(
        self,
        on: Desktop,
        showing: Showing,
        line: StatusLine,
        unit: tuple[str, str],
        person: Person,
        texts: Texts,
    ) -> None:
        self._on, self._showing, self._line = on, showing, line
        self._unit, self._unit_name = unit
        self.person = person
        self.texts = texts
        self.play: Play | None = None
        self.debriefing: Debriefing | None = None
        self._page: Literal["home", "scenarios", "results", "choose"] = "home"
        self._choosing = ""
        self._minute = 0
        self._journey = Journey(on.store, on.clock, on.ids, person, on.deliver)

    # The door ------------------------------------------------------------------------------

    def do(self, command: object) -> frozenset[str]:
        """Carry out a wish of the one who sits here."""
        handler = HANDLERS.get(type(command))
        if handler is not None:
            return handler(self, command)
        if type(command) in JOURNEY:
            return JOURNEY[type(command)](self._journey, command)
        if self._showing.screen == "debrief" and self.debriefing is not None:
            return self.debriefing.do(command)
        play = self._playing()
        try:
            parts = play.do(command)
        finally:
            play.touched()
        return parts | self._settle() | self._rest(command)

    def tick(self) -> frozenset[str]:
        """Let time pass while playing."""
        if self._showing.screen != "play" or self.play is None:
            return frozenset()
        happened = self.play.tick()
        minute = self.play.session.now_ms // MINUTE_MS
        turned, self._minute = minute != self._minute, minute
        module = {"module"} if turned else set()  # what it says of the time is drawn by the minute
        parts = PLAY_PARTS if happened else frozenset({"frame", "tasks", *module})
        return parts | self._settle() | self._rest()

    def speak(self, texts: Texts) -> None:
        """What is drawn already, said again in the words that hold now."""
        self.texts = texts
        if self.play is not None:
            self.play.speak(texts)
        if self.debriefing is not None:
            self.debriefing.speak(texts, self.status())

    def leave(self) -> None:
        """The window closes: writing is kept and the clock is stopped on disk."""
        if self.play is not None and self._showing.screen == "play":
            self.play.put_away()

    def leave_run(self) -> None:
        """The run on the screen is put away; it waits on disk."""
        if self.play is not None:
            self.play.put_away()
            self.play = None

    def status(self) -> StatusView:
        """The bottom line."""
        return self._line.view(self.texts, self.person.name)

    def _go(self, screen: Literal["home", "play", "debrief", "refresher"]) -> frozenset[str]:
        return self._showing.go(screen)

    def _card_of(self) -> tuple[str, str, str]:
        """Name, initials and unit, as the bar shows them."""
        return self.person.name, home_page.initials(self.person.name), self._unit_name

    def _rest(self, command: object = None) -> frozenset[str]:
        """After a command or a tick: what others should hear is put in the outbox, and a break
        is held where one is due."""
        if self.play is None:
            return frozenset()
        if isinstance(command, WORDS) and pass_on(self._on, self.play, command):
            self._line.forget()
        return PLAY_PARTS if self.play.may_break() else frozenset()

    def _playing(self) -> Play:
        if self.play is None:
            raise Problem("run.none")
        return self.play

    def _hub_known(self) -> bool:
        return self._line.enrolled

    def _settle(self) -> frozenset[str]:
        """When the shift is over: close the run, put it in the outbox, show the debrief."""
        if self.play is not None:
            self.play.end_if_shown()
        if self.play is None or self.play.session.history.finished is None:
            return frozenset()
        self.play.close(self._on.store, self._on.station, self._on.clock)
        self._show_debrief(self.play)
        self.play = None
        self._line.forget()
        if self._on.deliver is not None:
            self._on.deliver()
        return EVERYTHING

    # Home and runs -------------------------------------------------------------------------

    def _show_page(self, command: c.ShowPage) -> frozenset[str]:
        if command.page in ("home", "scenarios", "results"):
            self._page = command.page  # type: ignore[assignment]
        self.leave_run()
        return self._go("home")

    def _choose_mode(self, command: c.ChooseMode) -> frozenset[str]:
        self._choosing = self._scenario(command.scenario).id
        self.leave_run()
        self._page = "choose"
        return self._go("home")

    def _start(self, command: c.StartRun) -> frozenset[str]:
        person, info = self.person, self._scenario(command.scenario)
        free = rules(command.mode).free
        self.leave_run()
        head = RunInfo(
            run=self._on.ids.new(),
            person=person.code,
            unit=self._unit,
            scenario=info.id,
            scenario_version=info.version,
            title=way.in_language(info.title, self.texts.language),
            program="",
            mode=command.mode,
            purpose=self._on.purpose,
            seed=1 + sum(run.scenario == info.id for run in self._on.store.runs(person.code)),
            started_at=self._on.clock.utc_iso(),
        )
        try:
            program = program_for(command.mode, self._on.catalog.program(info.id), head.seed)
        except Problems as found:
            raise Problem("scenario.broken", title=head.title) from found
        if free:
            self._end_earlier(info.id)
        on = self._on
        self.play = Play.begin(program, head, on.store, on.clock, self.texts, on.words)
        self.play.desk.finder.get_ready()
        return self._go("play")

    def _end_earlier(self, scenario: str) -> None:
        """A record to try things out in is begun anew: the one from before is let go."""
        on = self._on
        for info in on.store.runs(self.person.code):
            if (info.scenario, info.state) == (scenario, "open") and rules(info.mode).free:
                earlier = Play.take_up(info.run, on.store, on.clock, self.texts)
                earlier.do(c.FinishRun())
                earlier.close(on.store, on.station, on.clock)

    def _check_own(self, run: str) -> None:
        """Nobody opens another person's run, not even by its id."""
        if run not in {info.run for info in self._on.store.runs(self.person.code)}:
            raise Problem("run.unknown", run=run)

    def _continue(self, command: c.ContinueRun) -> frozenset[str]:
        self._check_own(command.run)
        self.leave_run()
        on = self._on
        self.play = Play.take_up(command.run, on.store, on.clock, self.texts, on.words)
        self.play.desk.finder.get_ready()
        self.play.session.go_on()
        return self._go("play") | self._settle()

    def _take_along(self, command: c.TakeAlong) -> frozenset[str]:
        play = self._playing()
        play.put_away()
        self._on.carrier.take(play.session.info.run, command.path)
        return self._leave(c.LeaveRun())

    def _leave(self, command: c.LeaveRun) -> frozenset[str]:
        self.leave_run()
        self._page = "home"
        return self._go("home")

    def _debrief_of(self, command: c.ShowDebrief) -> frozenset[str]:
        self._check_own(command.run)
        self.leave_run()
        last = self.debriefing.play if self.debriefing is not None else None
        if last is None or last.session.info.run != command.run:
            last = Play.take_up(command.run, self._on.store, self._on.clock, self.texts)
        self._show_debrief(last)
        return self._go("debrief")

    def _refresh(self, command: c.StartRefresher) -> frozenset[str]:
        self.leave_run()
        self._journey.start(command)
        return self._go("refresher")

    def _show_debrief(self, play: Play) -> None:
        self._journey.after(play.session.info, play.session.history)
        person, line = self._card_of(), self.status()
        self.debriefing = Debriefing(self._on, play, person, self.texts, line)
        self._showing.go("debrief")

    # View states ---------------------------------------------------------------------------

    def debrief(self) -> DebriefView:
        """The debrief of the run that was just finished or opened."""
        if self.debriefing is None:
            raise Problem("run.none")
        journey = self._journey
        return replace(
            self.debriefing.view,
            refreshers=refresher_rows(self.texts, journey.deck.due()),
            survey=survey(self.texts, journey.answers),
            status=self.status(),
        )

    def lookback(self) -> LookbackView | None:
        """The record as it was at a moment of the run, while it is looked at."""
        return self.debriefing.lookback() if self.debriefing is not None else None

    def own_data(self) -> bytes:
        """All that this PC holds about the person who sits here, as JSON."""
        return self._journey.own.everything()

    def refresher(self) -> RefresherView:
        """The refresher under way."""
        now = self._journey.round
        if now is None:
            raise Problem("refresher.none")
        return refresher(self.texts, now, self._card_of(), self.status())


Handler = Callable[[Sitting, Any], frozenset[str]]
HANDLERS: Mapping[type, Handler] = {
    c.ShowPage: Sitting._show_page,
    c.ChooseMode: Sitting._choose_mode,
    c.StartRun: Sitting._start,
    c.ContinueRun: Sitting._continue,
    c.LeaveRun: Sitting._leave,
    c.TakeAlong: Sitting._take_along,
    c.ShowDebrief: Sitting._debrief_of,
    c.StartRefresher: Sitting._refresh,
}
