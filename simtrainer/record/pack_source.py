"""What a screen pack's author writes: pydantic models of ``pack.yaml`` and its terms, format 1.

The field descriptions become the generated reference page, so they are written for its reader.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.calculators import CALCULATORS, DERIVED
from simtrainer.record.pack import LIFECYCLES
from simtrainer.record.pack_layers import base_of, laid_over, terms_over
from simtrainer.record.yaml_source import Source, checked, read_yaml

FORMAT = 1
VIEW_KINDS = (
    "ward_list", "overview", "timeline", "measurement", "medication", "inbox", "table", "care_plan",
)  # fmt: skip
VIEW_TYPES = {
    "measurement": ("news2",),
    "medication": ("prescription", "administration"),
    "care_plan": ("plan", "plan_evaluation"),
}
"""Entry types that a view kind reads by name."""
WARD_COLUMNS = ("room", "name", "age", "last", "marks")
BANNER_CELLS = ("contact", "consent", "treatment")
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldSource(_Model):
    """One field of an entry type."""

    kind: Literal[
        "text", "long", "number", "choice", "multi", "date", "time", "person", "entry", "drug",
        "code", "yesno", "file",
    ] = Field(description="What may be written here")  # fmt: skip
    required: bool = Field(False, description="Must be filled in before signing")
    required_when: dict[Name, Any] = Field({}, description="Required when other fields are so")
    visible_when: dict[Name, Any] = Field({}, description="Shown only when other fields are so")
    choices: list[str] = Field([], description="Ids of the choices; labels are terms")
    unit: str = Field("", description="Unit shown after a number")
    min: float | None = Field(None, description="Lowest value that can be saved")
    max: float | None = Field(None, description="Highest value that can be saved")
    soft_min: float | None = Field(None, description="Below this the record asks once")
    soft_max: float | None = Field(None, description="Above this the record asks once")
    decimals: int = Field(0, ge=0, le=3, description="Decimals of a number")
    default: Any = Field(None, description="Value of a new form")
    lines: int = Field(1, ge=1, le=12, description="Height of a long text")
    segmented: bool = Field(False, description="Draw the choices as segments")
    half: bool = Field(False, description="May share a row with the next half field")
    of: str = Field("", description="Entry type that an entry field points at")
    only: dict[Name, Any] = Field({}, description="Offer only entries whose fields are so")
    form: bool = Field(True, description="False for a field that no form shows")


class TypeSource(_Model):
    """One entry type."""

    lifecycle: Literal["signed", "message", "task"] = Field(description="How an entry lives")
    icon: str = Field("", description="Name of an mdi6 icon")
    summary: list[Name] = Field([], description="Fields that lists show, in this order")
    calculator: str = Field("", description="Named calculator of derived fields")
    fields: dict[Name, FieldSource] = Field(description="The fields in the order of the form")
    order: list[Name] = Field([], description="Fields that come first; the others follow")


class ModuleSource(_Model):
    """One place in the navigation."""

    view: Literal[VIEW_KINDS] = Field(description="How it is drawn")  # type: ignore[valid-type]
    group: str = Field("", description="Heading in the navigation; patient needs an open patient")
    icon: str = Field("", description="Name of an mdi6 icon")
    types: list[Name] = Field([], description="Entry types it shows")
    forms: list[Name] = Field([], description="Entry types that can be made here")
    columns: list[str] = Field([], description="Columns of a table or ward list")
    filters: list[str] = Field([], description="Filters of a timeline: entry types")


class Banner(_Model):
    """The strip with whose record it is."""

    cells: list[Literal[BANNER_CELLS]] = Field(description="Cells from left")  # type: ignore[valid-type]


class PackSource(_Model):
    """``pack.yaml``."""

    format: Literal[1] = Field(description="Number of the format")
    id: Id = Field(description="The name of the pack's folder")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    extends: str | None = Field(
        None,
        description="Id of another pack. Only what is to be different is then written here: "
        "types, fields and modules are put together by name, everything else is replaced, and an "
        "empty value takes away",
    )
    languages: Annotated[list[str], Field(min_length=1)] = Field(
        description="One file of terms for each; with extends, the words that differ"
    )
    navigation: Literal["left_tree", "top_tabs", "ribbon"] = Field(
        "left_tree", description="Where the modules stand: a tree at the left, or tabs at the top"
    )
    banner: Banner = Field(description="Whose record it is")
    types: dict[Name, TypeSource] = Field(description="The entry types by id")
    modules: Annotated[dict[Name, ModuleSource], Field(min_length=1)] = Field(
        description="The modules by id, in the order of the navigation"
    )
    order: list[Name] = Field([], description="Modules that come first; the others follow")


class _Read(NamedTuple):
    """A pack's files with those of the packs it extends under them."""

    source: Source
    pack: PackSource
    terms: Mapping[str, Source]


