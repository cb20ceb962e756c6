"""A letter's gaps lead somewhere, in every language, or the pack is refused."""

import shutil
from pathlib import Path

import pytest

from simtrainer.base.problem import Problems
from simtrainer.record.pack_source import read_pack

PACKS = Path(__file__).parents[2] / "resources" / "packs"
PACK = """\
format: 2
id: med-brev
version: 1.0.0
extends: kommune-standard
languages: [nb]
"""


def folder(tmp_path: Path, text: str) -> Path:
    shutil.copytree(PACKS / "kommune-standard", tmp_path / "kommune-standard")
    own = tmp_path / "med-brev"
    (own / "terms").mkdir(parents=True)
    (own / "pack.yaml").write_text(PACK, encoding="utf-8")
    terms = f'template.letter_templates.free: "{text}"\n'
    (own / "terms" / "nb.yaml").write_text(terms, encoding="utf-8")
    return own


def test_a_gap_that_nothing_fills_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        read_pack(folder(tmp_path, "Hei <patient.nmae> og <decision.service>"))
    (problem,) = caught.value.problems
    assert problem.code == "pack.no_gap"
    assert problem.params["gap"] == "patient.nmae"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("med-brev/terms/nb.yaml", 1)


def test_fields_pointers_patients_and_deadlines_are_known(tmp_path: Path) -> None:
    text = "<patient.name> <own_words> <decision.from> <personal.address> <deadline.appeal>"
    assert read_pack(folder(tmp_path, text))["id"] == "med-brev"
