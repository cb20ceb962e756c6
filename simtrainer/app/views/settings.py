"""What the settings screen draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SettingsView:
    """Each choice is (value, label) pairs and the value that is taken."""

    languages: tuple[tuple[str, str], ...]
    language: str
    themes: tuple[tuple[str, str], ...]
    theme: str
    sizes: tuple[tuple[str, str], ...]
    size: str
    sounds: tuple[tuple[str, str], ...]
    sound: str
    note: str
    """For whom and how long the choices hold."""
    give_back: str = ""
    """Label of the way to giving this PC back; empty while somebody is signed in."""
    give_back_how: str = ""
    """Where that way is, while somebody is signed in."""
