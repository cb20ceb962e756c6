"""The app's ports without a disk: for tests, bots and the prover.

Each passes the same contract test as the real one. ``MemoryRuns.fail`` makes the next change go
wrong as a full disk would.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from simtrainer.app.ports import Delivery, Keepsake, RunInfo, ScenarioInfo, Text, Unit, WordIndex
from simtrainer.app.returning import Held
from simtrainer.app.words import Words, holds
from simtrainer.base.problem import Problem


@dataclass(slots=True)
class _Kept:
    info: RunInfo
    events: list[bytes] = field(default_factory=list)
    result: list[bytes] = field(default_factory=list)
    """The one envelope of a finished run, none for practice."""
    more: list[bytes] = field(default_factory=list)


class MemoryRuns:
    """``RunStore`` in memory. ``fail`` is raised, once, by the next change; ``news`` is what
    ``notices`` tells next."""

    def __init__(self, enrolled: bool = False) -> None:
        self.enrolled = enrolled
        self.trouble = ""
        self.fail: Problem | None = None
        self.news: list[Problem] = []
        self.delivered_at = ""
        self._runs: dict[str, _Kept] = {}
        self._programs: dict[str, bytes] = {}
        self._acknowledged: set[bytes] = set()
        self._keepsakes: dict[tuple[str, str, str], str] = {}

    def create(self, info: RunInfo, program: bytes) -> None:
        """See ``RunStore``."""
        self._may_fail()
        if info.run in self._runs:
            raise Problem("run.exists", run=info.run)
        self._programs.setdefault(info.program, program)
        self._runs[info.run] = _Kept(_stored(info))

    def append(self, run: str, first: int, events: Sequence[bytes]) -> None:
        """See ``RunStore``."""
        self._may_fail()
        kept = self._open(run)
        there = kept.events[first:]
        if first > len(kept.events) or list(events[: len(there)]) != there:
            raise Problem("run.gap", run=run, expected=len(kept.events), found=first)
        kept.events.extend(events[len(there) :])

    def head(self, run: str, clock_ms: int, head: Mapping[str, Any]) -> None:
        """See ``RunStore``."""
        self._may_fail()
        kept = self._open(run)
        kept.info = _stored(replace(kept.info, clock_ms=clock_ms, head=head))

    def load(self, run: str) -> tuple[RunInfo, bytes, list[bytes]]:
        """See ``RunStore``."""
        kept = self._known(run)
        return kept.info, self._programs[kept.info.program], list(kept.events)

    def runs(self, person: str) -> list[RunInfo]:
        """See ``RunStore``."""
        own = [kept.info for kept in self._runs.values() if kept.info.person == person]
        return own[::-1]

    def finish(self, run: str, finished_at: str, head: Mapping[str, Any], envelope: bytes) -> None:
        """See ``RunStore``."""
        self._may_fail()
        kept = self._known(run)
        made = [envelope] if envelope else []
        if kept.info.state == "finished" and kept.result == made:
            return
        self._open(run)
        info = replace(kept.info, state="finished", finished_at=finished_at, head=head)
        kept.info, kept.result = _stored(info), made

    def post(self, run: str, envelope: bytes, mark: Keepsake | None = None) -> None:
        """See ``RunStore``."""
        more = self._known(run).more
        self.keep_all([mark] if mark is not None else [])
        if envelope not in more:
            more.append(envelope)

    def keep(self, person: str, kind: str, name: str, value: Mapping[str, Any]) -> None:
        """See ``RunStore``."""
        self.keep_all([Keepsake(person, kind, name, value)])

    def keep_all(self, keepsakes: Sequence[Keepsake]) -> None:
        """See ``RunStore``."""
        self._may_fail()
        for each in keepsakes:
            self._keepsakes[each.person, each.kind, each.name] = json.dumps({**each.value})

    def kept(self, person: str, kind: str) -> dict[str, Mapping[str, Any]]:
        """See ``RunStore``."""
        own = {key[2]: text for key, text in self._keepsakes.items() if key[:2] == (person, kind)}
        return {name: json.loads(text) for name, text in own.items()}

    def delivery(self) -> Delivery:
        """See ``RunStore``."""
        return Delivery(
            len(self.waiting()), self.delivered_at, self.trouble, enrolled=self.enrolled
        )

    def notices(self) -> list[Problem]:
        """See ``RunStore``."""
        told, self.news = self.news, []
        return told

    def waiting(self) -> list[bytes]:
        """The envelopes in the outbox."""
        made = [each for kept in self._runs.values() for each in (*kept.result, *kept.more)]
        return [each for each in made if each not in self._acknowledged]

    def acknowledge(self, now: str) -> None:
        """As if all had been sent and answered."""
        self._acknowledged.update(self.waiting())
        self.delivered_at = now

    def _known(self, run: str) -> _Kept:
        if run not in self._runs:
            raise Problem("run.unknown", run=run)
        return self._runs[run]

    def _open(self, run: str) -> _Kept:
        kept = self._known(run)
        if kept.info.state == "finished":
            raise Problem("run.finished", run=run)
        return kept

    def _may_fail(self) -> None:
        failure, self.fail = self.fail, None
        if failure is not None:
            raise failure


def _stored(info: RunInfo) -> RunInfo:
    """The head as it would come back from a file: nothing shared with the caller."""
    return replace(info, head=json.loads(json.dumps(None if info.head is None else {**info.head})))


class MemoryCatalog:
    """``Catalog`` of programs that are compiled already."""

    def __init__(self, programs: Mapping[str, tuple[ScenarioInfo, bytes]]) -> None:
        self._programs = dict(programs)

    def scenarios(self) -> list[ScenarioInfo]:
        """See ``Catalog``."""
        infos = [info for info, _ in self._programs.values()]
        return sorted(infos, key=lambda info: (not info.mandatory, info.id))

    def program(self, scenario: str) -> bytes:
        """See ``Catalog``."""
        if scenario not in self._programs:
            raise Problem("scenario.unknown", scenario=scenario)
        return self._programs[scenario][1]


class MemoryRoster:
    """``Roster`` of given units; ``listed`` may become others."""

    def __init__(self, units: Sequence[Unit], made_up: bool = False) -> None:
        self.listed, self.made_up = list(units), made_up

    def units(self) -> list[Unit]:
        """See ``Roster``."""
        return list(self.listed)

    def invented(self) -> bool:
        """See ``Roster``."""
        return self.made_up


class MemoryWords:
    """``WordIndexes`` in memory, looked through from end to end. While ``making`` is set, an index
    is on its way."""

    def __init__(self) -> None:
        self.making = False
        self._made: dict[str, _MemoryIndex] = {}

    def of(self, name: str, size: int, texts: Callable[[], Iterable[Text]]) -> WordIndex | None:
        """See ``WordIndexes``."""
        if self.making:
            return None
        if name not in self._made:
            self._made[name] = _MemoryIndex(sorted(texts(), key=lambda text: -text[0]))
        return self._made[name]


class _MemoryIndex:
    def __init__(self, texts: list[Text]) -> None:
        self._texts = texts

    def find(self, wanted: Words, after: int, most: int) -> list[tuple[int, str]]:
        """See ``WordIndex``."""
        found = [
            (place, entry)
            for place, (_, entry, text) in enumerate(self._texts, 1)
            if place > after and wanted and holds(text, wanted)
        ]
        return found[:most]


class HandClock:
    """``Clock`` that moves when told: ``ms`` since the start, ``utc`` and ``local`` as set."""

    def __init__(self, utc: str = "2026-05-12T08:30:00.000Z", local: tuple[int, int] = (10, 30)):
        self.ms = 0
        self.utc = utc
        self.local = local

    def monotonic_ms(self) -> int:
        """See ``Clock``."""
        return self.ms

    def utc_iso(self) -> str:
        """See ``Clock``."""
        return self.utc

    def local_time(self) -> tuple[int, int]:
        """See ``Clock``."""
        return self.local

    def local_of(self, utc_iso: str) -> str:
        """See ``Clock``; two hours ahead, as in Norway in summer."""
        there = datetime.fromisoformat(utc_iso) + timedelta(hours=2)
        return there.isoformat(timespec="minutes")[:16]


class CountedIds:
    """``Ids`` in order: valid UUIDs, the same in every test run."""

    def __init__(self) -> None:
        self._made = 0

    def new(self) -> str:
        """See ``Ids``."""
        self._made += 1
        return f"00000000-0000-4000-8000-{self._made:012x}"


class LoadedDice:
    """``Dice`` that fall as given, over and over; the lowest where nothing is given."""

    def __init__(self, *falls: int) -> None:
        self._falls = falls or (0,)
        self._thrown = 0

    def below(self, n: int) -> int:
        """See ``Dice``."""
        self._thrown += 1
        return self._falls[(self._thrown - 1) % len(self._falls)] % n


class MemoryPc:
    """``LoanedPc`` over what a test says is there."""

    def __init__(self, held: Held) -> None:
        self.now = held
        self.files: dict[str, int] = {}

    def held(self) -> Held:
        """See ``LoanedPc``."""
        return self.now

    def take_out(self, path: str) -> int:
        """See ``LoanedPc``."""
        self.files[path] = self.now.unanswered
        return self.now.unanswered

    def empty(self, abandon: bool) -> Held:
        """See ``LoanedPc``."""
        before = self.now
        before.refuse_unanswered()
        if (before.open_runs or before.damaged) and not abandon:
            raise Problem("station.open_runs", n=before.open_runs, damaged=before.damaged)
        empty = Delivery(0, "", "")
        self.now = replace(
            before, hub="", delivery=empty, open_runs=0, carried=0, finished=0, people=0,
            damaged=False,
        )  # fmt: skip
        return before
