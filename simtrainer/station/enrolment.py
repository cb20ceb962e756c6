"""Coupling this PC to a central store, without leaving sealed results behind at another one."""

from contextlib import suppress

from simtrainer.base.problem import Problem
from simtrainer.station.home import Home
from simtrainer.station.settings import Endpoint, Membership, Settings, SettingsFile
from simtrainer.station.store.database import Database, with_store


def enrol(home: Home, settings: SettingsFile, url: str, token: str, name: str = "") -> Settings:
    """Enrol at a hub by its one-time token, or at any xAPI store by ``user:password``.

    What was played before is sealed to the hub's key; what another hub said of this PC is
    forgotten, names and all. Raises what ``SettingsFile.enrol`` does,
    and ``Problem("station.sealed_waiting")`` while results wait that only another hub can open.
    """
    from simtrainer.station.assignment import forget
    from simtrainer.station.upload import hub, xapi

    def discover(url: str, user: str, password: str) -> Endpoint:
        _must_hold_nothing_sealed(home)
        return xapi.discover(url, user, password)

    def join(url: str, token: str, name: str) -> Membership:
        made = hub.join(url, token, name)
        if made.seal_key != settings.current.seal_key:
            _must_hold_nothing_sealed(home)
        return made

    home.prepare()
    found = settings.enrol(url, token, discover, join, name)
    with suppress(Problem):  # where the app is asking just now, the new hub's answer replaces it
        forget(home)
    if found.seal_key:
        _seal_waiting(home, found)
    return found


def _must_hold_nothing_sealed(home: Home) -> None:
    from simtrainer.station.store import envelope

    def count(database: Database) -> int:
        with database.reading() as connection:
            return envelope.count_sealed(connection)

    sealed = with_store(home, count)
    if sealed:
        raise Problem("station.sealed_waiting", n=sealed)


def _seal_waiting(home: Home, settings: Settings) -> None:
    from simtrainer.station.store import envelope

    def seal(database: Database) -> None:
        with database.writing() as connection:
            envelope.seal_undelivered(connection, settings.seal)

    with_store(home, seal)
