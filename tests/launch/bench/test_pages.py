"""Every page around a run and every module of every pack is timed; how long it took is no matter
for a test."""

import pytest

from simtrainer.launch.bench import pages
from simtrainer.launch.pictures import packs

pytestmark = [pytest.mark.qt, pytest.mark.soak]


def test_a_figure_for_the_pages_around_and_for_each_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ROUNDS", 1)
    figures = pages.run()
    assert [f.name for f in figures] == ["pages.around.p99", *(f"pages.{p}.p99" for p in packs())]
    assert all(figure.value > 0 and figure.floor > 0 for figure in figures)
