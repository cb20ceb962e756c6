"""Small values: what is taken and what is not, and which moment is meant."""

from datetime import UTC, datetime

import pytest

from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.values import a_duration, a_language, an_iri, instant


@pytest.mark.parametrize(
    "text",
    ["P1D", "PT1H", "PT0S", "P3Y6M4DT12H30M5S", "P4W", "PT16559.14S", "P0.5Y", "P1Y", "PT36H"],
)
def test_durations(text: str) -> None:
    a_duration(text)


@pytest.mark.parametrize(
    "text",
    [
        "nb",
        "nb-NO",
        "en-Latn-GB",
        "sl-rozaj",
        "x-own",
        "i-navajo",
        "zh-yue",
        "en-GB-oed",
        "sgn-be-fr",
        "de-a-aaa-b-bbb",
        "de-a-aaa-x-a-bbb",
        "sl-rozaj-biske",
    ],
)
def test_languages(text: str) -> None:
    a_language(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "nb_NO",
        "123456789",
        "nb-",
        "nb--NO",
        "de-419-DE",
        "ar-a-aaa-b-bbb-a-ccc",
        "ar-A-aaa-a-bbb",
        "de-1901-1901",
        "something",
    ],
)
def test_not_languages(text: str) -> None:
    with pytest.raises(Fault):
        a_language(text)


@pytest.mark.parametrize("text", ["http://x.example/æøå", "tag:x.example,2026:a", "urn:uuid:1"])
def test_iris(text: str) -> None:
    an_iri(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-12T08:30:00Z", (6, 8, 30, 0, 0)),
        ("2026-05-12T08:30:00.5Z", (6, 8, 30, 0, 500_000)),
        ("2026-05-12T08:30:00.1234567Z", (6, 8, 30, 0, 123_456)),
        ("2026-05-12T08:30:00+02:00", (6, 6, 30, 0, 0)),
        ("2026-05-12T08:30:60Z", (6, 8, 30, 59, 0)),
        ("2026-05-12T08:30:00", (6, 8, 30, 0, 0)),
    ],
)
def test_moments(text: str, moment: tuple[int, ...]) -> None:
    hour, minute, second, micro = moment[1:]
    assert instant(text) == datetime(2026, 5, 12, hour, minute, second, micro, tzinfo=UTC)
