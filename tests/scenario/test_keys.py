"""Keys against the test vectors of RFC 8032, and key files as people mishandle them."""

from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.scenario.keys import SigningKey, read_private, read_public, trusted, verify

# RFC 8032, section 7.1, test 2
SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
PUBLIC = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_published_vector_holds() -> None:
    key = SigningKey(bytes.fromhex(SEED))
    assert key.public == PUBLIC
    assert key.sign(b"\x72") == SIGNATURE
    assert verify(PUBLIC, SIGNATURE, b"\x72")


@pytest.mark.parametrize(
    ("public", "signature", "message"),
    [
        (PUBLIC, SIGNATURE, b"\x73"),
        (PUBLIC, "00" * 64, b"\x72"),
        ("00" * 32, SIGNATURE, b"\x72"),
        (PUBLIC, "zz", b"\x72"),
        ("", SIGNATURE, b"\x72"),
        (PUBLIC, SIGNATURE[:-2], b"\x72"),
    ],
)
def test_all_else_is_not_signed(public: str, signature: str, message: bytes) -> None:
    assert not verify(public, signature, message)


def test_key_files_round_trip(tmp_path: Path) -> None:
    key = SigningKey(bytes.fromhex(SEED))
    (tmp_path / "k").write_text(key.private_line(), encoding="utf-8")
    (tmp_path / "k.pub").write_text(key.public_line("Øvingsvik\nkommune"), encoding="utf-8")
    assert read_private(tmp_path / "k") == key
    assert read_public(tmp_path / "k.pub") == (PUBLIC, "Øvingsvik kommune")
    assert trusted(tmp_path) == {PUBLIC: "Øvingsvik kommune"}
    assert trusted(tmp_path / "none") == {}


@pytest.mark.parametrize("content", [b"", b"\xff", b"simtrainer-private-key-1 12", 9999 * b"a"])
def test_what_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "k").write_bytes(content)
    for read in (read_private, read_public):
        with pytest.raises(Problem) as caught:
            read(tmp_path / "k")
        assert caught.value.code == "package.key"


def test_a_public_key_signs_nothing_and_a_private_one_is_not_trusted(tmp_path: Path) -> None:
    key = SigningKey(bytes.fromhex(SEED))
    (tmp_path / "k").write_text(key.private_line(), encoding="utf-8")
    (tmp_path / "k.pub").write_text(key.public_line("x"), encoding="utf-8")
    with pytest.raises(Problem):
        read_private(tmp_path / "k.pub")
    with pytest.raises(Problem):
        read_public(tmp_path / "k")
