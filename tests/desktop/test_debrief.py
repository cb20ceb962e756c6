"""The debrief folds with the window, and tells no more than there is to tell."""

from dataclasses import replace

from simtrainer.base.text import Texts
from simtrainer.desktop.debrief import DebriefPage
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import Put, settle

MANY = tuple(f"«Dette trodde neste vakt, nummer {n}.»" for n in range(1, 8))


def test_much_that_was_believed_stands_in_two_columns(light: Theme, texts: Texts, put: Put) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(replace(samples.DEBRIEF, believed=MANY))
    put(page, 1440, 900)
    left, right = page._believed._halves
    assert right.isVisible() and left.x() < right.x() and left.y() == right.y()
    page.resize(1000, 700)
    settle()
    assert left.y() < right.y()
    page.render_debrief(replace(samples.DEBRIEF, believed=MANY[:2]))
    assert left.isVisible() and not right.isVisible()
    page.render_debrief(replace(samples.DEBRIEF, believed=()))
    assert not page._believed.isVisible()


def test_without_anything_beside_it_a_card_takes_the_whole_width(
    light: Theme, texts: Texts, put: Put
) -> None:
    page = DebriefPage(light, texts)
    page.render_debrief(samples.DEBRIEF)
    put(page, 1440, 900)
    beside = page._telling.width()
    view = replace(
        samples.DEBRIEF, scored=False, refreshers=(), survey=None, believed=(), private="Bare du."
    )
    page.render_debrief(view)
    settle()
    assert beside < 460 < 1200 < page._telling.width()
    assert page._goals.width() == page._telling.width()
