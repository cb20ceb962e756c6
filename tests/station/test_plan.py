"""The municipality's plan on a PC: read as Excel saves it, and refused whole with its places."""

from pathlib import Path

import pytest

from simtrainer.app.route import Demand
from simtrainer.base.problem import Problem, Problems
from simtrainer.station.home import Home
from simtrainer.station.plan import PlanFile, bring_in, read

WHOLE = """øving;obligatorisk;frist;rolle;merknad
dagvakt;Ja;31.5.2026;Sykepleier;husk denne
news2;nei;;;
;;;;
varm-opp;x;2026-06-01;;
"""


def plan(folder: Path, text: str) -> Path:
    path = folder / "plan i Excel.csv"
    path.write_bytes(text.encode("cp1252"))
    return path


def test_a_table_as_a_municipality_writes_it(home: Home, tmp_path: Path) -> None:
    assert PlanFile(home).demands() == []
    wanted = [
        Demand("dagvakt", True, "2026-05-31", "Sykepleier"),
        Demand("news2", False),
        Demand("varm-opp", True, "2026-06-01"),
    ]
    assert bring_in(home, plan(tmp_path, WHOLE)) == wanted
    here = PlanFile(home)
    assert here.demands() == wanted
    home.plan.write_text("scenario\ndagvakt\n")
    assert PlanFile(home).demands() == [Demand("dagvakt", True)]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("frist\n2026-05-31\n", "plan.columns", (1, 1)),
        ("", "plan.columns", (1, 1)),
        ("scenario;frist\ndagvakt\n", "table.cells", (2, 1)),
        ("scenario;frist\n;2026-05-31\n", "plan.scenario", (2, 1)),
        ("scenario;frist\ndagvakt;31.13.2026\n", "plan.deadline", (2, 9)),
        ("scenario;obligatorisk\ndagvakt;kanskje\n", "plan.mandatory", (2, 9)),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    home: Home, tmp_path: Path, text: str, code: str, at: tuple[int, int]
) -> None:
    with pytest.raises(Problem) as caught:
        bring_in(home, plan(tmp_path, text))
    place = caught.value.place
    assert caught.value.code == code and place is not None
    assert (place.line, place.column) == at
    assert not home.plan.exists()


def test_all_mistakes_at_once_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        read(plan(tmp_path, "scenario;frist;obligatorisk\n;x;y\ndagvakt\n"))
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["plan.scenario", "plan.deadline", "plan.mandatory", "table.cells"]
    with pytest.raises(Problem, match=r"plan\.missing"):
        read(tmp_path / "gone.csv")
