"""The reference pages of the formats, made from the models that read them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from simtrainer.engine.conditions import CONDITIONS
from simtrainer.engine.matchers import MATCHERS
from simtrainer.record.calculators import DERIVED
from simtrainer.record.logic import LOGIC
from simtrainer.record.pack_model import (
    BANNER_CELLS,
    LISTING,
    OWN_COLUMNS,
    VIEW_KINDS,
    VIEW_TYPES,
    WARD_COLUMNS,
    ListsSource,
    PackSource,
)
from simtrainer.scenario.shape import STEP
from simtrainer.scenario.source import (
    ProofSource,
    ScenarioSource,
    ScriptSource,
    VariantsSource,
    WorldSource,
)

EXAMPLE = """\
format: 2
id: kommune-var
version: 1.0.0
extends: kommune-standard
lifecycles:
  outing:
    start: planned
    statuses:
      planned: {}
      done: {tone: good, end: true}
      called_off: {tone: warn, end: true}
    verbs:
      finish: {moves: {planned: done}}
      call_off: {moves: {planned: called_off}, reason: true, reasons: not_done}
types:
  note:
    fields:
      mood: {kind: choice, choices: [calm, uneasy], segmented: true}
  outing:
    lifecycle: outing
    icon: account-outline
    summary: [where, text]
    fields:
      where: {kind: choice, from_list: places, required: true}
      day: {kind: date, default: today}
      text: {kind: long, lines: 3}
modules:
  tasks:
    columns: [title, text, due]
  outings:
    view: table
    group: patient
    icon: account-outline
    types: [outing]
    forms: [outing]
    columns: [where, day, status]
    filters: [status]
    sort: [day]
"""
_CONDITIONS = {
    "entry": "the record holds such an entry: `type`, `patient`, `author`, `status`, `fields`, "
    "`cosigned`, `cosigner`, `linked_to`, `forbidden`, `count` (at_least, at_most, exactly)",
    "opened": "`{patient}`, `{entry}` or `{unassigned: true}` was opened; with `emergency: true`, "
    "by the emergency access",
    "acknowledged": "the entry with this id was acknowledged",
    "observed": "the observation with this id was made",
    "said": "`{dialogue, choice}`: one of these answers was given",
    "check": "`{id, state}`: a check is in one of these states",
    "beat": "the beat with this id has happened",
    "call": "`{dialogue, state}`: a call is in one of these states",
    "way": "`{branch, way}`: the script took this way",
    "value": "`{trajectory, parameter}` is `between`, `at_least`, `at_most` or `is`",
    "minutes_since": "so many minutes, `at_least` or `at_most`, since another condition came true",
    "within": "`that` came true within `minutes`, or `between` two, of `of` or of minute `from`",
    "order": "these conditions came true one after the other",
    "all": "every one of these holds",
    "any": "at least one of these holds",
    "not": "this does not hold",
}
_MATCHERS = {
    "one_of": "any of these values",
    "between": "a number from the first to the second",
    "after": "a time of day, this or later",
    "before": "a time of day, this or earlier",
    "pattern": "the text matches this regular expression",
    "mentions": "the text mentions every one of these concepts and does not deny them",
    "names": "the text has the words of these concepts, denied or not",
    "denies": "the text says that these concepts are not so",
    "avoids": "the text has none of these concepts",
    "isbar": "the parts of an ISBAR hold these concepts",
    "reading": "the number that an observation showed, give or take `within`",
    "filled": "something, or nothing, is written",
}

EXAMPLE_LISTS = """\
lists:
  places:
    items:
      garden: {}
      shop: {text: Butikken}
