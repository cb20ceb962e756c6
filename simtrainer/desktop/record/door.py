"""The one way out of a widget."""

from collections.abc import Callable

Door = Callable[[object], None]
"""Takes a command of ``app.commands``; a widget passes its ``wished.emit``."""
