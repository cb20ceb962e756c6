"""Ways to get results off this PC. A backend sends one envelope; the outbox owns all retrying."""

from collections.abc import Callable
from typing import Protocol

from simtrainer.station.settings import Settings
from simtrainer.station.upload.receipt import Parcel, Receipt


class Backend(Protocol):
    """One way. Made for one round of sending and closed after it."""

    def send(self, parcel: Parcel) -> Receipt:
        """Hand the envelope over.

        Raises ``Problem`` with a code of ``upload``: ``retry=True`` where a later attempt may
        help (with ``wait_s`` where the other side asked for patience), else the envelope is one
        that this store will never take.
        """

    def close(self) -> None:
        """Let go of connections and files."""


def _xapi(settings: Settings) -> Backend:
    from simtrainer.station.upload.xapi import XapiBackend

    return XapiBackend(settings.hub, settings.user, settings.password, settings.xapi_version)


def _file(settings: Settings) -> Backend:
    from simtrainer.station.upload.file import FileBackend

    return FileBackend.in_folder(settings.hub, settings.station, settings.name)


def _hub(settings: Settings) -> Backend:
    from simtrainer.station.upload.hub import HubBackend

    credential = (settings.user, settings.password)
    return HubBackend(settings.hub_root, credential, settings.station, settings.name)


BACKENDS: dict[str, Callable[[Settings], Backend]] = {"xapi": _xapi, "file": _file, "hub": _hub}
"""By the name that stands in the settings."""

__all__ = ["BACKENDS", "Backend", "Parcel", "Receipt"]
