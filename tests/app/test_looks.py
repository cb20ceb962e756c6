"""Language, theme and size of text: chosen by anyone, kept for whoever chose, gone when they go."""

import pytest

from simtrainer.app import commands as c
from simtrainer.app.looks import Look, Outfit
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.launch.words import LANGUAGES, texts
from tests.app.rig import Rig

AT_FIRST = Look("nn", "dark", "125")


@pytest.fixture
def rig() -> Rig:
    """A PC that somebody has set up in nynorsk, dark and large."""
    return Rig(outfit=Outfit(AT_FIRST, LANGUAGES, texts), texts=texts("nn"))


def test_the_pc_looks_as_it_was_set_up(rig: Rig) -> None:
    assert rig.trainer.look == AT_FIRST
    assert rig.trainer.signin().purpose[0].startswith("Du øver for å bli tryggare")


def test_a_choice_is_there_at_once_and_the_rest_stays(rig: Rig) -> None:
    change = rig.do(c.SetLook(theme="contrast"))
    assert "look" in change.parts
    assert rig.trainer.look == Look("nn", "contrast", "125")
    assert "look" not in rig.do(c.SetLook(theme="contrast")).parts
    rig.do(c.SetLook(sound="on"))
    assert rig.trainer.look == Look("nn", "contrast", "125", "on")


def test_what_is_chosen_before_signing_in_is_taken_along_and_kept(rig: Rig) -> None:
    rig.do(c.SetLook(language="en"))
    rig.do(c.SignIn("P-1"))
    rig.do(c.SignOut())
    assert rig.trainer.look == AT_FIRST, "the next person gets the PC as it was set up"
    rig.do(c.SignIn("P-2"))
    assert rig.trainer.look == AT_FIRST, "somebody else's choice is not theirs"
    rig.do(c.SignOut())
    rig.restart()
    rig.do(c.SignIn("P-1"))
    assert rig.trainer.look == Look("en", "dark", "125")
    assert rig.trainer.home().greeting.startswith("Good")


def test_a_later_choice_goes_before_an_earlier_one(rig: Rig) -> None:
    rig.do(c.SignIn("P-1"))
    rig.do(c.SetLook(text="200"))
    rig.do(c.SetLook(theme="light"))
    rig.do(c.SignOut())
    rig.do(c.SetLook(text="150"))
    rig.do(c.SignIn("P-1"))
    assert rig.trainer.look == Look("nn", "light", "150")


def test_what_this_pc_does_not_have_is_refused(rig: Rig) -> None:
    for key, value in (("language", "se"), ("theme", "sepia"), ("text", "90"), ("sound", "loud")):
        with pytest.raises(Problem, match=r"settings\.invalid"):
            rig.do(c.SetLook(**{key: value}))
    assert rig.trainer.look == AT_FIRST


def test_a_kept_choice_that_is_gone_is_let_go(rig: Rig) -> None:
    rig.store.keep("P-1", "look", "look", {"language": "se", "theme": "light", "text": 3})
    rig.do(c.SignIn("P-1"))
    assert rig.trainer.look == Look("nn", "light", "125")


def test_a_full_disk_keeps_nobody_out(rig: Rig) -> None:
    rig.do(c.SetLook(theme="light"))
    rig.store.fail = Problem("store.disk_full", retry=True)
    rig.do(c.SignIn("P-1"))
    assert rig.trainer.screen == "home"


def test_a_run_and_its_debrief_are_said_again_in_the_new_language(rig: Rig) -> None:
    rig.start()
    assert rig.trainer.tasks().count.endswith("ferdig")
    rig.do(c.SetLook(language="en"))
    assert rig.trainer.tasks().count.endswith("done")
    assert rig.trainer.words(Problem("run.paused")).startswith("The exercise")
    rig.do(c.FinishRun())
    assert rig.trainer.debrief().subtitle.endswith("tasks had not come yet.")
    rig.do(c.SetLook(language="nb"))
    assert rig.trainer.debrief().subtitle.endswith("oppdrag hadde ikke kommet ennå.")


def test_the_settings_pause_a_run_and_let_it_go_on(rig: Rig) -> None:
    rig.start()
    rig.do(c.ShowSettings())
    assert rig.trainer.screen == "settings"
    assert rig.play.session.history.paused
    rig.do(c.ShowSettings())
    rig.do(c.LeaveSettings())
    assert rig.trainer.screen == "play"
    assert not rig.play.session.history.paused


def test_a_pause_of_ones_own_is_still_one_after_the_settings(rig: Rig) -> None:
    rig.start()
    rig.do(c.Pause())
    rig.do(c.ShowSettings())
    rig.do(c.LeaveSettings())
    assert rig.play.session.history.paused


@pytest.mark.parametrize("screen", ["signin", "home"])
def test_the_settings_lead_back_to_where_one_was(rig: Rig, screen: str) -> None:
    if screen == "home":
        rig.do(c.SignIn("P-1"))
    rig.do(c.ShowSettings())
    rig.do(c.LeaveSettings())
    assert rig.trainer.screen == screen


def test_the_view_says_what_there_is_and_what_is_chosen(rig: Rig) -> None:
    view = rig.trainer.settings()
    assert dict(view.languages) == LANGUAGES
    assert (view.language, view.theme, view.size) == ("nn", "dark", "125")
    assert [label for _, label in view.themes] == ["Lys", "Mørk", "Høg kontrast"]
    assert view.note != _after_signing_in(rig)


def _after_signing_in(rig: Rig) -> str:
    rig.do(c.SignIn("P-1"))
    return rig.trainer.settings().note


def test_without_an_outfit_there_is_one_language() -> None:
    trainer = Rig(outfit=Outfit(), texts=Texts("nb", {})).trainer
    assert trainer.settings().languages == ()
