"""Modules are drawn before anybody opens them, and it leaves no trace."""

import pytest

from simtrainer.app.ahead import module_ahead
from simtrainer.app.present import module_view
from tests.app.rig import Rig


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
