"""``multipart/mixed``: statements with the files they carry (xAPI 1.0.3 Communication 1.5.2).

The first part is the JSON; each further part is a file that some attachment names by its digest.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any

from simtrainer.hub.shapes.fault import Fault

_DIGESTS = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
Files = Mapping[str, bytes]
"""Digest in lower case to content."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part; header names in lower case."""

    headers: Mapping[str, str]
    content: bytes


def boundary_of(content_type: str) -> bytes:
    """The boundary that a header names."""
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary")
    if not isinstance(boundary, str) or not 0 < len(boundary) <= 70:
        raise Fault("has no boundary", "Content-Type")
    try:
        return boundary.encode("ascii")
    except UnicodeEncodeError:
        raise Fault("has no boundary", "Content-Type") from None


def parts_of(body: bytes, boundary: bytes) -> list[Part]:
    """The parts of a body (RFC 2046); a client that ends its lines with LF alone is understood."""
    first_line = body.partition(b"\n")[0]
    end = b"\r\n" if first_line.endswith(b"\r") or b"\r\n--" + boundary in body else b"\n"
    pieces = (end + body).split(end + b"--" + boundary)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Fault("is not multipart with the boundary of its header")
    return [_part(piece, end) for piece in pieces[1:-1]]


def _part(piece: bytes, end: bytes) -> Part:
    start = piece.lstrip(b" \t")
    if not start.startswith(end):
        raise Fault("is not multipart with the boundary of its header")
    head, gap, content = start.partition(end + end)
    if not gap:
        raise Fault("has a part without an end of its headers")
    headers = {}
    for line in head.decode("latin-1").split(end.decode()):
        name, colon, value = line.partition(":")
        if line and not colon:
            raise Fault("has a part with a broken header")
        headers[name.strip().lower()] = value.strip()
    return Part(headers, content)


def files_of(parts: Iterable[Part]) -> Files:
    """The files of all parts but the first, each true to the digest in its header."""
    files = {}
    for part in parts:
        digest = part.headers.get("x-experience-api-hash", "").lower()
        if not digest:
            raise Fault("is required in each part with a file", "X-Experience-API-Hash")
        if part.headers.get("content-transfer-encoding", "").lower() != "binary":
            raise Fault("must be binary", "Content-Transfer-Encoding")
        content = _true_to(digest, part.content)
        if content is None:
            raise Fault("is not the digest of the part", "X-Experience-API-Hash")
        files[digest] = content
    return files


def _true_to(digest: str, content: bytes) -> bytes | None:
    """The content that fits the digest: as it came, or with what some clients do to it undone,
    who hand octets to their library as text and so send each as UTF-8."""
    if digest_like(digest, content) == digest:
        return content
    try:
        octets = content.decode().encode("latin-1")
    except UnicodeError:
        return None
    return octets if digest_like(digest, octets) == digest else None


def digest_like(digest: str, content: bytes) -> str | None:
    """The content's SHA-2 of the same length as a given digest."""
    name = _DIGESTS.get(len(digest))
    return None if name is None else hashlib.new(name, content).hexdigest()


def attachments_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A statement's attachments, its SubStatement's included."""
    own = list(body.get("attachments", ()))
    if body["object"].get("objectType") == "SubStatement":
        own += body["object"].get("attachments", ())
    return own


def check_files(bodies: Iterable[dict[str, Any]], files: Files) -> None:
    """Every attachment has its file or says where it is, and every file its attachment. It is the
    digest that binds them; a length that is wrong is kept as the client's own word."""
    named = set()
    for body in bodies:
        for number, attachment in enumerate(attachments_of(body)):
            digest = attachment["sha2"].lower()
            named.add(digest)
            if "fileUrl" not in attachment and digest not in files:
                raise Fault(
                    "has neither a fileUrl nor its file in the request", "attachments", number
                )
    for digest in files:
        if digest not in named:
            raise Fault("names no attachment of the statements", "X-Experience-API-Hash")


def mixed(first: bytes, files: Iterable[tuple[str, str, bytes]], boundary: str) -> bytes:
    """A body with the JSON first and then (content type, digest, content) of each file."""
    mark = f"--{boundary}\r\n".encode()
    made = [mark, b"Content-Type: application/json\r\n\r\n", first, b"\r\n"]
    for content_type, digest, content in files:
        head = (
            f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: binary\r\n"
            f"X-Experience-API-Hash: {digest}\r\n\r\n"
        )
        made += [mark, head.encode("latin-1", "replace"), content, b"\r\n"]
    made.append(f"--{boundary}--\r\n".encode())
    return b"".join(made)
