"""The banner at any width: everything is inside, nothing overlaps, CAVE is always there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.desktop.banner_plan import BannerPlan, Piece
from simtrainer.desktop.theme import Theme
from tests.desktop import samples
from tests.desktop.conftest import RESOURCES

LONG = replace(
    samples.BANNER,
    cave=("CAVE Penicillin", "CAVE Sulfonamider og trimetoprim"),
    cells=(*samples.BANNER.cells, ("Behandlingsavklaring", "HLR−", "Samtale 28.04.2026")),
)


@pytest.fixture(scope="module")
def themes(qapp: object) -> dict[float, Theme]:
    return {scale: Theme(RESOURCES, "light", scale) for scale in (1.0, 2.0)}


def overlapping(pieces: list[Piece]) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for number, one in enumerate(pieces)
        for other in pieces[number + 1 :]
        if one.rect.adjusted(1, 1, -1, -1).intersects(other.rect.adjusted(1, 1, -1, -1))
    ]


@pytest.mark.parametrize("brief", [False, True])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("view", [samples.BANNER, LONG, replace(LONG, cave=())])
def test_everything_is_inside_and_apart(
    view: object, scale: float, brief: bool, themes: dict[float, Theme]
) -> None:
    theme = themes[scale]

    @given(st.integers(theme.px(260), 2400))
    def holds(width: int) -> None:
        plan = BannerPlan(theme, view, width, brief=brief)  # type: ignore[arg-type]
        alarms = [piece.text for piece in plan.pieces if piece.kind == "alarm"]
        assert alarms == list(view.cave)  # type: ignore[attr-defined]
        for piece in plan.pieces:
            assert piece.rect.left() >= 0 and piece.rect.right() <= width, piece
            assert piece.rect.top() >= 0 and piece.rect.bottom() <= plan.height, piece
        assert overlapping(plan.pieces) == []

    holds()


def test_cave_is_shown_however_little_room(themes: dict[float, Theme]) -> None:
    plan = BannerPlan(themes[2.0], LONG, 560, brief=True)
    alarms = [piece.text for piece in plan.pieces if piece.kind == "alarm"]
    assert alarms == list(LONG.cave)


def test_what_stands_under_the_name_begins_where_it_does(themes: dict[float, Theme]) -> None:
    plan = BannerPlan(themes[1.0], LONG, 600, brief=False)
    name = next(piece for piece in plan.pieces if piece.text == LONG.name)
    label = next(piece for piece in plan.pieces if piece.text == LONG.cave_label)
    assert label.rect.top() > name.rect.bottom() and label.rect.left() == name.rect.left()


def test_none_known_is_said(themes: dict[float, Theme]) -> None:
    plan = BannerPlan(themes[1.0], replace(LONG, cave=()), 1000, brief=False)
    assert LONG.cave_none in [piece.text for piece in plan.pieces]


def test_what_none_is_known_of_is_said_where_the_window_is_low(themes: dict[float, Theme]) -> None:
    """ "Ingen kjent" alone, without the heading that there is no room for, says nothing."""
    plan = BannerPlan(themes[1.0], replace(LONG, cave=()), 1000, brief=True)
    assert f"{LONG.cave_label}: {LONG.cave_none}" in [piece.text for piece in plan.pieces]
