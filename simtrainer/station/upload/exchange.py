"""Requests to a central store, and what its answers mean for people and for a next attempt."""

import json
import math
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem

if TYPE_CHECKING:
    import httpx

_RETRY_STATUS = {
    401: "upload.not_allowed",
    403: "upload.not_allowed",
    404: "upload.wrong_address",
    405: "upload.wrong_address",
    408: "upload.no_answer",
    425: "upload.no_answer",
    429: "upload.busy",
    503: "upload.busy",
}
_LONGEST_WAIT_S = 3600


def open_client(url: str, credential: tuple[str, str] | None, version: str = "") -> "httpx.Client":
    """A client for one round. Raises ``Problem("upload.wrong_address")``."""
    import httpx

    try:
        return httpx.Client(
            auth=httpx.BasicAuth(*credential) if credential else None,
            headers={"X-Experience-API-Version": version} if version else {},
            timeout=httpx.Timeout(30.0, connect=10.0),
            verify=_trust() if url.startswith("https:") else False,
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise Problem("upload.wrong_address", retry=True, url=url) from error


def _trust() -> Any:
    """The machine's own certificates too: a municipality may have an authority of its own."""
    import ssl

    import certifi

    trusted = ssl.create_default_context()
    trusted.load_verify_locations(certifi.where())
    return trusted


def ask(client: "httpx.Client", method: str, url: str, body: Any = None) -> "httpx.Response":
    """One request; bytes go as they are, anything else as JSON. Raises ``Problem`` where no
    answer came."""
    import ssl

    import httpx

    headers = {}
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body, ensure_ascii=False).encode()
        headers["Content-Type"] = "application/json"
    try:
        return client.request(method, url, content=body, headers=headers)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise Problem("upload.wrong_address", retry=True, url=url) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        untrusted = any(isinstance(cause, ssl.SSLError) for cause in _causes(error))
        code = "upload.untrusted" if untrusted else "upload.no_network"
        raise Problem(code, retry=True) from error
    except httpx.HTTPError as error:
        raise Problem("upload.no_answer", retry=True) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def judge(response: "httpx.Response") -> None:
    """Pass a good answer, raise the problem behind any other."""
    status = response.status_code
    if status == 200:
        return
    if status == 409:
        raise Problem("upload.conflict", status=status)
    if status in _RETRY_STATUS:
        wait = _wait_s(response)
        more = {} if wait is None else {"wait_s": wait}
        raise Problem(_RETRY_STATUS[status], retry=True, place=None, status=status, **more)
    if status >= 500:
        raise Problem("upload.server_trouble", retry=True, status=status)
    if status >= 400:
        raise Problem("upload.refused", status=status)
    raise Problem("upload.wrong_address", retry=True, status=status)


def _wait_s(response: "httpx.Response") -> int | None:
    """Seconds that Retry-After asks for, at most an hour; a date is read by the server's clock."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return min(int(asked), _LONGEST_WAIT_S)
    try:
        span = parsedate_to_datetime(asked) - parsedate_to_datetime(response.headers["Date"])
    except (ValueError, TypeError, KeyError):
        return None
    return max(0, min(math.ceil(span.total_seconds()), _LONGEST_WAIT_S))


def json_of(response: "httpx.Response") -> Any:
    """The body, None where it is no JSON."""
    try:
        return response.json()
    except ValueError:
        return None