"""
EXAMPLE_TERMS = """\
field.note.mood: Humør
choice.note.mood.calm: Rolig
choice.note.mood.uneasy: Urolig
type.outing: Tur
type.outing.new: Ny tur
type.outing.sign: Lagre tur
field.outing.where: Hvor?
field.outing.day: Dag
field.outing.text: Hvordan gikk det?
list.places.garden: Hagen
status.outing.planned: Planlagt
status.outing.done: Gjennomført
status.outing.called_off: Avlyst
verb.outing.finish: Gjennomført
verb.outing.call_off: Avlys
module.outings: Turer
module.outings.empty: Ingen turer ennå.
"""
_KINDS = {
    "text": "one line",
    "long": "several lines (`lines`)",
    "number": "a number with `unit` and `step`; outside `min` and `max` it is refused, outside "
    "`soft_min` and `soft_max` it is asked about once",
    "choice": "one of `choices` or of a list (`from_list`)",
    "multi": "several of them",
    "date": "a day, written as 12.05.2026",
    "time": "a time of day, written as 07:30",
    "person": "a colleague; in a field called `cosigner`, the second signature",
    "entry": "another entry of the type `of`; of the same patient where one is open",
    "drug": "a thing from a list of drugs, or other words",
    "code": "a thing from a list of codes, or another code",
    "yesno": "yes or no",
    "file": "a document among those of a list",
}


def pack_page() -> str:
    """``resources/docs/pack-format.md``."""
    return "\n".join(
        [
            "# The screen pack format, number 2\n",
            (
                "This page is made by `simtrainer check --format pack`. A screen pack is a folder "
                "in `resources/packs` with `pack.yaml`, `terms/<language>.yaml` and, where it has "
                "reference lists, `lists.yaml`. Check it with "
                "`simtrainer check resources/packs/<id>`, and see which scenarios a change touches "
                "with `simtrainer check --against OLD_PACK NEW_PACK`.\n"
            ),
            "## A field, a module and a column of your own\n",
            (
                "A pack that extends another says only what is different. This one asks for the "
                "mood in a note, shows other columns of deviations, and has a module of its own, "
                "with a lifecycle and a list.\n"
            ),
            "1. Make the folder `resources/packs/kommune-var`.",
            "2. Write these three files in it.",
            (
                "3. Run `simtrainer check resources/packs/kommune-var`. It names what is wrong, "
                "where, and what to do."
            ),
            (
                "4. Run `simtrainer check --against resources/packs/kommune-standard "
                "resources/packs/kommune-var`. It lists the scenarios that need an edit."
            ),
            "5. Write `pack: kommune-var` in the `scenario.yaml` of a scenario, and play it.\n",
            "`pack.yaml`:\n",
            f"```yaml\n{EXAMPLE}```\n",
            "`lists.yaml`:\n",
            f"```yaml\n{EXAMPLE_LISTS}```\n",
            "`terms/nb.yaml`; `nn.yaml` and `en.yaml` say the same in their languages:\n",
            f"```yaml\n{EXAMPLE_TERMS}```\n",
            *_models(PackSource, ListsSource),
            *_named("Kinds of field (`kind`)", _KINDS),
            *_named("View kinds (`view`)", {name: _view(name) for name in VIEW_KINDS}),
            *_named(
                "Calculators (`calculator`)",
                {name: f"derives {_code(fields)}" for name, fields in DERIVED.items()},
            ),
            *_named(
                "Logic checks (`checks`)",
                {name: (check.__doc__ or "").strip() for name, check in LOGIC.items()},
            ),
            f"## Banner cells\n\n{_code(BANNER_CELLS)}\n",
            _TERMS,
        ]
    )


def scenario_page() -> str:
    """``resources/docs/scenario-format.md``."""
    return "\n".join(
        [
            "# The scenario format, number 1\n",
            (
                "This page is made by `simtrainer check --format scenario`. A scenario is a folder "
                "with `scenario.yaml`, `world.yaml`, `script.yaml`, `text/<language>.yaml` and, to "
                "prove that it can be won, `proof.yaml`. `variants.yaml` says what is otherwise "
                "when it is played again. A value that starts with `$` is a key in the texts. "
                "A text that sends somebody to a place on the screen takes its name from the "
                "screen pack: `[[term:module.inbox]]`. "
                "Minutes count from the start of the shift.\n"
            ),
            *_models(ScenarioSource, WorldSource, ScriptSource, ProofSource, VariantsSource),
            *_named("Conditions", {name: _CONDITIONS[name] for name in CONDITIONS}),
            *_named("Matchers of a field", {name: _MATCHERS[name] for name in MATCHERS}),
            f"## Steps (`do`)\n\n{_code(STEP)}\n",
        ]
    )


PAGES = {"pack": pack_page, "scenario": scenario_page}
"""Name of a format to what makes its page."""

_TERMS = """\
## Terms

`terms/<language>.yaml` is a flat list of words. `simtrainer check` tells which are missing.

