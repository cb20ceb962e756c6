"""Where there is no PostgreSQL: said, and in CI not let pass."""

import pytest

from simtrainer.launch.bench import postgresql
from tests.hub.conftest import need_postgresql


@pytest.mark.parametrize("variable", ["", "SIMTRAINER_NO_SKIPS", "CI"])
def test_a_machine_without_it_skips_and_ci_fails(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    for name in ("SIMTRAINER_NO_SKIPS", "CI"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(postgresql, "programs", lambda: None)
    ending = pytest.fail.Exception if variable else pytest.skip.Exception
    with pytest.raises(ending, match="no PostgreSQL programs"):
        need_postgresql()
