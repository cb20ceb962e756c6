"""A scenario's folder, read and checked for shape; every fault keeps its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.record.pack_source import read_pack
from simtrainer.record.yaml_source import Source, checked, read_yaml
from simtrainer.scenario.shape import LANGUAGE, shape
from simtrainer.scenario.source import ProofSource, ScenarioSource, ScriptSource, WorldSource
from simtrainer.scenario.upgrade import upgraded_source


@dataclass(frozen=True, slots=True)
class Folder:
    """All source files of one scenario, each as a model and as a source with places."""

    name: str
    scenario: ScenarioSource
    world: WorldSource
    script: ScriptSource
    proof: ProofSource | None
    texts: Mapping[str, Source]
    pack: Mapping[str, Any]
    scenario_file: Source
    world_file: Source
    script_file: Source
    proof_file: Source | None
    people: Path
    """Where the book of invented people lies, for a world with a population."""


def read_folder(folder: Path, packs: Path, other_pack: str = "") -> Folder:
    """Read a scenario, with another screen pack than its own where one is named.

    Raises ``Problems`` with all faults of shape found in one go.
    """
    problems: list[Problem] = []
    name = folder.name

    def take(file: str, model: Any) -> tuple[Any, Source | None]:
        try:
            source = read_yaml(folder / file, f"{name}/{file}")
            source = upgraded_source(source, file.removesuffix(".yaml"))
            return checked(source, model), source
        except Problems as found:
            problems.extend(found.problems)
        except Problem as found:
            problems.append(found)
        return None, None

    scenario, scenario_file = take("scenario.yaml", ScenarioSource)
    world, world_file = take("world.yaml", WorldSource)
    script, script_file = take("script.yaml", ScriptSource)
    has_proof = (folder / "proof.yaml").exists()
    proof, proof_file = take("proof.yaml", ProofSource) if has_proof else (None, None)
    texts: dict[str, Source] = {}
    pack: Mapping[str, Any] = {}
    if scenario is not None and scenario_file is not None:
        texts = _texts(folder, name, scenario, problems)
        place = None if other_pack else scenario_file.place("pack")
        pack = _pack(packs, other_pack or scenario.pack, place, problems)
    if problems or scenario_file is None or world_file is None or script_file is None:
        raise Problems(problems)
    open_shapes = shape((scenario, scenario_file), (world, world_file), (script, script_file))
    if open_shapes:
        raise Problems(open_shapes)
    return Folder(
        name, scenario, world, script, proof, texts, pack,
        scenario_file, world_file, script_file, proof_file, packs.parent / "people",
    )  # fmt: skip


def _texts(
    folder: Path, name: str, scenario: ScenarioSource, problems: list[Problem]
) -> dict[str, Source]:
    texts = {}
    for language in filter(LANGUAGE.fullmatch, scenario.languages):
        file = f"text/{language}.yaml"
        try:
            source = read_yaml(folder / file, f"{name}/{file}")
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
