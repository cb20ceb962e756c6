"""Pages for people: templates, texts and the shapes that templates draw.

Everything a template shows is made here as plain values, so that templates only place it.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from simtrainer.base.text import Texts, percent_of
from simtrainer.hub.overview import Overview


class Pages:
    """Templates and texts of the leaders' web, read once."""

    def __init__(self, resources: Path) -> None:
        web = resources / "web"
        table = json.loads((web / "text" / "nb.json").read_text(encoding="utf-8"))
        self.texts = Texts("nb", table)
        self.tokens = css_of(json.loads((resources / "look" / "tokens.json").read_text("utf-8")))
        self._templates = Environment(
            loader=FileSystemLoader(web / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["t"] = self.texts
        self._templates.filters["percent"] = percent
        self._templates.filters["whole_percent"] = percent_of
        self._templates.filters["decimal"] = decimal

    def draw(self, template: str, **values: Any) -> str:
        """One page as HTML."""
        return self._templates.get_template(f"{template}.html").render(values)

    def day(self, moment: str | date) -> str:
        """A day as people say it: 12. mai."""
        when = date.fromisoformat(moment[:10]) if isinstance(moment, str) else moment
        return self.texts("web.day", day=when.day, month=self.texts(f"web.month.{when.month}"))


def css_of(tokens: Mapping[str, Mapping[str, str]]) -> str:
    """The design tokens as CSS variables: light, dark on wish, high contrast on wish."""

    def block(theme: str) -> str:
        lines = (f"--{name.replace('_', '-')}:{value}" for name, value in tokens[theme].items())
        return f":root{{{';'.join(lines)}}}"

    return (
        f"{block('light')}\n@media (prefers-color-scheme:dark){{{block('dark')}}}\n"
        f"@media (prefers-contrast:more){{{block('hc')}}}\n"
    )


def percent(share: float) -> str:
    """A share in whole percent, with the space that Norwegian has."""
    return f"{percent_of(share)}\u00a0%"


def decimal(value: float) -> str:
    """Two decimals and a comma."""
    return f"{value:.2f}".replace(".", ",").replace("-", "\N{MINUS SIGN}")


def local(zone: str) -> datetime:
    """Now, on a wall in the municipality."""
    try:
        return datetime.now(ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of the score distribution, in the drawing's own units."""

    x: float
    y: float
    height: float
    passed: bool
    label: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Score distribution ready to draw: 360 by 200."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    pass_x: float


def histogram(bins: tuple[int, ...], pass_share: float) -> Histogram:
    """Columns and a round axis for some counts."""
    step = _round_step(max(bins, default=0) / 3)
    top = step * max(3, -(-max(bins, default=0) // step))
    width, height, left, floor = 330.0, 165.0, 30.0, 172.0
    column = width / len(bins)
    bars = tuple(
        Bar(
            x=left + i * column + 1.5,
            y=floor - height * count / top,
            height=height * count / top,
            passed=i / len(bins) >= pass_share - 1e-9,
            label=f"{i * 100 // len(bins)}–{(i + 1) * 100 // len(bins)}: {count}",
        )
        for i, count in enumerate(bins)
    )
    ticks = tuple((floor - height * n / top, n) for n in range(0, top + 1, step))
    return Histogram(bars, ticks, left + width * pass_share)


def _round_step(rough: float) -> int:
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= rough:
                return step * factor
        step *= 10


def initials(name: str) -> str:
    """First letters of the first and last word."""
    words = name.split()
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else name[:2]).upper()


def units_csv(view: Overview, texts: Texts) -> str:
    """Units as a table that Norwegian spreadsheets open; hidden figures are said to be hidden."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    columns = ("web.people.unit", "web.units.members", "web.units.completed", "web.units.mean")
    writer.writerow([texts(key) for key in columns])
    for unit in view.figures.units:
        mean = texts("web.units.hidden") if unit.mean is None else percent(unit.mean)
        writer.writerow([_plain(unit.name), unit.members, unit.completed, mean])
    return target.getvalue()


def _plain(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
