"""The interface's texts, read from ``resources/text``: JSON, so that the first frame needs no
YAML."""

import json

from simtrainer.base.problem import Problem, Problems
from simtrainer.base.text import Texts
from simtrainer.launch import places

REFERENCE = "nb"
LANGUAGES = {"nb": "Norsk bokmål", "nn": "Norsk nynorsk", "en": "English"}
"""Languages of the interface with their own names, the reference language first; each is one file
in ``resources/text``. Examples of code (``*.example``) stand in the reference language alone."""


def texts(language: str = REFERENCE) -> Texts:
    """The texts of a language, falling back to the reference language."""
    reference = Texts(REFERENCE, _table(REFERENCE))
    if language == REFERENCE or language not in LANGUAGES:
        return reference
    return Texts(language, _table(language), reference)


def with_hub(table: Texts) -> Texts:
    """The same texts with the hub's own on top; they travel with the hub, not the desktop."""
    path = places.resources() / "web" / "text" / f"{REFERENCE}.json"
    return table.with_table(json.loads(path.read_text(encoding="utf-8")))


def _table(language: str) -> dict[str, object]:
    path = places.resources() / "text" / f"{language}.json"
    table: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return table


def in_words(problem: Problem, table: Texts) -> str:
    """What happened and what to do. A code without words is shown as itself with its details."""
    key = f"problem.{problem.code}"
    if not table.has(key):
        details = ", ".join(f"{name}={value}" for name, value in problem.params.items())
        return f"{problem.code} ({details})" if details else problem.code
    return table(key, **problem.params)


def lines(found: Problem | Problems, table: Texts) -> list[str]:
    """One line for each problem: ``file:line:column code message``."""
    problems = found.problems if isinstance(found, Problems) else [found]
    return [
        " ".join(filter(None, (str(p.place or ""), p.code, in_words(p, table)))) for p in problems
    ]


SHOWN = 3
"""Problems of a long list that are told on the screen; the rest stand on standard error."""


def in_short(found: Problem | Problems, table: Texts) -> str:
    """For the screen: what happened and what to do, and where where it is a place in a file."""
    problems = found.problems if isinstance(found, Problems) else [found]
    told = [
        f"{in_words(p, table)}\n{p.place}" if p.place else in_words(p, table)
        for p in problems[:SHOWN]
    ]
    return "\n\n".join(told)
