"""The stylesheet of the record's own fields, on top of the theme's."""

from simtrainer.desktop.theme import Theme

_SHEET = """
QTextEdit {{ background: {surface}; border: {border}px solid {line2}; border-radius: {radius}px; }}
QTextEdit:focus {{ border-color: {focus}; }}
QLineEdit[invalid="true"], QTextEdit[invalid="true"], QComboBox[invalid="true"] {{
  border: {thick}px solid {bad_s}; }}
QLineEdit, QComboBox {{ min-height: {tall}px; }}
QComboBox QAbstractItemView::item {{ min-height: {target}px; }}
QMenu::item {{ min-height: {row}px; }}
"""


def record_sheet(theme: Theme) -> str:
    """Fields as high as a target, a red border of two pixels, long texts framed like lines."""
    px = theme.px
    colors = {name: theme.hex(name) for name in ("surface", "line2", "focus", "bad_s")}
    own = _SHEET.format(
        **colors,
        border=theme.border,
        thick=px(2),
        radius=px(6),
        tall=px(44) - 2 * theme.border,
        target=px(44),
        row=px(28),
    )
    return theme.sheet + own
