"""Modules are drawn before anybody opens them, and it leaves no trace."""

import shutil
from pathlib import Path

import pytest

from simtrainer.app.ahead import module_ahead
from simtrainer.app.present.kinds import module_view
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, SCENARIO, Rig, other


@pytest.fixture(scope="module")
def rig() -> Rig:
    rig = Rig()
    rig.start()
    return rig


def test_every_module_is_drawn_ahead_and_nobody_has_been_there(rig: Rig) -> None:
    play = rig.play
    before = (len(play.session.run.log), play.session.history.patient, play.session.history.module)
    forms = dict(play.desk.forms._values)
    for module in rig.trainer.modules():
        assert rig.trainer.ahead(module) is not None
    after = (len(play.session.run.log), play.session.history.patient, play.session.history.module)
    assert before == after
    assert not play.session.history.opened_patients
    assert dict(play.desk.forms._values) == forms
    assert not play.desk.forms.dirty


def test_it_is_drawn_as_it_will_be_when_it_is_opened(rig: Rig) -> None:
    module = rig.trainer.modules()[0]
    assert module_ahead(rig.play, module) == module_view(rig.play.draw, rig.play.desk)


def test_no_module_of_the_ward_unpacks_the_histories_of_a_municipality(tmp_path: Path) -> None:
    folder = tmp_path / SCENARIO
    shutil.copytree(ROOT / "scenarios" / SCENARIO, folder)
    world = folder / "world.yaml"
    line = "\npopulation: {wards: 1}\n"
    world.write_text(world.read_text("utf-8") + line, encoding="utf-8")
    raw, _ = compile_folder(folder, ROOT / "resources" / "packs")
    rig = Rig(programs={"town": other(raw, "town")})
    rig.start("town")
    for module in rig.trainer.modules():
        rig.trainer.ahead(module)
    assert rig.play.session.history.record._unpacked == set()
