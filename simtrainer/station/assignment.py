"""Fetching what the hub says of this PC: who may sit down at it, their plan and their meetings.

An answer is written as the very files that are imported by hand and read by the same readers before
it counts. While the hub is away, or an answer will not do, what is here stays. Whoever is signed in
notices nothing: the app reads the people anew when nobody sits there, and runs lie elsewhere.
"""

import json
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from simtrainer.base.problem import Problem, Problems
from simtrainer.station import batches, plan, roster
from simtrainer.station.assigned import FILES, Assigned, alone, imported, read, write
from simtrainer.station.files import free_name, write_whole
from simtrainer.station.home import Home
from simtrainer.station.settings import Settings
from simtrainer.station.upload.exchange import ask, json_of, judge, open_client
from simtrainer.wire.assignment import FORMAT, Assignment

if TYPE_CHECKING:
    import httpx


def fetch(home: Home, settings: Settings, now: str, *, by_hand: bool = False) -> Assigned:
    """Make this PC know what its hub says of it; what counts afterwards. ``by_hand`` lets the
    hub's answer count also where it is unchanged and something was imported since.

    Raises ``Problem`` with a code of ``upload`` where the hub does not answer, or has shut this PC
    out, which then forgets what the hub had said;
    ``Problem("station.assignment_newer" | "station.hub_older")`` for a hub of another version, and
    ``Problems`` that begin with ``station.assignment_refused`` for an answer that the readers
    refuse.
    """
    if not settings.at_hub:
        raise Problem("station.no_packages")
    with alone(home):
        if not home.settings.exists():  # it was emptied since, and shall know nobody
            raise Problem("station.no_packages")
        try:
            return _Round(home, settings, now).go(by_hand)
        except OSError as error:
            raise Problem("store.read_only", retry=True, path=str(home.assigned)) from error


def forget(home: Home) -> None:
    """Know nobody by the hub any more. Raises ``Problem("store.read_only")``."""
    with alone(home):
        try:
            if home.assigned.exists():
                shutil.rmtree(home.assigned)
        except OSError as error:
            raise Problem("store.read_only", retry=True, path=str(home.assigned)) from error


class _Round:
    """One question to the hub."""

    def __init__(self, home: Home, settings: Settings, now: str) -> None:
        self._home, self._hub, self._now = home, settings.hub_root, now
        self._credential = (settings.user, settings.password)
        self._held = read(home) or Assigned("")
        home.assigned.mkdir(mode=0o700, exist_ok=True)

    def go(self, by_hand: bool) -> Assigned:
        held = self._held
        answer = self._answer(held.tag if self._is_whole() else "")
        if answer.status_code == 304:
            counts = tuple(FILES) if by_hand and held.folder else held.counts
            made = replace(held, asked_at=self._now, counts=counts, trouble="")
        elif answer.status_code == 404:
            raise Problem("station.hub_older")
        elif _is_shut_out(answer):
            made = Assigned("shut_out", fetched_at=self._now, asked_at=self._now)
            write(self._home, made)
            self._tidy(made)
            raise Problem("upload.not_allowed", retry=True, status=answer.status_code)
        else:
            judge(answer)
            made = self._taken(answer)
        write(self._home, made)
        self._tidy(made)
        return made

    def _answer(self, tag: str) -> "httpx.Response":
        with open_client(self._hub, self._credential) as client:
            if tag:
                client.headers["If-None-Match"] = tag
            return ask(client, "GET", f"{self._hub}/api/assignment")

    def _is_whole(self) -> bool:
        """Whether what came last can still be read here; else it is asked for anew."""
        if not self._held.folder:
            return True
        try:
            _check(self._home.assigned / self._held.folder)
        except (Problem, Problems):
            return False
        return True

    def _taken(self, answer: "httpx.Response") -> Assigned:
        told = self._told(answer)
        tag = answer.headers.get("ETag", "")
        if told.state != "assigned":
            return Assigned(told.state, tag, fetched_at=self._now, asked_at=self._now)
        folder = free_name(self._home.assigned, "list")
        folder.mkdir(mode=0o700)
        try:
            for name, text in _as_files(told).items():
                write_whole(folder / name, text.encode(), mode=0o600)
            _check(folder)
        except (Problem, Problems) as found:
            shutil.rmtree(folder, ignore_errors=True)
            write(self._home, replace(self._held, trouble="station.assignment_refused"))
            raise _refused(found) from found
        return Assigned(told.state, tag, folder.name, self._now, self._now, tuple(FILES))

    def _told(self, answer: "httpx.Response") -> Assignment:
        with suppress(ValueError, AttributeError):
            spoken: Any = json.loads(answer.content).get("format")
            if isinstance(spoken, int) and spoken > FORMAT:
                raise Problem("station.assignment_newer")
        try:
            return Assignment.model_validate_json(answer.content)
        except ValidationError as error:
            raise Problem("upload.wrong_address", retry=True, url=self._hub) from error

    def _tidy(self, made: Assigned) -> None:
        """Names that no longer count are not kept: those of earlier answers, and those imported
        by hand before this one."""
        for folder in self._home.assigned.iterdir():
            if folder.is_dir() and folder.name != made.folder:
                shutil.rmtree(folder)
        for kind in made.counts:
            for file in imported(self._home, kind):
                file.unlink(missing_ok=True)


def _is_shut_out(answer: "httpx.Response") -> bool:
    """It is the hub itself that does not know this PC, and nothing on the way to it: then the PC
    is no longer to know anybody either."""
    told = json_of(answer)
    known = isinstance(told, dict) and told.get("code") == "hub.unauthenticated"
    return answer.status_code == 401 and known


def _check(folder: Path) -> None:
    """By the readers that read them later. Raises ``Problem`` or ``Problems``."""
    roster.read(folder / FILES["roster"])
    plan.read(folder / FILES["plan"])
    batches.read(folder / FILES["batches"])


def _refused(found: Problem | Problems) -> Problems:
    """What was wrong, without places in files that nobody will find; each thing once."""
    listed = found.problems if isinstance(found, Problems) else [found]
    plain = {(one.code, *map(str, one.params.items())): one for one in listed}
    reasons = [Problem(one.code, **one.params) for one in plain.values()]
    return Problems([Problem("station.assignment_refused"), *reasons])


def _as_files(told: Assignment) -> dict[str, str]:
    """The answer as the files that are imported by hand."""
    units = [unit.model_dump() for unit in told.units]
    demands = (
        (one.scenario, "ja" if one.mandatory else "nei", one.deadline, one.role, one.unit)
        for one in told.plan
    )
    meetings = ((one.date, one.start, one.end, one.room, one.code) for one in told.batches)
    return {
        FILES["roster"]: json.dumps({"units": units}, ensure_ascii=False, indent=1),
        FILES["plan"]: _table(list(plan.COLUMNS), demands),
        FILES["batches"]: _table(list(batches.COLUMNS), meetings),
    }


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (";".join(map(_cell, row)) for row in (names, *rows))
    return "".join(f"{line}\n" for line in lines)


def _cell(text: str) -> str:
    """As ``station.table`` reads it: a line to a row, and a separator only within quotes."""
    plain = " ".join(text.split())
    return '"' + plain.replace('"', '""') + '"' if set(plain) & set(';"') else plain
