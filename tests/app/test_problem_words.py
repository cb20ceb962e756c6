"""A problem in a person's words, before and during a run."""

from simtrainer.base.problem import Problem
from tests.app.rig import Rig


def test_a_known_code_is_told_in_words_with_its_parameters() -> None:
    trainer = Rig().trainer
    assert trainer.words(Problem("person.none")) == "Velg navnet ditt først."
    assert "«Vedtak»" in trainer.words(Problem("scenario.broken", title="Vedtak"))


def test_an_unknown_code_is_told_plainly() -> None:
    said = Rig().trainer.words(Problem("no.such.code"))
    assert "no.such.code" in said
    assert "lagret" in said


def test_during_a_run_the_field_has_its_own_name() -> None:
    rig = Rig()
    rig.start()
    said = rig.trainer.words(Problem("field.missing", type="note", field="observation"))
    assert said == "Fyll ut «Observasjon» først."
