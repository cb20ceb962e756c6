"""The book: what it refers to is there, and faults are told with places."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.people.book import read_book
from tests.record.people.town import FOLDER, book, pack


def test_areas_results_and_reasons_are_choices_of_the_pack() -> None:
    types = pack().types
    areas = {c.plan.area for c in book().clinic.conditions.values() if c.plan}
    assert areas <= set(types["plan"].fields["area"].choices)
    assert set(book().clinic.evaluation) <= set(types["plan_evaluation"].fields["result"].choices)
    assert set(book().clinic.refusals) <= set(types["administration"].fields["reason"].choices)


def test_a_time_critical_drug_is_there_and_no_brand_is() -> None:
    drugs = book().formulary.drugs
    assert drugs["levodopa"].time_critical_minutes == 30
    assert len(drugs) >= 40
    assert not any(mark in drug.drug for drug in drugs.values() for mark in "®™")


def _faults(folder: Path) -> list[Problem]:
    with pytest.raises((Problem, Problems)) as caught:
        read_book(folder)
    found = caught.value
    return found.problems if isinstance(found, Problems) else [found]


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("clinic.yaml", lambda t: t.replace("[tiotropium, 100]", "[tiotroopium, 100]"),
         "people.no_drug"),
        ("clinic.yaml", lambda t: t.replace("{Han} hvilte", "{Hun} hvilte"), "people.gap"),
        ("clinic.yaml", lambda t: t.replace("{Han} hvilte", "{Han hvilte"), "people.gap"),
        ("clinic.yaml", lambda t: t.replace("scale: \"2\"", "scale: \"3\""), "source.value"),
        ("clinic.yaml", lambda t: t.replace("weight_days: 30\n", ""), "source.missing"),
        ("formulary.yaml", lambda t: t.replace("route: tunge", "route: tange"),
         "people.no_route"),
        ("formulary.yaml", lambda t: t.replace("[tramadol, bupre", "[tramadool, bupre"),
         "people.no_drug"),
        ("formulary.yaml", lambda t: t.replace("atc: N02BE01", "atc: n02"), "source.value"),
        ("names.yaml", lambda t: t.replace("families:", "familier:"), "source.extra"),
        ("names.yaml", lambda t: "", "source.missing"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, file: str, change: Callable[[str], str], code: str
) -> None:
    folder = tmp_path / "people"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    found = _faults(folder)
    assert code in {problem.code for problem in found}
    assert all(problem.place and problem.place.file == f"people/{file}" for problem in found)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert [p.code for p in _faults(tmp_path)] == ["file.missing"]
