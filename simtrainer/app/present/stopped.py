"""Why the clock stopped when the trainee went ahead: what came, and where it is found. A call and a
word from somebody are a card of their own, and need no more words."""

from collections.abc import Iterable, Iterator

from simtrainer.app.desk import Desk
from simtrainer.app.present.drawing import Drawing
from simtrainer.app.present.inbox import sender
from simtrainer.base.ids import ME
from simtrainer.engine.event import Event
from simtrainer.engine.signs import is_to_be_read
from simtrainer.record.entry import Entry

_SAID = {
    "create": ("app.stopped.create", "app.stopped.patient.create"),
    "reject": ("app.stopped.reject", "app.stopped.patient.reject"),
    "deliver": ("app.stopped.deliver", "app.stopped.patient.deliver"),
}
"""What became of an entry, to what is said of it: of the ward's, and of one about a patient."""


def stopped(draw: Drawing, desk: Desk) -> str:
    """In whole sentences, once; empty where going ahead has not stopped since the last time."""
    events, desk.stopped_at = desk.stopped_at, ()
    told = list(dict.fromkeys(_sentences(draw, events)))
    if not told:
        return ""
    return " ".join((draw("app.stopped.clock", clock=draw.clock(desk.session.now_ms)), *told))


def _sentences(draw: Drawing, events: Iterable[Event]) -> Iterator[str]:
    program = draw.now.program
    for event in events:
        if event.kind == "open_check" and program.checks[event.data["check"]].task:
            yield draw(
                "app.stopped.task", task=draw.value(program.checks[event.data["check"]].task)
            )
        elif event.kind in _SAID and event.by != ME:
            entry = draw.now.record.entry(event.data["entry"])
            if event.kind != "create" or is_to_be_read(program, entry.type):
                yield _message(draw, event.kind, entry)


def _message(draw: Drawing, what: str, entry: Entry) -> str:
    """With the page it lies on; a patient's own page is found by way of the patient."""
    modules = [m for m in draw.now.program.pack.modules.values() if entry.type in m.types]
    module = next((m for m in modules if m.group != "patient"), modules[0])
    words = {
        "who": sender(draw, entry),
        "page": draw(f"module.{module.id}"),
        "patient": draw.patient(entry.patient),
    }
    return draw(_SAID[what][module.group == "patient"], **words)
