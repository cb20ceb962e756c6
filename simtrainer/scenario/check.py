"""Everything that ``simtrainer check`` asks of one scenario folder."""

from collections.abc import Callable
from pathlib import Path

from simtrainer.base.problem import Problem
from simtrainer.engine.program import Program
from simtrainer.scenario.compile import compile_source, program_data
from simtrainer.scenario.files import Folder, read_folder
from simtrainer.scenario.lint import lint
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.prove import prove, prove_widely
from simtrainer.scenario.references import references
from simtrainer.scenario.survey import Survey
from simtrainer.scenario.variants import check_variants


def check_scenario(
    folder: Path,
    packs: Path,
    *,
    quick: bool = False,
    other_pack: str = "",
    told: Callable[[Survey], None] = lambda found: None,
) -> list[Problem]:
    """Errors and warnings: references first, then the linter, and where neither found an error,
    what the bots' runs show. ``quick`` plays only the runs of ``proof.yaml``;
    ``other_pack`` takes the place of the scenario's own; ``told`` is given what the wide proof
    showed.

    Raises ``Problems`` where the files cannot be read at all.
    """
    source = read_folder(folder, packs, other_pack)
    problems = seen(source)
    if errors(problems):
        return problems
    problems += check_variants(source, seen, program_data)
    if errors(problems):
        return problems
    program = Program(compile_source(source))
    problems += prove(source, program)
    return problems if quick or errors(problems) else problems + prove_widely(source, program, told)


def seen(source: Folder) -> list[Problem]:
    """What can be seen without playing it."""
    return references(source) or lint(source)


def find_errors(source: Folder) -> list[Problem]:
    """What keeps a scenario from being handed out; without playing it."""
    return errors(seen(source))
