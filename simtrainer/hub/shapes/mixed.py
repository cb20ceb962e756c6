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
    """The parts of a body (RFC 2046)."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Fault("is not multipart with the boundary of its header")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    start = piece.lstrip(b" \t")
    if not start.startswith(b"\r\n"):
        raise Fault("is not multipart with the boundary of its header")
    head, gap, content = start.partition(b"\r\n\r\n")
    if not gap:
        raise Fault("has a part without an end of its headers")
    headers = {}
    for line in head.decode("latin-1").split("\r\n"):
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
        if digest_like(digest, part.content) != digest:
            raise Fault("is not the digest of the part", "X-Experience-API-Hash")
        files[digest] = part.content
    return files


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
    """Every attachment has its file or says where it is, and every file its attachment."""
    named = set()
    for body in bodies:
        for number, attachment in enumerate(attachments_of(body)):
            digest = attachment["sha2"].lower()
            named.add(digest)
            if "fileUrl" not in attachment and digest not in files:
                raise Fault(
                    "has neither a fileUrl nor its file in the request", "attachments", number
                )
            if digest in files and len(files[digest]) != attachment["length"]:
                raise Fault("is not the length of the file", "attachments", number, "length")
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
