"""Signed statements: the signature is an attachment that holds a JWS of the statement
(xAPI 1.0.3 Data 2.6; RFC 7515). A certificate in it must fit the signature; without one there is
nothing to check it against, and the signature is kept for those who have the key."""

from base64 import b64decode, urlsafe_b64decode
from typing import Any

import orjson

from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.incoming import prepare
from simtrainer.hub.shapes.mixed import Files
from simtrainer.hub.shapes.statement import Version, a_statement
from simtrainer.hub.shapes.values import instant

USAGE = "http://adlnet.gov/expapi/attachments/signature"
_ALGORITHMS = {"RS256": "SHA256", "RS384": "SHA384", "RS512": "SHA512"}


def check_signatures(body: dict[str, Any], files: Files, version: Version) -> None:
    """Each signature of a checked statement is well made and of this very statement."""
    for number, attachment in enumerate(body.get("attachments", ())):
        if attachment["usageType"] != USAGE:
            continue
        try:
            _check(body, attachment, files, version)
        except Fault as fault:
            raise fault.under(number).under("attachments") from None


def _check(
    body: dict[str, Any], attachment: dict[str, Any], files: Files, version: Version
) -> None:
    if attachment["contentType"].partition(";")[0].strip() != "application/octet-stream":
        raise Fault("of a signature must be application/octet-stream", "contentType")
    content = files.get(attachment["sha2"].lower())
    if content is None:
        raise Fault("of a signature must be in the request")
    header, payload, signed, signature = _opened(content)
    _check_key(header, signed, signature)
    try:
        a_statement(payload, version)
    except Fault:
        raise Fault("holds a signature of something that is no statement") from None
    if not _same_statement(payload, body):
        raise Fault("holds a signature of another statement")


def _opened(content: bytes) -> tuple[dict[str, Any], Any, bytes, bytes]:
    """Header, payload, signed octets and signature of a compact JWS."""
    pieces = content.strip().split(b".")
    try:
        head, payload, signature = (_decoded(piece) for piece in pieces)
        header = orjson.loads(head)
        return header, orjson.loads(payload), b".".join(pieces[:2]), signature
    except ValueError:
        raise Fault("does not hold a JSON web signature in compact form") from None


def _decoded(piece: bytes) -> bytes:
    return urlsafe_b64decode(piece + b"=" * (-len(piece) % 4))


def _check_key(header: Any, signed: bytes, signature: bytes) -> None:
    algorithm = header.get("alg") if isinstance(header, dict) else None
    if algorithm not in _ALGORITHMS:
        raise Fault("holds a signature that is not RS256, RS384 or RS512")
    if not signature:
        raise Fault("holds an empty signature")
    chain = header.get("x5c")
    if chain is None:
        return
    try:
        _verify(chain, _ALGORITHMS[algorithm], signed, signature)
    except ImportError:
        raise Fault("holds a certificate, which a hub without 'cryptography' cannot read") from None


def _verify(chain: Any, algorithm: str, signed: bytes, signature: bytes) -> None:
    # Imported here: signed statements are rare, and the bundle for rooms goes without.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import load_der_x509_certificate

    try:
        key = load_der_x509_certificate(b64decode(chain[0])).public_key()
        if not isinstance(key, RSAPublicKey):
            raise Fault("holds a certificate without an RSA key")
        key.verify(signature, signed, PKCS1v15(), getattr(hashes, algorithm)())
    except InvalidSignature:
        raise Fault("holds a signature that its certificate does not fit") from None
    except (ValueError, TypeError, LookupError):
        raise Fault("holds a certificate that cannot be read") from None


def _same_statement(payload: dict[str, Any], body: dict[str, Any]) -> bool:
    one, other = (_unsigned(orjson.loads(orjson.dumps(value))) for value in (payload, body))
    times = [instant(value["timestamp"]) for value in (one, other) if "timestamp" in value]
    if len(times) == 2 and times[0] != times[1]:
        return False
    ids = {str(value["id"]).lower() for value in (one, other) if "id" in value}
    return len(ids) < 2 and prepare(one, "").digest == prepare(other, "").digest


def _unsigned(body: dict[str, Any]) -> dict[str, Any]:
    """The statement as it was before it was signed."""
    kept = [item for item in body.get("attachments", ()) if item["usageType"] != USAGE]
    if kept:
        body["attachments"] = kept
    else:
        body.pop("attachments", None)
    return body
