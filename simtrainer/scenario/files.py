"""A scenario's folder, read and checked for shape; every fault keeps its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.record.pack_source import read_pack
from simtrainer.record.yaml_source import Source, checked, read_yaml
from simtrainer.scenario.shape import LANGUAGE, shape
from simtrainer.scenario.slots import Values, filled_in, with_terms
from simtrainer.scenario.source import (
    ProofSource,
    ScenarioSource,
    ScriptSource,
    VariantsSource,
    WorldSource,
)
from simtrainer.scenario.upgrade import upgraded_source

VARIANTS = "variants.yaml"
MODELS: Mapping[str, Any] = {
    "scenario.yaml": ScenarioSource,
    "world.yaml": WorldSource,
    "script.yaml": ScriptSource,
    "proof.yaml": ProofSource,
    VARIANTS: VariantsSource,
}
MAY_LACK = frozenset({"proof.yaml", VARIANTS})


@dataclass(frozen=True, slots=True)
class Folder:
    """All source files of one scenario, each as a model and as a source with places."""

    name: str
    scenario: ScenarioSource
    world: WorldSource
    script: ScriptSource
    proof: ProofSource | None
    variants: VariantsSource | None
    texts: Mapping[str, Source]
    pack: Mapping[str, Any]
    scenario_file: Source
    world_file: Source
    script_file: Source
    proof_file: Source | None
    people: Path
    """Where the book of invented people lies, for a world with a population."""
    written: "Written"
    """The files as they were written, with what they leave to the variants."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files as they were read: by name, and the texts by language."""

    name: str
    files: Mapping[str, Source]
    texts: Mapping[str, Source]


def read_folder(folder: Path, packs: Path, other_pack: str = "") -> Folder:
    """Read a scenario, with another screen pack than its own where one is named.

    Raises ``Problems`` with all faults of shape found in one go.
    """
    problems: list[Problem] = []
    files = _files(folder, problems)
    variants = _model(files.get(VARIANTS), VariantsSource, problems)
    if variants is None and VARIANTS in files:
        raise Problems(problems)  # without its values every slot would be told as a fault too
    values = {axis: sets[0] for axis, sets in variants.values.items()} if variants else {}
    filled, models = _models(files, values, problems)
    head: ScenarioSource | None = models["scenario.yaml"]
    texts: dict[str, Source] = {}
    pack: Mapping[str, Any] = {}
    if head is not None:
        texts = _texts(folder, head, problems)
        place = None if other_pack else filled["scenario.yaml"].place("pack")
        pack = _pack(packs, other_pack or head.pack, place, problems)
    if problems:
        raise Problems(problems)
    written = Written(folder.name, files, _worded(texts, pack))
    return _folder(written, filled, models, values, variants, pack, packs.parent / "people")


def refilled(source: Folder, written: Written, values: Values) -> Folder:
    """The same scenario with other values, and of other files where names are changed too.

    Raises ``Problems`` where the values do not do in their places.
    """
    problems: list[Problem] = []
    filled, models = _models(written.files, values, problems)
    if problems:
        raise Problems(problems)
    return _folder(written, filled, models, values, source.variants, source.pack, source.people)


def _files(folder: Path, problems: list[Problem]) -> dict[str, Source]:
    """Every file that is there, in its newest format. Some may be missing."""
    found = {}
    for file in MODELS:
        if file in MAY_LACK and not (folder / file).exists():
            continue
        try:
            source = read_yaml(folder / file, f"{folder.name}/{file}")
            found[file] = upgraded_source(source, file.removesuffix(".yaml"))
        except Problem as problem:
            problems.append(problem)
    return found


def _models(
    files: Mapping[str, Source], values: Values, problems: list[Problem]
) -> tuple[dict[str, Source], dict[str, Any]]:
    """Each file with its slots filled, and as a model; None where it is missing or at fault."""
    filled: dict[str, Source] = {}
    models: dict[str, Any] = dict.fromkeys(MODELS)
    for file, source in files.items():
        if file == VARIANTS:
            continue
        try:
            filled[file] = filled_in(source, values)
            models[file] = checked(filled[file], MODELS[file])
        except Problems as found:
            problems.extend(found.problems)
    return filled, models


def _model(source: Source | None, model: Any, problems: list[Problem]) -> Any:
    if source is None:
        return None
    try:
        return checked(source, model)
    except Problems as found:
        problems.extend(found.problems)
    return None


def _folder(
    written: Written,
    filled: Mapping[str, Source],
    models: Mapping[str, Any],
    values: Values,
    variants: VariantsSource | None,
    pack: Mapping[str, Any],
    people: Path,
) -> Folder:
    """All of it together. Raises ``Problems`` for faults of shape that the models let through."""
    judged = ("scenario.yaml", "world.yaml", "script.yaml")
    open_shapes = shape(*((models[file], filled[file]) for file in judged))
    if open_shapes:
        raise Problems(open_shapes)
    texts = {lang: filled_in(table, values, lang) for lang, table in written.texts.items()}
    head, world, script = judged
    return Folder(
        written.name, models[head], models[world], models[script], models["proof.yaml"], variants,
        texts, pack, filled[head], filled[world], filled[script], filled.get("proof.yaml"), people,
        written,
    )  # fmt: skip


def _texts(folder: Path, scenario: ScenarioSource, problems: list[Problem]) -> dict[str, Source]:
    texts = {}
    for language in filter(LANGUAGE.fullmatch, scenario.languages):
        file = f"text/{language}.yaml"
        try:
            source = read_yaml(folder / file, f"{folder.name}/{file}")
        except Problem as found:
            problems.append(found)
            continue
        if not isinstance(source.data, dict):
            problems.append(Problem("source.text", place=source.place(), key=file))
            continue
        for key, value in source.data.items():
            if not isinstance(value, str):
                problems.append(Problem("source.text", place=source.place(key), key=key))
        texts[language] = source
    return texts


def _worded(texts: Mapping[str, Source], pack: Mapping[str, Any]) -> dict[str, Source]:
    """The texts with the pack's words in them: of its first language where it lacks one, as on
    the screen. Raises ``Problems``."""
    terms = pack["terms"]
    first = next(iter(terms.values()))
    return {lang: with_terms(table, terms.get(lang, first)) for lang, table in texts.items()}


def _pack(
    packs: Path, name: str, place: Place | None, problems: list[Problem]
) -> Mapping[str, Any]:
    folder = {found.parent.name: found.parent for found in packs.glob("*/pack.yaml")}.get(name)
    if folder is None:
        problems.append(Problem("pack.unknown", place=place, pack=name))
        return {}
    try:
        return read_pack(folder)
    except Problems as found:
        problems.extend(found.problems)
    except Problem as single:
        problems.append(single)
    return {}
