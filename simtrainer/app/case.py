"""Which case is open on the screen, and what is written in it next.

A case is an entry of a case module's first type; what is written in it are entries of the other
types that point at it. Reading one of them keeps the case open.
"""

from simtrainer.app.desk import Desk
from simtrainer.engine.history import History
from simtrainer.record.entry import Entry
from simtrainer.record.pack import EntryType, Module

VIEW = "case"


def module_on_screen(now: History) -> Module | None:
    """The case module on the screen, or None."""
    found = now.program.pack.modules[now.module]
    return found if found.view == VIEW else None


def case_of(now: History, module: Module, entry: Entry) -> Entry | None:
    """The case that an entry is or points at."""
    main = module.types[0]
    if entry.type == main:
        return entry
    pointer = now.program.pack.types[entry.type].pointer(main)
    return None if pointer is None else now.record.get(str(entry.fields.get(pointer.id)))


def opened(now: History, module: Module) -> Entry | None:
    """The case that is open, or None."""
    entry = now.record.get(now.entry) if now.entry else None
    if entry is None or entry.type not in module.types:
        return None
    return case_of(now, module, entry)


def belongs_to(now: History, kind: EntryType) -> dict[str, str]:
    """The pointer of what is written while a case is open: it belongs to that case."""
    module = module_on_screen(now)
    case = opened(now, module) if module is not None else None
    pointer = kind.pointer(case.type) if case is not None else None
    return {pointer.id: case.id} if case is not None and pointer is not None else {}


def own_module(now: History, entry: Entry) -> str:
    """From a list of everybody's cases: the patient's own module of them; empty elsewhere."""
    if module_on_screen(now) is None:
        return ""
    modules = now.program.pack.modules.values()
    own = (m for m in modules if m.view == VIEW and m.group == "patient")
    return next((m.id for m in own if entry.type in m.types), "")


def written(now: History, module: Module, case: Entry) -> list[Entry]:
    """What points at a case, oldest first within each type."""
    types = now.program.pack.types
    pointers = ((kind, types[kind].pointer(case.type)) for kind in module.types[1:])
    return [
        entry
        for kind, pointer in pointers
        if pointer is not None
        for entry in now.record.entries(kind, case.patient or None)
        if entry.fields.get(pointer.id) == case.id
    ]


def form_types(now: History, module: Module, case: Entry | None) -> tuple[str, ...]:
    """What can be written: a new case, or something in the open one."""
    main = module.types[0]
    if case is None:
        return tuple(name for name in module.forms if name == main)
    types = now.program.pack.types
    return tuple(name for name in module.forms if types[name].pointer(main) is not None)


def form_type(desk: Desk, now: History, module: Module, case: Entry | None) -> str:
    """The chosen one, or the first that the case does not have yet; empty for none."""
    types = form_types(now, module, case)
    chosen = desk.form_types.get(module.id, "")
    if chosen in types or not types:
        return chosen if types else ""
    have = {entry.type for entry in written(now, module, case) if entry.valid} if case else set()
    return next((name for name in types if name not in have), types[-1])
