"""The settings of this PC, in one JSON file that only its owner can read: it holds the credential.

Read by hand rather than with pydantic: the first frame needs language and theme.
"""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from simtrainer.app.ports import Purpose
from simtrainer.base.ports import Ids
from simtrainer.base.problem import Problem
from simtrainer.station.files import write_whole
from simtrainer.station.located import LocatedJson

VERSION = 1
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("nb", "nn", "en"),
    "theme": ("light", "dark", "contrast"),
    "purpose": ("utvikling", "dokumentasjon"),
    "upload": ("xapi", "file"),
}
"""What may stand for a setting that is chosen from a list."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. ``user`` and ``password`` are the credential for ``hub``."""

    station: str
    """Id of this PC, made once."""
    name: str = ""
    """What people call it: "Låne-PC 07"."""
    language: str = "nb"
    theme: str = "light"
    purpose: Purpose = "utvikling"
    upload: str = "xapi"
    """A name in ``upload.BACKENDS``."""
    hub: str = ""
    """Address of the xAPI endpoint, or the folder that results are written to by ``file``."""
    xapi_version: str = "1.0.3"
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def enrolled(self) -> bool:
        """Whether there is somewhere to send to."""
        return bool(self.hub)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An xAPI endpoint that answered, and the newest version that both sides speak."""

    url: str
    xapi_version: str


Discover = Callable[[str, str, str], Endpoint]
"""Finds the endpoint behind an address, with user and password; raises ``Problem``."""


class SettingsFile:
    """The file itself. ``current`` is read once and kept until it is changed here."""

    def __init__(self, path: Path, ids: Ids) -> None:
        self._path = path
        self._ids = ids
        self._current: Settings | None = None

    @property
    def current(self) -> Settings:
        """The settings. Raises ``Problem("settings.broken", place=…)``."""
        if self._current is None:
            self._current = read(self._path) if self._path.exists() else self._first()
        return self._current

    def change(self, **changed: Any) -> Settings:
        """Change some settings and store all. Raises ``Problem("settings.invalid")``."""
        self._save(replace(self.current, **changed))
        return self.current

    def enrol(self, url: str, token: str, discover: Discover) -> Settings:
        """Take a hub into use: token is ``user:password``, plain or in base64.

        Raises ``Problem("settings.token" | "settings.address" | "upload.…")``.
        """
        user, password = read_token(token)
        if not _is_address(url):
            raise Problem("settings.address", url=url)
        found = discover(url, user, password)
        hub = {"hub": found.url, "xapi_version": found.xapi_version, "upload": "xapi"}
        return self.change(**hub, user=user, password=password)

    def leave(self) -> Settings:
        """Forget hub and credential."""
        return self.change(hub="", user="", password="", xapi_version="1.0.3", upload="xapi")

    def _first(self) -> Settings:
        self._save(Settings(station=self._ids.new()))
        return self.current

    def _save(self, settings: Settings) -> None:
        for key, allowed in CHOICES.items():
            if getattr(settings, key) not in allowed:
                value, choices = getattr(settings, key), ", ".join(allowed)
                raise Problem("settings.invalid", key=key, value=value, choices=choices)
        data = {"version": VERSION, **asdict(settings)}
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._path, text.encode(), mode=0o600)
        except OSError as error:
            where = str(self._path.parent)
            raise Problem("store.read_only", retry=True, path=where) from error
        self._current = settings


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


def read(path: Path) -> Settings:
    """Read the file. Raises ``Problem("settings.broken" | "settings.newer")`` with the place."""
    found = LocatedJson(path, "settings.broken")
    value = found.value
    if not isinstance(value, dict):
        raise Problem("settings.broken", place=found.place(value), reason="object")
    version = value.pop("version", None)
    if isinstance(version, int) and version > VERSION:
        place = found.place(value, "version")
        raise Problem("settings.newer", place=place, version=version, known=VERSION)
    if version != VERSION:
        raise Problem("settings.broken", place=found.place(value, "version"), reason="version")
    known = {each.name for each in fields(Settings)}
    for key, entry in value.items():
        reason = _wrong(key, entry, known)
        if reason:
            place = found.place(value, key)
            raise Problem("settings.broken", place=place, reason=reason, key=key)
    if not value.get("station"):
        place = found.place(value, "station")
        raise Problem("settings.broken", place=place, reason="empty", key="station")
    return Settings(**value)


def _wrong(key: str, entry: object, known: set[str]) -> str:
    """What is wrong with one setting; empty for nothing."""
    if key not in known:
        return "unknown_key"
    if not isinstance(entry, str):
        return "text"
    return "choice" if key in CHOICES and entry not in CHOICES[key] else ""


def read_token(token: str) -> tuple[str, str]:
    """User and password. Raises ``Problem("settings.token")``."""
    plain = token.strip()
    if ":" not in plain:
        padded = plain + "=" * (-len(plain) % 4)
        try:
            plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError) as error:
            raise Problem("settings.token") from error
    user, colon, password = plain.partition(":")
    if not (user and colon and password):
        raise Problem("settings.token")
    return user, password
