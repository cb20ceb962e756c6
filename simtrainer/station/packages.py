"""Scenario packages from the hub: what it hands out now is here, what it no longer does is gone.

The hub names each package by its digest over a channel that this PC trusts, and so vouches for
it; the installer still refuses what is broken. Runs under way are pinned to programs of their
own, so a scenario may be changed or rolled back at any time.
"""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from simtrainer.base.problem import Problem
from simtrainer.station.files import write_whole
from simtrainer.station.home import Home
from simtrainer.station.lock import FileLock
from simtrainer.station.settings import Settings
from simtrainer.station.upload.exchange import ask, judge, open_client
from simtrainer.wire.enrolment import PackageEntry, PackageList

if TYPE_CHECKING:
    import httpx

Install = Callable[[bytes, Path], Path]
"""Checks a package's bytes and unpacks them below a folder; the scenario's own folder."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Scenarios, with their versions, that came or changed, and those that went."""

    new: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]


def held(home: Home) -> Mapping[str, str]:
    """Folder of each scenario that is here to the digest of its package."""
    try:
        listed = json.loads((home.packages / "list.json").read_bytes())
        return {
            str(folder): str(digest)
            for folder, digest in listed.items()
            if (home.packages / folder).is_dir()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def fetch(home: Home, settings: Settings, install: Install) -> Fetched:
    """Make this PC hold what its hub hands out.

    Raises ``Problem`` with a code of ``upload`` where the hub does not answer, and what the
    installer says of a package that will not do; the scenarios that are here stay then.
    """
    if not settings.at_hub:
        raise Problem("station.no_packages")
    home.prepare()
    lock = FileLock(home.packages.with_suffix(".lock"))
    if not lock.try_acquire():
        return Fetched((), ())
    try:
        with open_client(settings.hub_root, (settings.user, settings.password)) as client:
            return _Round(home, settings, client, install).go()
    except OSError as error:
        raise Problem("store.read_only", retry=True, path=str(home.packages)) from error
    finally:
        lock.release()


class _Round:
    """One look at the hub."""

    def __init__(
        self, home: Home, settings: Settings, client: "httpx.Client", install: Install
    ) -> None:
        self._folder = home.packages
        self._hub = settings.hub_root
        self._client = client
        self._install = install
        self._held = dict(held(home))

    def go(self) -> Fetched:
        wanted = {entry.scenario: entry for entry in self._listed()}
        new = [entry for entry in wanted.values() if self._held.get(entry.scenario) != entry.sha256]
        for entry in new:
            self._take(entry)
        gone = sorted(set(self._held) - set(wanted))
        for scenario in gone:
            self._drop(scenario)
        return Fetched(tuple((e.scenario, e.version) for e in new), tuple(gone))

    def _listed(self) -> list[PackageEntry]:
        response = ask(self._client, "GET", f"{self._hub}/api/packages")
        judge(response)
        try:
            return PackageList.model_validate_json(response.content).packages
        except ValidationError as error:
            raise Problem("upload.wrong_address", retry=True, url=self._hub) from error

    def _take(self, entry: PackageEntry) -> None:
        response = ask(self._client, "GET", f"{self._hub}/api/packages/{entry.sha256}")
        judge(response)
        if hashlib.sha256(response.content).hexdigest() != entry.sha256:
            raise Problem("station.package_changed", scenario=entry.scenario)
        aside = self._folder / ".new"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        try:
            made = self._install(response.content, aside)
            if made.name != entry.scenario:
                raise Problem("station.package_changed", scenario=entry.scenario)
            self._drop(entry.scenario)
            made.rename(self._folder / entry.scenario)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        self._held[entry.scenario] = entry.sha256
        self._write()

    def _drop(self, scenario: str) -> None:
        """Off the list first: a folder without a line is fetched anew, never the other way."""
        if self._held.pop(scenario, None) is not None:
            self._write()
        with suppress(FileNotFoundError):
            shutil.rmtree(self._folder / scenario)

    def _write(self) -> None:
        write_whole(self._folder / "list.json", json.dumps(self._held, indent=1).encode())
