"""A run belongs to the person who played it."""

import pytest

from simtrainer.app import commands as c
from simtrainer.base.problem import Problem
from tests.app.rig import Rig


@pytest.mark.parametrize("wish", [c.ContinueRun, c.ShowDebrief])
def test_nobody_opens_another_persons_run(wish: type) -> None:
    rig = Rig()
    run = rig.start(person="P-1").session.info.run
    rig.do(c.SignOut())
    rig.do(c.SignIn("P-2"))
    with pytest.raises(Problem, match=r"run\.unknown"):
        rig.do(wish(run))
    assert rig.trainer.screen == "home"
