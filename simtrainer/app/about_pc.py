"""The part of the trainer that is about the PC itself: its settings, whether it is ready, and
giving it back. These screens are laid over another and lead back to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from simtrainer.app import arrival as c
from simtrainer.app.aside import Aside
from simtrainer.app.looks import Looks
from simtrainer.app.stage import Change, Desktop, Screen, Showing
from simtrainer.app.views.settings import SettingsView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts

if TYPE_CHECKING:
    from simtrainer.app.play import Play
    from simtrainer.app.ready import Finding
    from simtrainer.app.returning import Returning
    from simtrainer.app.sitting import Sitting
    from simtrainer.app.views.ready import ReadyView
    from simtrainer.app.views.returning import ReturnView

ASIDE: tuple[Screen, ...] = ("settings", "ready", "return")
"""Screens that are laid over another."""


class AboutPc:
    """What it knows of the trainer stands here; the trainer fills it in."""

    _on: Desktop
    _looks: Looks
    _showing: Showing
    _sitting: "Sitting | None"

    def _about(self, on: Desktop) -> None:
        self._aside = Aside()
        self._findings: list[Finding] | None = None
        self._giving_back: Returning | None = None

    @property
    def texts(self) -> Texts:
        """How the screen speaks now."""
        return self._looks.texts

    @property
    def play(self) -> "Play | None":
        """The run on the screen."""
        raise NotImplementedError

    @property
    def _returning(self) -> "Returning":
        """Made when somebody first asks; most days nobody does."""
        if self._giving_back is None:
            from simtrainer.app.returning import Returning

            self._giving_back = Returning(self._on.pc, self._on.clock)
        return self._giving_back

    @property
    def _emptied(self) -> bool:
        """Whether this PC has been emptied."""
        return self._giving_back is not None and self._giving_back.done

    def _tell(self, parts: frozenset[str]) -> Change:
        raise NotImplementedError

    def _go(self, screen: Screen) -> frozenset[str]:
        return self._showing.go(screen)

    def _show_settings(self, command: c.ShowSettings) -> frozenset[str]:
        return self._go_aside("settings")

    def _show_ready(self, command: c.ShowReady) -> frozenset[str]:
        return self._look_over(command) | self._go_aside("ready")

    def _show_return(self, command: c.ShowReturn) -> frozenset[str]:
        if self._sitting is not None:
            raise Problem("return.signed_in")
        if not self._returning.offered:
            raise Problem("return.not_here")
        return self._go_aside("return")

    def _go_aside(self, screen: Screen) -> frozenset[str]:
        """From one such screen to another, what was behind the first stays behind."""
        if self._showing.screen not in ASIDE:
            self._aside.open(self._showing.screen, self.play)
        return self._go(screen)

    def _leave_aside(self, command: c.LeaveSettings) -> frozenset[str]:
        if self._showing.screen not in ASIDE:
            return frozenset()
        return self._go(self._aside.close(self.play))

    def _look_over(self, command: object) -> frozenset[str]:
        self._findings = None
        if self._on.check_up is not None:
            self._on.check_up(self._looked_over)
        return frozenset({"ready"})

    def _looked_over(self, findings: "list[Finding]") -> None:
        """The PC has been looked over, in the background."""
        self._findings = findings
        self._tell(frozenset({"ready"}))

    def _take_out(self, command: c.TakeOutResults) -> frozenset[str]:
        return self._returning.take_out(command)

    def _empty(self, command: c.EmptyPc) -> frozenset[str]:
        if self._sitting is not None:
            raise Problem("return.signed_in")
        return self._returning.empty(command, self.texts("app.return.word"))

    def settings(self) -> SettingsView:
        """The settings screen."""
        view = self._looks.view(self._sitting.person.code if self._sitting is not None else "")
        if not self._returning.offered:
            return view
        if self._sitting is not None:
            return replace(view, give_back_how=self.texts("app.return.how"))
        return replace(view, give_back=self.texts("app.return.offer"))

    def ready(self) -> "ReadyView":
        """The page "Klar for økt?"."""
        from simtrainer.app.ready import view

        return view(self.texts, self._findings)

    def returning(self) -> "ReturnView":
        """The page for giving this PC back."""
        return self._returning.view(self.texts)


HANDLERS: Mapping[type, Callable[[Any, Any], frozenset[str]]] = {
    c.ShowSettings: AboutPc._show_settings,
    c.LeaveSettings: AboutPc._leave_aside,
    c.ShowReady: AboutPc._show_ready,
    c.LookAgain: AboutPc._look_over,
    c.ShowReturn: AboutPc._show_return,
    c.TakeOutResults: AboutPc._take_out,
    c.EmptyPc: AboutPc._empty,
}
