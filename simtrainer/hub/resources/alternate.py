"""The alternate request syntax of xAPI 1.0.3 (Communication 1.3): a POST whose form holds the
real request, for clients that cannot set headers. Version 2.0.0 has no such thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from simtrainer.base.problem import Problem

_HEADERS = (
    "authorization",
    "x-experience-api-version",
    "content-type",
    "content-length",
    "if-match",
    "if-none-match",
    "accept-language",
)
_METHODS = ("GET", "PUT", "POST", "DELETE", "HEAD")


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The request that was meant."""

    method: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


def is_folded(method: str, params: Mapping[str, str], headers: Mapping[str, str]) -> bool:
    """Whether a request is in the alternate syntax; one that says to be 2.0 is never."""
    version = headers.get("x-experience-api-version", "")
    return method == "POST" and "method" in params and not version.startswith("2.")


def unfold(params: Mapping[str, str], headers: Mapping[str, str], body: bytes) -> Unfolded:
    """The request within the form. Raises ``Problem``."""
    method = params["method"]
    if method not in _METHODS:
        raise Problem("hub.parameter", path="method", detail=f"must be one of {_METHODS}")
    for name in params:
        if name != "method":
            raise Problem("hub.parameter", path=name, detail="must be in the form")
    form = _form(headers, body)
    meant = {key: value for key, value in headers.items() if key != "content-type"}
    meant |= {key.lower(): value for key, value in form.items() if key.lower() in _HEADERS}
    content = form.get("content")
    if content is None and method in ("PUT", "POST"):
        raise Problem("hub.invalid", path="content", detail="is required in the form")
    if content is not None:
        meant.setdefault("content-type", "application/json")
    asked = {k: v for k, v in form.items() if k.lower() not in _HEADERS and k != "content"}
    return Unfolded(method, asked, meant, (content or "").encode())


def _form(headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Problem("hub.content_type", detail="must be application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise Problem("hub.invalid", detail="the form cannot be read") from None
    return dict(pairs)
