"""Forms being filled in: edit buffers in memory, kept apart from what is signed.

A form's key is ``<entry type>:<patient>``; the patient is empty for ward matters.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from simtrainer.base.problem import Problem
from simtrainer.record.fields import field_problem, is_empty, is_required, is_visible
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Field, Pack

_ANSWERS: Mapping[Any, bool] = {"yes": True, "no": False}
"""How a screen says yes and no; packs and entries say it as truth values."""


class FormKey(NamedTuple):
    """What a form is for. Without an entry it makes a new one."""

    type: str
    patient: str = ""
    entry: str = ""
    verb: str = ""


class Forms:
    """All edit buffers of a session."""

    def __init__(self, pack: Pack, begun: Callable[[Field], Any] | None = None) -> None:
        self._pack = pack
        self._begun = begun or (lambda item: item.default)
        """A field's value in a new form; what the time or the person decides is worked out."""
        self._values: dict[str, dict[str, Any]] = {}
        self._errors: dict[str, dict[str, Problem]] = {}
        self._asked: dict[str, set[tuple[str, str]]] = {}
        self._emptied: dict[str, dict[str, Any]] = {}
        """What a form held when the person emptied it, until something else is written there."""
        self.dirty: set[str] = set()

    @staticmethod
    def key(entry_type: str, patient: str, entry: str = "", verb: str = "") -> str:
        """Key of the form for a new entry, or of the one that changes an entry by a verb."""
        return f"{entry_type}:{patient}:{entry}:{verb}" if entry else f"{entry_type}:{patient}"

    @staticmethod
    def parts(form: str) -> FormKey:
        """The parts of a key."""
        return FormKey(*form.split(":", 3))

    def type_of(self, form: str) -> EntryType:
        """The entry type a form makes. Raises ``Problem("record.no_type")``."""
        name = form.split(":", 1)[0]
        if name not in self._pack.types:
            raise Problem("record.no_type", type=name)
        return self._pack.types[name]

    def values(self, form: str, draft: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """What the form holds; begun from a stored draft or the defaults."""
        if form not in self._values:
            kind = self.type_of(form)
            begun = {f.id: self._begun(f) for f in kind.fields.values() if f.default is not None}
            self._values[form] = {**begun, **(draft or {})}
        return self._values[form]

    def edit(self, form: str, field: str, value: Any) -> None:
        """A field changed. Its error goes away, and that of a field that is not asked for any
        more; the next one comes when the form is signed."""
        kind = self.type_of(form)
        if field not in kind.fields:
            raise Problem("record.no_field", type=kind.id, field=field)
        self._emptied.pop(form, None)
        values = self.values(form)
        values[field] = _ANSWERS.get(value) if _asks(kind, field, value) else value
        filled = self._filled(kind.fields[field], value)
        values.update((name, found) for name, found in filled.items() if name in kind.fields)
        self.dirty.add(form)
        errors = self._errors.get(form, {})
        moot = [n for n, problem in errors.items() if _moot(problem, kind.fields[n], values)]
        for name in (field, *filled, *moot):
            errors.pop(name, None)

    def _filled(self, item: Field, value: Any) -> dict[str, Any]:
        """What choosing a thing from a list writes in other fields."""
        found = self._pack.lists.get(item.from_list, {}).get(str(value))
        if found is None:
            return {}
        told = {name: found.value(key) for name, key in item.fills.items()}
        return {name: part for name, part in told.items() if not is_empty(part)}

    def preset(self, form: str, values: Mapping[str, Any]) -> None:
        """Begin a form with these values."""
        self._values[form] = dict(values)
        self._errors.pop(form, None)

    def clear(self, form: str) -> None:
        """Empty the form."""
        for table in (self._values, self._errors, self._asked):
            table.pop(form, None)
        self.dirty.discard(form)

    def empty(self, form: str) -> bool:
        """Empty the form at the person's wish; the same wish again brings back what it held.
        True where it did."""
        held, kept = dict(self.values(form)), self._emptied.pop(form, None)
        self.clear(form)
        if kept is not None:
            self._values[form] = kept
            self.dirty.add(form)
            return True
        if not self.parts(form).entry and held != self.values(form):
            self._emptied[form] = held
        return False

    def is_emptied(self, form: str) -> bool:
        """Whether there is something to bring back."""
        return form in self._emptied

    def errors(self, form: str) -> Mapping[str, Problem]:
        """Field to what is wrong with it."""
        return self._errors.get(form, {})

    def read(self, form: str, only: Collection[str] | None = None) -> dict[str, Any]:
        """The fields to sign, cleaned; ``only`` leaves the others alone. Raises the first
        ``Problem`` and marks every field that needs a look; values outside the soft limits are
        asked about once."""
        kind, values = self.type_of(form), self.values(form)
        errors: dict[str, Problem] = {}
        fields: dict[str, Any] = {}
        for item in kind.fields.values():
            value = values.get(item.id)
            if not is_visible(item, values) or (only is not None and item.id not in only):
                continue
            if is_empty(value):
                if is_required(item, values):
                    errors[item.id] = Problem("field.missing", type=kind.id, field=item.id)
                continue
            problem = field_problem(item, value) or self._unusual(form, item.id, value)
            if problem is not None:
                errors[item.id] = problem
            fields[item.id] = _clean(item.kind, value)
        self._errors[form] = errors
        if errors:
            first = next(iter(errors.values()))
            first.params = {**first.params, "type": kind.id}
            raise first
        return fields

    def demand(self, form: str, problem: Problem) -> None:
        """Mark the field that stands in the way. Raises the ``Problem``."""
        problem.params = {**problem.params, "type": self.type_of(form).id}
        self._errors[form] = {str(problem.params["field"]): problem}
        raise problem

    def ask(self, form: str, problems: Iterable[Problem]) -> None:
        """Ask what has not been asked about these values. Raises the first ``Problem`` and marks
        the field of each; signing again is the answer."""
        asked = self._asked.setdefault(form, set())
        fresh = [p for p in problems if (p.code, str(p.params)) not in asked]
        if not fresh:
            return
        asked |= {(p.code, str(p.params)) for p in fresh}
        for problem in fresh:
            problem.params = {**problem.params, "type": self.type_of(form).id}
        self._errors[form] = {str(p.params["field"]): p for p in reversed(fresh)}
        raise fresh[0]

    def _unusual(self, form: str, field: str, value: Any) -> Problem | None:
        item, found = self.type_of(form).fields[field], number(value)
        if found is None:
            return None
        low, high = item.soft_min, item.soft_max
        if not ((low is not None and found < low) or (high is not None and found > high)):
            return None
        asked = self._asked.setdefault(form, set())
        if (field, str(value)) in asked:
            return None
        asked.add((field, str(value)))
        return Problem("field.unusual", field=field, value=value)


def _asks(kind: EntryType, field: str, value: Any) -> bool:
    return kind.fields[field].kind == "yesno" and value in _ANSWERS


def _moot(problem: Problem, item: Field, values: Mapping[str, Any]) -> bool:
    """Whether a field that was missing is asked for no more, since another one changed."""
    asked = is_visible(item, values) and is_required(item, values)
    return problem.code == "field.missing" and not asked


def _clean(kind: str, value: Any) -> Any:
    if kind == "number":
        found = number(value)
        if found is not None:
            return int(found) if found == found.to_integral_value() else float(found)
    return value.strip() if isinstance(value, str) else value
