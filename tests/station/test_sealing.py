"""Results that only the hub reads."""

import json

from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from simtrainer.hub.sealing import public_key, unseal
from simtrainer.station.sealing import envelope_id, is_key, is_sealed, is_whole, seal

SECRET = bytes(PrivateKey(b"0" * 32))
KEY = public_key(SECRET)


def opened(sealed: bytes) -> bytes | None:
    from base64 import b64decode

    return unseal(SECRET, b64decode(json.loads(sealed)["body"]))


@given(st.binary(max_size=200))
def test_only_the_owner_of_the_key_opens_what_was_sealed(data: bytes) -> None:
    sealed = seal(data, KEY)
    assert is_sealed(sealed) and not is_sealed(data)
    assert b"\n" not in sealed
    assert opened(sealed) == data
    other = bytes(PrivateKey.generate())
    assert unseal(other, json.loads(sealed)["body"].encode()) is None


@given(st.binary(min_size=1, max_size=100), st.integers(min_value=0))
def test_a_flipped_octet_is_noticed(data: bytes, where: int) -> None:
    key = envelope_id("run", data)
    for whole in (data, seal(data, KEY)):
        assert is_whole(key, "run", whole)
        place = where % len(whole)
        broken = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert not is_whole(key, "run", broken)
    assert not is_whole(key, "other run", seal(data, KEY))


def test_what_is_no_key() -> None:
    from base64 import b64encode

    assert is_key(b64encode(KEY).decode())
    for text in ("", "æ", "AAAA", b64encode(KEY + b"0").decode(), "%" * 44):
        assert not is_key(text)
