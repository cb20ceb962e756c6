"""Files with statements, and statements that are signed."""

import hashlib
import json
import sys
from base64 import b64encode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from simtrainer.hub.shapes.mixed import mixed, parts_of
from tests.hub.conftest import Caller, said
from tests.hub.samples import statement, uid

MIXED = {"content-type": "multipart/mixed; boundary=xx"}
CONTENT = b"\r\n--not the boundary\x00\xff"
SHA2 = hashlib.sha256(CONTENT).hexdigest()


def attachment(content: bytes = CONTENT, **changes: Any) -> dict[str, Any]:
    base = {
        "usageType": "http://x.example/usage",
        "display": {"nb": "Fil"},
        "contentType": "text/plain",
        "length": len(content),
        "sha2": hashlib.sha256(content).hexdigest(),
    }
    return base | changes


def body(value: Any, *files: tuple[str, str, bytes]) -> bytes:
    return mixed(json.dumps(value).encode(), files, "xx")


FILE = ("text/plain", SHA2, CONTENT)


def test_files_come_back_with_their_statements(call: Caller) -> None:
    sent = statement(1, attachments=[attachment()])
    assert call("POST", "statements", body([sent, statement(2)], FILE), MIXED).status == 200
    assert call("PUT", "statements", body(sent, FILE), MIXED, statementId=uid(1)).status == 204
    for params in ({"statementId": uid(1)}, {}):
        answer = call("GET", "statements", attachments="true", **params)
        boundary = answer.media_type.partition("boundary=")[2].encode()
        first, file = parts_of(answer.body, boundary)
        assert first.headers["content-type"] == "application/json"
        assert file.content == CONTENT and file.headers["x-experience-api-hash"] == SHA2
        assert file.headers["content-transfer-encoding"] == "binary"
    plain = call("GET", "statements", attachments="false")
    assert plain.media_type == "application/json"
    assert call("GET", "statements", attachments="maybe").status == 400


def test_a_file_that_is_elsewhere_needs_not_come_along(call: Caller) -> None:
    elsewhere = attachment(fileUrl="http://x.example/file")
    assert call("POST", "statements", statement(1, attachments=[elsewhere])).status == 200
    assert call("POST", "statements", statement(2, attachments=[attachment()])).status == 400
    sub = {
        "objectType": "SubStatement", "actor": statement()["actor"], "verb": statement()["verb"],
        "object": statement()["object"], "attachments": [attachment()],
    }  # fmt: skip
    assert call("POST", "statements", statement(3, object=sub)).status == 400
    assert call("POST", "statements", body(statement(3, object=sub), FILE), MIXED).status == 200


def test_parts_that_odd_clients_send_are_understood(call: Caller) -> None:
    """Lines that end with LF alone, and octets that were sent as if they were text."""
    picture = bytes(range(256))
    sent = statement(1, attachments=[attachment(picture)])
    file = ("image/png", attachment(picture)["sha2"], picture)
    mangled = body(sent, file).replace(picture, picture.decode("latin-1").encode())
    plain = body(statement(2, attachments=[attachment(b"text")]),
                 ("text/plain", attachment(b"text")["sha2"], b"text"))  # fmt: skip
    for number, content in ((1, mangled), (2, plain.replace(b"\r\n", b"\n"))):
        assert call("POST", "statements", content, MIXED).status == 200
        answer = call("GET", "statements", statementId=uid(number), attachments="true")
        boundary = answer.media_type.partition("boundary=")[2].encode()
        assert parts_of(answer.body, boundary)[1].content == (picture if number == 1 else b"text")


