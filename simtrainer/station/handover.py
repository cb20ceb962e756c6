"""Giving a loaned PC back: what is still on it, results to a file, and wiping.

Wiping refuses while anything is unacknowledged. A file is not an acknowledgement.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from simtrainer.app.returning import Held
from simtrainer.base.problem import Problem
from simtrainer.station.assigned import alone
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock, Running
from simtrainer.station.settings import Settings
from simtrainer.station.store.database import Database, with_store
from simtrainer.station.store.peek import delivery_from
from simtrainer.station.upload.receipt import Parcel
from simtrainer.station.upload.results_file import write_results


def status(home: Home, settings: Settings) -> Held:
    """Count what is on this PC. Raises ``Problem`` with a code of ``store``."""
    from simtrainer.station.store import envelope, held

    def look(database: Database) -> Held:
        with database.reading() as connection:
            counts, notes = envelope.counts(connection), envelope.notes(connection)
            unfinished, (finished, people) = held.unfinished(connection), held.finished(connection)
            return Held(
                station=settings.station,
                name=settings.name,
                hub=settings.hub,
                delivery=delivery_from(counts, notes, settings.enrolled),
                open_runs=unfinished.here,
                carried=unfinished.carried,
                finished=finished,
                people=people,
                damaged=home.damaged.exists(),
                quarantined=tuple(envelope.quarantined(connection)),
            )

    return with_store(home, look)


def export(home: Home, settings: Settings, path: Path) -> int:
    """Write all that is undelivered to a file; how many envelopes. They stay in the outbox.

    An envelope that is no longer what was put in is left out. Raises ``Problem``.
    """
    from simtrainer.station.store import envelope

    def collect(database: Database) -> list[Parcel]:
        with database.reading() as connection:
            keys = envelope.undelivered(connection)
            found = (envelope.one(connection, key) for key in keys)
            whole = [each for each in found if each is not None and each.is_whole]
        return [Parcel(each.id, each.run, each.bytes) for each in whole]

    parcels = with_store(home, collect)
    write_results(path, settings.station, settings.name, parcels)
    return len(parcels)


def wipe(
    home: Home, settings: Settings, *, abandon: bool = False, refused: Path | None = None
) -> None:
    """Remove runs, results, roster and credential from this PC.

    ``abandon`` gives up runs that nobody finished; those that a memory stick holds are not lost.
    What the hub has refused is written to ``refused``, where that is given: the hub has answered,
    and a PC is not held back for good.
    Raises ``Problem`` as ``Held`` refuses, or ``Problem("station.already_running")``.
    """
    home.prepare()
    with Running(home.running):
        found = status(home, settings).delivery
        if refused is not None and found.quarantined and not found.waiting:
            export(home, settings, refused)
        empty(home, settings, abandon=abandon, refused_kept=refused is not None)
    farewell(settings)


def farewell(settings: Settings) -> None:
    """Let the hub know that the PC is empty, so that its name is free for the next round. Where
    the hub is away, nothing is lost: the key is gone from here, and ``hub revoke`` does the same.
    """
    from simtrainer.station.upload.hub import leave

    if settings.at_hub:
        with suppress(Problem):
            leave(settings.hub_root, (settings.user, settings.password))


def empty(
    home: Home, settings: Settings, *, abandon: bool = False, refused_kept: bool = False
) -> Held:
    """``wipe`` for the app itself, which holds the lock; what was there before. Raises also
    ``Problem("station.sending" | "station.fetching")`` while something is on its way."""
    sending = FileLock(home.uploading)
    if not sending.try_acquire():
        raise Problem("station.sending", retry=True)
    try:
        found = status(home, settings)
        found.refuse_unanswered(but_refused=refused_kept)
        if not abandon:
            found.refuse_unfinished()
        with alone(home):
            _remove(home)
    finally:
        sending.release()
    return found


def _remove(home: Home) -> None:
    """The parts one by one, results first; never the folder, which may hold other things."""
    database = home.database
    logs = [database.with_name(database.name + suffix) for suffix in ("-wal", "-shm")]
    # The mark before the store: a store that is gone while the mark stands is reported as lost.
    files = [home.made, database, *logs, home.rescued, home.suspect, home.settings]
    files += [*home.roster, home.plan, home.batches]
    try:
        for file in files:
            file.unlink(missing_ok=True)
        for folder in (home.damaged, home.cache, home.packages, home.assigned, home.crash):
            if folder.exists():
                shutil.rmtree(folder)
    except OSError as error:
        raise Problem("store.read_only", retry=True, path=str(home.root)) from error
