"""Everything that ``simtrainer check`` asks of one scenario folder."""

from pathlib import Path

from simtrainer.base.problem import Problem
from simtrainer.engine.program import Program
from simtrainer.scenario.compile import compile_source
from simtrainer.scenario.files import Folder, read_folder
from simtrainer.scenario.lint import lint
from simtrainer.scenario.lint.catalogue import errors
from simtrainer.scenario.prove import prove
from simtrainer.scenario.references import references


def check_scenario(folder: Path, packs: Path) -> list[Problem]:
    """Errors and warnings: references first, then the linter, and where neither found an error,
    what the bots' runs show.

    Raises ``Problems`` where the files cannot be read at all.
    """
    source = read_folder(folder, packs)
    problems = references(source) or lint(source)
    if errors(problems):
        return problems
    return problems + prove(source, Program(compile_source(source)))


def find_errors(source: Folder) -> list[Problem]:
    """What keeps a scenario from being handed out; without playing it."""
    return references(source) or errors(lint(source))
