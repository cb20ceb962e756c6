"""What is stored about a person, for that person: to see, to take along, to ask to have erased.

Erasing is done at the hub by whoever runs it (``hub erase``), so a wish for it travels as results
do; on this PC the results stay until they are delivered, since nothing undelivered is thrown away.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from simtrainer.app.modes import sends
from simtrainer.app.ports import Keepsake, Person, RunInfo, RunStore
from simtrainer.app.refresher import KIND as REFRESHER
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts, day_of

ERASURE = "erasure"
"""Kind of keepsake: the day on which the person asked, empty once it was taken back, and the id of
the wish that was sent."""
FORMAT = 1


class OwnData:
    """One person's."""

    def __init__(self, store: RunStore, clock: Clock, person: Person) -> None:
        self._store, self._clock, self._person = store, clock, person

    def lines(self, texts: Texts) -> tuple[str, ...]:
        """In sentences: what is here, and what becomes of it."""
        runs = self._runs()
        scored = sum(_is_sent(run) for run in runs)
        here = {
            "scored": scored,
            "practice": len(runs) - scored,
            "refreshers": len(self._store.kept(self._person.code, REFRESHER)),
        }
        told = [texts("app.own.code", code=self._person.code)]
        told += [texts(f"app.own.{kind}", n=n) for kind, n in here.items() if n]
        if day := self.asked():
            told.append(texts("app.own.asked", date=day_of(day)))
        return tuple(told)

    def asked(self) -> str:
        """The day on which erasure was asked for, empty for never."""
        return str(self._wish().get("day", ""))

    def may_take_back(self) -> bool:
        """Whether there is a wish that it is known how to undo."""
        return bool(self.asked() and self._wish().get("id"))

    def _wish(self) -> Mapping[str, Any]:
        return self._store.kept(self._person.code, ERASURE).get("asked", {})

    def everything(self) -> bytes:
        """All that this PC holds about the person, as JSON."""
        runs = [self._run(info) for info in self._runs()]
        whole = {
            "format": FORMAT,
            "code": self._person.code,
            "name": self._person.name,
            "at": self._clock.utc_iso(),
            "runs": runs,
            "refreshers": self._store.kept(self._person.code, REFRESHER),
        }
        return orjson.dumps(whole, option=orjson.OPT_INDENT_2)

    def ask_erasure(self) -> None:
        """Send the wish, once. Raises ``Problem("own.nothing" | "own.asked")``."""
        runs = [run for run in self._runs() if _is_sent(run)]
        if not runs:
            raise Problem("own.nothing")
        if self.asked():
            raise Problem("own.asked")
        from simtrainer.wire.statement import erasure_wish  # pydantic: not before it is needed

        at = self._clock.utc_iso()
        wish = erasure_wish(self._person.code, at)
        self._send(runs[0].run, wish, {"day": at[:10], "id": wish["id"]})

    def take_back(self) -> None:
        """Send word that the wish no longer holds. Raises ``Problem("own.not_asked")``."""
        if not self.may_take_back():
            raise Problem("own.not_asked")
        from simtrainer.wire.statement import erasure_taken_back  # pydantic: see above

        run = next(run.run for run in self._runs() if _is_sent(run))
        wish, at = str(self._wish()["id"]), self._clock.utc_iso()
        self._send(run, erasure_taken_back(self._person.code, wish, at), {"day": ""})

    def _send(self, run: str, told: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
        asked = Keepsake(self._person.code, ERASURE, "asked", kept)
        self._store.post(run, orjson.dumps([told]), asked)

    def _runs(self) -> list[RunInfo]:
        return self._store.runs(self._person.code)

    def _run(self, info: RunInfo) -> dict[str, Any]:
        """A run's head and all its events; one that cannot be read is told as that."""
        head = {
            "run": info.run,
            "title": info.title,
            "mode": info.mode,
            "purpose": info.purpose,
            "started_at": info.started_at,
            "finished_at": info.finished_at,
            "result": info.head,
        }
        try:
            events = [orjson.loads(event) for event in self._store.load(info.run)[2]]
        except Problem as problem:
            return head | {"unreadable": problem.code}
        return head | {"events": events}


def _is_sent(run: RunInfo) -> bool:
    """Whether its result leaves this PC."""
    return sends(run.mode, bool((run.head or {}).get("passed")))
