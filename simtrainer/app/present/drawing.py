"""How values become words: one language's texts over a situation."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from simtrainer.app.views.record import Option
from simtrainer.base.ids import ME
from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.engine.history import History
from simtrainer.record.entry import Entry
from simtrainer.record.news2 import number
from simtrainer.record.pack import EntryType, Field

T = TypeVar("T")


class Drawing:
    """Draws keys, fields, people and times of one run."""

    def __init__(self, texts: Texts, now: History) -> None:
        tables, terms = now.program.texts, now.program.pack.terms
        own = tables.get(texts.language) or next(iter(tables.values()))
        pack = terms.get(texts.language) or next(iter(terms.values()))
        self.texts = texts.with_table(pack).with_table(own)
        self.now = now
        self.kept: dict[str, tuple[object, Any]] = {}
        """What a presenter has worked out, by name, with what it hangs on."""

    def __call__(self, key: str, /, **params: Any) -> str:
        """A text key of the interface, the pack or the scenario."""
        return self.texts(key, **params)

    def once(self, name: str, hangs_on: object, work: Callable[[], T]) -> T:
        """What ``work`` makes, worked out anew only when what it hangs on is another: a module is
        drawn after every letter that is written in its form."""
        kept = self.kept.get(name)
        if kept is None or kept[0] != hangs_on:
            kept = self.kept[name] = (hangs_on, work())
        found: T = kept[1]
        return found

    def value(self, value: Any) -> str:
        """A value written by the author: a text, or a text key with ``$``."""
        text = "" if value is None else str(value)
        return self.texts(text[1:]) if text.startswith("$") else text

    def optional(self, key: str) -> str:
        """A text that need not be there."""
        return self.texts(key) if self.texts.has(key) else ""

    def clock(self, t_ms: int) -> str:
        """``HH:MM``."""
        return self.now.program.clock(t_ms)

    def day(self, t_ms: int) -> str:
        """As in "I dag, tirsdag 12. mai", "I går, …" or the date alone."""
        local = self.now.program.local(t_ms)
        ago = (self.now.program.start.date() - local.date()).days
        date = self.texts(
            "app.date",
            weekday=self.texts(f"app.weekday.{local.weekday()}"),
            day=local.day,
            month=self.texts(f"app.month.{local.month}"),
        )
        if ago in (0, 1):
            return self.texts(f"app.day.{ago}", date=date)
        return date[:1].upper() + date[1:]

    def short_day(self, t_ms: int) -> str:
        """As in "i dag", "i går" or the date."""
        local = self.now.program.local(t_ms)
        ago = (self.now.program.start.date() - local.date()).days
        return self.texts(f"app.ago.{ago}") if ago in (0, 1) else self.date(local.date())

    def today(self) -> str:
        """The day it is, as in "12.05.2026"."""
        return self.now.program.local(self.now.now_ms).strftime("%d.%m.%Y")

    def date(self, day: date) -> str:
        """As in "12. mai"; with the year where it is another."""
        key = "app.date.long" if day.year != self.now.program.start.year else "app.date.month"
        month = self.texts(f"app.month.{day.month}")
        return self.texts(key, day=day.day, month=month, year=day.year)

    def duration(self, minutes: int) -> str:
        """As in "1 t 18 min", "2 t" or "18 min"."""
        hours, rest = divmod(minutes, 60)
        if hours:
            return self.texts("app.hours" if rest else "app.hours_whole", hours=hours, minutes=rest)
        return self.texts("app.minutes", n=minutes)

    def staff(self, person: str) -> str:
        """As in "Deg", or name and role of a colleague."""
        if person == ME:
            return self.texts("app.you")
        found = self.now.program.staff.get(person)
        if found is None:
            return person
        return f"{self.value(found['name'])}, {self.value(found['role'])}"

    def by(self, person: str) -> str:
        """The same inside a sentence, as in "av deg"."""
        return self.texts("app.you.inside") if person == ME else self.staff(person)

    def number(self, value: Any) -> str:
        """A number with a Norwegian decimal comma."""
        return str(value).replace(".", ",")

    def field(self, kind: EntryType, item: Field, value: Any) -> str:
        """One field's value in words."""
        if value is None or value == "":
            return ""
        if item.kind == "choice" or (item.from_list and not isinstance(value, list | tuple)):
            return self.choice(kind, item, str(value))
        if item.kind == "yesno":
            return self.texts("app.yes" if value in (True, "yes") else "app.no")
        if item.kind == "person":
            return self.staff(str(value))
        if item.kind == "entry":
            return self.order(str(value))
        if item.kind == "number":
            unit = f" {self.value(item.unit)}" if item.unit else ""
            return self.number(value) + unit
        if isinstance(value, list | tuple):
            named = bool(item.choices or item.from_list)
            parts = (self.choice(kind, item, str(v)) if named else self.value(v) for v in value)
            return ", ".join(parts)
        return self.value(value)

    def choice(self, kind: EntryType, item: Field, value: str) -> str:
        """One of a field's choices, or a thing from its reference list."""
        if value in item.choices or not item.from_list:
            return self.texts(f"choice.{kind.id}.{item.id}.{value}")
        return self.item(item.from_list, value)

    def item(self, name: str, value: str) -> str:
        """What a thing in a reference list is called; own words are themselves."""
        found = self.now.program.pack.lists.get(name, {}).get(value)
        if found is None:
            return self.value(value)
        return self.optional(f"list.{name}.{value}") or found.text

    def items(self, name: str) -> tuple[Option, ...]:
        """The things of a reference list that are still offered; the one for own words has no
        value."""
        found = self.now.program.pack.lists.get(name, {}).values()
        return tuple(
            Option("" if i.own_words else i.id, self.item(name, i.id)) for i in found if i.active
        )

    def order(self, entry: str) -> str:
        """Name and strength of an ordered drug; of another entry what its list shows first."""
        found = self.now.record.get(entry)
        if found is None:
            return entry
        parts = (self.value(found.fields.get(k)) for k in ("drug", "name", "strength"))
        named = " ".join(part for part in parts if part)
        return named or self.summary(found).split("\n")[0] or entry

    def summary(self, entry: Entry) -> str:
        """The fields that lists show, in order."""
        kind = self.now.program.pack.types[entry.type]
        names = kind.summary or tuple(kind.fields)
        parts = (self.field(kind, kind.fields[n], entry.fields.get(n)) for n in names)
        return "\n".join(part for part in parts if part)

    def problem(self, problem: Problem) -> str:
        """A problem in words, with the field's own name in it."""
        params = dict(problem.params)
        if "field" in params and "type" in params:
            params["field"] = self.texts(f"field.{params['type']}.{params['field']}")
        for name in ("low", "high", "value"):
            if name in params:
                params[name] = self.number(_short(params[name]))
        return self.texts(f"problem.{problem.code}", **params)

    def patient(self, patient: str) -> str:
        """A patient's name, family name first."""
        found = self.now.program.patients.get(patient)
        return found.name if found else ""

    def params(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Every value of a mapping drawn."""
        return {key: self.value(value) for key, value in data.items()}


def _short(value: Any) -> Any:
    found = number(value)
    if found is None:
        return value
    return int(found) if found == found.to_integral_value() else value
