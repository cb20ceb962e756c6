"""The hub's figures, small: that they are measured at all, and against what they say."""

import json
from pathlib import Path

import pytest

from simtrainer.hub.shapes.statement import a_statement
from simtrainer.launch.bench import hub, hub_load
from simtrainer.launch.bench.figure import at_least, told


def test_at_least_holds_from_its_share_of_the_floor() -> None:
    assert at_least("x", 50, "/s", 100, 0.5).holds
    assert not at_least("x", 49, "/s", 100, 0.5).holds
    assert told("x", 1, "/s", 100).holds


def test_what_is_sent_is_what_stations_send() -> None:
    for body in hub_load.bodies(0, 3):
        batch = json.loads(body)
        assert len(batch) == hub_load.BATCH
        for one in batch:
            a_statement(one, "1.0.3")
    assert [len(json.loads(body)) for body in hub_load.bodies_of(7)] == [50, 8]


def test_every_figure_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STATEMENTS": 500, "STORED": 3_000, "PEOPLE": 8, "PAGES": 3}.items():
        monkeypatch.setattr(hub, name, value)
    urls = [f"sqlite:///{tmp_path / str(n)}.sqlite3" for n in range(3)]
    figures = hub._measure("sqlite", urls)
    assert [f.name.removeprefix("hub.sqlite.") for f in figures] == [
        "store", "grown", "get_agent", "get_verb", "get_registration", "get_activity", "evening",
    ]  # fmt: skip
    assert all(figure.value > 0 and figure.floor > 0 for figure in figures)
