"""The play screen: the dark training frame, and inside it the white sheet that is the record."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainterPath, QRegion, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from simtrainer.app.commands import CloseSheet, OpenModule, OpenSheet
from simtrainer.app.views.access import AccessView
from simtrainer.app.views.entrance import StatusView
from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.run import BreakView, FeedbackView, SheetView
from simtrainer.app.views.shell import BannerView, CardView, FrameView, NavView, TaskPanelView
from simtrainer.base.text import Texts
from simtrainer.desktop.access import AccessBar
from simtrainer.desktop.afloat import clear_of, in_use, seen_at
from simtrainer.desktop.banner import Banner
from simtrainer.desktop.card import CallCard
from simtrainer.desktop.feedback import FeedbackCard
from simtrainer.desktop.frame import PlayBar
from simtrainer.desktop.host import WIDE, ModuleHost
from simtrainer.desktop.kit.frames import Surface, column, row
from simtrainer.desktop.nav import Nav
from simtrainer.desktop.now_strip import NowStrip
from simtrainer.desktop.overlay import PauseOverlay
from simtrainer.desktop.page import Page
from simtrainer.desktop.ribbon import Ribbon, over_record
from simtrainer.desktop.sheet import WIDTH as SHEET
from simtrainer.desktop.sheet import HelpSheet
from simtrainer.desktop.status import StatusLine
from simtrainer.desktop.tabs import Tabs
from simtrainer.desktop.tasks import GAP, NARROW, RAIL, SCROLL, WIDTH, TaskPanel
from simtrainer.desktop.theme import Theme

_PANEL_FROM = 1180
"""Narrower than this, the task panel starts as a rail."""
_LABELS_FROM = 1000
"""Narrower than this, the navigation shows icons alone."""
_LOW = 620
"""A window lower than this gives the record all there is. The window decides, not the page: the
page gets lower when a word comes up under it, and nothing is to be laid out anew by that."""
_CARD_SHARE = 0.7
"""How much of the column's height a card may take before it scrolls."""