| key | word for |
|---|---|
| `pack.title` | the pack |
| `type.<type>` | an entry type; `.new` over its form, `.sign` and `.about` on buttons |
| `note.<type>` | what stands under its form, where something must be said |
| `template.<list>.<item>` | a letter's text, with gaps such as `<patient.name>` |
| `status.<lifecycle>.<status>` | where an entry stands |
| `status.<lifecycle>.<status>.late` | the same after `late_minutes` |
| `verb.<lifecycle>.<verb>` | what can be done with it: the word on the button |
| `list.<list>.<item>` | a thing in a reference list that has no text there |
| `field.<type>.<field>` | a field; `ask.<type>.<field>` is a plain question beside it |
| `choice.<type>.<field>.<value>` | a choice |
| `module.<module>` | a module; `.empty` where it holds nothing yet |
| `section.<module>.<type>` | a heading over the entries of a type |
| `box.<module>.<box>` | a box of an inbox |
| `group.<group>` | a heading in the navigation |
| `filter.<module>.<type>` | a filter of a timeline; `.all` for all |
| `column.<module>.<column>` | a column of a ward list |
| `banner.<cell>` | a cell of the banner; `banner.cave` and `banner.cave.none` too |
"""


def _models(*roots: type[BaseModel]) -> Iterator[str]:
    """A section for each model, the roots first, each once."""
    shown: set[str] = set()
    for root in roots:
        schema = root.model_json_schema()
        for name, item in {root.__name__: schema, **schema.get("$defs", {})}.items():
            if name not in shown:
                shown.add(name)
                yield from _section(name, item)


def _section(name: str, item: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {_plain(name)}\n"
    yield f"{item.get('description', '')}\n".replace("``", "`")
    yield "| key | value | left out | meaning |\n|---|---|---|---|"
    must = item.get("required", ())
    for key, field in item.get("properties", {}).items():
        absent = "must be there" if key in must else _absent(field.get("default"))
        yield f"| `{key}` | {_value(field)} | {absent} | {field.get('description', '')} |"
    yield ""


def _plain(name: str) -> str:
    return name.removesuffix("Source")


def _absent(default: Any) -> str:
    empty = default is None or default in ("", [], {}) or isinstance(default, dict)
    return (
        "nothing" if empty else f"`{str(default).lower() if default in (True, False) else default}`"
    )


def _value(field: Mapping[str, Any]) -> str:
    """What may be written, in words."""
    if "$ref" in field:
        return f"{_plain(field['$ref'].rsplit('/', 1)[-1])} (below)"
    if "anyOf" in field or "allOf" in field:
        parts = [_value(p) for p in field.get("anyOf", field.get("allOf", ()))]
        return " or ".join(part for part in parts if part != "nothing")
    if "const" in field or "enum" in field:
        return _code(field.get("enum", [field.get("const")]))
    kind = field.get("type")
    if kind == "array":
        return f"list of {_value(field.get('items', {}))}"
    if kind == "object":
        patterns = list(field.get("patternProperties", {}).values())
        inner = patterns[0] if patterns else field.get("additionalProperties")
        return f"by name: {_value(inner)}" if isinstance(inner, dict) and inner else "by name"
    words = {"string": "text", "boolean": "true or false", "integer": "whole number"}
    limits = [
        f"{word} {field[part]:g}"
        for part, word in (
            ("minimum", "from"), ("exclusiveMinimum", "over"), ("maximum", "to"),
        )
        if part in field
    ]  # fmt: skip
    found = {**words, "number": "number", "null": "nothing"}.get(str(kind), "any value")
    return " ".join([found, *limits])


def _code(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _named(title: str, items: Mapping[str, str]) -> Iterator[str]:
    yield f"## {title}\n"
    yield "\n".join(f"- `{name}`: {told}" for name, told in items.items()) + "\n"


def _view(name: str) -> str:
    needs = [f"the types {_code(VIEW_TYPES[name])}"] if name in VIEW_TYPES else []
    if name in LISTING:
        needs.append("`types`")
    if name == "table":
        needs.append(f"`columns` among the fields of its types, {_code(OWN_COLUMNS)}")
    if name == "case":
        needs.append("`steps` among the statuses of its first type; the other types point at it")
    if name == "documents":
        needs.append("types with a `template`")
    if name == "ward_list":
        needs.append(f"`columns` among {_code(WARD_COLUMNS)}")
    return f"needs {', '.join(needs)}" if needs else "needs nothing more"
