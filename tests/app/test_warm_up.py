"""Varm opp: offered on home, listed nowhere else, and told to nobody but the superuser here."""

from functools import cache

from simtrainer.app import commands as c
from simtrainer.app.ports import ScenarioInfo
from simtrainer.app.warm_up import KIND, SCENARIO, listed, offered
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, Hands, Rig


@cache
def warm_up() -> tuple[ScenarioInfo, bytes]:
    raw, listing = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    names = {"goals", "languages"}
    return ScenarioInfo(**{k: tuple(v) if k in names else v for k, v in listing.items()}), raw


def begun() -> Rig:
    rig = Rig(programs={SCENARIO: warm_up()})
    rig.do(c.SignIn("P-1"))
    return rig


def test_it_is_offered_and_stands_in_no_list() -> None:
    home = begun().trainer.home()
    assert home.warm_up == SCENARIO
    assert SCENARIO not in {card.id for card in (*home.scenarios, *home.recommended)}
    assert len(home.rings) == len(begun().trainer.home().rings)
    assert "Mus og tastatur" not in {ring.label for ring in home.rings}
    assert offered([]) == "" and listed([warm_up()[0]]) == []


def test_nobody_can_play_it_for_points() -> None:
    rig = begun()
    rig.do(c.ChooseMode(SCENARIO))
    choice = rig.trainer.home().choice
    assert choice is not None
    assert [mode.mode for mode in choice.modes] == ["vis", "prov", "ov", "fri"]


def test_how_it_went_is_kept_here_and_sent_nowhere() -> None:
    rig = begun()
    rig.do(c.StartRun(SCENARIO, "prov"))
    Hands(rig).play_to_the_end()
    assert rig.store.waiting() == []
    (told,) = rig.store.kept("P-1", KIND).values()
    assert (told["left"], len(told["done"]), told["helped"]) == ([], 7, [])
    said = rig.trainer.debrief().private
    assert "Superbrukeren kan se" in said and "Gå til Hjem" in said, "who sees it, and what now"


def test_who_is_quick_is_told_that_they_may_stop() -> None:
    rig = begun()
    rig.do(c.StartRun(SCENARIO, "prov"))
    fields = {
        "resp": 16, "spo2": 95, "scale": "1", "supply": "air", "systolic": 130, "pulse": 72,
        "consciousness": "A", "temperature": 36.8,
    }  # fmt: skip
    Hands(rig).write("news2", "ODD", fields)
    rig.do(c.Pause())
    rig.do(c.FinishRun())
    (told,) = rig.store.kept("P-1", KIND).values()
    assert told["skilled"] and told["done"] == ["tab"]
    rig.do(c.LeaveRun())
    assert rig.trainer.home().warm_up == "", "who is used to this is not asked again"


def test_who_left_some_of_it_is_offered_it_again() -> None:
    rig = begun()
    rig.do(c.StartRun(SCENARIO, "prov"))
    rig.do(c.Pause())
    rig.do(c.FinishRun())
    rig.do(c.LeaveRun())
    assert rig.trainer.home().warm_up == SCENARIO
