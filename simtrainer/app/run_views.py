"""What the play screen draws of the run that is open: frozen view states, nothing written."""

from simtrainer.app.ahead import module_ahead
from simtrainer.app.play import Play
from simtrainer.app.present import run as run_page
from simtrainer.app.present.access import access
from simtrainer.app.present.frame import banner, card, frame, nav, tasks
from simtrainer.app.present.kinds import module_view
from simtrainer.app.present.stopped import stopped
from simtrainer.app.views.access import AccessView
from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.run import BreakView, FeedbackView, SheetView
from simtrainer.app.views.shell import BannerView, CardView, FrameView, NavView, TaskPanelView


class RunViews:
    """The part of the trainer that the play screen looks at."""

    def _playing(self) -> Play:
        """The run on the screen. Raises ``Problem("run.none")``."""
        raise NotImplementedError

    def _hub_known(self) -> bool:
        """Whether somebody at a hub can be told of a raised hand."""
        raise NotImplementedError

    def feedback(self) -> FeedbackView | None:
        """How the last task went, where the mode tells at once."""
        play = self._playing()
        return run_page.feedback(play.draw, play.desk)

    def stopped(self) -> str:
        """Why going ahead stopped, once; empty where nobody has gone ahead."""
        play = self._playing()
        return stopped(play.draw, play.desk)

    def rest(self) -> BreakView | None:
        """The card between two chapters, while a break is held."""
        play = self._playing()
        return run_page.rest(play.draw, play.desk)

    def sheet(self) -> SheetView | None:
        """The help sheet, while it is open."""
        play = self._playing()
        return run_page.sheet(play.draw, play.desk, told=self._hub_known())

    def frame(self) -> FrameView:
        """The bar above the record."""
        play = self._playing()
        return frame(play.draw, play.desk)

    @property
    def paused(self) -> bool:
        """Whether the run stands still; asked after every letter, so it draws nothing."""
        return self._playing().draw.now.paused

    def nav(self) -> NavView:
        """The record's navigation."""
        play = self._playing()
        return nav(play.draw, play.desk)

    def banner(self) -> BannerView | None:
        """Whose record is open."""
        return banner(self._playing().draw)

    def access(self) -> AccessView | None:
        """The question before a record is opened."""
        play = self._playing()
        return access(play.draw, play.desk)

    def tasks(self) -> TaskPanelView:
        """The task panel."""
        play = self._playing()
        return tasks(play.draw, play.desk)

    def card(self) -> CardView | None:
        """The call, person or notice that waits."""
        return card(self._playing().draw)

    def module(self) -> ModuleView:
        """The module on the screen."""
        play = self._playing()
        return module_view(play.draw, play.desk)

    def modules(self) -> tuple[str, ...]:
        """The record's modules, in the order of the navigation."""
        return tuple(self._playing().session.program.pack.modules)

    def ahead(self, module: str) -> ModuleView | None:
        """A module that nobody has opened yet, for building it; None where it cannot be drawn."""
        return module_ahead(self._playing(), module)
