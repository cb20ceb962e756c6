"""The record as it was at one moment of a run that is over: to read and move about in, not to
write in. Nothing of it is stored, logged or judged.

``EMPTIED`` is what a view state loses, since nobody can press it here.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.play import Play
from simtrainer.app.present.frame import banner, nav
from simtrainer.app.present.kinds import module_view
from simtrainer.app.session import Session
from simtrainer.app.stage import Desktop
from simtrainer.app.views.care import AssessmentView
from simtrainer.app.views.lookback import LookbackView
from simtrainer.app.views.modules import ModuleView
from simtrainer.app.views.record import FormView, MeasurementView, WardListView
from simtrainer.app.views.shell import Verdict
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.engine.debrief import did
from simtrainer.engine.history import History
from simtrainer.engine.instant import Instant, as_of, instant_of
from simtrainer.engine.program import Check
from simtrainer.engine.steps import Step, steps_of
from simtrainer.record.access import need
from simtrainer.record.entry import Entry

EMPTIED: Mapping[str, Any] = {
    "form": None,
    "follow_up": None,
    "sign_out": None,
    "actions": (),
    "observe": (),
    "device": (),
    "compose": "",
    "give": "",
}
"""Part of any view state to what stands there instead."""
_FORMS: Mapping[type, Mapping[str, Any]] = {
    MeasurementView: {"rows": (), "extra": (), "steps": (), "asks": (), "filled": ""},
    AssessmentView: {"groups": (), "extra": (), "asks": (), "asks_title": ""},
}
"""Kinds that are a form all through, to what else of them is pressed or written in."""
PARTS = frozenset({"lookback"})


class Lookback:
    """One check of a finished run, and the record when it was settled. ``play`` is the run."""

    def __init__(self, on: Desktop, play: Play, verdict: Verdict, texts: Texts) -> None:
        check = play.session.program.checks[verdict.check]
        instant = instant_of(play.session.run, check)
        if instant is None:
            raise Problem("lookback.nothing")
        self._verdict, self._instant = verdict, instant
        self._opened = play.session.history.opened_patients
        self._play = _opened_at(on, play, instant, texts)
        self._go_to(check, did(play.session.history, check))

    @property
    def check(self) -> str:
        """Which check it is about."""
        return self._verdict.check

    def speak(self, verdict: Verdict, texts: Texts) -> None:
        """Say the same in another language."""
        self._verdict = verdict
        self._play.speak(texts)

    def view(self) -> LookbackView:
        """The record, without anything to write with."""
        draw, desk = self._play.draw, self._play.desk
        verdict = self._verdict
        return LookbackView(
            check=verdict.check,
            heading=draw("app.lookback.heading", clock=draw.clock(self._instant.t_ms)),
            about=draw("app.lookback.about", title=verdict.title, what=verdict.what),
            nav=nav(draw, desk),
            banner=banner(draw),
            module=only_to_read(module_view(draw, desk), draw("app.lookback.empty")),
        )

    def do(self, command: object) -> frozenset[str]:
        """Move about. Raises ``Problem("lookback.read_only")`` for all else."""
        handler = HANDLERS.get(type(command))
        if handler is None:
            raise Problem("lookback.read_only")
        handler(self, command)
        return PARTS

    # Where to begin ----------------------------------------------------------------------------

    def _go_to(self, check: Check, entries: Iterable[str]) -> None:
        """To what was written for the check, else to where it is done; else it stays where the
        trainee was."""
        record = self._now.record
        found = [entry for name in entries if (entry := record.get(name)) is not None]
        if found:
            self._show(found[-1])
            return
        for step in steps_of(check, self._now.program.texts):
            _STEPS.get(step.kind, Lookback._by_entry)(self, step)

    @property
    def _now(self) -> History:
        return self._play.session.history

    def _show(self, entry: Entry) -> None:
        """The module that shows entries of this type, with this one open."""
        now, pack = self._now, self._now.program.pack
        module = next((m for m in pack.modules.values() if entry.type in m.types), None)
        if module is None:
            return
        now.patient = entry.patient or now.patient
        now.module, now.entry = module.id, entry.id
        self._play.desk.filters.pop(module.id, None)
        box = next((name for name, held in module.boxes.items() if entry.status in held), "")
        if box:
            self._play.desk.filters[module.id] = box

    def _by_patient(self, step: Step) -> None:
        self._now.patient, self._now.entry = step.data["patient"], ""

    def _by_module(self, step: Step) -> None:
        self._now.module, self._now.entry = step.data["module"], ""

    def _by_type(self, step: Step) -> None:
        """Where an entry of the type is written."""
        made = self._now.program.pack.modules_of(step.data["type"])
        if made:
            self._now.module, self._now.entry = made[0].id, ""
            self._now.patient = step.data.get("patient") or self._now.patient

    def _by_look(self, step: Step) -> None:
        found = self._now.program.observations[step.data["observation"]]
        self._now.module, self._now.entry = found.module, ""
        self._now.patient = found.patient or self._now.patient

    def _by_entry(self, step: Step) -> None:
        entry = self._now.record.get(step.data.get("entry", ""))
        if entry is not None:
            self._show(entry)

    # Moving about ------------------------------------------------------------------------------

    def _open_module(self, command: c.OpenModule) -> None:
        module = self._now.program.pack.modules.get(command.module)
        if module is None or (module.group == "patient" and not self._now.patient):
            raise Problem("record.no_module", module=command.module)
        self._now.module, self._now.entry = module.id, ""
        self._play.desk.pages = 1

    def _open_patient(self, command: c.OpenPatient) -> None:
        """Only a record that the trainee has opened, or need give no reason to open: practising
        is no leave to look around."""
        now, pack = self._now, self._now.program.pack
        patient = now.record.patients.get(command.patient)
        if patient is None:
            raise Problem("record.no_patient", patient=command.patient)
        if need(pack, patient) and patient.id not in self._opened:
            raise Problem("lookback.closed")
        now.patient, now.entry = patient.id, ""
        if pack.modules[now.module].group != "patient":
            now.module = next(m.id for m in pack.modules.values() if m.group == "patient")
        self._play.desk.pages = 1

    def _open_entry(self, command: c.OpenEntry) -> None:
        self._now.entry = command.entry

    def _open_found(self, command: c.OpenFound) -> None:
        entry = self._now.record.get(command.entry)
        self._open_patient(c.OpenPatient(command.patient))
        if entry is not None:
            self._show(entry)

    def _row(self, command: c.RowWish) -> None:
        if command.verb == "patient":
            self._open_patient(c.OpenPatient(self._now.record.entry(command.entry).patient))
        elif command.verb == "open":
            self._now.entry = command.entry
        else:
            raise Problem("lookback.read_only")

    def _search(self, command: c.Search) -> None:
        self._play.desk.search, self._play.desk.pages = command.text, 1

    def _find(self, command: c.Find) -> None:
        self._play.desk.found, self._play.desk.pages = command.text.strip(), 1

    def _as_in_play(self, command: object) -> None:
        """What touches the desk alone."""
        self._play.do(command)


def _opened_at(on: Desktop, play: Play, instant: Instant, texts: Texts) -> Play:
    """The run as it was, standing still, on a desk of its own."""
    run = copy(play.session.run)
    run.log = run.log[: instant.event + 1]
    run.now_ms = instant.t_ms
    run.history = as_of(play.session.run, instant)
    run.history.paused = True
    session = Session(run, play.session.info, on.store, on.clock, len(run.log))
    return Play(session, texts, on.words)


def only_to_read(view: ModuleView, nothing: str) -> ModuleView:
    """The view state without what is pressed or written in. ``nothing`` is said of a list where
    there is nothing: what the pack says there invites to write."""
    read: Any = _emptied(view)
    changed = dict(_FORMS.get(type(view), {}))
    if getattr(view, "empty", "") and not isinstance(view, WardListView):
        changed["empty"] = nothing
    found: ModuleView = replace(read, **changed)
    return found


def _emptied(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_emptied(each) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{f.name: _part(value, f.name) for f in fields(value)})


def _part(owner: Any, name: str) -> Any:
    old = getattr(owner, name)
    if isinstance(old, FormView) and type(owner) in _FORMS:
        return replace(old, fields=(), sign="", draft="", clear="", saved="")
    return EMPTIED[name] if name in EMPTIED else _emptied(old)


HANDLERS: Mapping[type, Callable[[Lookback, Any], None]] = {
    c.OpenModule: Lookback._open_module,
    c.OpenPatient: Lookback._open_patient,
    c.OpenEntry: Lookback._open_entry,
    c.OpenFound: Lookback._open_found,
    c.RowWish: Lookback._row,
    c.Search: Lookback._search,
    c.Find: Lookback._find,
    c.Filter: Lookback._as_in_play,
    c.Narrow: Lookback._as_in_play,
    c.ShowMore: Lookback._as_in_play,
}
"""What can be done in a record that is only looked at."""
_STEPS: Mapping[str, Callable[[Lookback, Step], None]] = {
    "open_patient": Lookback._by_patient,
    "open_module": Lookback._by_module,
    "create": Lookback._by_type,
    "observe": Lookback._by_look,
}
"""A step of the expert's to the place it leads to; the rest are about an entry, or about none."""
