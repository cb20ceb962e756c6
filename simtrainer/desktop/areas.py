"""The parts of a screen that the keyboard goes between: F6 to the next, Shift+F6 to the one before.

A page says what its parts are. The focus comes back to where it was in a part. When what had the
focus goes away (a card is answered, another module opens), it stays in the part, or returns to the
part it came from.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from simtrainer.desktop.kit.focus import FocusWatch
from simtrainer.desktop.page import Page, under_each_other
from simtrainer.desktop.reading_order import stops, takes_tab
from simtrainer.desktop.targets import Target, in_view

_TRAIL = 8
HANDS_BACK = "hands_back"
"""Attribute of a part with big buttons that come and go: when the one that has the focus goes, the
focus is handed back to where the person came from. Beside it something else would be pressed by a
Space too many."""


class Areas(QObject):
    """Goes between the parts of whatever page of ``pages`` is shown, and the strips in ``strips``
    under it."""

    def __init__(self, pages: QStackedWidget, strips: QWidget, focus: FocusWatch) -> None:
        super().__init__(strips)
        self._pages, self._strips, self._focus = pages, strips, focus
        self._last: dict[int, list[QWidget]] = {}
        """Where the focus was in a part, by its identity; the latest last."""
        self._trail: list[QWidget] = []
        """The parts it has been in, the latest last; not those that F6 only went through."""
        self._entered: QWidget | None = None
        """Where F6 came to."""
        for key, by in (("F6", 1), ("Shift+F6", -1)):
            shortcut = QShortcut(QKeySequence(key), strips)
            shortcut.activated.connect(lambda by=by: self.go(by))
        self.falling = False
        """The window moves the focus because what had it went away, not because somebody did."""
        self._lost: tuple[QWidget | None] | None = None
        """Where Qt has put the focus when what had it went away."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._come_back)
        focus.moved.connect(self._moved)

    # The round --------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        """To the next part that can take the focus, or the one before."""
        parts = self.parts()
        if not parts:
            return
        now = QApplication.focusWidget()
        here = self.of(now)
        if now is not None and now is self._entered and self._trail[-1:] == [here]:
            self._trail.pop()  # only passed through on the way
        at = parts.index(here) if here in parts else (-1 if by > 0 else 0)
        self._enter(parts[(at + by) % len(parts)], Qt.FocusReason.ShortcutFocusReason)
        self._entered = QApplication.focusWidget()

    def parts(self) -> list[QWidget]:
        """The parts that can be gone to now, in their order."""
        return [part for part in self._all() if takes_focus(part)]

    def is_back(self, part: QWidget) -> bool:
        """Whether Shift+F6 is the shorter way to a part, from where the focus is."""
        parts, here = self.parts(), self.of(QApplication.focusWidget())
        if part not in parts or here not in parts:
            return False
        ahead = (parts.index(part) - parts.index(here)) % len(parts)
        return ahead > len(parts) - ahead

    def of(self, widget: QWidget | None) -> QWidget | None:
        """The part that a widget stands in."""
        parts = list(self._all())
        while widget is not None and widget not in parts:
            widget = widget.parentWidget()
        return widget

    def _all(self) -> Iterator[QWidget]:
        page = self._pages.currentWidget()
        if isinstance(page, Page):
            yield from page.parts()
        yield from (p for p in under_each_other(self._strips) if p is not self._pages)

    def _enter(self, part: QWidget, reason: Qt.FocusReason) -> None:
        before = [w for w in self._last.get(id(part), []) if isValid(w) and part.isAncestorOf(w)]
        if before and turned_away(before[-1]):
            before = []  # another module is open: what was done in it last time is not gone on with
        found = next((w for w in reversed(before) if takes_tab(w)), None)
        found = found or first_seen(part) or first_stop(part)
        if found is not None:
            found.setFocus(reason)

    # What had the focus goes away -------------------------------------------------------------

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        gone = old is not None and not (isValid(old) and old.isVisible() and old.isEnabled())
        if self.falling or (gone and new is None):
            self._lost = (new,)
            self._soon.start()
            return
        here = self.of(new)
        if here is None or new is None:
            return
        before = self._last.get(id(here), [])[-_TRAIL:]
        self._last[id(here)] = [w for w in before if w is not new] + [new]
        if not self._trail or self._trail[-1] is not here:
            self._trail = [p for p in self._trail[-_TRAIL:] if p is not here] + [here]

    def _before(self, last: QWidget, every: list[QWidget]) -> QWidget | None:
        """Where the part it was in is still there and has nothing to stop at, such as a module
        of words only: the part before it in the round, the menu, and no button somewhere else."""
        if last not in every or not last.isVisible():
            return None
        at = every.index(last)
        round_ = (*every[at + 1 :], *every[:at])
        return next((p for p in reversed(round_) if not hands_back(p) and takes_focus(p)), None)

    def _come_back(self) -> None:
        """Once the new state is on the screen; not where somebody has put the focus meanwhile."""
        lost, self._lost = self._lost, None
        if lost is None or QApplication.focusWidget() is not lost[0]:
            return
        home = self._home([part for part in reversed(self._trail) if isValid(part)])
        if home is None:
            return
        self._focus.carry(lambda reason: self._enter(home, reason))

    def _home(self, trail: list[QWidget]) -> QWidget | None:
        """The part to return to. ``trail`` is where the focus has been, the latest first. A part is
        only looked through when its turn comes."""
        every = list(self._all())
        if trail and not (trail[0] in every and takes_focus(trail[0])):
            before = self._before(trail[0], every)
            if before is not None:
                return before
        coming = (part for part in trail if part in every and not hands_back(part))
        return next((part for part in (*coming, *every) if takes_focus(part)), None)


def turned_away(widget: QWidget) -> bool:
    """Whether it stands on a page of a stack that shows another."""
    page, holder = widget, widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QStackedWidget) and holder.currentWidget() is not page:
            return True
        page, holder = holder, holder.parentWidget()
    return False


def hands_back(part: QWidget) -> bool:
    """Whether the focus is not left there when it falls."""
    return bool(getattr(part, HANDS_BACK, False))


def takes_focus(part: QWidget) -> bool:
    """Whether there is anything in it where Tab would land."""
    return first_stop(part) is not None


def first_seen(part: QWidget) -> QWidget | None:
    """The first of them that is not scrolled away."""
    return next((w for w in stops(part) if in_view(Target(w, w.rect()))), None)


def first_stop(part: QWidget) -> QWidget | None:
    """Where Tab would land first inside a part."""
    return next(stops(part), None) if part.isVisible() else None
