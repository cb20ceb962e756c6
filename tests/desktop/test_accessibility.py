"""Every screen with every module of every pack, in looks and languages, as its users meet it:
named, reached by the keyboard alone, not clipped, and dark enough on its ground.

A sample of looks in the suite, so that each value of each choice is met; all of them in ``soak``.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simtrainer.app import commands as c
from simtrainer.app.looks import Look, Outfit
from simtrainer.app.memory import MemoryPc
from simtrainer.app.ports import Delivery
from simtrainer.app.ready import Finding
from simtrainer.app.returning import Held
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import THEMES, MainWindow, dressed
from simtrainer.launch.words import LANGUAGES, texts
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, Rig, other
from tests.desktop import seeing, walk
from tests.desktop.conftest import RESOURCES, settle

PACKS = ("kommune-standard", "kommune-fane")
SAMPLE = [
    ("kommune-standard", "nb", "dark", "100", (1280, 720)),
    ("kommune-fane", "nn", "light", "200", (1280, 720)),
    ("kommune-standard", "en", "contrast", "150", (1920, 1080)),
]
ALL = list(product(PACKS, LANGUAGES, THEMES, ("100", "150", "200"), ((1280, 720), (1920, 1080))))
LOW = Finding("battery", "bad", Text("app.ready.battery.left", {"n": 5}),
              Text("app.ready.battery.cure"))  # fmt: skip
EACH = 6
"""The modules are walked while played; of those that are only read, a few."""
HELD = Held("pc-7", "Låne-PC 07", "", Delivery(2, "", "", 1), 2, 1, 4, 2, damaged=True)
FOLLOWS = "Ring "
"""The focus ring lies outside what it surrounds, and may be cut where that is at an edge."""


@cache
def shift(pack: str) -> bytes:
    """The two-hour shift on a pack."""
    return compile_folder(ROOT / "scenarios" / "dagvakt-solglott", RESOURCES / "packs", pack)[0]


def seat(pack: str, look: Look) -> Rig:
    """A PC with that shift, set up to look so."""
    return Rig(
        programs={"shift": other(shift(pack), "shift")},
        outfit=Outfit(look, LANGUAGES, texts),
        texts=texts(look.language),
        check_up=lambda done: done([LOW]),
        pc=MemoryPc(HELD),
    )


def modules(rig: Rig) -> Iterator[str]:
    """Open every module there is: those of the ward, then those of a patient."""
    items = [item.id for _, group in rig.trainer.nav().groups for item in group]
    seen: set[str] = set()
    for patient in ("", next(iter(rig.play.session.program.patients))):
        if patient:
            rig.do(c.OpenPatient(patient, "Prøver"))
        for item in items:
            if item in seen:
                continue
            try:
                rig.do(c.OpenModule(item))
            except Problem:
                continue
            seen.add(item)
            yield item
    assert seen == set(items)


def screens(rig: Rig) -> Iterator[str]:
    """Every screen, one after the other."""
    yield "signin"
    rig.do(c.ChooseUnit("solglott-2"))
    yield "signin, unit chosen"
    for wish, name in (
        (c.ShowReady(), "ready"), (c.ShowSettings(), "settings"), (c.ShowReturn(), "return"),
    ):  # fmt: skip
        rig.do(wish)
        yield name
        rig.do(c.LeaveSettings())
    rig.do(c.SignIn("P-1"))
    for page in ("home", "scenarios", "results"):
        rig.do(c.ShowPage(page))
        yield page
    rig.do(c.StartRun("shift"))
    yield "play"
    yield from modules(rig)
    rig.do(c.Pause())
    yield "pause"
    rig.do(c.Resume())
    rig.do(c.FinishRun())
    yield "debrief"
    check = next(verdict.check for verdict in rig.trainer.debrief().verdicts if verdict.seen)
    rig.do(c.LookBack(check))
    lookback = rig.trainer.lookback()
    assert lookback is not None
    yield "lookback"
    items = [item.id for _, group in lookback.nav.groups for item in group if item.enabled]
    for item in items[::EACH]:
        rig.do(c.OpenModule(item))
        yield f"lookback, {item}"


def findings(window: MainWindow, screen: str) -> Iterator[str]:
    """What is wrong with what is on the screen."""
    looks = {
        "silent": seeing.silent,
        "shapeless": seeing.shapeless,
        "unreached": seeing.unreached,
        "clipped": walk.clipped,
        "faint": seeing.faint,
    }
    for what, look in looks.items():
        for found in look(window.contents):
            if not found.startswith(FOLLOWS):
                yield f"{screen}: {what}: {found}"


def walked(pack: str, look: Look, size: tuple[int, int], qtbot: QtBot) -> list[str]:
    """All that is wrong on all screens of one PC."""
    rig = seat(pack, look)
    window = MainWindow(rig.trainer, dressed(Theme(RESOURCES), look), warm=False)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle()
    found: list[str] = []
    for screen in screens(rig):
        settle()
        found.extend(findings(window, screen))
    return found


@pytest.mark.parametrize(("pack", "language", "theme", "text", "size"), SAMPLE)
def test_a_sample_of_looks(
    pack: str, language: str, theme: str, text: str, size: tuple[int, int],
    qapp: QApplication, qtbot: QtBot,
) -> None:  # fmt: skip
    assert walked(pack, Look(language, theme, text), size, qtbot) == []
    Theme(RESOURCES).apply(qapp)


@pytest.mark.soak
@pytest.mark.parametrize(("pack", "language", "theme", "text", "size"), ALL)
def test_every_look(
    pack: str, language: str, theme: str, text: str, size: tuple[int, int],
    qapp: QApplication, qtbot: QtBot,
) -> None:  # fmt: skip
    assert walked(pack, Look(language, theme, text), size, qtbot) == []
    Theme(RESOURCES).apply(qapp)


def test_the_sample_meets_every_choice() -> None:
    packs, languages, looks, sizes, _ = (set(column) for column in zip(*SAMPLE, strict=True))
    assert packs == set(PACKS)
    assert languages == set(LANGUAGES)
    assert looks == set(THEMES)
    assert {"100", "200"} <= sizes


def test_contrast_is_what_it_says() -> None:
    white = seeing.luminance(0xFFFFFF) + 0.05
    assert round(white / (seeing.luminance(0) + 0.05), 3) == 21
    assert round(white / (seeing.luminance(0x767676) + 0.05), 2) == 4.54
