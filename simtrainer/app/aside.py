"""A screen that is opened over another and leads back to it, such as the settings."""

from typing import TYPE_CHECKING

from simtrainer.app.stage import Screen

if TYPE_CHECKING:
    from simtrainer.app.play import Play


class Aside:
    """Remembers what is behind. A run stands still meanwhile, and goes on afterwards unless the
    person had paused it."""

    def __init__(self) -> None:
        self._behind: Screen = "signin"
        self._paused = False

    def open(self, screen: Screen, play: "Play | None") -> None:
        """Something is laid over this screen. Raises ``Problem`` where a pause is not stored."""
        if screen == "play" and play is not None and not play.session.history.paused:
            from simtrainer.app.commands import Pause

            play.do(Pause())
            self._paused = True
        self._behind = screen

    def close(self, play: "Play | None") -> Screen:
        """Where to go back to."""
        if self._paused and play is not None:
            from simtrainer.app.commands import Resume

            play.do(Resume())
        self._paused = False
        return self._behind
