"""Who has been let in lately, so that a page can be fetched and its caller checked in one trip to
the database: what is held here is only a guess, which the same trip proves or not. An answer that
rests on a guess which was not proven is thrown away and made again the sure way."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simtrainer.hub.scopes import Who

_HELD = 4_096


@dataclass(frozen=True, slots=True)
class Seen:
    """A caller, and what the database must say for it to be one still (``Stored.proof``)."""

    who: Who
    proof: Mapping[str, Any]


class Callers:
    """Callers as they were last let in, by a keyed digest of the header that let them in. The proof
    names the stored hash that the header's password was right for."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._held: OrderedDict[bytes, Seen] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, header: str, seen: Seen) -> None:
        """One whose password was right."""
        mark = self._mark(header)
        with self._lock:
            self._held[mark] = seen
            self._held.move_to_end(mark)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)

    def guess(self, header: str) -> Seen | None:
        """Who it would be if nothing has changed; none unless the very same header was right."""
        return self._held.get(self._mark(header))

    def _mark(self, header: str) -> bytes:
        return hashlib.blake2b(header.encode(), key=self._key, digest_size=32).digest()
