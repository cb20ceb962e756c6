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
    """All of the debrief in words, as HTML; of a run that the autopilot played there is nothing of
    the person's own to tell."""
    goals = tuple(f"{goal.label}: {goal.text}" for goal in view.goals)
    bars = tuple(f"{bar.label}: {bar.text}" for bar in view.dimensions)
    told = (
        ("went_well", view.went_well), ("practise", view.practise), ("believed", view.believed),
    )  # fmt: skip
    parts = [
        f"<h1>{escape(view.heading)}</h1><p>{escape(view.subtitle)}</p>",
        f"<p>{escape(f'{view.person} · {view.unit}')}</p>",
        *(_score(view, bars) if view.scored else (f"<p>{escape(view.private)}</p>",)),
    ]
    if view.shown:
        return "".join(parts)
    parts += [
        _lines(texts("ui.debrief.goals"), goals),
        *(_lines(texts(f"ui.debrief.{key}"), lines) for key, lines in told),
        f"<h2>{escape(texts('ui.debrief.checks'))}</h2>",
    ]
    for verdict in view.verdicts:
        points = f" · {escape(verdict.points)}" if view.scored else ""
        head = f"<b>{escape(verdict.title)}</b>{points}"
        rest = (verdict.what, verdict.feedback, verdict.expert, verdict.source)
        parts.append(f"<p>{head}<br>{'<br>'.join(escape(text) for text in rest if text)}</p>")
    return "".join(parts)


def _score(view: DebriefView, bars: tuple[str, ...]) -> tuple[str, ...]:
    """The result of a run that has one."""
    cap = f"<p><b>{escape(view.cap)}</b></p>" if view.cap else ""
    return f"<h2>{escape(f'{view.percent} · {view.points}')}</h2>", cap, _items(bars)


def _lines(heading: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    return f"<h2>{escape(heading)}</h2>{_items(lines)}"


def _items(lines: tuple[str, ...]) -> str:
    return "<ul>{}</ul>".format("".join(f"<li>{escape(line)}</li>" for line in lines))


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
