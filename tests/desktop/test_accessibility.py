"""Every screen with every module of every pack, in looks and languages, as its users meet it:
named, reached by the keyboard alone, not clipped, scrolled in one way, dark enough on its ground.

In the suite half of the screens in one look and a quarter in two more, so that each value of each
choice is met; every screen in every look in ``soak``.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from simtrainer import desktop
from simtrainer.app.looks import Look
from simtrainer.desktop.kit.words import Words
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import THEMES, MainWindow, dressed
from simtrainer.launch.words import LANGUAGES
from tests.desktop import printed, screens, seeing, walk
from tests.desktop.conftest import RESOURCES, Put, settle

PACKS = ("kommune-standard", "kommune-fane")
SAMPLE = [
    ("kommune-standard", "nb", "dark", "100", (1280, 720)),
    ("kommune-fane", "nn", "light", "100", (1920, 1080)),
    ("kommune-standard", "en", "contrast", "200", (1280, 720)),
]
ALL = list(product(PACKS, LANGUAGES, THEMES, ("100", "150", "200"), ((1280, 720), (1920, 1080))))
NOT_MET = {
    "record.fields.ListEditor": "no form that a trainee meets has a list in own words",
    "window.MainWindow": "holds all of it",
    "window._Frame": "plain colour, for the blink before the program is there",
}
met: set[type] = set()
"""The kinds of widgets that have been on the screen in this run."""
FOLLOWS = "Ring "
"""The focus ring lies outside what it surrounds, and may be cut where that is at an edge."""


Looks = Mapping[str, Callable[[QWidget], Iterable[str]]]
BY_EAR: Looks = {
    "silent": seeing.silent,
    "shapeless": seeing.shapeless,
    "unreached": seeing.unreached,
}
"""What does not depend on colours: looked at in one theme."""
BY_EYE: Looks = {
    "clipped": walk.clipped,
    "nested": seeing.nested,
    "edgeless": seeing.edgeless,
    "unreadable": seeing.unreadable,
}


def findings(window: MainWindow, screen: str, *, ear: bool = True) -> Iterator[str]:
    """What is wrong with what is on the screen."""
    looks: Looks = {**BY_EAR, **BY_EYE} if ear else BY_EYE
    for what, look in looks.items():
        settle()
        for found in look(window.contents):
            if not found.startswith(FOLLOWS):
                yield f"{screen}: {what}: {found}"


def walked(
    pack: str, look: Look, size: tuple[int, int], qtbot: QtBot, *, every: int = 1, ear: bool = True
) -> list[str]:
    """All that is wrong on all screens of one PC, or on ``every`` third and so on; ``ear`` is
    whether the keyboard and the screen reader are asked too."""
    rig = screens.seat(pack, look)
    window = MainWindow(rig.trainer, dressed(Theme(RESOURCES), look), warm=False)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle()
    found: list[str] = []
    for number, screen in enumerate(screens.all_screens(rig, window)):
        settle()
        met.update(type(widget) for widget in walk.shown(window))
        if number % every == 0:
            found.extend(findings(window, screen, ear=ear))
    return found


@pytest.mark.parametrize(("pack", "language", "theme", "text", "size"), SAMPLE)
def test_a_sample_of_looks(
    pack: str, language: str, theme: str, text: str, size: tuple[int, int],
    qapp: QApplication, qtbot: QtBot,
) -> None:  # fmt: skip
    every = 2 if SAMPLE[0][:3] == (pack, language, theme) else 4
    assert walked(pack, Look(language, theme, text), size, qtbot, every=every) == []
    Theme(RESOURCES).apply(qapp)


def test_every_widget_there_is_was_met() -> None:
    """A new screen, strip or dialog that no part of ``screens`` brings on is told of here."""
    if not met:
        pytest.skip("the sample of looks was not walked in this run")
    for module in pkgutil.walk_packages(desktop.__path__, f"{desktop.__name__}."):
        importlib.import_module(module.name)
    missed = {kind for kind in kinds(QWidget) if not any(issubclass(one, kind) for one in met)}
    told = {
        f"{kind.__module__.removeprefix('simtrainer.desktop.')}.{kind.__name__}" for kind in missed
    }
    assert told == set(NOT_MET)


def kinds(of: type) -> Iterator[type]:
    """Our own classes under this one."""
    for kind in of.__subclasses__():
        if kind.__module__.startswith(f"{desktop.__name__}."):
            yield kind
        yield from kinds(kind)


@pytest.mark.soak
@pytest.mark.parametrize(("pack", "language", "theme", "text", "size"), ALL)
def test_every_look(
    pack: str, language: str, theme: str, text: str, size: tuple[int, int],
    qapp: QApplication, qtbot: QtBot,
) -> None:  # fmt: skip
    ear = theme == "light"
    assert walked(pack, Look(language, theme, text), size, qtbot, ear=ear) == []
    Theme(RESOURCES).apply(qapp)


def test_the_sample_meets_every_choice() -> None:
    packs, languages, looks, sizes, _ = (set(column) for column in zip(*SAMPLE, strict=True))
    assert packs == set(PACKS)
    assert languages == set(LANGUAGES)
    assert looks == set(THEMES)
    assert {"100", "200"} <= sizes


def test_contrast_is_what_it_says() -> None:
    white = printed.luminance(0xFFFFFF) + 0.05
    assert round(white / (printed.luminance(0) + 0.05), 3) == 21
    assert round(white / (printed.luminance(0x767676) + 0.05), 2) == 4.54


def test_what_is_faint_cut_torn_or_without_a_role_is_found(light: Theme, put: Put) -> None:
    pale = put(Words(light, "body", "line", text="Blekt"), 200, 40)
    assert [line.split()[-1] for line in seeing.unreadable(pale)] == ["1.23"]
    narrow = put(Words(light, "body", text="Et ord som ikke får plass"), 60, 40)
    assert any("får plass" in line for line in seeing.unreadable(narrow))
    torn = put(Words(light, "body", text="Legemiddelhåndtering", wrap=True), 60, 90)
    assert any("torn" in line for line in seeing.unreadable(torn))
    holder = QWidget()
    QWidget(holder).setAccessibleName("Noe")
    assert seeing.shapeless(put(holder, 200, 40)) == ["QWidget 'Noe'"]
