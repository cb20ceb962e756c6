"""Taking a run along and taking it up through the trainer, on two PCs."""

from pathlib import Path

import pytest

from simtrainer.app import commands as c
from simtrainer.app.carrying import away
from simtrainer.base.problem import Problem
from simtrainer.station.carry import StickCarrier
from tests.app.rig import Rig


def pc() -> Rig:
    """A PC with a carrier over its own store."""
    rig = Rig()
    rig.carrier = StickCarrier(rig.store, rig.clock)
    rig.restart()
    return rig


def test_a_run_goes_on_at_another_pc_with_its_writing(tmp_path: Path) -> None:
    here, there, file = pc(), pc(), str(tmp_path / "a.simrun")
    play = here.start()
    here.do(c.OpenPatient(next(iter(play.session.program.patients))))
    here.do(c.OpenModule("journal"))
    form = here.trainer.module().form.form  # type: ignore[union-attr]
    here.do(c.Edit(form, "observation", "Hoster mer enn før"))
    here.do(c.TakeAlong(file))
    assert here.trainer.screen == "home"
    resume = here.trainer.home().resume
    assert resume is not None
    assert "minnepinne" in resume.stopped
    there.do(c.BringRun(file))
    assert there.trainer.screen == "home"
    waiting = there.trainer.home().resume
    assert waiting is not None
    assert "minnepinne" not in waiting.stopped
    there.do(c.ContinueRun(waiting.run))
    assert there.play.desk.draft(form)["observation"] == "Hoster mer enn før"
    assert away(there.store, "P-1") == set()


def test_a_stick_that_is_out_leaves_the_run_where_it_was(tmp_path: Path) -> None:
    here = pc()
    here.start()
    with pytest.raises(Problem, match=r"carry\.not_written"):
        here.do(c.TakeAlong(str(tmp_path / "gone" / "a.simrun")))
    assert here.trainer.screen == "play"
    assert here.play.session.history.paused


def test_without_a_carrier_it_is_told() -> None:
    rig = Rig()
    with pytest.raises(Problem, match=r"carry\.no_file"):
        rig.do(c.BringRun("a.simrun"))
    rig.start()
    with pytest.raises(Problem, match=r"carry\.not_written"):
        rig.do(c.TakeAlong("a.simrun"))
