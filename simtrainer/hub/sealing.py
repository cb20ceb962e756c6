"""Results at rest on a PC are sealed to the hub's public key: whoever finds the PC or the stick
reads nothing, and only the hub opens them (libsodium's sealed box: X25519, XSalsa20-Poly1305)."""

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox


def new_secret_key() -> bytes:
    """A municipality's secret key."""
    return bytes(PrivateKey.generate())


def public_key(secret: bytes) -> bytes:
    """The key that PCs get."""
    return bytes(PrivateKey(secret).public_key)


def unseal(secret: bytes, content: bytes) -> bytes | None:
    """What was sealed; none where it was not for this key or was changed on the way."""
    try:
        return SealedBox(PrivateKey(secret)).decrypt(content)
    except CryptoError:
        return None
