"""Files for the person's own documents: the debrief as a PDF to print, and all own data."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QStandardPaths
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from simtrainer.app.views.shell import DebriefView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.desktop.theme import Theme

_DPI = 96
_MARGIN_MM = 18
_MOST_NAMES = 1000


def documents() -> Path:
    """Where the person keeps documents on this machine."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place)


def save_debrief(view: DebriefView, texts: Texts, theme: Theme, folder: Path) -> Path:
    """Write the debrief as a new file; its path. Raises ``Problem("paper.not_saved")``."""
    path = _free(folder, texts("ui.paper.file"), "pdf")
    writer = QPdfWriter(str(path))
    writer.setResolution(_DPI)
    writer.setTitle(view.heading)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.setDefaultFont(theme.font("text"))
    document.setHtml(page(view, texts))
    document.setPageSize(writer.pageLayout().paintRectPixels(_DPI).size().toSizeF())
    document.print_(writer)
    if not path.exists() or not path.stat().st_size:
        raise _not_saved(folder)
    return path


def page(view: DebriefView, texts: Texts) -> str:
    """All of the debrief in words, as HTML."""
    bars = "".join(f"<li>{escape(d.label)}: {escape(d.text)}</li>" for d in view.dimensions)
    told = (
        ("went_well", view.went_well), ("practise", view.practise), ("believed", view.believed),
    )  # fmt: skip
    parts = [
        f"<h1>{escape(view.heading)}</h1><p>{escape(view.subtitle)}</p>",
        f"<p>{escape(f'{view.person} · {view.unit}')}</p>",
        f"<h2>{escape(f'{view.percent} · {view.points}')}</h2>",
        f"<p><b>{escape(view.cap)}</b></p>" if view.cap else "",
        f"<ul>{bars}</ul>" if bars else "",
        *(_lines(texts(f"ui.debrief.{key}"), lines) for key, lines in told),
        f"<h2>{escape(texts('ui.debrief.checks'))}</h2>",
    ]
    for verdict in view.verdicts:
        head = f"<b>{escape(verdict.title)}</b> · {escape(verdict.points)}"
        rest = (verdict.what, verdict.feedback, verdict.source)
        parts.append(f"<p>{head}<br>{'<br>'.join(escape(text) for text in rest if text)}</p>")
    return "".join(parts)


def _lines(heading: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(heading)}</h2><ul>{items}</ul>"


def save_own_data(data: bytes, texts: Texts, folder: Path) -> Path:
    """Write all own data as a new file; its path. Raises ``Problem("paper.not_saved")``."""
    path = _free(folder, texts("ui.own.file"), "json")
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _not_saved(folder) from error
    return path


def _free(folder: Path, name: str, kind: str) -> Path:
    """A name that is not taken, in a folder that is there: nothing is ever overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_NAMES):
            path = folder / (f"{name}.{kind}" if number == 1 else f"{name} {number}.{kind}")
            if not path.exists():
                return path
    except OSError as error:
        raise _not_saved(folder) from error
    raise _not_saved(folder)


def _not_saved(folder: Path) -> Problem:
    return Problem("paper.not_saved", retry=True, folder=str(folder))
