"""Sounds: off until they are asked for, played by what the PC has, and nothing fails without."""

import io
import itertools
import os
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from simtrainer.app.views.shell import CardView
from simtrainer.desktop import sound as sounds
from simtrainer.desktop.card import CallCard
from simtrainer.desktop.sound import TONES, Sound, recorded
from simtrainer.desktop.theme import Theme
from simtrainer.launch.words import texts
from tests.desktop.conftest import RESOURCES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the system plays there")

PLAYER = """#!/bin/sh
for file; do :; done
cp "$file" "{heard}/$(basename "$file").$$"
exec sleep 60
"""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A player that keeps what it was given; answers with the names of that."""
    programs, kept = tmp_path / "bin", tmp_path / "heard"
    programs.mkdir()
    kept.mkdir()
    player = programs / "aplay"
    player.write_text(PLAYER.format(heard=kept))
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(sounds, "PLAYERS", (("no-such-player",), ("aplay", "-q")))
    return lambda: [p.name.partition(".")[0] for p in sorted(kept.iterdir(), key=os.path.getmtime)]


@pytest.mark.parametrize("name", TONES)
def test_a_sound_is_whole_soft_and_short(name: str) -> None:
    with wave.open(io.BytesIO(recorded(TONES[name]))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert 0.2 < file.getnframes() / file.getframerate() <= 2.0
        samples = array("h", file.readframes(file.getnframes()))
    assert 6_000 < max(map(abs, samples)) < 16_000
    steps = [abs(b - a) for a, b in itertools.pairwise(samples)]
    assert max(steps) < 12_000, "a jump would be heard as a click"


def test_nothing_is_heard_until_it_is_asked_for(
    heard: Callable[[], list[str]], qapp: QApplication, qtbot: QtBot
) -> None:
    sound = Sound()
    sound.play("phone")
    assert heard() == []
    sound.turn(True)
    qtbot.waitUntil(lambda: heard() == ["chime"])
    sound.play("phone")
    qtbot.waitUntil(lambda: heard() == ["chime", "phone"])
    sound.turn(False)
    assert sound._playing is None
    sound.play("alarm")
    assert heard() == ["chime", "phone"]


def test_a_card_that_rings_is_heard_once_and_stops_when_it_is_answered(
    heard: Callable[[], list[str]], qapp: QApplication, qtbot: QtBot
) -> None:
    sound = Sound()
    theme = Theme(RESOURCES, sound=sound)
    card = CallCard(theme, texts("nb"))
    qtbot.addWidget(card)
    view = CardView("c1", "phone", "Legen ringer", "", "", True, "Svar", "", ())
    card.render_card(view)
    assert heard() == []
    sound.turn(True)
    qtbot.waitUntil(lambda: heard() == ["chime"])
    card.render_card(CardView("c2", "phone", "Hilde ringer", "", "", True, "Svar", "", ()))
    qtbot.waitUntil(lambda: heard() == ["chime", "phone"])
    card.render_card(CardView("c2", "phone", "Hilde ringer", "nå", "", True, "Svar", "", ()))
    assert sound._playing is not None
    card.render_card(CardView("c2", "phone", "Hilde", "", "Hei!", False, "", "", ()))
    assert sound._playing is None
    assert heard() == ["chime", "phone"]


def test_a_pc_that_plays_nothing_beeps(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    beeps: list[bool] = []
    monkeypatch.setattr(sounds, "PLAYERS", (("no-such-player",),))
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    sound = Sound()
    sound.turn(True)
    sound.play("alarm")
    assert beeps == [True, True]
    monkeypatch.setattr(sounds, "recorded", lambda _: (_ for _ in ()).throw(OSError("full")))
    sound.play("phone")
    assert beeps == [True, True, True]
