"""Where the data folder is."""

import stat
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home, locate


def test_the_variable_decides(tmp_path: Path) -> None:
    assert locate({"SIMTRAINER_HOME": str(tmp_path)}).root == tmp_path
    assert locate({"SIMTRAINER_HOME": "here"}).root == Path.cwd() / "here"
    assert locate({"SIMTRAINER_HOME": "~/x"}).root == Path.home() / "x"


def test_machine_wide_places() -> None:
    windows = locate({"PROGRAMDATA": "/programdata"}, "win32")
    assert windows.root == Path("/programdata/simtrainer")
    assert locate({}, "darwin").root == Path("/Users/Shared/simtrainer")


def test_linux_without_a_machine_wide_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    assert locate({"XDG_DATA_HOME": "/data"}, "linux").root == Path("/data/simtrainer")
    assert locate({}, "linux").root == Path.home() / ".local/share/simtrainer"


def test_a_new_folder_is_private(home: Home) -> None:
    home.prepare()
    home.prepare()
    assert stat.S_IMODE(home.root.stat().st_mode) == 0o700


def test_a_place_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem, match=r"store\.read_only"):
        Home(tmp_path / "file" / "deeper").prepare()
