"""Going ahead in time stops where there is something to see, and says what it is."""

from simtrainer.app import commands as c
from tests.app.rig import Hands, Rig


def test_every_stop_of_a_shift_has_a_reason_that_can_be_seen() -> None:
    rig = Rig()
    rig.start()
    hands, told = Hands(rig), []
    while rig.playing:
        if hands.one_step():
            continue
        if not rig.trainer.frame().skip:
            rig.wait(5)
            continue
        before = {task.check for task in rig.trainer.tasks().tasks}
        rig.do(c.SkipAhead())
        if not rig.playing:
            break
        why = rig.trainer.stopped()
        fresh = {task.check for task in rig.trainer.tasks().tasks} - before
        assert rig.trainer.card() is not None or why
        assert not fresh or "Nytt oppdrag" in why
        assert rig.trainer.stopped() == "", "it is told once"
        told.append(why)
    assert len(told) > 8
    assert any("Ny melding fra" in why and "«Meldinger»" in why for why in told)
    assert all(why.startswith("Klokka er ") for why in told if why)
