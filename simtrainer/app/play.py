"""A run on the screen: commands of the record and the training frame, carried out on a session.

``HANDLERS`` maps each command to its handler; each answers which parts of the screen changed.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.case import belongs_to, own_module
from simtrainer.app.desk import Desk, Rewriting
from simtrainer.app.finding import Finder
from simtrainer.app.forms import Forms
from simtrainer.app.memory import MemoryWords
from simtrainer.app.modes import sends
from simtrainer.app.ports import RunInfo, RunStore, WordIndexes
from simtrainer.app.present.doses import DOSE, EFFECT, dose_questions, late_minutes
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.form import rewritten
from simtrainer.app.present.listing import ALL
from simtrainer.app.present.signout import RIGHTS
from simtrainer.app.report import envelope
from simtrainer.app.session import Session, Unsaved
from simtrainer.app.training import ACCESS, FRAME, MODULE, RECORD, Parts, TrainingFrame
from simtrainer.app.warm_up import remember
from simtrainer.base.ids import ME
from simtrainer.base.ports import Clock
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.engine.bots.expert import expert
from simtrainer.engine.dice import SeededDice
from simtrainer.engine.history import History
from simtrainer.engine.program import Program
from simtrainer.engine.run import Run
from simtrainer.record.access import need
from simtrainer.record.entry import Entry
from simtrainer.record.fields import is_clock
from simtrainer.record.lifecycle import CHANGING, CORE
from simtrainer.record.logic import questions
from simtrainer.record.pack import DEFAULTS, Field


class Play(TrainingFrame):
    """A session, its desk and how it is drawn."""

    def __init__(self, session: Session, texts: Texts, words: WordIndexes | None = None) -> None:
        self.session = session
        session.program.lighten()
        self.draw = Drawing(texts, session.history)
        indexes = words or MemoryWords()
        finder = Finder(session.history, self.draw.value, texts.language, indexes, self._sealed)
        self.desk = Desk(session, Forms(session.program.pack, self.begun), finder)
        self.finished_at = ""
        self._expert: History | None = None

    @staticmethod
    def begin(
        raw: bytes,
        info: RunInfo,
        store: RunStore,
        clock: Clock,
        texts: Texts,
        words: WordIndexes | None = None,
    ) -> "Play":
        """Start a new run of a compiled program."""
        program = Program(raw)
        info = replace(info, program=program.hash)
        return Play(Session.begin(program, info, store, clock), texts, words)

    @staticmethod
    def take_up(
        run: str,
        store: RunStore,
        clock: Clock,
        texts: Texts,
        words: WordIndexes | None = None,
    ) -> "Play":
        """A stored run, as it stood."""
        play = Play(Session.take_up(run, store, clock), texts, words)
        play.desk.feedback_read = len(play.session.run.log)
        return play

    @staticmethod
    def peek(run: str, store: RunStore, clock: Clock, texts: Texts) -> "Play":
        """A stored run for looking at; nothing is written."""
        return Play(Session.peek(run, store, clock), texts)

    def begun(self, item: Field) -> Any:
        """A field's value in a new form: the clock, the day and the one who writes are known."""
        at_ms = self.session.run.now_ms
        known: Mapping[str, Callable[[], Any]] = {
            "now": lambda: self.draw.clock(at_ms),
            "today": self.draw.today,
            "me": lambda: ME,
        }
        wanted = DEFAULTS.get(str(item.default))
        return known[item.default]() if wanted == item.kind else item.default

    def speak(self, texts: Texts) -> None:
        """Draw in another language from now on."""
        self.draw = Drawing(texts, self.session.history)

    def do(self, command: object) -> Parts:
        """Carry out a command. Raises ``Problem``."""
        handler = HANDLERS.get(type(command))
        if handler is None:
            raise Problem("command.unknown", command=type(command).__name__)
        return handler(self, command)

    def put_away(self) -> None:
        """Leave the screen: writing is kept and the clock stands still. Writing that may not be
        stored, since it holds what looks like a person's number, is let go."""
        for form in sorted(self.desk.forms.dirty):
            try:
                self._keep_draft(form)
            except Problem as problem:
                if problem.code != "text.real_identity":
                    raise
                self.desk.forms.clear(form)
        self.session.hold()

    def close(self, store: RunStore, station: str, clock: Clock) -> None:
        """Store the result and put its statements in the outbox; harmless when repeated."""
        history, info = self.session.history, self.session.info
        self.finished_at = self.finished_at or clock.utc_iso()
        outcome = history.finished or {}
        head = {
            "points": outcome["points"],
            "max": outcome["max_points"],
            "share": outcome["share"],
            "stars": outcome["stars"],
            "passed": outcome["passed"],
            "dimensions": outcome["dimensions"],
            "goals": outcome["goals"],
        }
        sent = sends(info.mode, bool(outcome.get("passed")))
        statements = envelope(info, history, station, self.finished_at) if sent else b""
        store.finish(info.run, self.finished_at, head, statements)
        remember(store, info, history)

    def expert(self) -> History:
        """How the expert's run of the same program ended; of one that nobody has proved, how far
        the expert came. It is played once."""
        if self._expert is None:
            run = Run(self.session.program)
            run.start({"seed": self.session.info.seed, "mode": self.session.info.mode})
            with suppress(Problem):
                expert(run, SeededDice())
            self._expert = run.history
        return self._expert

    # Moving about in the record ----------------------------------------------------------------

    def _open_module(self, command: c.OpenModule) -> Parts:
        self.keep_drafts()
        self.desk.dose, self.desk.pages = None, 1
        self.desk.asked_patient = ""
        return self._act("open_module", module=command.module)

    def _open_patient(self, command: c.OpenPatient) -> Parts:
        """Opens the record and goes to the first module of a patient."""
        self.keep_drafts()
        self.desk.dose, self.desk.pages = None, 1
        if self._asks(command):
            self.desk.asked_patient = command.patient
            return ACCESS
        wanted = self.desk.asked_entry if self.desk.asked_patient == command.patient else ""
        self.desk.asked_patient = self.desk.asked_entry = self.desk.search = ""
        data: dict[str, Any] = {"patient": command.patient}
        if command.reason:
            data["reason"] = command.reason
        if command.emergency:
            data["emergency"] = True
        self.session.act("open_patient", data)
        modules = self.session.program.pack.modules.values()
        first = next(m.id for m in modules if m.group == "patient")
        if self.session.program.pack.modules[self.session.history.module].group != "patient":
            self.session.act("open_module", {"module": first})
        return self._open_found(c.OpenFound(command.patient, wanted)) if wanted else RECORD

    def _sealed(self, patient: str) -> bool:
        """Whether a search tells nothing of what is written about somebody: the record is closed,
        and the trainee has not opened it."""
        history = self.session.history
        found = history.record.patients.get(patient)
        closed = history.program.pack.access.restricted != "open"
        return bool(
            found and found.restricted and closed and patient not in history.opened_patients
        )

    def _asks(self, command: c.OpenPatient) -> bool:
        """Whether a reason must be asked for first: once for each record."""
        history = self.session.history
        patient = history.record.patients.get(command.patient)
        if patient is None or command.reason or command.patient in history.opened_patients:
            return False
        return bool(need(history.program.pack, patient))

    def _leave_shut(self, command: c.LeaveRecordShut) -> Parts:
        self.desk.asked_patient = self.desk.asked_entry = ""
        return ACCESS

    def _open_entry(self, command: c.OpenEntry) -> Parts:
        self.keep_drafts()
        if not command.entry:
            return self._act("open_module", module=self.session.history.module)
        return self._act("read", entry=command.entry)

    def _search(self, command: c.Search) -> Parts:
        self.desk.search, self.desk.pages = command.text, 1
        return MODULE

    def _find(self, command: c.Find) -> Parts:
        text = command.text.strip()
        if text:
            self.session.act("search", {"text": text})
        self.desk.found, self.desk.pages = text, 1
        return RECORD

    def _open_found(self, command: c.OpenFound) -> Parts:
        """The person's record is opened as from any list; an entry then stands in its module."""
        history = self.session.history
        if command.patient and history.patient != command.patient:
            parts = self._open_patient(c.OpenPatient(command.patient, command.reason))
            if self.desk.asked_patient:
                self.desk.asked_entry = command.entry
                return parts
        if not command.entry:
            return self._open_module(c.OpenModule(self._module_with("")))
        entry = history.record.entry(command.entry)
        module = self._module_with(entry.type)
        self.desk.filters.pop(module, None)
        self._open_module(c.OpenModule(module))
        return self._act("read", entry=entry.id)

    def _module_with(self, entry_type: str) -> str:
        """Where entries of a type are read: the first module that shows them; of no type, the
        first of a patient."""
        modules = self.session.program.pack.modules.values()
        showing = (m.id for m in modules if entry_type in m.types)
        return next(showing, next(m.id for m in modules if m.group == "patient"))

    def _filter(self, command: c.Filter) -> Parts:
        if command.filter == "older":
            return self._show_more(c.ShowMore())
        self.desk.filters[self.session.history.module] = command.filter
        self.desk.pages = 1
        return MODULE

    def _narrow(self, command: c.Narrow) -> Parts:
        chosen = self.desk.narrowed.setdefault(self.session.history.module, {})
        if command.value == ALL:
            chosen.pop(command.field, None)
        else:
            chosen[command.field] = command.value
        self.desk.pages = 1
        return MODULE

    def _show_more(self, command: c.ShowMore) -> Parts:
        self.desk.pages += 1
        return MODULE

    # Forms -------------------------------------------------------------------------------------

    def _edit(self, command: c.Edit) -> Parts:
        self.desk.draft(command.form)
        self.desk.forms.edit(command.form, command.field, command.value)
        return MODULE

    def _change_type(self, command: c.ChangeType) -> Parts:
        self.keep_drafts()
        self.desk.form_types[self.session.history.module] = command.type
        self.desk.rewriting.pop(self.session.history.module, None)
        return MODULE

    def _start_form(self, command: c.StartForm) -> Parts:
        """To the module where it is written; the one on the screen where that will do."""
        pack = self.session.program.pack
        here = pack.modules[self.session.history.module]
        made = pack.modules_of(command.type)
        if not made:
            raise Problem("record.no_type", type=command.type)
        module = here if command.type in here.forms else made[0]
        parts = MODULE
        if module is not here:
            parts = self._open_module(c.OpenModule(module.id))
        self.keep_drafts()
        self.desk.dose = None
        self.desk.form_types[module.id] = command.type
        self.desk.rewriting.pop(module.id, None)
        return parts

    def _write_about(self, command: c.WriteAbout) -> Parts:
        """The form opens with the entry it is about filled in."""
        about = self.session.history.record.entry(command.entry)
        parts = self._to_patient(about, command.type)
        if parts is ACCESS:
            return parts
        parts |= self._start_form(c.StartForm(command.type))
        kind = self.session.program.pack.types[command.type]
        item = kind.pointer(about.type)
        if item is None:
            raise Problem("record.no_field", type=kind.id, field=about.type)
        self.desk.point(self.desk.form_of(command.type), item.id, about)
        return parts

    def _to_patient(self, about: Entry, entry_type: str) -> Parts:
        """What is written in a patient's module is written in that of whom it is about."""
        pack, now = self.session.program.pack, self.session.history
        if entry_type in pack.modules[now.module].forms or about.patient in ("", now.patient):
            return MODULE
        return self._open_patient(c.OpenPatient(about.patient))

    def _save_draft(self, command: c.SaveDraft) -> Parts:
        self._keep_draft(command.form)
        return MODULE | {"frame"}

    def _clear(self, command: c.Clear) -> Parts:
        self.desk.draft(command.form)
        if self.desk.forms.empty(command.form):
            return self._save_draft(c.SaveDraft(command.form))
        if self.desk.forms.parts(command.form).entry:
            self.desk.rewriting.pop(self.session.history.module, None)
        if command.form in self.session.history.drafts.fields:
            self.session.act("draft", {"form": command.form, "fields": {}})
        return MODULE

    def _save(self, command: c.Save) -> Parts:
        forms, form = self.desk.forms, command.form
        self.desk.draft(form)
        entry_type, patient, entry, _ = forms.parts(form)
        if entry:
            return self._rewrite(form)
        forms.values(form).update(belongs_to(self.session.history, forms.type_of(form)))
        fields = forms.read(form)
        if entry_type == DOSE:
            self._check_dose(form, fields)
        self._ask(form, fields)
        wish = {"type": entry_type, "patient": patient, "fields": fields}
        try:
            self.session.act("create", wish)
        except Unsaved:
            self._made(form)
            raise
        self._made(form)
        return RECORD

    def _rewrite(self, form: str) -> Parts:
        """An entry is changed: what is emptied is emptied, and what is the same is not sent."""
        _, _, name, verb = self.desk.forms.parts(form)
        entry = self.session.history.record.entry(name)
        kind = self.session.program.pack.types[entry.type]
        written = rewritten(kind, verb)
        found = self.desk.forms.read(form, written)
        fields = {n: found.get(n, "") for n in written if n in found or n in entry.fields}
        fields = {n: value for n, value in fields.items() if value != entry.fields.get(n)}
        if verb == CHANGING and not fields:
            raise Problem("form.unchanged")
        self._ask(form, {**entry.fields, **fields})
        module = self.session.history.module
        again = self.desk.rewriting.get(module)
        data = {"entry": name, "fields": fields}
        if again is not None and again.reason:
            data["reason"] = again.reason
        try:
            self._do_verb(verb, data)
        finally:
            if self.session.history.record.entry(name) is not entry:
                self._made(form)
                self.desk.rewriting.pop(module, None)
        return RECORD

    def _ask(self, form: str, fields: Mapping[str, Any]) -> None:
        """What the type's logic checks ask, before anything is signed."""
        kind, (_, patient, entry, _) = self.desk.forms.type_of(form), self.desk.forms.parts(form)
        if kind.checks:
            found = self.session.history.record.entries(kind.id, patient)
            earlier = [e for e in found if e.valid and e.id != entry]
            self.desk.forms.ask(form, questions(kind, fields, earlier))

    def _do_verb(self, verb: str, data: Mapping[str, Any]) -> None:
        if verb in CORE:
            self.session.act(verb, data)
        else:
            self.session.act("move", {"verb": verb, **data})

    def _made(self, form: str) -> None:
        self.desk.forms.clear(form)
        self.desk.signed_ms[form] = self.session.run.now_ms
        if form.startswith((f"{DOSE}:", f"{EFFECT}:")):
            self._close_panel()

    def _close_panel(self) -> None:
        """The panel beside the chart goes away."""
        self.desk.dose = None
        self.desk.form_types.pop(self.session.history.module, None)
        self.desk.rewriting.pop(self.session.history.module, None)

    # Medication --------------------------------------------------------------------------------

    def _select_dose(self, command: c.SelectDose) -> Parts:
        order = self.session.history.record.entry(command.order)
        if command.planned and not is_clock(command.planned):
            raise Problem("field.time", type=DOSE, field="planned", value=command.planned)
        form = self.desk.forms.key(DOSE, order.patient)
        self._close_panel()
        self.desk.dose = (command.order, command.planned)
        self.desk.rights = set()
        preset: dict[str, Any] = {"order": command.order}
        if command.planned:
            preset["planned"] = command.planned
        preset["given_at"] = self.draw.clock(self.session.now_ms)
        self.desk.forms.preset(form, preset)
        return MODULE

    def _tick_right(self, command: c.TickRight) -> Parts:
        if command.ticked:
            self.desk.rights.add(command.right)
        else:
            self.desk.rights.discard(command.right)
        return MODULE

    def _cancel_dose(self, command: c.CancelDose) -> Parts:
        self._close_panel()
        return MODULE

    def _check_dose(self, form: str, fields: Mapping[str, Any]) -> None:
        """What is given must have been checked, and what was late says why; what is not given
        need not be."""
        left = len(RIGHTS) - len(self.desk.rights)
        if fields.get("outcome") == "given" and left:
            raise Problem("rights.missing", n=left)
        order = self.session.history.record.entry(str(fields.get("order")))
        if late_minutes(order, fields) and not fields.get("reason"):
            self.desk.forms.demand(form, Problem("dose.why_late", field="reason"))
        self.desk.forms.ask(form, dose_questions(self.draw, order, fields))

    # Entries, calls and the rest ---------------------------------------------------------------

    def _row(self, command: c.RowWish) -> Parts:
        if command.verb == "patient":
            return self._whose(self.session.history.record.entry(command.entry))
        if command.verb == "open":
            return self._open_entry(c.OpenEntry(command.entry))
        entry = self.session.history.record.entry(command.entry)
        kind = self.session.program.pack.types[entry.type]
        if command.verb in kind.life.verbs and rewritten(kind, command.verb):
            self.keep_drafts()
            again = Rewriting(entry.id, command.verb, command.reason)
            self.desk.rewriting[self.session.history.module] = again
            self.desk.dose = None
            return MODULE
        data = {"entry": command.entry}
        if command.reason:
            data["reason"] = command.reason
        self._do_verb(command.verb, data)
        return RECORD

    def _whose(self, entry: Entry) -> Parts:
        """To the patient; a case stays open, in the patient's own module of cases."""
        there = own_module(self.session.history, entry)
        parts = self._open_patient(c.OpenPatient(entry.patient))
        if there and self.session.history.patient == entry.patient:
            self.session.act("open_module", {"module": there})
            self.session.act("read", {"entry": entry.id})
        return parts

    def _verb(self, command: c.Act) -> Parts:
        self.session.act(command.verb, command.data)
        return RECORD


HANDLERS: Mapping[type, Callable[[Play, Any], Parts]] = {
    **FRAME,
    c.OpenModule: Play._open_module,
    c.OpenPatient: Play._open_patient,
    c.LeaveRecordShut: Play._leave_shut,
    c.OpenEntry: Play._open_entry,
    c.Search: Play._search,
    c.Find: Play._find,
    c.OpenFound: Play._open_found,
    c.Filter: Play._filter,
    c.Narrow: Play._narrow,
    c.ShowMore: Play._show_more,
    c.Edit: Play._edit,
    c.ChangeType: Play._change_type,
    c.SaveDraft: Play._save_draft,
    c.Save: Play._save,
    c.Clear: Play._clear,
    c.SelectDose: Play._select_dose,
    c.TickRight: Play._tick_right,
    c.CancelDose: Play._cancel_dose,
    c.RowWish: Play._row,
    c.WriteAbout: Play._write_about,
    c.StartForm: Play._start_form,
    c.Observe: Play._observe,
    c.Act: Play._verb,
}
