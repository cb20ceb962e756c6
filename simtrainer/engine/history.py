"""What a run has led to: the record, what was opened, said and observed, calls and verdicts.

A pure fold of events; the engine, the replay, the debrief and the views read it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simtrainer.base.ids import ME
from simtrainer.engine.conditions import Moment, Trigger
from simtrainer.engine.conditions.entry import is_tag
from simtrainer.engine.conditions.said import SILENCE
from simtrainer.engine.course import Points, bent
from simtrainer.engine.event import Event
from simtrainer.engine.program import Opening, Program
from simtrainer.record.entry import Entry


@dataclass(slots=True)
class Call:
    """A conversation that has begun. ``state``: ringing, talking, waiting, missed, ended."""

    dialogue: str
    state: str
    node: str
    since_ms: int
    rings: int = 1
    moves: int = 0
    """How often it has gone on, so that a time-out of an earlier place is known as old."""


@dataclass(slots=True)
class Drafts:
    """Unsigned writing by form key, kept over any interruption."""

    fields: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    saved_ms: dict[str, int] = field(default_factory=dict)


class History:
    """The situation after some events. ``fold`` returns what changed, as triggers."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.record = program.record.fresh()
        self.opened_patients: dict[str, int] = {}
        self.openings: list[Opening] = list(program.openings)
        """Every time somebody opened a record, oldest first; with those before the shift."""
        self.opened_entries: dict[str, int] = {}
        self.observed: dict[str, int] = {}
        self.readings: dict[str, Mapping[str, Any]] = {}
        self.said: dict[tuple[str, str], int] = {}
        self.check_states: dict[str, str] = {}
        self.verdicts: dict[str, Mapping[str, Any]] = {}
        self.verdict_ms: dict[str, int] = {}
        self.check_moments: dict[str, Moment] = {}
        self.helps: dict[str, list[str]] = {}
        self.calls: dict[str, Call] = {}
        self.call_moments: dict[tuple[str, str], Moment] = {}
        self.beats: dict[str, list[Moment]] = {}
        self.ways: dict[str, str] = {}
        self.courses: dict[str, Mapping[str, Points]] = {}
        self.read_off: dict[str, list[Mapping[str, Any]]] = {}
        self.seed = 1
        self.now_ms = 0
        """Simulated time: of the last event, or as far as the run has let it pass."""
        self._times: list[int] = []
        self.notices: list[tuple[int, str]] = []
        self.drafts = Drafts()
        self.opened_checks: dict[str, int] = {}
        self.patient = ""
        self.module = next(iter(program.pack.modules))
        self.entry = ""
        self.paused = False
        self.last_pause_ms = 0
        """When it last stood still: breaks are offered some time after that."""
        self.frozen = False
        """The clock stands while the person works on."""
        self.hand_up = False
        self.flags = 0
        """How often "Meld fra om dette steget" was sent."""
        self.finished: Mapping[str, Any] | None = None

    @property
    def events(self) -> int:
        """How many it has taken in: while that is the same, nothing but the time has changed."""
        return len(self._times)

    @property
    def emergencies(self) -> list[tuple[str, Moment]]:
        """Patients whose record the trainee opened by the emergency access, and when."""
        return [
            (o.patient, (o.at_ms, o.event)) for o in self.openings if o.emergency and o.by == ME
        ]

    def concept(self, key: str) -> tuple[str, ...]:
        """Synonyms of a concept."""
        return self.program.concept(key)

    def moment(self, event: int) -> Moment:
        """When an event was."""
        return self._times[event], event

    def readings_of(self, observation: str, parameter: str) -> Sequence[object]:
        """What the observation has shown for a parameter, each time it was made."""
        made = self.read_off.get(observation, ())
        return [values[parameter] for values in made if parameter in values]

    def course(self, trajectory: str, parameter: str) -> Points:
        """The course a patient's state is on now."""
        return self.courses_of(trajectory).get(parameter, ())

    def courses_of(self, trajectory: str) -> Mapping[str, Points]:
        """All courses of a trajectory by parameter."""
        if trajectory not in self.courses:
            found = self.program.trajectories[trajectory]
            self.courses[trajectory] = found.courses[found.start]
        return self.courses[trajectory]

    def fold(self, event: Event) -> tuple[Trigger, ...]:
        """Take one event in."""
        self._times.append(event.t)
        self.now_ms = event.t
        return _FOLDS[event.kind](self, event)


