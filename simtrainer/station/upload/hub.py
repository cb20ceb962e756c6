"""A hub of our own: enrolment by a one-time token, and a whole envelope in one request, sealed or
not, stored or refused as one.

The answer counts only when it names the envelope that was sent.
"""

from pydantic import ValidationError

from simtrainer.base.problem import Problem
from simtrainer.station.sealing import is_key
from simtrainer.station.settings import Membership
from simtrainer.station.upload.exchange import ask, json_of, judge, open_client
from simtrainer.station.upload.receipt import Parcel, Receipt
from simtrainer.station.upload.results_file import header, line
from simtrainer.wire.enrolment import EnrolAnswer, EnrolRequest


class HubBackend:
    """POST to ``<hub>/api/results`` with the PC's own key."""

    def __init__(self, hub: str, credential: tuple[str, str], station: str, name: str) -> None:
        self._url = f"{hub}/api/results"
        self._header = header(station, name)
        self._client = open_client(hub, credential)

    def send(self, parcel: Parcel) -> Receipt:
        """Send the envelope; it is in the central store when this returns."""
        response = ask(self._client, "POST", self._url, self._header + line(parcel))
        judge(response)
        told = json_of(response)
        if not isinstance(told, dict) or told.get("envelopes") != [parcel.id]:
            raise Problem("upload.wrong_address", retry=True, status=response.status_code)
        return Receipt(parcel.id, stored=True)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def leave(hub: str, credential: tuple[str, str]) -> None:
    """Tell the hub that this PC has been emptied. Raises ``Problem`` where no answer came."""
    with open_client(hub, credential) as client:
        ask(client, "DELETE", f"{hub}/api/enrol")


def join(url: str, token: str, name: str) -> Membership:
    """Trade a one-time token for this PC's own identity and key.

    The address that was typed is the one that works from here, so it is kept rather than what the
    hub calls itself. Raises ``Problem("station.token")`` for a token that is used, over or
    unknown, and ``Problem("upload.…")``.
    """
    hub = url.rstrip("/").removesuffix("/xapi")
    asked = EnrolRequest(token=token, name=name).model_dump()
    with open_client(hub, None) as client:
        response = ask(client, "POST", f"{hub}/api/enrol", asked)
    if response.status_code == 403:
        raise Problem("station.token")
    if response.status_code != 201:
        judge(response)
    try:
        told = EnrolAnswer.model_validate_json(response.content)
    except ValidationError as error:
        raise Problem("upload.wrong_address", retry=True, url=hub) from error
    if not is_key(told.seal_key):
        raise Problem("upload.wrong_address", retry=True, url=hub)
    return Membership(
        told.station, told.name, told.user, told.password, f"{hub}/xapi", told.seal_key
    )
