"""The settings of this PC, in one JSON file that only its owner can read: it holds the credential.

Read by hand rather than with pydantic: the first frame needs language and theme.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from simtrainer.app.looks import SIZES, SOUNDS, THEMES
from simtrainer.app.ports import Purpose
from simtrainer.base.ports import Ids
from simtrainer.base.problem import Problem
from simtrainer.station.files import write_whole
from simtrainer.station.located import LocatedJson
from simtrainer.station.sealing import is_key, seal

VERSION = 1
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("nb", "nn", "en"),
    "theme": THEMES,
    "text": SIZES,
    "sound": SOUNDS,
    "screen": ("window", "full"),
    "purpose": ("utvikling", "dokumentasjon"),
    "upload": ("xapi", "file", "hub"),
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
    text: str = "100"
    """Size of text in percent."""
    sound: str = "off"
    """Whether the phone is heard, until somebody chooses."""
    screen: str = "window"
    """On a loaned PC the program may fill the screen."""
    purpose: Purpose = "utvikling"
    upload: str = "xapi"
    """A name in ``upload.BACKENDS``."""
    hub: str = ""
    """Address of the xAPI endpoint, or the folder that results are written to by ``file``."""
    xapi_version: str = "1.0.3"
    user: str = ""
    password: str = field(default="", repr=False)
    seal_key: str = ""
    """The hub's public key in base64, where the PC was enrolled at a hub by a one-time token."""

    @property
    def enrolled(self) -> bool:
        """Whether there is somewhere to send to."""
        return bool(self.hub)

    @property
    def at_hub(self) -> bool:
        """Whether it is enrolled at a hub, which says who may sit down here."""
        return self.upload == "hub"

    @property
    def hub_root(self) -> str:
        """The hub's own address, under which it has more than xAPI."""
        return self.hub.rstrip("/").removesuffix("/xapi")

    def seal(self, data: bytes) -> bytes:
        """Close a result to the hub's key; as it is where there is no key."""
        return seal(data, base64.b64decode(self.seal_key)) if self.seal_key else data


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An xAPI endpoint that answered, and the newest version that both sides speak."""

    url: str
    xapi_version: str


Discover = Callable[[str, str, str], Endpoint]
"""Finds the endpoint behind an address, with user and password; raises ``Problem``."""


@dataclass(frozen=True, slots=True)
class Membership:
    """What a hub gives a PC for a one-time token: an identity and a key of its own."""

    station: str
    name: str
    user: str
    password: str
    xapi: str
    seal_key: str


Join = Callable[[str, str, str], Membership]
"""Trades a token at an address, with the PC's name; raises ``Problem``."""


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

    def enrol(
        self, url: str, token: str, discover: Discover, join: Join, name: str = ""
    ) -> Settings:
        """Take a hub into use by its one-time token, or any xAPI store by ``user:password``,
        plain or in base64. ``name`` is what people call the PC.

        Raises ``Problem("settings.token" | "settings.address" | "upload.…")``.
        """
        if not _is_address(url):
            raise Problem("settings.address", url=url)
        credential = read_credential(token)
        if credential is None:
            return self._join(join(url, token.strip(), name))
        user, password = credential
        found = discover(url, user, password)
        hub = {"hub": found.url, "xapi_version": found.xapi_version, "upload": "xapi"}
        named = {"name": name} if name else {}
        return self.change(**hub, **named, user=user, password=password, seal_key="")

    def _join(self, made: Membership) -> Settings:
        return self.change(
            station=made.station,
            name=made.name,
            hub=made.xapi,
            upload="hub",
            xapi_version="1.0.3",
            user=made.user,
            password=made.password,
            seal_key=made.seal_key,
        )

    def seal(self, data: bytes) -> bytes:
        """As ``Settings.seal``, by the settings as they are now."""
        return self.current.seal(data)

    def leave(self) -> Settings:
        """Forget hub and credential."""
        nowhere = {"hub": "", "user": "", "password": "", "seal_key": ""}
        return self.change(**nowhere, xapi_version="1.0.3", upload="xapi")

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
    if key == "seal_key" and entry and not is_key(entry):
        return "key"
    return "choice" if key in CHOICES and entry not in CHOICES[key] else ""


def read_credential(token: str) -> tuple[str, str] | None:
    """User and password, plain or in base64; none where it is a hub's one-time token.

    Raises ``Problem("settings.token")`` for what can be neither.
    """
    plain = token.strip()
    if ":" not in plain:
        if not _ONE_TIME.fullmatch(plain):
            raise Problem("settings.token")
        try:
            padded = plain + "=" * (-len(plain) % 4)
            plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        except (binascii.Error, UnicodeDecodeError, ValueError):
            return None
        if ":" not in plain:
            return None
    user, _, password = plain.partition(":")
    if not (user and password):
        raise Problem("settings.token")
    return user, password


_ONE_TIME = re.compile(r"[A-Za-z0-9_=-]{8,200}")
"""The letters of a token, as it is copied from the hub."""