Fold = Callable[[History, Event], tuple[Trigger, ...]]


def _nothing(now: History, event: Event) -> tuple[Trigger, ...]:
    return ()


def _start(now: History, event: Event) -> tuple[Trigger, ...]:
    seed = event.data.get("seed")
    now.seed = seed if isinstance(seed, int) else 1
    return ()


def _beat(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["beat"]
    now.beats.setdefault(name, []).append((event.t, event.n))
    return (("beat", name),)


def _branch(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["branch"]
    now.ways[name] = event.data["way"]
    return (("branch", name),)


def _bend(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["trajectory"]
    course = now.program.trajectories[name].courses[event.data["course"]]
    now.courses[name] = bent(now.courses_of(name), course, event.t)
    return (("bend", name),)


def entry_triggers(
    asked: Mapping[str, tuple[str, ...]], made: Entry, *fields: Mapping[str, Any]
) -> tuple[Trigger, ...]:
    """What a change of an entry sets off: its type and patient, and its tags, which are the values
    that conditions ask for by name."""
    kind = made.type
    owners = (("entry", kind, made.patient), ("entry", kind, "*"))
    names = asked.get(kind)
    if not names:
        return owners
    tags: dict[tuple[str, Any], None] = {}
    for values in fields:
        for name in names:
            value = values.get(name)
            if is_tag(value):
                tags[name, value] = None
    return (*owners, *((*own, *tag) for own in owners for tag in tags))


def _create(now: History, event: Event) -> tuple[Trigger, ...]:
    author = event.data.get("author", ME)
    made = now.record.create(event.data["entry"], event.t, event.n, author, event.data)
    if author == ME and now.drafts.fields:
        now.drafts.fields.pop(f"{made.type}:{made.patient}", None)
        now.drafts.saved_ms.pop(f"{made.type}:{made.patient}", None)
    return entry_triggers(now.program.reactions.asked, made, made.fields)


def _move(now: History, event: Event) -> tuple[Trigger, ...]:
    author = event.data.get("author", ME)
    verb = event.data["verb"] if event.kind == "move" else event.kind
    made = now.record.move(verb, event.t, event.n, author, event.data)
    before = made.versions[-2].fields
    if author == ME and now.drafts.fields:
        form = f"{made.type}:{made.patient}:{made.id}:{verb}"
        now.drafts.fields.pop(form, None)
        now.drafts.saved_ms.pop(form, None)
    return (
        *entry_triggers(now.program.reactions.asked, made, before, made.fields),
        ("moved", made.id),
    )


def _open_patient(now: History, event: Event) -> tuple[Trigger, ...]:
    now.patient = event.data["patient"]
    now.entry = ""
    now.opened_patients.setdefault(now.patient, event.n)
    reason, emergency = str(event.data.get("reason", "")), event.data.get("emergency") is True
    now.openings.append(Opening(now.patient, event.t, ME, reason, emergency, event.n))
    found: list[Trigger] = [("opened", "patient", now.patient)]
    if not now.record.patients[now.patient].assigned:
        found.append(("opened", "unassigned"))
    if emergency:
        found.append(("opened", "emergency"))
    return tuple(found)


def _open_module(now: History, event: Event) -> tuple[Trigger, ...]:
    now.module = event.data["module"]
    now.entry = ""
    return ()


def _read(now: History, event: Event) -> tuple[Trigger, ...]:
    now.entry = event.data["entry"]
    now.opened_entries.setdefault(now.entry, event.n)
    return (("opened", "entry", now.entry),)


def _observe(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["observation"]
    now.observed[name] = event.n
    now.readings[name] = event.data["values"]
    now.read_off.setdefault(name, []).append(event.data["values"])
    return (("observed", name),)


def _draft(now: History, event: Event) -> tuple[Trigger, ...]:
    form, fields = event.data["form"], event.data["fields"]
    if fields:
        now.drafts.fields[form] = fields
        now.drafts.saved_ms[form] = event.t
    else:
        now.drafts.fields.pop(form, None)
        now.drafts.saved_ms.pop(form, None)
    return ()


def _ring(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["dialogue"]
    rings = now.calls[name].rings + 1 if name in now.calls else 1
    now.calls[name] = Call(name, "ringing", now.program.dialogues[name].start, event.t, rings)
    now.call_moments[name, "ringing"] = (event.t, event.n)
    return (("said", name),)


def _call_state(state: str) -> Fold:
    def fold(now: History, event: Event) -> tuple[Trigger, ...]:
        call = now.calls[event.data["dialogue"]]
        call.state, call.since_ms = state, event.t
        call.moves += 1
        now.call_moments[call.dialogue, state] = (event.t, event.n)
        return (("said", call.dialogue),)

    return fold


def _say(now: History, event: Event) -> tuple[Trigger, ...]:
    call = now.calls[event.data["dialogue"]]
    choice = event.data["choice"]
    now.said.setdefault((call.dialogue, choice), event.n)
    following = now.program.dialogues[call.dialogue].nodes[call.node]["choices"][choice].get("next")
    return _go_on(now, call, event, following)


def _silence(now: History, event: Event) -> tuple[Trigger, ...]:
    call = now.calls[event.data["dialogue"]]
    now.said.setdefault((call.dialogue, SILENCE), event.n)
    silence = now.program.dialogues[call.dialogue].nodes[call.node]["silence"]
    return _go_on(now, call, event, silence.get("next"))


def _go_on(now: History, call: Call, event: Event, node: str | None) -> tuple[Trigger, ...]:
    call.moves += 1
    if node:
        call.node = node
    else:
        call.state = "ended"
        now.call_moments[call.dialogue, "ended"] = (event.t, event.n)
    return (("said", call.dialogue),)


def _notice(now: History, event: Event) -> tuple[Trigger, ...]:
    now.notices.append((event.n, event.data["text"]))
    return ()


def _dismiss(now: History, event: Event) -> tuple[Trigger, ...]:
    now.notices = [n for n in now.notices if n[0] != event.data["notice"]]
    return ()


def _open_check(now: History, event: Event) -> tuple[Trigger, ...]:
    now.opened_checks[event.data["check"]] = event.t
    return ()


def _check(now: History, event: Event) -> tuple[Trigger, ...]:
    name = event.data["check"]
    now.check_states[name] = event.data["state"]
    now.verdicts[name] = event.data
    now.verdict_ms[name] = event.t
    now.check_moments[name] = (event.t, event.n)
    return (("check", name),)


def _help(now: History, event: Event) -> tuple[Trigger, ...]:
    now.helps.setdefault(event.data["check"], []).append(event.data["level"])
    return ()


def _pause(now: History, event: Event) -> tuple[Trigger, ...]:
    now.paused = True
    now.last_pause_ms = event.t
    return ()


def _frozen(stands: bool) -> Fold:
    def fold(now: History, event: Event) -> tuple[Trigger, ...]:
        now.frozen = stands
        return ()

    return fold


def _hand(now: History, event: Event) -> tuple[Trigger, ...]:
    now.hand_up = event.data["up"]
    return ()


def _flag(now: History, event: Event) -> tuple[Trigger, ...]:
    now.flags += 1
    return ()


def _resume(now: History, event: Event) -> tuple[Trigger, ...]:
    now.paused = False
    return ()


def _finished(now: History, event: Event) -> tuple[Trigger, ...]:
    now.finished = event.data
    return ()


_FOLDS: Mapping[str, Fold] = {
    "start": _start,
    "beat": _beat,
    "branch": _branch,
    "bend": _bend,
    "skip": _nothing,
    "finish": _nothing,
    "search": _nothing,
    "create": _create,
    "amend": _move,
    "sign": _move,
    "invalidate": _move,
    "acknowledge": _move,
    "complete": _move,
    "move": _move,
    "deliver": _move,
    "reject": _move,
    "open_patient": _open_patient,
    "open_module": _open_module,
    "read": _read,
    "observe": _observe,
    "draft": _draft,
    "ring": _ring,
    "answer": _call_state("talking"),
    "wait": _call_state("waiting"),
    "call_missed": _call_state("missed"),
    "say": _say,
    "silence": _silence,
    "notice": _notice,
    "dismiss": _dismiss,
    "open_check": _open_check,
    "check": _check,
    "help": _help,
    "pause": _pause,
    "resume": _resume,
    "freeze": _frozen(True),
    "thaw": _frozen(False),
    "hand": _hand,
    "flag": _flag,
    "finished": _finished,
}
