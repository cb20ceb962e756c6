"""The plan's file: read whole or refused whole, every fault with its place."""

import pytest

from simtrainer.base.problem import Problems
from simtrainer.hub.shapes.plan import Line, read_plan

HEAD = "øving;obligatorisk;frist;rolle;enhet\n"


def test_a_plan_as_a_spreadsheet_writes_it() -> None:
    lines = "a;ja;31.5.2026;Sykepleier;e1\na;nei;;;\nb;;2026-06-01;;\n"
    assert read_plan((HEAD + lines).encode(), "p.csv", {"e1"}) == [
        Line("a", True, "2026-05-31", "Sykepleier", "e1"),
        Line("a", False, "", "", ""),
        Line("b", False, "2026-06-01", "", ""),
    ]
    assert read_plan(b"scenario\na\n", "p.csv", ()) == [Line("a", True, "", "", "")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (HEAD, [("hub.table_empty", 1)]),
        ("frist\n2026-01-01\n", [("hub.table_column_missing", 1)]),
        (HEAD + ";ja;;;\n", [("hub.roster_blank", 2)]),
        (HEAD + "a;kanskje;;;\n", [("hub.roster_yes_no", 2)]),
        (HEAD + "a;ja;32.1.2026;;\n", [("hub.plan_deadline", 2)]),
        (HEAD + "a;ja;;;e9\n", [("hub.unit_unknown", 2)]),
        (HEAD + f"{'a' * 201};ja;;;\n", [("hub.roster_value", 2)]),
        (HEAD + "a;ja;;R;e1\nA;nei;;r;e1\n", [("hub.plan_twice", 3)]),
    ],
)
def test_faults_have_their_line(content: str, found: list[tuple[str, int]]) -> None:
    with pytest.raises(Problems) as caught:
        read_plan(content.encode(), "p.csv", {"e1"})
    assert [(p.code, p.place.line) for p in caught.value.problems if p.place] == found
