"""The one door: commands in, change notices out, frozen view states on request.

Widgets, bots, the autopilot and the tests all use ``Trainer.do``. It knows no Qt.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from simtrainer.app import commands as c
from simtrainer.app.about_pc import HANDLERS as ABOUT_PC
from simtrainer.app.about_pc import AboutPc
from simtrainer.app.carrying import away
from simtrainer.app.debriefing import Debriefing
from simtrainer.app.derived import program_for
from simtrainer.app.entrance import GUEST, Entrance
from simtrainer.app.journey import HANDLERS as JOURNEY
from simtrainer.app.journey import Journey
from simtrainer.app.looks import Look, Looks
from simtrainer.app.modes import rules, scored
from simtrainer.app.outgoing import WORDS, pass_on
from simtrainer.app.play import Play
from simtrainer.app.ports import Delivery, Person, RunInfo, ScenarioInfo
from simtrainer.app.present import home as home_page
from simtrainer.app.present import route as way
from simtrainer.app.present import run as run_page
from simtrainer.app.present.journey import own_data, refresher, refresher_rows, survey
from simtrainer.app.resume import resume
from simtrainer.app.route import RING_GOAL, Meeting, levels, next_meeting, route
from simtrainer.app.run_views import RunViews
from simtrainer.app.stage import EVERYTHING, LOOK, PLAY_PARTS, Change, Desktop, Listener, Screen
from simtrainer.app.views.journey import RefresherView
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.run import ChoiceView
from simtrainer.app.views.shell import DebriefView, HomeView, SigninView, StatusView
from simtrainer.app.warm_up import KIND as WARM_UP
from simtrainer.app.warm_up import listed, offered
from simtrainer.base.problem import Problem, Problems

RECOMMENDED = 3
__all__ = ["EVERYTHING", "PLAY_PARTS", "Change", "Desktop", "Screen", "Trainer"]


class Trainer(AboutPc, RunViews):
    """Everything behind the screen of one PC."""

    def __init__(self, desktop: Desktop) -> None:
        self._on = desktop
        self._looks = Looks(desktop.store, desktop.outfit, desktop.texts)
        self.screen: Screen = "signin"
        self._about(desktop)
        self._listeners: list[Listener] = []
        self._entrance = Entrance(desktop.roster, desktop.store, desktop.ids)
        self._unit = ""
        self._person: Person | None = None
        self._page: Literal["home", "scenarios", "results", "choose"] = "home"
        self._choosing = ""
        self._play: Play | None = None
        self._debriefing: Debriefing | None = None
        self._journey: Journey | None = None
        self._delivery: Delivery | None = None

    @property
    def look(self) -> Look:
        """How the screen looks now."""
        return self._looks.now

    # The door ------------------------------------------------------------------------------

    def do(self, command: object) -> Change:
        """Carry out a wish. Raises ``Problem`` for people; the screen is unchanged then, save
        for the marks on a form that could not be signed."""
        handler = HANDLERS.get(type(command))
        if self._returning.done:
            raise Problem("return.done")
        try:
            if handler is not None:
                parts = handler(self, command)
            elif type(command) in JOURNEY:
                parts = JOURNEY[type(command)](self._own_journey(), command)
            elif self.screen == "debrief" and self._debriefing is not None:
                parts = self._debriefing.do(command)
            else:
                parts = self._playing().do(command) | self._settle() | self._rest(command)
        except Problem:
            if self._play is not None and self.screen == "play":
                self._tell(PLAY_PARTS)
            raise
        return self._tell(parts)

    def tick(self) -> Change:
        """Let time pass while playing."""
        if self.screen != "play" or self._play is None:
            return Change(frozenset())
        happened = self._play.tick()
        parts = PLAY_PARTS if happened else frozenset({"frame", "tasks"})
        return self._tell(parts | self._settle() | self._rest())

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of every change; call the answer to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def delivered(self) -> Change:
        """The background delivery has ended, well or not; it may have brought new people."""
        self._delivery = None
        if self._person is None:
            self._entrance.renew()
        return self._tell(frozenset({"status", "home", "signin", "debrief", "return"}))

    def indexed(self) -> Change:
        """The index of the record's words, made in the background, is there."""
        return self._tell(frozenset({"module"} if self.screen == "play" else ()))

    def words(self, problem: Problem) -> str:
        """A problem in a person's words: what happened and what to do."""
        if self._play is not None:
            return self._play.draw.problem(problem)
        key = f"problem.{problem.code}"
        if not self.texts.has(key):
            return self.texts("ui.notice.unknown", code=problem.code)
        return self.texts(key, **problem.params)

    def news(self) -> list[Problem]:
        """What the store has met since the last call and nobody asked about."""
        return self._on.store.notices()

    def leave(self) -> None:
        """The window closes: writing is kept and the clock is stopped on disk."""
        if self._play is not None and self.screen == "play":
            self._play.put_away()

    @property
    def play(self) -> Play | None:
        """The run on the screen, for the autopilot and the tests."""
        return self._play

    def _tell(self, parts: frozenset[str]) -> Change:
        change = Change(parts)
        for listener in list(self._listeners):
            listener(change)
        return change

    def _rest(self, command: object = None) -> frozenset[str]:
        """After a command or a tick: what others should hear is put in the outbox, and a break
        is held where one is due."""
        if self._play is None:
            return frozenset()
        if isinstance(command, WORDS) and pass_on(self._on, self._play, command):
            self._delivery = None
        return PLAY_PARTS if self._play.may_break() else frozenset()

    def _playing(self) -> Play:
        if self._play is None:
            raise Problem("run.none")
        return self._play

    def _settle(self) -> frozenset[str]:
        """When the shift is over: close the run, put it in the outbox, show the debrief."""
        if self._play is not None:
            self._play.end_if_shown()
        if self._play is None or self._play.session.history.finished is None:
            return frozenset()
        self._play.close(self._on.store, self._on.station, self._on.clock)
        self._show_debrief(self._play)
        self._play = None
        self._delivery = None
        if self._on.deliver is not None:
            self._on.deliver()
        return EVERYTHING

    # Signing in and out --------------------------------------------------------------------

    def _choose_unit(self, command: c.ChooseUnit) -> frozenset[str]:
        self._unit = command.unit
        return frozenset({"signin"})

    def _sign_in(self, command: c.SignIn) -> frozenset[str]:
        return self._sit_down(*self._entrance.find(command.person))

    def _join(self, command: c.JoinAsGuest) -> frozenset[str]:
        return self._sit_down(*self._entrance.join(command.name, self._unit))

    def _sit_down(self, unit: str, person: Person) -> frozenset[str]:
        on = self._on
        self._unit, self._person = unit, person
        self._journey = Journey(on.store, on.clock, on.ids, person, on.deliver)
        return self._go("home") | self._restyled(self._looks.enter(person.code))

    def _sign_out(self, command: c.SignOut) -> frozenset[str]:
        self._leave_run()
        self._person, self._journey, self._debriefing, self._page = None, None, None, "home"
        self._entrance.renew()
        return self._go("signin") | self._restyled(self._looks.leave())

    def _who(self) -> Person:
        if self._person is None:
            raise Problem("person.none")
        return self._person

    def _own_journey(self) -> Journey:
        if self._journey is None:
            raise Problem("person.none")
        return self._journey

    def _card_of(self) -> tuple[str, str, str]:
        """Name, initials and unit, as the bar shows them."""
        person = self._who()
        return person.name, home_page.initials(person.name), self._unit_name()

    def _unit_name(self) -> str:
        return self._entrance.unit_name(self._unit)

    # Settings ---------------------------------------------------------------------------------

    def _set_look(self, command: c.SetLook) -> frozenset[str]:
        person = self._person.code if self._person is not None else ""
        return frozenset({"settings"}) | self._restyled(self._looks.choose(person, command))

    def _restyled(self, changed: bool) -> frozenset[str]:
        """What is drawn already, said again in the words that hold now."""
        if not changed:
            return frozenset()
        if self._play is not None:
            self._play.speak(self.texts)
        if self._debriefing is not None:
            self._debriefing.speak(self.texts, self.status())
        return EVERYTHING | LOOK

    # Home ----------------------------------------------------------------------------------

    def _show_page(self, command: c.ShowPage) -> frozenset[str]:
        if command.page in ("home", "scenarios", "results"):
            self._page = command.page  # type: ignore[assignment]
        self._leave_run()
        return self._go("home")

    def _scenario(self, scenario: str) -> ScenarioInfo:
        info = next((i for i in self._on.catalog.scenarios() if i.id == scenario), None)
        if info is None:
            raise Problem("scenario.unknown", scenario=scenario)
        return info

    def _choose_mode(self, command: c.ChooseMode) -> frozenset[str]:
        self._who()
        self._choosing = self._scenario(command.scenario).id
        self._leave_run()
        self._page = "choose"
        return self._go("home")

    def _start(self, command: c.StartRun) -> frozenset[str]:
        person, info = self._who(), self._scenario(command.scenario)
        free = rules(command.mode).free
        self._leave_run()
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
        self._play = Play.begin(program, head, on.store, on.clock, self.texts, on.words)
        self._play.desk.finder.get_ready()
        return self._go("play")

    def _end_earlier(self, scenario: str) -> None:
        """A record to try things out in is begun anew: the one from before is let go."""
        on = self._on
        for info in on.store.runs(self._who().code):
            if (info.scenario, info.state) == (scenario, "open") and rules(info.mode).free:
                earlier = Play.take_up(info.run, on.store, on.clock, self.texts)
                earlier.do(c.FinishRun())
                earlier.close(on.store, on.station, on.clock)

    def _check_own(self, run: str) -> None:
        """Nobody opens another person's run, not even by its id."""
        if run not in {info.run for info in self._on.store.runs(self._who().code)}:
            raise Problem("run.unknown", run=run)

    def _continue(self, command: c.ContinueRun) -> frozenset[str]:
        self._check_own(command.run)
        self._leave_run()
        on = self._on
        self._play = Play.take_up(command.run, on.store, on.clock, self.texts, on.words)
        self._play.desk.finder.get_ready()
        self._play.session.go_on()
        return self._go("play") | self._settle()

    def _take_along(self, command: c.TakeAlong) -> frozenset[str]:
        play = self._playing()
        play.put_away()
        self._on.carrier.take(play.session.info.run, command.path)
        return self._leave(c.LeaveRun())

    def _bring(self, command: c.BringRun) -> frozenset[str]:
        return self._sit_down(*self._entrance.find(self._on.carrier.bring(command.path)))

    def _leave(self, command: c.LeaveRun) -> frozenset[str]:
        self._leave_run()
        self._page = "home"
        return self._go("home")

    def _leave_run(self) -> None:
        if self._play is not None:
            self._play.put_away()
            self._play = None

    def _send(self, command: c.SendResults) -> frozenset[str]:
        if self._on.deliver is None:
            raise Problem("upload.not_enrolled")
        self._on.deliver()
        self._delivery = None
        return frozenset({"status"})

    def _debrief_of(self, command: c.ShowDebrief) -> frozenset[str]:
        self._check_own(command.run)
        self._leave_run()
        last = self._debriefing.play if self._debriefing is not None else None
        if last is None or last.session.info.run != command.run:
            last = Play.take_up(command.run, self._on.store, self._on.clock, self.texts)
        self._show_debrief(last)
        return self._go("debrief")

    def _refresh(self, command: c.StartRefresher) -> frozenset[str]:
        self._leave_run()
        self._own_journey().start(command)
        return self._go("refresher")

    def _show_debrief(self, play: Play) -> None:
        self._own_journey().after(play.session.info, play.session.history)
        person, line = self._card_of(), self.status()
        self._debriefing = Debriefing(self._on, play, person, self.texts, line)
        self.screen = "debrief"

    # View states ---------------------------------------------------------------------------

    def status(self) -> StatusView:
        """The bottom line."""
        if self._delivery is None:
            self._delivery = self._on.store.delivery()
        person = self._person.name if self._person is not None else ""
        station = self._on.station_name or self.texts("app.station")
        return home_page.status(self.texts, self._delivery, person, station)

    def signin(self) -> SigninView:
        """The sign-in screen."""
        return home_page.signin(
            self.texts, self._entrance.units(), self._unit, self._on.purpose, self.status()
        )

    def home(self) -> HomeView:
        """Home, in three pages."""
        person = self._who()
        runs = self._on.store.runs(person.code)
        done = scored(run for run in runs if run.state == "finished")
        installed = self._on.catalog.scenarios()
        titles = home_page.goal_titles(listed(installed), self.texts.language)
        demands = self._on.plan.demands()
        legs = route(listed(installed), runs, demands, person.role, self._unit)
        today = self._on.clock.utc_iso()[:10]
        cards = tuple(way.card(self.texts, leg, titles, today) for leg in legs)
        must = [leg for leg in legs if leg.mandatory]
        taken = sum(leg.last is not None for leg in must)
        return HomeView(
            person=person.name,
            initials=home_page.initials(person.name),
            unit=self._unit_name(),
            greeting=home_page.greeting(self.texts, self._on.clock.local_time()[0], person),
            subtitle=self._subtitle(person),
            mandatory_done=taken,
            mandatory_total=len(must),
            mandatory_text=self.texts("app.home.mandatory", n=len(must), done=taken),
            resume=resume(runs, self._peek, self.texts, away(self._on.store, person.code)),
            recommended=cards[:RECOMMENDED],
            scenarios=cards,
            rings=way.rings(levels(done), titles),
            rings_note=self.texts("app.home.rings", n=round(RING_GOAL * 100)),
            history=way.history(self.texts, runs),
            status=self.status(),
            page=self._page,
            warm_up=offered(installed, self._on.store.kept(person.code, WARM_UP).values()),
            refreshers=refresher_rows(self.texts, self._own_journey().deck.due()),
            own=own_data(self.texts, self._own_journey().own) if self._page == "results" else None,
            choice=self._choice(runs) if self._page == "choose" else None,
            session=way.session(self.texts, self._next_meeting(today)),
        )

    def _next_meeting(self, today: str) -> Meeting | None:
        hour, minute = self._on.clock.local_time()
        own = self._on.meetings.of(self._who().code)
        return next_meeting(own, today, f"{hour:02d}:{minute:02d}")

    def _choice(self, runs: list[RunInfo]) -> ChoiceView:
        info = self._scenario(self._choosing)
        return run_page.choice(self.texts, info, runs, self._on.purpose)

    def _subtitle(self, person: Person) -> str:
        """A guest is told the code that brings them back."""
        if person.role == GUEST:
            return self.texts("app.home.guest", code=person.code)
        return self.texts("app.home.subtitle")

    def _peek(self, run: str) -> Play:
        return Play.peek(run, self._on.store, self._on.clock, self.texts)

    def debrief(self) -> DebriefView:
        """The debrief of the run that was just finished or opened."""
        if self._debriefing is None:
            raise Problem("run.none")
        journey = self._own_journey()
        return replace(
            self._debriefing.view,
            refreshers=refresher_rows(self.texts, journey.deck.due()),
            survey=survey(self.texts, journey.answers),
            status=self.status(),
        )

    def lookback(self) -> LookbackView | None:
        """The record as it was at a moment of the run, while it is looked at."""
        return self._debriefing.lookback() if self._debriefing is not None else None

    def own_data(self) -> bytes:
        """All that this PC holds about the person who sits here, as JSON."""
        return self._own_journey().own.everything()

    def refresher(self) -> RefresherView:
        """The refresher under way."""
        now = self._own_journey().round
        if now is None:
            raise Problem("refresher.none")
        return refresher(self.texts, now, self._card_of(), self.status())


Handler = Callable[[Trainer, Any], frozenset[str]]
HANDLERS: Mapping[type, Handler] = {
    **ABOUT_PC,
    c.SetLook: Trainer._set_look,
    c.ChooseUnit: Trainer._choose_unit,
    c.SignIn: Trainer._sign_in,
    c.JoinAsGuest: Trainer._join,
    c.SignOut: Trainer._sign_out,
    c.ShowPage: Trainer._show_page,
    c.ChooseMode: Trainer._choose_mode,
    c.StartRun: Trainer._start,
    c.ContinueRun: Trainer._continue,
    c.LeaveRun: Trainer._leave,
    c.TakeAlong: Trainer._take_along,
    c.BringRun: Trainer._bring,
    c.SendResults: Trainer._send,
    c.ShowDebrief: Trainer._debrief_of,
    c.StartRefresher: Trainer._refresh,
}
