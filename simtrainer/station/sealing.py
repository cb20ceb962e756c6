"""Results at rest, sealed to the hub's public key: whoever finds the PC or the stick reads nothing,
and only the hub opens them (libsodium's sealed box: X25519, XSalsa20-Poly1305).

Sealing the same bytes twice gives two different boxes, so an envelope keeps the id of what is in
it, and a box carries a digest of itself.
"""

import hashlib
import json
from base64 import b64decode, b64encode

FORMAT = "simtrainer-sealed"
VERSION = 1
_MARK = f'{{"format": "{FORMAT}"'.encode()


def envelope_id(run: str, data: bytes) -> str:
    """The id of a run's envelope, from what it holds before it is sealed."""
    return f"{run}-{hashlib.sha256(data).hexdigest()}"


def seal(data: bytes, key: bytes) -> bytes:
    """A box of one line that only the owner of the public ``key`` can open."""
    from nacl.public import PublicKey, SealedBox

    return _line(b64encode(SealedBox(PublicKey(key)).encrypt(data)).decode())


def _line(box: str) -> bytes:
    digest = hashlib.sha256(box.encode()).hexdigest()
    line = {"format": FORMAT, "version": VERSION, "sha256": digest, "body": box}
    return json.dumps(line).encode()


def is_sealed(data: bytes) -> bool:
    """Whether these bytes are a box."""
    return data.startswith(_MARK)


def is_whole(key: str, run: str, data: bytes) -> bool:
    """Whether an envelope's bytes, sealed or not, are those that were put in."""
    if not is_sealed(data):
        return key == envelope_id(run, data)
    try:
        return key.startswith(f"{run}-") and data == _line(json.loads(data)["body"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def is_key(text: str) -> bool:
    """Whether this is a public key in base64: 32 octets."""
    try:
        return len(b64decode(text, validate=True)) == 32
    except ValueError:
        return False