def read_pack(folder: Path, name: str = "") -> dict[str, Any]:
    """A pack as the plain data that goes into a program.

    Packs that it extends stand in folders beside it. Raises ``Problems`` with every fault at its
    place; a pack with faults never half-loads.
    """
    pack, terms = _read(folder, name or folder.name, ())[1:]
    data = pack.model_dump(mode="json", exclude_defaults=False)
    for kind in data["types"].values():
        kind["fields"] = _in_order(kind["fields"], kind.pop("order"))
    return {
        "id": pack.id,
        "version": pack.version,
        "navigation": pack.navigation,
        "banner": data["banner"]["cells"],
        "types": data["types"],
        "modules": _in_order(data["modules"], pack.order),
        "terms": {lang: dict(found.data) for lang, found in terms.items()},
    }


def _in_order(items: Mapping[str, Any], order: list[str]) -> dict[str, Any]:
    return {name: items[name] for name in (*order, *items)}


def _read(folder: Path, name: str, above: tuple[str, ...]) -> _Read:
    """A pack that is right, and so is every pack under it."""
    source = read_yaml(folder / "pack.yaml", f"{name}/pack.yaml")
    base = base_of(source, folder, above)
    below = None if base is None else _read(base, base.name, (*above, folder.name))
    if below is not None:
        source = laid_over(below.source, source)
    pack = checked(source, PackSource)
    known = {} if below is None else below.terms
    terms = {lang: _terms(folder, name, lang, known.get(lang)) for lang in pack.languages}
    problems = _structure(source, pack) or _terms_missing(pack, terms)
    if problems:
        raise Problems(problems)
    return _Read(source, pack, terms)


def _terms(folder: Path, name: str, language: str, below: Source | None) -> Source:
    """A language's words, over those of the pack under; it may have none of its own."""
    path = folder / "terms" / f"{language}.yaml"
    if below is not None and not path.exists():
        return below
    found = read_yaml(path, f"{name}/terms/{language}.yaml")
    for key, value in found.data.items():
        if not isinstance(value, str):
            raise Problem("source.text", place=found.place(key), key=key)
    return terms_over(below, found)


def _structure(source: Source, pack: PackSource) -> list[Problem]:
    found = []
    for kind, item in pack.types.items():
        at = ("types", kind)
        if item.calculator and item.calculator not in CALCULATORS:
            place = source.place(*at, "calculator")
            found.append(Problem("pack.no_calculator", place=place, name=item.calculator))
        found += _unknown_fields(source, pack, kind)
        if item.lifecycle not in LIFECYCLES:
            found.append(Problem("pack.no_lifecycle", place=source.place(*at, "lifecycle")))
    for module in pack.modules:
        found += _module_types(source, pack, module) + _module_columns(source, pack, module)
    for index, module in enumerate(pack.order):
        if module not in pack.modules:
            place = source.place("order", index)
            found.append(Problem("pack.no_module", place=place, module=module))
    first = next(iter((*pack.order, *pack.modules)))
    if first in pack.modules and pack.modules[first].group == "patient":
        found.append(Problem("pack.first_module", place=source.place("modules", first)))
    return found


