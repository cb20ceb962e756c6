"""How the screen looks and speaks: language, theme, size of text, and whether it is heard.

A choice made before anybody has signed in is taken along by whoever signs in next; a choice made
afterwards is that person's own, and is there again the next time they sit down at this PC. When
they leave, the PC is as it was set up, for the next one.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from simtrainer.app.arrival import SetLook
from simtrainer.app.ports import RunStore
from simtrainer.app.views.settings import SettingsView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts

THEMES = ("light", "dark", "contrast")
SIZES = ("100", "125", "150", "175", "200")
"""Size of text in percent."""
SOUNDS = ("off", "on")
_KEYS = ("language", "theme", "text", "sound")
_KIND, _NAME = "look", "look"
"""What the store keeps a person's look under."""


@dataclass(frozen=True, slots=True)
class Look:
    """One choice of each: a language, and one of ``THEMES``, ``SIZES`` and ``SOUNDS``."""

    language: str = "nb"
    theme: str = "light"
    text: str = "100"
    sound: str = "off"


@dataclass(frozen=True, slots=True)
class Outfit:
    """What this PC can look like: ``first`` until somebody chooses, ``languages`` by code with
    their own names, and ``speak`` for the texts of one."""

    first: Look = field(default_factory=Look)
    languages: Mapping[str, str] = field(default_factory=dict)
    speak: Callable[[str], Texts] | None = None


class Looks:
    """``now`` is how the screen looks, ``texts`` how it speaks."""

    def __init__(self, store: RunStore, outfit: Outfit, texts: Texts) -> None:
        self._store, self._outfit = store, outfit
        self.now = outfit.first
        self.texts = texts
        self._chosen: dict[str, str] = {}

    def choose(self, person: str, wish: SetLook) -> bool:
        """Take what is wished; whether anything changed. Raises
        ``Problem("settings.invalid")`` for what this PC does not have."""
        wished = {key: value for key in _KEYS if (value := getattr(wish, key))}
        for key, value in wished.items():
            if value not in self._known(key):
                choices = ", ".join(self._known(key))
                raise Problem("settings.invalid", key=key, value=value, choices=choices)
        self._chosen |= wished
        changed = self._wear(replace(self.now, **wished))
        if person:
            self._keep(person)
        return changed

    def enter(self, person: str) -> bool:
        """Somebody sat down: as they like it, whatever they have chosen just now first."""
        own = self._own(person)
        changed = self._wear(replace(self._outfit.first, **{**own, **self._chosen}))
        if self._chosen:
            self._keep(person)
        return changed

    def leave(self) -> bool:
        """They have gone: as the PC was set up."""
        self._chosen = {}
        return self._wear(self._outfit.first)

    def view(self, person: str) -> SettingsView:
        """What there is to choose from, and what is chosen."""
        texts = self.texts
        return SettingsView(
            languages=tuple(self._outfit.languages.items()),
            language=self.now.language,
            themes=tuple((theme, texts(f"app.look.theme.{theme}")) for theme in THEMES),
            theme=self.now.theme,
            sizes=tuple((size, texts("app.percent", n=size)) for size in SIZES),
            size=self.now.text,
            sounds=tuple((sound, texts(f"app.look.sound.{sound}")) for sound in SOUNDS),
            sound=self.now.sound,
            note=texts("app.look.yours" if person else "app.look.anyone"),
        )

    def _known(self, key: str) -> tuple[str, ...]:
        known = {"theme": THEMES, "text": SIZES, "sound": SOUNDS}
        return known[key] if key in known else tuple(self._outfit.languages)

    def _own(self, person: str) -> dict[str, str]:
        """What this person chose earlier, as far as this PC still has it."""
        kept: Mapping[str, Any] = self._store.kept(person, _KIND).get(_NAME, {})
        return {key: kept[key] for key in _KEYS if kept.get(key) in self._known(key)}

    def _keep(self, person: str) -> None:
        """For next time; nobody is kept out because the disk is full."""
        kept = {**self._own(person), **self._chosen}
        with suppress(Problem):
            self._store.keep(person, _KIND, _NAME, kept)

    def _wear(self, look: Look) -> bool:
        if look == self.now:
            return False
        if look.language != self.now.language and self._outfit.speak is not None:
            self.texts = self._outfit.speak(look.language)
        self.now = look
        return True
