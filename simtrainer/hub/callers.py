"""Who has been let in lately, so that a page can be fetched and its caller checked in one trip to
the database: what is held here is only a guess, which the same trip proves or not. An answer that
rests on a guess which was not proven is thrown away and made again the sure way."""

import threading
from collections import OrderedDict

from simtrainer.hub.queries.credentials import Stored
from simtrainer.hub.secrets import Verifier

_HELD = 4_096


class Callers:
    """Credentials as they were last read, by user name."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._held: OrderedDict[str, Stored] = OrderedDict()
        self._lock = threading.Lock()

    def remember(self, stored: Stored) -> None:
        """One whose password was right."""
        with self._lock:
            self._held[stored.user] = stored
            self._held.move_to_end(stored.user)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)

    def guess(self, user: str, password: str) -> Stored | None:
        """Who it would be if nothing has changed; none unless that password was right then."""
        stored = self._held.get(user)
        if stored is None or not self._verifier.remembers(stored.secret, password):
            return None
        return stored
