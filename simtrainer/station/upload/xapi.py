"""Plain xAPI: any conformant store can be the central one.

An answer counts only when it names the statements that were sent: the sign-in page of a guest
network answers 200 to everything.
"""

import json
import math
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem
from simtrainer.station.settings import Endpoint
from simtrainer.station.upload.receipt import Parcel, Receipt

if TYPE_CHECKING:
    import httpx

BATCH = 50
VERSIONS = ("2.0.0", "1.0.3")
"""What we speak, newest first."""
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


class XapiBackend:
    """POST to ``<url>/statements`` in batches, with Basic credentials and the version header."""

    def __init__(self, url: str, user: str, password: str, version: str) -> None:
        self._url = url.rstrip("/") + "/statements"
        self._client = _client(url, user, password, version)

    def send(self, parcel: Parcel) -> Receipt:
        """Send all batches; one that is refused as too large is sent in halves."""
        statements = _statements(parcel)
        for start in range(0, len(statements), BATCH):
            self._post(statements[start : start + BATCH])
        return Receipt(parcel.id, stored=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _post(self, batch: list[dict[str, Any]]) -> None:
        response = _ask(self._client, "POST", self._url, batch)
        if response.status_code == 413 and len(batch) > 1:
            middle = len(batch) // 2
            self._post(batch[:middle])
            self._post(batch[middle:])
            return
        _judge(response)
        stored = _json(response)
        if not isinstance(stored, list) or set(stored) != {each["id"] for each in batch}:
            raise Problem("upload.wrong_address", retry=True, status=response.status_code)


def discover(url: str, user: str, password: str) -> Endpoint:
    """The endpoint behind an address: a hub's own address is enough.

    Raises ``Problem("upload.wrong_address")`` where no xAPI store answers, and
    ``Problem("upload.not_allowed")`` where it does not take the credential.
    """
    base = url.rstrip("/")
    with _client(base, user, password, VERSIONS[-1]) as client:
        for candidate in (base, base + "/xapi"):
            version = _version(client, candidate)
            if version:
                _try_credential(client, candidate, version)
                return Endpoint(candidate, version)
    raise Problem("upload.wrong_address", retry=True, url=base)


def _version(client: "httpx.Client", url: str) -> str | None:
    """The newest version spoken there, None where nothing speaks xAPI."""
    response = _ask(client, "GET", url + "/about")
    about = _json(response) if response.status_code == 200 else None
    spoken = about.get("version") if isinstance(about, dict) else None
    if not isinstance(spoken, list):
        return None
    return next((version for version in VERSIONS if version in spoken), None)


def _try_credential(client: "httpx.Client", url: str, version: str) -> None:
    """An empty batch changes nothing; only what it says about the credential counts."""
    client.headers["X-Experience-API-Version"] = version
    response = _ask(client, "POST", url + "/statements", [])
    if response.status_code in (401, 403):
        _judge(response)


def _client(url: str, user: str, password: str, version: str) -> "httpx.Client":
    import httpx

    try:
        return httpx.Client(
            auth=httpx.BasicAuth(user, password),
            headers={"X-Experience-API-Version": version},
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


def _ask(client: "httpx.Client", method: str, url: str, body: Any = None) -> "httpx.Response":
    """One request. Raises ``Problem`` where no answer came."""
    import ssl

    import httpx

    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    headers = {} if data is None else {"Content-Type": "application/json"}
    try:
        return client.request(method, url, content=data, headers=headers)
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


def _judge(response: "httpx.Response") -> None:
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


def _json(response: "httpx.Response") -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _statements(parcel: Parcel) -> list[dict[str, Any]]:
    """The envelope's statements. Raises ``Problem("upload.unreadable")``: never to be sent."""
    try:
        statements = json.loads(parcel.body)
    except ValueError as error:
        raise Problem("upload.unreadable", run=parcel.run) from error
    whole = isinstance(statements, list) and all(
        isinstance(each, dict) and isinstance(each.get("id"), str) for each in statements
    )
    if not whole:
        raise Problem("upload.unreadable", run=parcel.run)
    return statements  # type: ignore[no-any-return]
