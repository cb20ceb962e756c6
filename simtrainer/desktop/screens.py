"""Is there a screen, and is it large enough for the record?"""

from PySide6.QtGui import QGuiApplication

from simtrainer.app.ready import Finding
from simtrainer.base.text import Text

LEAST = (1280, 720)
"""In the units that a window is measured in, so after the system's own enlargement."""
_NO_SCREEN = ("offscreen", "minimal")


def screen() -> Finding:
    """The largest screen of this PC."""
    if QGuiApplication.platformName() in _NO_SCREEN:
        return judged(None)
    sizes = [found.size() for found in QGuiApplication.screens()]
    largest = max(sizes, key=lambda size: size.width() * size.height(), default=None)
    return judged((largest.width(), largest.height()) if largest is not None else None)


def judged(size: tuple[int, int] | None) -> Finding:
    """What a size comes to; None where there is no screen at all."""
    if size is None:
        said = Text("app.ready.screen.none")
        return Finding("screen", "bad", said, Text("app.ready.screen.none.cure"))
    said = Text("app.ready.screen.size", {"wide": size[0], "tall": size[1]})
    if size[0] < LEAST[0] or size[1] < LEAST[1]:
        return Finding("screen", "bad", said, Text("app.ready.screen.small.cure"))
    return Finding("screen", "good", said)