class PlayPage(Page):
    """Signals: ``wished(command)`` from the bar, the record, the tasks, the card and the pause."""

    take_wanted = Signal()
    """The run is to be taken along to another PC."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(theme, texts, texts("ui.play.name"), parent)
        self._bar = PlayBar(theme, texts)
        self._nav = Nav(theme, texts)
        self._over = {"top_tabs": Tabs(theme, texts), "ribbon": Ribbon(theme, texts)}
        for over in self._over.values():
            over.hide()
            over.wished.connect(self.wished)
        self._banner = Banner(theme, texts)
        self._banner.hide()
        self._access = AccessBar(theme, texts)
        self.host = ModuleHost(theme, texts)
        self._tasks = TaskPanel(theme, texts)
        self._now = NowStrip(theme, texts("ui.tasks.name"))
        self._card = CallCard(theme, texts)
        self._card.hide()
        self._feedback = FeedbackCard(theme, texts("ui.feedback.name"))
        self._status = StatusLine(theme, texts)
        self._column = QWidget()
        self._nav_view: NavView | None = None
        self._compact = False
        self._rail_wish: bool | None = None
        self._afloat = False
        """The card lies over the record, since somebody was at work there when it came."""
        self._wide_module = False
        self._module = ""
        self._hints: tuple[str, ...] = ()
        self._focus_before: QWidget | None = None
        self._lay_out()
        seek = QShortcut(QKeySequence.StandardKey.Find, self)
        seek.activated.connect(self._seek)
        self._sheet_over = HelpSheet(theme, texts, self)
        self._overlay = PauseOverlay(theme, texts, self)
        self._overlay.take_wanted.connect(self.take_wanted)
        for part in (
            self._bar, self._nav, self._access, self.host, self._tasks, self._card, self._status,
            self._overlay, self._feedback, self._sheet_over,
        ):  # fmt: skip
            part.wished.connect(self.wished)
        self._tasks.collapse_wanted.connect(self._collapse)
        self._card.grew.connect(self._size_card)
        self._feedback.opened.connect(self._settle)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow_focus)
        self._bar.installEventFilter(self)
        self._column.installEventFilter(self)

    def _lay_out(self) -> None:
        theme, px = self.theme, self.theme.px
        self._sheet = Surface(theme, "surface", "line2")
        self._sheet.setMinimumWidth(1)
        self._sheet.setObjectName("record")
        self._column.setObjectName("task_column")
        sheet = row(self._sheet)
        edge = theme.border
        sheet.setContentsMargins(edge, edge, edge, edge)
        sheet.addWidget(self._nav)
        self._record = QWidget()
        record = column(self._record)
        for over in self._over.values():
            record.addWidget(over)
        record.addWidget(self._banner)
        record.addWidget(self._access)
        record.addWidget(self.host, 1)
        sheet.addWidget(self._record, 1)
        self._record.installEventFilter(self)
        self._side = column(self._column)
        self._side.addWidget(self._tasks, 1)
        self._side.addWidget(self._card)
        # Undermost, so that a card that comes is not pressed by who is about to close this.
        self._side.addWidget(self._feedback)
        marked = column()
        marked.setContentsMargins(0, px(8), px(SCROLL), px(12))
        marked.addWidget(self._feedback.mark)
        self._side.addLayout(marked)
        self._body = row(gap=px(8))
        self._body.setContentsMargins(px(12), px(12), 0, 0)
        framed = column(gap=px(6))
        framed.setContentsMargins(0, 0, 0, px(12))
        framed.addWidget(self._sheet, 1)
        # Undermost: it comes and goes with the module, and the menu stays where it was pressed.
        framed.addWidget(self._now)
        self._body.addLayout(framed, 1)
        self._body.addWidget(self._column)
        self.stack.addWidget(self._bar)
        self.stack.addLayout(self._body, 1)
        self.stack.addWidget(self._status)

    def parts(self) -> tuple[QWidget, ...]:
        """The record first; then what calls, what is to be done, the bar, and the modules."""
        over = (self._overlay, self._sheet_over)
        record = (self._access, self.host, self._banner)
        side = (self._card, self._feedback, self._feedback.mark, self._tasks)
        return (*over, *record, *side, self._status, self._bar, self._nav, *self._over.values())

    def ask_help(self) -> None:
        """The help sheet, or away with it."""
        self.wished.emit(OpenSheet() if self._sheet_over.isHidden() else CloseSheet())

    def _seek(self) -> None:
        """The key for searching opens the pack's search, wherever one is in the record."""
        if self._nav_view is not None and self._nav_view.search:
            self.wished.emit(OpenModule(self._nav_view.search))

    # Draw ------------------------------------------------------------------------------------

    def render_frame(self, view: FrameView, rest: BreakView | None = None) -> None:
        """The bar, and the pause or the break over everything below it."""
        self._bar.render_frame(view)
        if view.paused == self._overlay.isHidden():
            self._set_covered(view.paused)
        if view.paused:
            self._place_overlay()
            self._overlay.show_paused(view.saved, rest)

    def _set_covered(self, covered: bool) -> None:
        """What the pause covers is out of the keyboard's reach; the focus returns afterwards."""
        if covered:
            self._focus_before = self.focusWidget()
        for part in (self._bar, self._sheet, self._status, self._sheet_over):
            part.setEnabled(not covered)
        self._cover_side()
        if not covered:
            self._overlay.hide()
            before = self._focus_before
            if before is not None and isValid(before):
                before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._focus_before = None

    def _cover_side(self) -> None:
        """What the help sheet or the pause lies over is out of the keyboard's reach."""
        for part in (self._column, self._card):
            part.setEnabled(self._sheet_over.isHidden() and self._bar.isEnabled())

    def render_nav(self, view: NavView) -> None:
        """The navigation, where the screen pack wants it."""
        self._nav_view = view
        self._draw_nav(view)
        items = (item for _, group in view.groups for item in group)
        self._module = next((item.id for item in items if item.current), "")

    def _draw_nav(self, view: NavView) -> None:
        """Tabs take height: a small window has the tree whatever the pack says. What stands there
        does not change with the task panel."""
        room = self.width() - self.theme.px(WIDTH + GAP + SCROLL + 12 + 12)
        top = None if self._compact else over_record(self._over, view, room)
        shown = top or self._nav
        if shown.isHidden():
            for part in (self._nav, *self._over.values()):
                part.setVisible(part is shown)
            self._round_corners()
        shown.render_nav(view)

    def render_banner(self, view: BannerView | None) -> None:
        """The banner; None where no patient is open."""
        self._banner.setVisible(view is not None)
        if view is not None:
            self._banner.render_banner(view)

    def render_access(self, view: AccessView | None) -> None:
        """The question before a record is opened; None where nothing is asked."""
        self._access.render_access(view)

    def render_tasks(self, view: TaskPanelView) -> None:
        """The tasks. Fresh help opens the panel: it is read there."""
        hints = tuple(task.hint for task in view.tasks if task.hint)
        if set(hints) - set(self._hints):
            self._rail_wish = False
        self._hints = hints
        self._tasks.render_tasks(view)
        self._now.show_task(next((task for task in view.tasks if task.state == "current"), None))
        self._settle()

    def render_card(self, view: CardView | None) -> None:
        """The call card; None where nobody waits."""
        if view is None:
            self._card.quiet()
            self._card.hide()
        else:
            comes_over = self._afloat or (self._card.isHidden() and self._rail())
            self._afloat = comes_over and in_use(self, self.host) is not None
            self._place_card()  # before its answers change, which moves the focus on
            self._card.render_card(view)
            self._card.show()
        self._settle()

    def render_feedback(self, view: FeedbackView | None) -> None:
        """How the last task went; None where there is nothing new to say."""
        self._feedback.render_feedback(view)
        self._settle()

    def render_sheet(self, view: SheetView | None) -> None:
        """The help sheet; None while it is closed."""
        if view is None and not self._sheet_over.isHidden():
            self._tasks.follow_soon()
        self._sheet_over.render_sheet(view)
        self._cover_side()
        self._place_overlay()

    def render_status(self, view: StatusView) -> None:
        """The bottom line."""
        self._status.render_status(view)

    def render_module(self, view: ModuleView) -> None:
        """The module that is open: the navigation, drawn before, says which."""
        wide = isinstance(view, WIDE)
        if wide != self._wide_module:
            self._wide_module, self._rail_wish = wide, None
            self._make_room()
        self.host.show_module(self._module, view)
        self._settle()

    def _make_room(self) -> None:
        """Before a module that wants more room, or less, is shown: it is laid out once, not first
        for the room that the last one had."""
        self.host.clear_away()
        self._settle()
        self.stack.activate()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def build_ahead(self, module: str, view: ModuleView) -> None:
        """A module that nobody has opened yet is built as it will be drawn."""
        self.host.build(module, view)

    def warm(self) -> None:
        """Get ready what the first module will need."""
        self.host.warm()

    def forget(self) -> None:
        """Clear the screen when the person leaves."""
        self._card.quiet()
        self._card.hide()
        self._focus_before = None
        self._set_covered(False)
        self.host.forget()
        self._tasks.forget()
        self._rail_wish, self._hints = None, ()
        self._feedback.render_feedback(None)
        self._sheet_over.render_sheet(None)

    # Fit -------------------------------------------------------------------------------------

    def _collapse(self, rail: bool) -> None:
        self._rail_wish = rail
        self._settle()

    def set_rail(self, rail: bool) -> None:
        """Collapse the task panel, or open it, as the person would."""
        self._collapse(rail)

    def _rail(self) -> bool:
        """A card needs the panel's width, save over who is at work, and so does the word about a
        task once it is wanted; else the person's own wish; else the room there is."""
        wanted = self._feedback.waits and self._feedback.read
        if wanted or not (self._card.isHidden() or self._afloat):
            return False
        if self._rail_wish is not None:
            return self._rail_wish
        return self._wide_module or self.width() / self.theme.scale < _PANEL_FROM

    def _settle(self) -> None:
        rail, px = self._rail(), self.theme.px
        self._afloat = self._afloat and rail and not self._card.isHidden()
        self._place_card()
        self._tasks.set_rail(rail)
        self._now.setVisible(rail and self._now.told and not self._low)
        open_width = WIDTH if self.width() / self.theme.scale >= _LABELS_FROM else NARROW
        wide = px(RAIL) if rail else px(GAP) + px(open_width)
        self._column.setFixedWidth(wide + px(SCROLL))
        self._body.setSpacing(px(12) if rail else px(12 - GAP))
        self._size_card()

    def _place_card(self) -> None:
        """Under the tasks, or over the record; whoever is at it stays there."""
        holder = self if self._afloat else self._column
        if self._card.parentWidget() is holder:
            return
        shown, focus = not self._card.isHidden(), QApplication.focusWidget()
        if self._afloat:
            self._side.removeWidget(self._card)
            self._card.setParent(self)
            self._card.stackUnder(self._sheet_over)
        else:
            self._side.insertWidget(1, self._card)
        self._card.setVisible(shown)
        if focus is not None and self._card.isAncestorOf(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_over(self) -> None:
        """The card in a corner of the record, clear of what somebody is at."""
        field, area = in_use(self, self.host), seen_at(self, self._sheet)
        wide = min(self.theme.px(GAP + WIDTH + SCROLL), area.width())
        most = int(area.height() * _CARD_SHARE)
        tall = max(min(self._card.height_at(wide), most), self._card.least_height(wide))
        self._card.setFixedHeight(tall)
        self._card.resize(wide, tall)
        if field is not None:
            place = clear_of(seen_at(self, field), area, QSize(wide, tall))
            self._card.move(place.topLeft())

    def _follow_focus(self) -> None:
        if self._afloat:
            self._lay_over()

    def _size_card(self) -> None:
        width, rail = self._column.maximumWidth(), self._rail()
        room = self._column.height() - self._tasks.minimumSizeHint().height()
        # Who rings comes first: a word about the last task can wait for room.
        tall = self._feedback.fit(width) + self._card.least_height(width)
        fits = self._card.isHidden() or tall < room
        self._feedback.stand(rail=rail, room=fits)
        if self._afloat:
            self._lay_over()
            return
        if self._card.isHidden():
            return
        most = int(self._column.height() * _CARD_SHARE)
        if not self._feedback.isHidden():
            most = min(most, room - self._feedback.maximumHeight())
        wanted = min(self._card.height_at(width), most)
        self._card.setFixedHeight(max(wanted, self._card.least_height(width)))

    def fit(self, width: int, height: int) -> None:
        units = width / self.theme.scale
        low = self._low
        self._bar.fit(width, low=low)
        self._nav.set_icons(units < _LABELS_FROM)
        self._compact = low or units < _LABELS_FROM
        if self._nav_view is not None:
            self._draw_nav(self._nav_view)
        self._banner.set_brief(low)
        self._status.fit(width)
        self._settle()
        self._place_overlay()

    @property
    def _low(self) -> bool:
        return self.window().height() / self.theme.scale < _LOW

    def _place_overlay(self) -> None:
        top = self._bar.height()
        self._overlay.setGeometry(0, top, self.width(), self.height() - top)
        wide = min(self.theme.px(SHEET), self.width())
        tall = self.height() - top - self._status.height()
        self._sheet_over.setGeometry(self.width() - wide, top, wide, tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            if watched is self._record:
                self._round_corners()
            elif watched is self._bar:
                self._place_overlay()
            else:
                self._size_card()
        return False

    def _round_corners(self) -> None:
        """Modules fill their whole rectangle: keep them off the sheet's corners, of which the
        tree has the left ones."""
        radius = self.theme.scale * 7
        path = QPainterPath()
        left = 0 if self._nav.isHidden() else 2 * radius
        whole = QRectF(self._record.rect()).adjusted(-left, 0, 0, 0)
        path.addRoundedRect(whole, radius, radius)
        self._record.setMask(QRegion(path.toFillPolygon().toPolygon()))