def _module_types(source: Source, pack: PackSource, module: str) -> list[Problem]:
    entry, found = pack.modules[module], []
    for list_name in ("types", "forms", "filters"):
        for index, kind in enumerate(getattr(entry, list_name)):
            if kind not in pack.types:
                place = source.place("modules", module, list_name, index)
                found.append(Problem("pack.no_type", place=place, type=kind))
    needed = VIEW_TYPES.get(entry.view, ())
    missing = [kind for kind in needed if kind not in pack.types]
    if entry.view in ("table", "timeline", "inbox") and not entry.types:
        missing.append("")
    place = source.place("modules", module)
    return found + [Problem("pack.no_type", place=place, type=kind) for kind in missing]


def _module_columns(source: Source, pack: PackSource, module: str) -> list[Problem]:
    entry = pack.modules[module]
    if entry.view not in ("table", "ward_list"):
        return []
    if not entry.columns:
        place = source.place("modules", module)
        return [Problem("pack.no_columns", place=place, module=module)]
    known = set(WARD_COLUMNS)
    if entry.view == "table":
        known = {"patient", "cosigner"}
        for kind in (pack.types[name] for name in entry.types if name in pack.types):
            known |= {*kind.fields, *DERIVED.get(kind.calculator, ())}
    return [
        Problem(
            "pack.no_column", place=source.place("modules", module, "columns", index), column=name
        )
        for index, name in enumerate(entry.columns)
        if name not in known
    ]


def _unknown_fields(source: Source, pack: PackSource, kind: str) -> list[Problem]:
    item, found = pack.types[kind], []
    for part in ("summary", "order"):
        for index, name in enumerate(getattr(item, part)):
            if name not in item.fields:
                place = source.place("types", kind, part, index)
                found.append(Problem("pack.no_field", place=place, type=kind, field=name))
    for name, field in item.fields.items():
        for rule in ("required_when", "visible_when"):
            for other in getattr(field, rule):
                if other not in item.fields:
                    place = source.place("types", kind, "fields", name, rule, other)
                    found.append(Problem("pack.no_field", place=place, type=kind, field=other))
        if field.kind == "choice" and not field.choices:
            place = source.place("types", kind, "fields", name)
            found.append(Problem("pack.no_choices", place=place, field=name))
        if field.of and field.of not in pack.types:
            place = source.place("types", kind, "fields", name, "of")
            found.append(Problem("pack.no_type", place=place, type=field.of))
    return found


def term_keys(pack: PackSource) -> list[str]:
    """Every term that a language must have for this pack."""
    keys = []
    for kind, item in pack.types.items():
        keys.append(f"type.{kind}")
        for name, field in item.fields.items():
            keys.append(f"field.{kind}.{name}")
            keys += [f"choice.{kind}.{name}.{value}" for value in field.choices]
    for module, entry in pack.modules.items():
        keys += _module_keys(module, entry)
    keys += ["banner.cave", "banner.cave.none", *(f"banner.{c}" for c in pack.banner.cells)]
    return list(dict.fromkeys(keys))


def _module_keys(module: str, entry: ModuleSource) -> list[str]:
    keys = [f"module.{module}", *(f"type.{kind}.new" for kind in entry.forms)]
    if entry.group:
        keys.append(f"group.{entry.group}")
    if entry.view not in ("overview", "measurement"):
        keys.append(f"module.{module}.empty")
    if entry.view == "timeline":
        keys += [f"filter.{module}.{name}" for name in ("all", *entry.filters)]
    kind = f"field.{entry.types[0]}" if entry.view == "table" else f"column.{module}"
    return keys + [f"{kind}.{name}" for name in entry.columns]


def _terms_missing(pack: PackSource, terms: dict[str, Source]) -> list[Problem]:
    return [
        Problem("pack.no_term", place=source.place(), key=key, language=language)
        for language, source in terms.items()
        for key in term_keys(pack)
        if key not in source.data
    ]
