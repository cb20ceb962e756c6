"""The banner: whose record this is, what they must never get, who may be told. Never scrolls."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from simtrainer.app.views.shell import BannerView
from simtrainer.base.text import Texts
from simtrainer.desktop.banner_plan import BannerPlan, Piece
from simtrainer.desktop.kit.block import Block
from simtrainer.desktop.kit.paint import TINTS, box, smooth, tag
from simtrainer.desktop.theme import Theme

_LEAST_WIDTH = 220


class Banner(QWidget):
    """One painted widget; its accessible name is all that it says."""

    spoken_as = "words"

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._view: BannerView | None = None
        self._brief = False
        self._plans: dict[int, BannerPlan] = {}
        self.setObjectName("banner")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def render_banner(self, view: BannerView) -> None:
        """Draw whose record this is."""
        if view == self._view:
            return
        self._view, self._plans = view, {}
        cave = ", ".join(view.cave) or view.cave_none
        said = [view.name, view.about, f"{view.identity} {view.synthetic}", view.place]
        said += [f"{view.cave_label}: {cave}"]
        said += [f"{label}: {value} {small}".strip() for label, value, small in view.cells]
        self.setAccessibleName(", ".join(said))
        self.updateGeometry()
        self.update()

    def set_brief(self, brief: bool) -> None:
        """Keep to the name and CAVE where the window is low; the rest is in the tooltip."""
        if brief != self._brief:
            self._brief, self._plans = brief, {}
            self.updateGeometry()
            self.update()

    def plan(self, width: int) -> BannerPlan | None:
        """Where everything stands at this width; layouts ask for several widths in turn."""
        if self._view is None:
            return None
        if width not in self._plans:
            made = BannerPlan(self._theme, self._view, width, brief=self._brief)
            self._plans[width] = made
        return self._plans[width]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        plan = self.plan(width)
        return plan.height + self._theme.border if plan is not None else 0

    def sizeHint(self) -> QSize:
        wide = self._theme.px(832)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        plan = self.plan(self.width())
        if plan is None:
            return
        self.setToolTip(self.accessibleName() if plan.short else "")
        painter = QPainter(self)
        smooth(painter)
        line, thick = self._theme.color("line"), self._theme.border
        for rect in (*plan.lines, QRect(0, self.height() - thick, self.width(), thick)):
            painter.fillRect(rect, line)
        for piece in plan.pieces:
            self._paint_piece(painter, piece)

    def _paint_piece(self, painter: QPainter, piece: Piece) -> None:
        theme = self._theme
        if piece.kind == "tag":
            tag(painter, theme, piece.rect, piece.text, TINTS["neutral"], role=piece.role)
        elif piece.kind == "icon":
            theme.icons.paint(painter, piece.text, piece.rect, piece.tone)
        elif piece.kind == "alarm":
            self._paint_alarm(painter, piece)
        else:
            line = theme.line(piece.role)
            block = Block(piece.text, theme.font(piece.role), piece.rect.width() + 2, line)
            block.draw(painter, piece.rect.x(), piece.rect.y(), theme.color(piece.tone))

    def _paint_alarm(self, painter: QPainter, piece: Piece) -> None:
        """Solid red with icon and word: never colour alone."""
        theme, rect = self._theme, piece.rect
        box(painter, theme, rect, "bad_s", None, 4)
        side, line = theme.px(18), theme.px(28)
        icon = QRect(rect.x() + theme.px(8), rect.y() + (line - side) // 2, side, side)
        theme.icons.paint(painter, "alert-outline", icon, piece.tone)
        room = rect.width() - theme.px(36)
        block = Block(piece.text, theme.font(piece.role), room, line)
        block.draw(painter, rect.x() + theme.px(32), rect.y(), theme.color(piece.tone))