GOOD = body(statement(1, attachments=[attachment()]), FILE)


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (GOOD, {"content-type": "multipart/mixed"}),
        (GOOD, {"content-type": "multipart/mixed; boundary="}),
        (GOOD, {"content-type": "multipart/mixed; boundary=other"}),
        (GOOD, {"content-type": "multipart/form-data; boundary=xx"}),
        (GOOD, {"content-type": "application/json"}),
        (b"", MIXED),
        (GOOD.replace(b"--xx--", b"--xx"), MIXED),
        (GOOD.replace(b"application/json", b"text/plain"), MIXED),
        (GOOD.replace(b"X-Experience-API-Hash", b"X-Hash"), MIXED),
        (GOOD.replace(b"Transfer-Encoding: binary", b"Transfer-Encoding: base64"), MIXED),
        (GOOD.replace(b"Content-Transfer-Encoding: binary\r\n", b""), MIXED),
        (GOOD.replace(b"Hash: " + SHA2.encode(), b"Hash: " + b"0" * 64), MIXED),
        (GOOD.replace(CONTENT, b"something else"), MIXED),
        (body(statement(1), FILE), MIXED),
        (body(statement(1, attachments=[attachment(), attachment(b"other")]), FILE), MIXED),
    ],
)
def test_what_does_not_fit_together_is_refused(
    call: Caller, content: bytes, headers: dict[str, str]
) -> None:
    answer = call("POST", "statements", content, headers)
    assert answer.status == 400 and said(answer)["code"].startswith("hub.")
    assert said(call("GET", "statements"))["statements"] == []


KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ALGORITHMS = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}


def certificate(key: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "simtrainer")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=9))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return b64encode(made.public_bytes(Encoding.DER)).decode()


def b64(content: bytes) -> bytes:
    return urlsafe_b64encode(content).rstrip(b"=")


def signed(
    value: dict[str, Any], of: Any = None, alg: str = "RS256", key: Any = KEY, **header: Any
) -> tuple[bytes, bytes]:
    """A request body with a signature of ``of`` or of the statement itself, and the signature."""
    head = b64(json.dumps({"alg": alg} | header).encode())
    payload = b64(of if isinstance(of, bytes) else json.dumps(of or value).encode())
    text = head + b"." + payload
    signature = key.sign(text, padding.PKCS1v15(), ALGORITHMS.get(alg, hashes.SHA256()))
    jws = text + b"." + b64(signature)
    item = attachment(
        jws, usageType="http://adlnet.gov/expapi/attachments/signature",
        contentType="application/octet-stream",
    )  # fmt: skip
    whole = value | {"attachments": [*value.get("attachments", []), item]}
    return body(whole, ("application/octet-stream", item["sha2"], jws)), jws


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_signed_statements_are_kept_with_their_signature(call: Caller, alg: str) -> None:
    for number, header in enumerate(({}, {"x5c": [certificate(KEY)]})):
        content, jws = signed(statement(number), alg=alg, **header)
        assert call("POST", "statements", content, MIXED).status == 200
        answer = call("GET", "statements", statementId=uid(number), attachments="true")
        assert jws in answer.body


def test_a_signature_may_know_a_duration_less_finely(call: Caller) -> None:
    one, finer = (statement(1, result={"duration": f"PT0.{part}S"}) for part in ("12", "1237"))
    assert call("POST", "statements", signed(finer, of=one)[0], MIXED).status == 200


OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.mark.parametrize(
    "content",
    [
        signed(statement(1), of=statement(2))[0],
        signed(statement(1), of=statement(1, result={"success": True}))[0],
        signed(statement(1), of=b"{not json")[0],
        signed(statement(1), of=b"[]")[0],
        signed(statement(1), alg="HS256")[0],
        signed(statement(1), alg="none")[0],
        signed(statement(1), x5c=[certificate(OTHER)])[0],
        signed(statement(1), x5c=["AAAA"])[0],
        signed(statement(1), x5c=[])[0],
        signed(statement(1))[0].replace(b"application/octet-stream", b"text/plain"),
        body(
            statement(1, attachments=[attachment(
                usageType="http://adlnet.gov/expapi/attachments/signature",
                contentType="application/octet-stream",
            )]),
            FILE,
        ),
    ],
)  # fmt: skip
def test_signatures_that_do_not_fit_are_refused(call: Caller, content: bytes) -> None:
    answer = call("POST", "statements", content, MIXED)
    assert answer.status == 400
    assert "attachments[0]" in said(answer)["path"]


def test_a_hub_without_cryptography_says_that_it_cannot_read_a_certificate(
    call: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.x509", None)
    answer = call("POST", "statements", signed(statement(1), x5c=[certificate(KEY)])[0], MIXED)
    assert answer.status == 400
    assert "cryptography" in str(said(answer))
    assert call("POST", "statements", signed(statement(2))[0], MIXED).status == 200
