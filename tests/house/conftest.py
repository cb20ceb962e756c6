"""Fixtures of the house tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def pytester_in_house(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> pytest.Pytester:
    """A throw-away test folder under this project's own conftest."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeini("[pytest]\nmarkers =\n    qt\n    soak\n")
    pytester.makeconftest(
        """
        from tests.conftest import *
        from tests.house import leftovers

        leftovers._PATIENCE_SECONDS = 0.01
        """
    )
    return pytester
