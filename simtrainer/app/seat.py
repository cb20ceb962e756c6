"""What the screens look at of the one who sits here: the door asks the sitting."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simtrainer.app.sitting import Sitting
    from simtrainer.app.views.access import AccessView
    from simtrainer.app.views.journey import RefresherView
    from simtrainer.app.views.lookback import LookbackView
    from simtrainer.app.views.modules import ModuleView
    from simtrainer.app.views.run import BreakView, FeedbackView, SheetView
    from simtrainer.app.views.shell import (
        BannerView,
        CardView,
        DebriefView,
        FrameView,
        HomeView,
        NavView,
        TaskPanelView,
    )


class SeatViews:
    """The part of the trainer that home, play, debrief and refresher are drawn from; each is told
    of at ``Sitting``, and raises ``Problem`` where nobody sits here."""

    _sitting: "Sitting | None"

    def _seat(self) -> "Sitting":
        """The one who sits here. Raises ``Problem("person.none")``."""
        raise NotImplementedError

    @property
    def paused(self) -> bool:
        """Whether the run stands still."""
        return self._seat().paused

    def home(self) -> "HomeView":
        return self._seat().home()

    def debrief(self) -> "DebriefView":
        return self._seat().debrief()

    def lookback(self) -> "LookbackView | None":
        return self._sitting.lookback() if self._sitting is not None else None

    def refresher(self) -> "RefresherView":
        return self._seat().refresher()

    def own_data(self) -> bytes:
        return self._seat().own_data()

    def feedback(self) -> "FeedbackView | None":
        return self._seat().feedback()

    def stopped(self) -> str:
        return self._seat().stopped()

    def rest(self) -> "BreakView | None":
        return self._seat().rest()

    def sheet(self) -> "SheetView | None":
        return self._seat().sheet()

    def frame(self) -> "FrameView":
        return self._seat().frame()

    def nav(self) -> "NavView":
        return self._seat().nav()

    def banner(self) -> "BannerView | None":
        return self._seat().banner()

    def access(self) -> "AccessView | None":
        return self._seat().access()

    def tasks(self) -> "TaskPanelView":
        return self._seat().tasks()

    def card(self) -> "CardView | None":
        return self._seat().card()

    def module(self) -> "ModuleView":
        return self._seat().module()

    def modules(self) -> tuple[str, ...]:
        return self._seat().modules()

    def ahead(self, module: str) -> "ModuleView | None":
        return self._seat().ahead(module)
