"""The two-hour shift through the real widgets: in each mode and language, on both screen packs, by
the mouse and by the keyboard alone. All of that in ``soak``; in the suite a short scenario in a few
of the ways.
"""

import re
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from simtrainer.launch.words import LANGUAGES, texts
from tests.launch.real import SMALLEST, Seat, on_pack, seat

if TYPE_CHECKING:
    from simtrainer.desktop.guide import Guide
    from simtrainer.desktop.keyboard import Keyboard

pytestmark = pytest.mark.qt

Hand = Literal["mouse", "keyboard"]
Cell = tuple[str, str, str, Hand]

SHIFT, SHORT = "dagvakt-solglott", "news2-kvarteret"
MODES = ("vis", "prov", "ov", "spill")
PACKS = ("kommune-standard", "kommune-fane")
HANDS: tuple[Hand, ...] = ("mouse", "keyboard")
ALL: list[Cell] = list(product(MODES, tuple(LANGUAGES), PACKS, HANDS))
SOME: list[Cell] = [
    ("vis", "en", "kommune-fane", "keyboard"),
    ("ov", "nb", "kommune-standard", "mouse"),
    ("spill", "nn", "kommune-fane", "keyboard"),
]
"""Each language, pack and hand, and each mode but Prøv, which ``test_guide`` plays to its end."""
MOST_PRESSES = 16
"""To anything from anywhere."""
CAPTIONS = ("click", "choose", "type", "longer", "here")
_LOOKS = 60_000
_UNHURRIED = 5
"""Captions that are told before the show is held for the first time."""


@pytest.mark.parametrize(("mode", "language", "pack", "hand"), SOME)
def test_a_short_scenario_is_won_in_a_sample_of_ways(
    mode: str, language: str, pack: str, hand: Hand, tmp_path: Path
) -> None:
    won(SHORT, (mode, language, pack, hand), tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize(("mode", "language", "pack", "hand"), ALL)
def test_the_whole_shift_is_won_in_every_way(
    mode: str, language: str, pack: str, hand: Hand, tmp_path: Path
) -> None:
    won(SHIFT, (mode, language, pack, hand), tmp_path)


@pytest.mark.soak
def test_the_other_way_of_the_fork_is_won_on_the_screens_too(tmp_path: Path) -> None:
    """The dose is held and the doctor asked; what follows is asked for, and can be done."""
    from simtrainer.launch.autoplay import Autoplay

    held = {"order": "rag-levodopa", "planned": "07:00", "outcome": "not_given",
            "reason": "awaiting_doctor", "reason_text": "Spør legen."}  # fmt: skip
    asked = {"to": "doctor", "subject": "Levodopa kl. 07", "body": "Skal jeg gi den nå?"}
    with seat(tmp_path) as at:
        auto = Autoplay(at.pilot, at.trainer)
        auto.sign_in()
        auto.start(SHIFT)
        assert at.trainer.play is not None
        act = at.trainer.play.session.act
        act("open_patient", {"patient": "RAG"})
        act("create", {"type": "administration", "patient": "RAG", "fields": held})
        act("create", {"type": "message", "fields": asked})
        auto.play()
        outcome = auto.history.finished or {}
        assert auto.history.ways == {"levodopa": "held"}
        assert outcome["points"] == outcome["max_points"] > 0


def won(scenario: str, cell: Cell, folder: Path) -> None:
    """Play to the debrief; every point there is, and no long way for the keyboard."""
    mode, language, pack, hand = cell
    scenarios = on_pack(folder / "scenarios", scenario, pack)
    with seat(folder / "home", hand=hand, scenarios=scenarios) as at:
        at.speak(language)
        outcome = watched(at, scenario) if mode == "vis" else played(at, scenario, mode)
        assert outcome["points"] == outcome["max_points"] > 0
        assert at.station.store.delivery().waiting == (1 if mode == "spill" else 0)
        assert at.trainer.texts.language == language
        assert at.trainer.debrief().shown == (mode == "vis")
        if hand == "keyboard":
            keys = _keyboard(at)
            assert keys.presses > 0 and keys.longest[0] <= MOST_PRESSES, keys.longest


def played(at: Seat, scenario: str, mode: str) -> dict[str, object]:
    """By the hand at the seat, as the expert; how it ended."""
    from simtrainer.launch.autoplay import Autoplay

    sizes = set()
    auto = Autoplay(at.pilot, at.trainer, lambda _: sizes.add(at.window.size().toTuple()))
    auto.sign_in()
    auto.start(scenario, mode)
    auto.play()
    assert sizes == {SMALLEST}, "the content pushed the window wider"
    return dict(auto.history.finished or {})


def watched(at: Seat, scenario: str) -> dict[str, object]:
    """Vis plays it by itself; the hand at the seat holds it, steps it and lets it go on."""
    guide, strip = at.guide(), at.strip()
    at.begin(scenario, "vis")
    guide.pace_ms = 0
    play = at.trainer.play
    assert play is not None
    told: list[str] = []
    held = False
    for _ in range(_LOOKS):
        at.pilot.rest(2)
        if at.trainer.screen == "debrief":
            break
        if not told or told[-1] != strip.caption():
            told.append(strip.caption())
        if not held and len(told) > _UNHURRIED:
            held = True
            _hold_and_step(at, guide)
    assert at.trainer.screen == "debrief", told[-1]
    assert held and strip.isHidden()
    captions = _in_words(at.trainer.texts.language)
    odd = [words for words in told if words and not captions.fullmatch(words)]
    assert not odd, "told in another language, or in no words"
    assert len(set(told)) > 20, "every move is told"
    return dict(play.session.history.finished or {})


def _hold_and_step(at: Seat, guide: "Guide") -> None:
    play = at.trainer.play
    assert play is not None
    at.pilot.click("show.hold")
    made, log = guide.gestures, len(play.session.run.log)
    at.pilot.rest(150)
    assert play.session.history.frozen
    assert (guide.gestures, len(play.session.run.log)) == (made, log), "it stands"
    at.pilot.click("show.step")
    at.pilot.rest(150)
    assert guide.gestures == made + 1, "one move, and it stands again"
    at.pilot.click("show.hold")
    assert not play.session.history.frozen
    at.pilot.rest(150)
    assert guide.gestures > made + 1, "it goes on"


def _in_words(language: str) -> "re.Pattern[str]":
    """All that the strip may say, in one language."""
    table = texts(language)
    hole = "\0"
    said = [table(f"ui.caption.{name}", what=hole, label=hole, text=hole) for name in CAPTIONS] + [
        table(f"ui.strip.{name}") for name in ("held", "wait")
    ]
    patterns = (".+".join(re.escape(part) for part in words.split(hole)) for words in said)
    return re.compile("|".join(patterns), re.DOTALL)


def _keyboard(at: Seat) -> "Keyboard":
    from simtrainer.desktop.keyboard import Keyboard

    assert isinstance(at.pilot.hand, Keyboard)
    return at.pilot.hand


def test_the_sample_has_each_choice_and_the_soak_has_all() -> None:
    for number, choices in enumerate((set(MODES) - {"prov"}, LANGUAGES, PACKS, HANDS)):
        assert {cell[number] for cell in SOME} == set(choices)
    assert len(set(ALL)) == 48
