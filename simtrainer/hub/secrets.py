"""Passwords and tokens: made by the system's source of chance, kept only as digests."""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's second recommended setting for argon2id: 19 MiB, two passes."""
_REMEMBERED = 4_096


def new_secret() -> str:
    """A secret that needs no escaping anywhere: 160 bits."""
    return secrets.token_hex(20)


def new_token() -> str:
    """A token for a cookie or an enrolment: 256 bits. A command line would take one that begins
    with a dash for an option."""
    while (made := secrets.token_urlsafe(32)).startswith("-"):
        pass
    return made


def digest(token: str) -> str:
    """How a token of high entropy is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashed(password: str) -> str:
    """How a password is stored."""
    return _HASHER.hash(password)


def same(one: str, other: str) -> bool:
    """Equality that takes equal time."""
    return hmac.compare_digest(one.encode(), other.encode())


class Verifier:
    """Checks passwords, remembering keyed digests of those found right, so that a station's
    thousandth request does not cost argon2 again. The stored hash is part of what is remembered
    and is read from the database each time, so a changed or revoked credential fails at once."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, stored: str, password: str) -> bool:
        """Whether the password belongs to the stored hash."""
        mark = self._mark(stored, password)
        if self._held(mark):
            return True
        if not _matches(stored, password):
            return False
        with self._lock:
            self._right[mark] = None
            while len(self._right) > _REMEMBERED:
                self._right.popitem(last=False)
        return True

    def _mark(self, stored: str, password: str) -> bytes:
        message = f"{stored}\0{password}".encode()
        return hashlib.blake2b(message, key=self._key, digest_size=32).digest()

    def _held(self, mark: bytes) -> bool:
        with self._lock:
            if mark not in self._right:
                return False
            self._right.move_to_end(mark)
            return True

    def pretend(self, password: str) -> None:
        """Spend the time of a check for a name that does not exist."""
        _matches(_NOBODY, password)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False


_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$c2ltdHJhaW5lci1ub25l$"
    "VBy1Vlr2pDBtKyRkZgBfdyYHXWJy4HeV2ib36D2sh9Y"
)
