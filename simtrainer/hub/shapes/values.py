"""The small values of xAPI: identifiers, addresses, times, languages, numbers, extensions.

Sources: xAPI 1.0.3 Data 4.1 to 4.6; IEEE 9274.1.1 clause 4.3; RFC 3987, 5646, 3339, 4122.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from simtrainer.hub.shapes.fault import Fault, an_object

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f]+")
_MAILTO = re.compile(r"mailto:[^\s@<>\x00-\x20]+@[^\s@<>\x00-\x20]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+(?:\s*;.*)?", re.ASCII)
_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    r"(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+|i-[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{2,8})*"
    r"|(?i:en-GB-oed|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE)"
)
_DURATION = re.compile(
    r"P(?:\d+(?:\.\d+)?W|(?=.)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)",
    re.ASCII,
)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?"
    r"(Z|z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)


def _remembered(found: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whether a text is so, by heart for those seen lately: the statements of a store say the
    same few hundred addresses and language tags over and over."""
    by_heart = lru_cache(maxsize=4096)(found)
    return lambda text: by_heart(text) if len(text) <= _SHORT else found(text)


def _iri(text: str) -> bool:
    return _IRI.fullmatch(text) is not None


def _language(text: str) -> bool:
    """A tag whose parts stand in order, with no variant and no extension twice (RFC 5646 2.2)."""
    if _LANGUAGE.fullmatch(text) is None:
        return False
    pieces = re.split("-[xX]-", text, maxsplit=1)[0].lower().split("-")[1:]
    first = next((at for at, piece in enumerate(pieces) if len(piece) == 1), len(pieces))
    variants = [piece for piece in pieces[:first] if len(piece) > _SCRIPT or piece[0].isdigit()]
    once = variants + [piece for piece in pieces[first:] if len(piece) == 1]
    return len(set(once)) == len(once)


_SHORT = 200
"""Longer texts are not kept."""
_SCRIPT = 4
"""Letters of a script; a variant has more, or begins with a digit, and so may a region."""
_is_iri, _is_language = _remembered(_iri), _remembered(_language)


def a_string(value: Any) -> None:
    """Any string."""
    if type(value) is not str:
        raise Fault("must be a string")


def a_boolean(value: Any) -> None:
    """``true`` or ``false``, not their names in quotes."""
    if type(value) is not bool:
        raise Fault("must be true or false")


def a_number(value: Any) -> None:
    """A JSON number; a boolean is none."""
    if type(value) is not int and type(value) is not float:
        raise Fault("must be a number")


def a_length(value: Any) -> None:
    """A count of octets."""
    if type(value) is not int or value < 0:
        raise Fault("must be a whole number of octets")


def a_uuid(value: Any) -> None:
    """A UUID in its standard string form."""
    if type(value) is not str or not _UUID.fullmatch(value):
        raise Fault("must be a UUID in standard string form")


def an_iri(value: Any) -> None:
    """An absolute IRI."""
    if type(value) is not str or not _is_iri(value):
        raise Fault("must be an absolute IRI")


def a_mailbox(value: Any) -> None:
    """``mailto:`` and an address."""
    if type(value) is not str or not _MAILTO.fullmatch(value):
        raise Fault("must be a mailto: IRI with an e-mail address")


def a_sha1(value: Any) -> None:
    """A SHA-1 digest in hexadecimal."""
    if type(value) is not str or not _SHA1.fullmatch(value):
        raise Fault("must be a SHA-1 digest in hexadecimal")


def a_sha2(value: Any) -> None:
    """A SHA-2 digest in hexadecimal, of any of its lengths."""
    if type(value) is not str or not re.fullmatch(r"[0-9a-fA-F]+", value):
        raise Fault("must be a SHA-2 digest in hexadecimal")
    if len(value) not in (56, 64, 96, 128):
        raise Fault("must be a SHA-2 digest of 224, 256, 384 or 512 bits")


def a_media_type(value: Any) -> None:
    """An Internet media type."""
    if type(value) is not str or not _MEDIA_TYPE.fullmatch(value):
        raise Fault("must be an Internet media type")


def a_language(value: Any) -> None:
    """An RFC 5646 language tag."""
    if type(value) is not str or not _is_language(value):
        raise Fault("must be an RFC 5646 language tag")


def a_language_map(value: Any) -> None:
    """Language tags to strings."""
    for key, text in an_object(value).items():
        if not _is_language(key):
            raise Fault("must be an RFC 5646 language tag", key)
        if type(text) is not str:
            raise Fault("must be a string", key)


def extensions(value: Any) -> None:
    """IRIs to anything; the only place where null is allowed."""
    for key in an_object(value):
        if not _is_iri(key):
            raise Fault("must be an absolute IRI", key)


def a_duration(value: Any) -> None:
    """An ISO 8601 duration."""
    if type(value) is not str or not _DURATION.fullmatch(value):
        raise Fault("must be an ISO 8601 duration")


def a_timestamp(value: Any) -> None:
    """An ISO 8601 time; RFC 3339 forbids the offset -00:00, and so does xAPI."""
    instant(value)


def a_zoned_timestamp(value: Any) -> None:
    """An RFC 3339 time, whose zone is required (IEEE 9274.1.1)."""
    instant(value)
    if value[-1] not in "Zz" and not re.search(r"[+-]\d{2}:?\d{2}$", value[10:]):
        raise Fault("must be an RFC 3339 timestamp with a time zone")


def instant(value: Any) -> datetime:
    """The moment meant, in UTC; a time without zone is taken as UTC."""
    found = _TIMESTAMP.fullmatch(value) if type(value) is str else None
    if found is None:
        raise Fault("must be an ISO 8601 timestamp")
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        # A leap second has no place in datetime; it is the last moment of its minute.
        moment = datetime(
            int(year), int(month), int(day), int(hour), int(minute),
            min(59, int(second or 0)) if second in (None, "60") else int(second),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=_zone(zone),
        )  # fmt: skip
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Fault("must be a real date and time") from None


def _zone(text: str | None) -> timezone:
    if text is None or text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if text[0] == "-" and not offset:
        raise ValueError("-00:00 says that the zone is unknown")
    return timezone(-offset if text[0] == "-" else offset)
