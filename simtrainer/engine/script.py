"""The script at play: beats, branch points, bends and conversations.

Nothing here knows the judge or the trainee's inputs; what happens is emitted as consequences, and
what is to happen later is ordered from the run's queue.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simtrainer.engine.conditions import Condition, Trigger
from simtrainer.engine.conditions.entry import EntryMatches
from simtrainer.engine.event import Event
from simtrainer.engine.history import Call, History
from simtrainer.engine.program import EVERY_WAY, Beat, Program, Way
from simtrainer.engine.reactions import Subject

MAX_RINGS = 3
"""An unanswered call rings again this often in all."""
RING_AGAIN_MS = 120_000
_RECEIPTS = {"rejected": "reject", "delivered": "deliver"}
RECORD = "record"
"""Author of what the record itself does to an entry, such as a receipt."""

Emit = Callable[[str, Mapping[str, Any]], Event]
"""(kind, data) appended to the log as a consequence."""
Push = Callable[[int, str, str], None]
"""(simulated ms, what, name) ordered from the queue."""
Effects = Iterable[Mapping[str, Any]]


class Script:
    """What waits for a condition, and what each happening leads to."""

    def __init__(self, program: Program, history: History, emit: Emit, push: Push) -> None:
        self._program = program
        self._now = history
        self._emit = emit
        self._push = push
        self._beats = {beat.id: beat for beat in program.beats}
        self._conditions: dict[Subject, Condition] = dict(program.waiting())
        self._held: set[Subject] = set()
        """Subjects whose condition held when it was last looked at."""
        self._looks: dict[Subject, int] = {}
        self._turns: dict[str, int] = {}

    def start(self) -> None:
        """Order all that has a time, and look at all that waits."""
        for beat in self._program.beats:
            if beat.at_ms is not None:
                self._push(beat.at_ms, "beat", beat.id)
        for branch in self._program.branches.values():
            if branch.at_ms is not None:
                self._push(branch.at_ms, "branch", branch.id)
        for subject in self._conditions:
            self._look(subject)

    def react(self, changed: Iterable[Trigger]) -> None:
        """Look again at what these changes can set off."""
        subjects = self._program.reactions.subjects
        for trigger in changed:
            for subject in subjects.get(trigger, ()):
                self._look(subject)

    def on_way(self, way: Way) -> bool:
        """Whether the script has taken the way that something belongs to."""
        return way == EVERY_WAY or self._now.ways.get(way[0]) == way[1]

    # Waiting -------------------------------------------------------------------------------

    def look(self, name: str) -> None:
        """The time has come at which a condition may change by itself."""
        kind, _, key = name.partition(" ")
        self._look((kind, key))

    def _look(self, subject: Subject) -> None:
        """Set off what waits, when its condition comes true. A bend may be set off again."""
        held = subject in self._held
        if held and subject[0] != "bend":
            return
        condition = self._conditions[subject]
        if not condition.holds(self._now):
            self._held.discard(subject)
        elif not held:
            self._held.add(subject)
            self._push(self._now.now_ms + self._after_ms(subject), *subject)
        if subject in self._program.reactions.timed_subjects:
            self._look_later(subject, condition.next_ms(self._now))

    def _look_later(self, subject: Subject, t_ms: int | None) -> None:
        if t_ms is not None and self._looks.get(subject) != t_ms:
            self._looks[subject] = t_ms
            self._push(t_ms, "look", " ".join(subject))

    def _after_ms(self, subject: Subject) -> int:
        kind, name = subject
        if kind == "beat":
            return self._beats[name].after_ms
        if kind == "bend":
            trajectory, _, number = name.partition(":")
            return self._program.trajectories[trajectory].bends[int(number)].after_ms
        return 0

    # What can happen -----------------------------------------------------------------------

    def beat(self, name: str) -> bool:
        """A beat falls due; False where it no longer is to happen."""
        beat = self._beats[name]
        if not self.on_way(beat.way):
            return False
        if beat.stop is not None and beat.stop.holds(self._now):
            return False
        self._again(beat)
        if beat.unless is not None and beat.unless.holds(self._now):
            return False
        data, effects = self._effects(beat)
        self._emit("beat", data)
        for effect in effects:
            for kind, value in effect.items():
                _EFFECTS[kind](self, value)
        return True

    def _again(self, beat: Beat) -> None:
        turn = self._turns.get(beat.id, 0) + 1
        self._turns[beat.id] = turn
        if beat.every_ms and (not beat.times or turn < beat.times):
            self._push(self._now.now_ms + beat.every_ms, "beat", beat.id)

    def _effects(self, beat: Beat) -> tuple[dict[str, Any], Effects]:
        """What is logged of the beat, and what it does, by what was done before it."""
        for number, (condition, effects) in enumerate(beat.instead):
            if condition.holds(self._now):
                return {"beat": beat.id, "instead": number}, effects
        return {"beat": beat.id}, beat.effects

    def branch(self, name: str) -> None:
        """Take the first way whose condition holds; once taken it stands."""
        if name in self._now.ways:
            return
        ways = self._program.branches[name].ways.items()
        open_ways = (way for way, when in ways if when is None or when.holds(self._now))
        self._emit("branch", {"branch": name, "way": next(open_ways, list(ways)[-1][0])})

    def bend(self, name: str) -> None:
        """A patient's state takes another course."""
        trajectory, _, number = name.partition(":")
        bend = self._program.trajectories[trajectory].bends[int(number)]
        self._emit("bend", {"trajectory": trajectory, "course": bend.to})

    # Conversations -------------------------------------------------------------------------

    def ring(self, dialogue: str) -> None:
        """Somebody calls or comes, unless they are here already or have been."""
        call = self._now.calls.get(dialogue)
        found = self._program.dialogues[dialogue]
        if call and call.state not in ("waiting", "missed"):
            return
        if call and call.state == "waiting" and self._now.now_ms - call.since_ms < found.wait_ms:
            return  # asked to wait once more since this ring was ordered
        self._emit("ring", {"dialogue": dialogue})
        if found.missed_ms:
            self._push(self._now.now_ms + found.missed_ms, "call_missed", dialogue)

    def call_missed(self, dialogue: str) -> None:
        """Nobody answered: they try again, or something worse comes instead."""
        call, found = self._now.calls[dialogue], self._program.dialogues[dialogue]
        if call.state != "ringing" or self._now.now_ms - call.since_ms < found.missed_ms:
            return
        self._emit("call_missed", {"dialogue": dialogue})
        if found.missed:
            self._push(self._now.now_ms + found.again_ms, "ring", found.missed)
        elif call.rings < MAX_RINGS:
            self._push(self._now.now_ms + found.again_ms, "ring", dialogue)

    def waits(self, dialogue: str) -> None:
        """The caller was asked to wait and rings again by themselves."""
        wait_ms = self._program.dialogues[dialogue].wait_ms
        self._push(self._now.now_ms + wait_ms, "ring", dialogue)

    def listens(self, dialogue: str) -> None:
        """The other has said something; where their patience has an end, it is counted."""
        call = self._now.calls[dialogue]
        silence = self._silence(call)
        if call.state == "talking" and silence:
            after = self._now.now_ms + silence["after_ms"]
            self._push(after, "silence", f"{dialogue} {call.moves}")

    def silence(self, name: str) -> None:
        """The other's patience is over, if nothing was said in the meantime."""
        dialogue, _, moves = name.partition(" ")
        call = self._now.calls[dialogue]
        if call.state == "talking" and call.moves == int(moves):
            self._emit("silence", {"dialogue": dialogue})
            self.listens(dialogue)

    def _silence(self, call: Call) -> Mapping[str, Any]:
        node = self._program.dialogues[call.dialogue].nodes[call.node]
        found: Mapping[str, Any] = node.get("silence") or {}
        return found

    # Effects -------------------------------------------------------------------------------

    def _create(self, data: Mapping[str, Any]) -> None:
        """An entry; one that a repeated beat makes again gets a number."""
        name, number = data["entry"], 1
        while self._now.record.get(name) is not None:
            number += 1
            name = f"{data['entry']}-{number}"
        self._emit("create", {**data, "entry": name, "fields": self._dated(data["fields"])})

    def _dated(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        clock = self._program.clock(self._now.now_ms)
        return {k: clock if v == {"now": True} else v for k, v in fields.items()}

    def _call(self, dialogue: str) -> None:
        self.ring(dialogue)

    def _notice(self, text: str) -> None:
        self._emit("notice", {"text": text})

    def _turn(self, data: Mapping[str, Any]) -> None:
        self._emit("bend", {"trajectory": data["trajectory"], "course": data["to"]})

    def _receipt(self, data: Mapping[str, Any]) -> None:
        """The record's answer to the last message sent that matches: delivered or rejected."""
        verb = _RECEIPTS[data["outcome"]]
        life = self._program.pack.types[data["entry"]["type"]].life
        waiting = [status for status, move in life.moves if move == verb]
        wanted = EntryMatches.from_data({"status": waiting, **data["entry"]})
        sent = list(wanted.matching(self._now))
        if sent:
            told = {"entry": sent[-1].id, "author": RECORD, "reason": data.get("reason", "")}
            self._emit(verb, told)


_EFFECTS: Mapping[str, Callable[[Script, Any], None]] = {
    "create": Script._create,
    "call": Script._call,
    "notice": Script._notice,
    "bend": Script._turn,
    "receipt": Script._receipt,
}
