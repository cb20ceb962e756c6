"""Is there something to ring with? Sound is optional: all that is heard is also seen."""

import subprocess
import sys
from pathlib import Path

from simtrainer.app.ready import Finding
from simtrainer.base.text import Text

CARDS = Path("/proc/asound/cards")


def sound() -> Finding:
    """Whether the system has a device that plays."""
    if _devices():
        return Finding("sound", "good", Text("app.ready.sound.good"))
    said = Text("app.ready.sound.none")
    return Finding("sound", "warn", said, Text("app.ready.sound.none.cure"))


def _devices() -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.winmm.waveOutGetNumDevs())
    if sys.platform == "darwin":
        asked = ["/usr/sbin/system_profiler", "SPAudioDataType"]
        try:
            told = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
        except (OSError, subprocess.SubprocessError):
            return False
        return "Output Channels" in told.stdout
    return in_cards(CARDS)


def in_cards(file: Path) -> bool:
    """Whether the kernel's list names a card."""
    try:
        return " [" in file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
