"""The linter: what can be seen to be wrong with a scenario without playing it.

``RULES`` is the extension point: each rule reads a ``Subject`` and yields ``Problem``s at their
places. How grave a code is stands in ``lint.catalogue``; its cause, cure and example stand in the
texts under ``explain.<code>``.
"""

from collections.abc import Callable, Iterator

from simtrainer.base.problem import Problem
from simtrainer.scenario.files import Folder
from simtrainer.scenario.lint.conditions import conditions
from simtrainer.scenario.lint.dialogues import dialogues
from simtrainer.scenario.lint.entries import entries
from simtrainer.scenario.lint.manifest import manifest
from simtrainer.scenario.lint.overlap import overlap
from simtrainer.scenario.lint.people import people
from simtrainer.scenario.lint.points import points
from simtrainer.scenario.lint.reach import unreachable
from simtrainer.scenario.lint.steps import steps
from simtrainer.scenario.lint.subject import Subject
from simtrainer.scenario.lint.texts import texts
from simtrainer.scenario.lint.timing import timing
from simtrainer.scenario.lint.variants import variants

Rule = Callable[[Subject], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    manifest,
    people,
    entries,
    dialogues,
    timing,
    unreachable,
    conditions,
    overlap,
    points,
    steps,
    texts,
    variants,
)


def lint(source: Folder) -> list[Problem]:
    """Everything the rules find in sources whose shape and references hold; by place."""
    subject = Subject(source)
    order = {source.scenario_file.file: 0, source.world_file.file: 1, source.script_file.file: 2}
    found = [problem for rule in RULES for problem in rule(subject)]

    def key(problem: Problem) -> tuple[int, str, int, int]:
        place = problem.place
        assert place is not None, problem.code
        return order.get(place.file, 3), place.file, place.line, place.column

    return sorted(found, key=key)
