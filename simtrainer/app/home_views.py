"""Home, for the one who sits here: what to take next and why, what is done, what waits."""

from typing import Literal

from simtrainer.app.carrying import away
from simtrainer.app.entrance import GUEST
from simtrainer.app.journey import Journey
from simtrainer.app.modes import scored
from simtrainer.app.play import Play
from simtrainer.app.ports import Person, RunInfo, ScenarioInfo
from simtrainer.app.present import home as home_page
from simtrainer.app.present import route as way
from simtrainer.app.present import run as run_page
from simtrainer.app.present.journey import own_data, refresher_rows
from simtrainer.app.resume import resume
from simtrainer.app.route import (
    NO_MEETINGS,
    NO_PLAN,
    RING_GOAL,
    Meeting,
    levels,
    next_meeting,
    route,
)
from simtrainer.app.stage import Desktop
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.run import ChoiceView
from simtrainer.app.views.shell import HomeView
from simtrainer.app.warm_up import KIND as WARM_UP
from simtrainer.app.warm_up import listed, offered
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts, percent_of

RECOMMENDED = 3


class HomeViews:
    """What it knows of the sitting stands here; the sitting fills it in."""

    person: Person
    texts: Texts
    _on: Desktop
    _unit: str
    _unit_name: str
    _page: Literal["home", "scenarios", "results", "choose"]
    _choosing: str
    _journey: Journey

    def status(self) -> StatusView:
        """The bottom line."""
        raise NotImplementedError

    def _scenario(self, scenario: str) -> ScenarioInfo:
        info = next((i for i in self._on.catalog.scenarios() if i.id == scenario), None)
        if info is None:
            raise Problem("scenario.unknown", scenario=scenario)
        return info

    def home(self) -> HomeView:
        """Home, in three pages."""
        person = self.person
        runs = self._on.store.runs(person.code)
        done = scored(run for run in runs if run.state == "finished")
        installed = self._on.catalog.scenarios()
        titles = home_page.goal_titles(listed(installed), self.texts.language)
        demands = (self._on.plan or NO_PLAN).demands()
        legs = route(listed(installed), runs, demands, person.role, self._unit)
        today = self._on.clock.utc_iso()[:10]
        cards = tuple(way.card(self.texts, leg, titles, today) for leg in legs)
        unfinished = resume(runs, self._peek, self.texts, away(self._on.store, person.code))
        begun = unfinished.scenario if unfinished is not None else ""
        must = [leg for leg in legs if leg.mandatory]
        taken = sum(leg.last is not None for leg in must)
        return HomeView(
            person=person.name,
            initials=home_page.initials(person.name),
            unit=self._unit_name,
            greeting=home_page.greeting(self.texts, self._on.clock.local_time()[0], person),
            subtitle=self._subtitle(person),
            mandatory_done=taken,
            mandatory_total=len(must),
            mandatory_text=self.texts("app.home.mandatory", n=len(must), done=taken),
            resume=unfinished,
            recommended=tuple(card for card in cards if card.id != begun)[:RECOMMENDED],
            scenarios=cards,
            rings=way.rings(levels(done), titles),
            rings_note=self.texts("app.home.rings", n=percent_of(RING_GOAL)),
            history=way.history(self.texts, runs),
            status=self.status(),
            page=self._page,
            warm_up=offered(installed, self._on.store.kept(person.code, WARM_UP).values()),
            refreshers=refresher_rows(self.texts, self._journey.deck.due()),
            own=own_data(self.texts, self._journey.own) if self._page == "results" else None,
            choice=self._choice(runs) if self._page == "choose" else None,
            session=way.session(self.texts, self._next_meeting(today)),
        )

    def _next_meeting(self, today: str) -> Meeting | None:
        hour, minute = self._on.clock.local_time()
        own = (self._on.meetings or NO_MEETINGS).of(self.person.code)
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
