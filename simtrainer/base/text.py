"""Text is a key until it is drawn; plurals are chosen by a count parameter named ``n``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import floor
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """A key and what goes into its gaps."""

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)


def percent_of(share: float) -> int:
    """A share in whole percent, never rounded up: 80 % is said only where 80 % is reached, so that
    the number and the mark of a goal agree. What a float lacks of a whole percent is not missed."""
    return floor(share * 100 + 1e-6)


def day_of(iso: str) -> str:
    """The day of a moment as people write it: 31.05.2026 of 2026-05-31T13:00:00Z."""
    return f"{iso[8:10]}.{iso[5:7]}.{iso[:4]}"


def day_from(text: str) -> str | None:
    """A day as in 2026-05-31, of one written so or as 31.05.2026; empty stays so, None for what is
    none."""
    parts = text.split(".")
    iso = f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}" if len(parts) == 3 else text
    try:
        return date.fromisoformat(iso).isoformat() if text else ""
    except ValueError:
        return None


_LAST = str.maketrans({"æ": "\U0010fffd1", "ø": "\U0010fffd2", "å": "\U0010fffd3"})


def alphabetical(name: str) -> str:
    """What to sort names by, so that they stand as in a Norwegian list: æ, ø and å last."""
    return name.casefold().translate(_LAST)


class Texts:
    """One language's texts. A value is a string, or ``{"one": …, "other": …}`` chosen by ``n``.

    Lookups fall through to ``fallback`` (the reference language); an unknown key is drawn as
    itself in brackets, so that it is seen in a screenshot and caught by the texts test.
    """

    def __init__(
        self, language: str, table: Mapping[str, Any], fallback: "Texts | None" = None
    ) -> None:
        self.language = language
        self._table = table
        self._fallback = fallback

    def has(self, key: str) -> bool:
        """Whether the key is known here or in the fallback."""
        return key in self._table or bool(self._fallback and self._fallback.has(key))

    def with_table(self, table: Mapping[str, Any]) -> "Texts":
        """These texts with a scenario's or pack's own on top."""
        return Texts(self.language, table, fallback=self)

    def __call__(self, key: "str | Text", /, **params: Any) -> str:
        """Draw a key with its parameters."""
        if isinstance(key, Text):
            return self(key.key, **{**key.params, **params})
        value = self._table.get(key)
        if value is None:
            return self._fallback(key, **params) if self._fallback else f"[{key}]"
        if isinstance(value, Mapping):
            value = value["one" if params.get("n") == 1 else "other"]
        return str(value).format_map(_Gaps(params)) if params else str(value)


class _Gaps(dict[str, Any]):
    """Parameters; one that is missing leaves a visible gap rather than a crash."""

    def __missing__(self, key: str) -> str:
        return "…"
