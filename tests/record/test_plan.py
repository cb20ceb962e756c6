"""When a plan is due and when it has ended, from its evaluations."""

from datetime import date

from simtrainer.record.entry import Entry, Version
from simtrainer.record.plan import day_of, due, evaluations, has_ended

PLAN = Entry("p", "plan", "A", (Version(0, "x", "signed", {"evaluate_by": "11.05.2026"}),))


def evaluation(name: str, status: str = "signed", **fields: object) -> Entry:
    version = Version(0, "x", status, fields, counts=status == "signed")
    return Entry(name, "plan_evaluation", "A", (version,))


def test_a_day_is_read_as_people_and_files_write_it() -> None:
    assert day_of("11.05.2026") == day_of("2026-05-11") == date(2026, 5, 11)
    assert day_of("snart") is day_of(None) is day_of("31.02.2026") is None


def test_only_evaluations_that_count_and_belong_to_the_plan_are_its_own() -> None:
    own = evaluation("e1", plan="p")
    found = [own, evaluation("e2", plan="q"), evaluation("e3", "invalid", plan="p")]
    assert evaluations(PLAN, found) == [own]


def test_the_last_evaluation_says_when_the_next_one_is_due() -> None:
    assert due(PLAN, []) == date(2026, 5, 11)
    later = evaluation("e1", plan="p", next="15.05.2026")
    assert due(PLAN, [later]) == date(2026, 5, 15)
    assert due(PLAN, [later, evaluation("e2", plan="p")]) == date(2026, 5, 11)


def test_a_plan_ends_when_its_last_evaluation_ends_it() -> None:
    ended = evaluation("e1", plan="p", ends=True)
    assert has_ended([ended])
    assert not has_ended([])
    assert not has_ended([ended, evaluation("e2", plan="p", ends=False)])
