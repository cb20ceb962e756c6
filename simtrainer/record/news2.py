"""National Early Warning Score (NEWS) 2, © Royal College of Physicians 2017 (Charts 1 and 2).

Implements the published scoring table and thresholds; the chart itself is not redrawn.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

Risk = Literal["low", "low_medium", "medium", "high"]

PARAMETERS = ("resp", "spo2", "supply", "systolic", "pulse", "consciousness", "temperature")
"""The seven parts of a set, in the order of the chart."""

Band = tuple[float, float, int]
"""(lowest value, highest value, points), both ends included."""

_NUMBER = re.compile(r"[-+]?([0-9]{1,9}([.,][0-9]{0,20})?|[.,][0-9]{1,20})")
"""As people write numbers: no exponents, and never so long that reckoning with it takes time."""
_INF = float("inf")
BANDS: Mapping[str, tuple[Band, ...]] = {
    "resp": ((-_INF, 8, 3), (9, 11, 1), (12, 20, 0), (21, 24, 2), (25, _INF, 3)),
    "systolic": ((-_INF, 90, 3), (91, 100, 2), (101, 110, 1), (111, 219, 0), (220, _INF, 3)),
    "pulse": (
        (-_INF, 40, 3),
        (41, 50, 1),
        (51, 90, 0),
        (91, 110, 1),
        (111, 130, 2),
        (131, _INF, 3),
    ),
    "temperature": (
        (-_INF, 35.0, 3),
        (35.1, 36.0, 1),
        (36.1, 38.0, 0),
        (38.1, 39.0, 1),
        (39.1, _INF, 2),
    ),
}
SPO2_SCALE_1: tuple[Band, ...] = ((-_INF, 91, 3), (92, 93, 2), (94, 95, 1), (96, _INF, 0))
SPO2_SCALE_2_AIR: tuple[Band, ...] = ((-_INF, 83, 3), (84, 85, 2), (86, 87, 1), (88, _INF, 0))
SPO2_SCALE_2_OXYGEN: tuple[Band, ...] = (
    (-_INF, 83, 3),
    (84, 85, 2),
    (86, 87, 1),
    (88, 92, 0),
    (93, 94, 1),
    (95, 96, 2),
    (97, _INF, 3),
)
CONSCIOUSNESS = {"A": 0, "C": 3, "V": 3, "P": 3, "U": 3}
SUPPLY = {"air": 0, "oxygen": 2}


@dataclass(frozen=True, slots=True)
class News2:
    """A scored set. ``total`` and ``risk`` are None while parts are missing."""

    points: Mapping[str, int]
    total: int | None
    risk: Risk | None
    red: bool
    """One part alone scores 3, also in an unfinished set."""

    @property
    def filled(self) -> int:
        """How many of the seven parts are there."""
        return len(self.points)


def spo2_bands(scale: str, supply: str) -> tuple[Band, ...]:
    """The SpO2 bands for scale ``"1"`` or ``"2"`` on ``"air"`` or ``"oxygen"``."""
    if scale != "2":
        return SPO2_SCALE_1
    return SPO2_SCALE_2_OXYGEN if supply == "oxygen" else SPO2_SCALE_2_AIR


def number(value: Any) -> Decimal | None:
    """A number from a form value (Norwegian decimal comma allowed); None where it is none."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def rounded_temperature(value: Decimal) -> Decimal:
    """One decimal, half up, before banding: 38.05 becomes 38.1."""
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _band_points(bands: tuple[Band, ...], value: float) -> int:
    return next(points for low, high, points in bands if value <= high)


def part_points(parameter: str, values: Mapping[str, Any]) -> int | None:
    """Points of one part; None where it is missing or (SpO2 on scale 2) not yet decidable."""
    raw = values.get(parameter)
    if parameter == "supply":
        return SUPPLY.get(str(raw))
    if parameter == "consciousness":
        return CONSCIOUSNESS.get(str(raw))
    value = number(raw)
    if value is None:
        return None
    if parameter == "temperature":
        return _band_points(BANDS["temperature"], float(rounded_temperature(value)))
    if value != value.to_integral_value():
        return None
    if parameter == "spo2":
        return _spo2_points(float(value), str(values.get("scale") or "1"), values.get("supply"))
    return _band_points(BANDS[parameter], float(value))


def _spo2_points(value: float, scale: str, supply: Any) -> int | None:
    if scale == "2" and value > 92 and supply not in SUPPLY:
        return None
    return _band_points(spo2_bands(scale, str(supply)), value)


def risk_of(total: int, red: bool) -> Risk:
    """Clinical risk by the thresholds of Chart 2, in the order they must be tried."""
    if total >= 7:
        return "high"
    if total >= 5:
        return "medium"
    return "low_medium" if red else "low"


def score(values: Mapping[str, Any]) -> News2:
    """Score a set of form values; never a total on missing parts."""
    points = {
        name: found for name in PARAMETERS if (found := part_points(name, values)) is not None
    }
    red = 3 in points.values()
    if len(points) < len(PARAMETERS):
        return News2(points, None, None, red)
    total = sum(points.values())
    return News2(points, total, risk_of(total, red), red)
