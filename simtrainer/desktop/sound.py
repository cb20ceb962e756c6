"""Sounds of the ward: the phone, the alarm, somebody at the door. Off until they are asked for,
for a room is full of PCs; and whatever is heard is also seen.

The tones are made here and played by what the system has, so that no media library is needed:
winsound, or the first of ``PLAYERS`` that is installed, and the system's own beep where there is
none.
"""

import io
import math
import shutil
import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, QTemporaryDir
from PySide6.QtWidgets import QApplication

PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Programs that play a file, the likeliest first."""
RATE = 8_000
"""Samples a second: enough for tones below 2 kHz."""
_LOUD = 0.35
"""Of the loudest there is: to be noticed at the desk, not across the room."""
_EDGE_S = 0.01
"""Rise and fall of a tone, so that it does not click."""


class Tone(NamedTuple):
    """Two pitches at once, in hertz, or silence where both are 0; how long, in seconds."""

    low: float
    high: float
    seconds: float


_BURST, _PAUSE = Tone(440, 480, 0.4), Tone(0, 0, 0.2)
TONES: dict[str, Sequence[Tone]] = {
    "phone": (_BURST, _PAUSE, _BURST, Tone(0, 0, 0.6), _BURST),
    "alarm": (Tone(780, 780, 0.25), Tone(620, 620, 0.25)) * 3,
    "chime": (Tone(660, 660, 0.12), Tone(880, 880, 0.2)),
}
"""What each sounds like; none is longer than the two seconds that the icon tilts."""


class Sound(QObject):
    """Plays one sound at a time, once it is turned on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = False
        self._folder = QTemporaryDir()
        self._playing: QProcess | None = None

    def turn(self, on: bool) -> None:
        """On with a chime, so that one hears that it works; off at once."""
        if on == self._on:
            return
        self._on = on
        if on:
            self.play("chime")
        else:
            self.hush()

    def play(self, name: str) -> None:
        """Let one of ``TONES`` be heard, if sound is on; another one stops."""
        if not self._on:
            return
        self.hush()
        path = Path(self._folder.path()) / f"{name}.wav"
        try:
            if not path.exists():
                path.write_bytes(recorded(TONES[name]))
            self._start(path)
        except (OSError, RuntimeError):
            # A full disk, or a device that somebody unplugged: the card on the screen is enough.
            QApplication.beep()

    def hush(self) -> None:
        """Stop what plays."""
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(None, 0)
        if self._playing is not None:
            self._playing.kill()
            self._playing.waitForFinished(500)
            self._playing.deleteLater()
            self._playing = None

    def _start(self, path: Path) -> None:
        if sys.platform == "win32":
            import winsound

            how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(str(path), how)
            return
        player = next((p for p in PLAYERS if shutil.which(p[0])), None)
        if player is None:
            QApplication.beep()
            return
        self._playing = QProcess(self)
        self._playing.start(player[0], [*player[1:], str(path)])


def recorded(tones: Sequence[Tone]) -> bytes:
    """A WAV file with one channel of 16 bits."""
    samples = array("h")
    for tone in tones:
        count, edge = round(tone.seconds * RATE), round(_EDGE_S * RATE)
        for at in range(count):
            swell = min(1.0, at / edge, (count - at) / edge)
            turn = 2 * math.pi * at / RATE
            both = (math.sin(tone.low * turn) + math.sin(tone.high * turn)) / 2
            samples.append(round(32_767 * _LOUD * swell * both))
    if sys.byteorder == "big":
        samples.byteswap()
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return kept.getvalue()
