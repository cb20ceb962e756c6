"""Ed25519 keys for packages: who made it, and that nobody has changed it since.

A key file is one line of text: a mark, the key in hexadecimal and, for a public key, a name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simtrainer.base.problem import Place, Problem

PRIVATE, PUBLIC = "simtrainer-private-key-1", "simtrainer-public-key-1"
SEED_BYTES = 32
_LINE = re.compile(r"([a-z0-9-]+) ([0-9a-f]{64})(?: (.{1,80}))?\s*")
LONGEST = 400


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key: the seed of Ed25519 (RFC 8032)."""

    seed: bytes

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        from nacl.signing import SigningKey as Nacl  # imported here: few commands sign

        return bytes(Nacl(self.seed).verify_key).hex()

    def sign(self, message: bytes) -> str:
        """The signature, in hexadecimal; the same message always gets the same."""
        from nacl.signing import SigningKey as Nacl

        return Nacl(self.seed).sign(message).signature.hex()

    def private_line(self) -> str:
        """For the private file."""
        return f"{PRIVATE} {self.seed.hex()}\n"

    def public_line(self, name: str) -> str:
        """For the file that is handed out."""
        return f"{PUBLIC} {self.public} {' '.join(name.split())[:80]}\n"


def verify(public: str, signature: str, message: bytes) -> bool:
    """Whether the holder of the key signed exactly this message."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    try:
        VerifyKey(bytes.fromhex(public)).verify(message, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def read_private(path: Path) -> SigningKey:
    """Raises ``Problem("package.key")``."""
    mark, key, _ = _read(path)
    if mark != PRIVATE:
        raise Problem("package.key", place=Place(str(path)))
    return SigningKey(bytes.fromhex(key))


def read_public(path: Path) -> tuple[str, str]:
    """(key, name). Raises ``Problem("package.key")``."""
    mark, key, name = _read(path)
    if mark != PUBLIC:
        raise Problem("package.key", place=Place(str(path)))
    return key, name or path.stem


def _read(path: Path) -> tuple[str, str, str]:
    try:
        text = path.read_bytes()[:LONGEST].decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("package.key", place=Place(str(path))) from error
    found = _LINE.fullmatch(text)
    if found is None:
        raise Problem("package.key", place=Place(str(path)))
    return found[1], found[2], found[3] or ""


def trusted(folder: Path) -> Mapping[str, str]:
    """Public key to name, of every ``*.pub`` in a folder; a folder that is not there holds none."""
    return dict(read_public(path) for path in sorted(folder.glob("*.pub")))
