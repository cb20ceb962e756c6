"""Plain xAPI: any conformant store can be the central one.

An answer counts only when it names the statements that were sent: the sign-in page of a guest
network answers 200 to everything.
"""

import json
from typing import TYPE_CHECKING, Any

from simtrainer.base.problem import Problem
from simtrainer.station.settings import Endpoint
from simtrainer.station.upload.exchange import ask, json_of, judge, open_client
from simtrainer.station.upload.receipt import Parcel, Receipt

if TYPE_CHECKING:
    import httpx

BATCH = 50
VERSIONS = ("2.0.0", "1.0.3")
"""What we speak, newest first."""


class XapiBackend:
    """POST to ``<url>/statements`` in batches, with Basic credentials and the version header."""

    def __init__(self, url: str, user: str, password: str, version: str) -> None:
        self._url = url.rstrip("/") + "/statements"
        self._client = open_client(url, (user, password), version)

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
        response = ask(self._client, "POST", self._url, batch)
        if response.status_code == 413 and len(batch) > 1:
            middle = len(batch) // 2
            self._post(batch[:middle])
            self._post(batch[middle:])
            return
        judge(response)
        stored = json_of(response)
        if not isinstance(stored, list) or set(stored) != {each["id"] for each in batch}:
            raise Problem("upload.wrong_address", retry=True, status=response.status_code)


def discover(url: str, user: str, password: str) -> Endpoint:
    """The endpoint behind an address: a hub's own address is enough.

    Raises ``Problem("upload.wrong_address")`` where no xAPI store answers, and
    ``Problem("upload.not_allowed")`` where it does not take the credential.
    """
    base = url.rstrip("/")
    with open_client(base, (user, password), VERSIONS[-1]) as client:
        for candidate in (base, base + "/xapi"):
            version = _version(client, candidate)
            if version:
                _try_credential(client, candidate, version)
                return Endpoint(candidate, version)
    raise Problem("upload.wrong_address", retry=True, url=base)


def _version(client: "httpx.Client", url: str) -> str | None:
    """The newest version spoken there, None where nothing speaks xAPI."""
    response = ask(client, "GET", url + "/about")
    about = json_of(response) if response.status_code == 200 else None
    spoken = about.get("version") if isinstance(about, dict) else None
    if not isinstance(spoken, list):
        return None
    return next((version for version in VERSIONS if version in spoken), None)


def _try_credential(client: "httpx.Client", url: str, version: str) -> None:
    """An empty batch changes nothing; only what it says about the credential counts."""
    client.headers["X-Experience-API-Version"] = version
    response = ask(client, "POST", url + "/statements", [])
    if response.status_code in (401, 403):
        judge(response)


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
