"""Reads the program's own source for the text keys it draws and the problems it raises, with the
parameters it gives them, without running it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
GAP = re.compile(r"\{([a-z_]+)\}")
FAMILIES = ("app.", "problem.", "ui.", "view.", "cli.")


@dataclass(frozen=True)
class Use:
    """One place in the source that names a key; ``*`` in the key stands for what is filled in."""

    key: str
    params: frozenset[str]
    open_ended: bool
    """Parameters are also passed as a mapping, so that there may be more."""
    where: str


@cache
def trees() -> list[tuple[str, ast.Module]]:
    """Every module of the program, parsed once."""
    files = sorted((ROOT / "simtrainer").rglob("*.py"))
    return [(str(f.relative_to(ROOT)), ast.parse(f.read_text(encoding="utf-8"))) for f in files]


def literals(node: ast.AST) -> Iterator[str]:
    """What an expression may be: literals, f-strings with ``*`` in them, both arms of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else "*" for p in node.values)
        yield "".join(str(part) for part in parts)
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield file, node


def _is_problem(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "Problem"


def _uses(file: str, call: ast.Call, prefix: str) -> Iterator[Use]:
    named = frozenset(k.arg for k in call.keywords if k.arg)
    given = call.args[1] if len(call.args) > 1 else None  # Text(key, {…})
    if isinstance(given, ast.Dict):
        named |= {k.value for k in given.keys if isinstance(k, ast.Constant)}
    open_ended = any(k.arg is None for k in call.keywords) or (
        given is not None and (not isinstance(given, ast.Dict) or None in given.keys)
    )
    for key in literals(call.args[0]) if call.args else ():
        yield Use(prefix + key, named, open_ended, f"{file}:{call.lineno}")


@cache
def problems() -> list[Use]:
    """Every ``Problem(code, …)``."""
    return [
        use for file, call in _calls() if _is_problem(call) for use in _uses(file, call, "problem.")
    ]


@cache
def drawn() -> list[Use]:
    """Every call whose first argument is a text key of the interface."""
    uses = (u for file, call in _calls() if not _is_problem(call) for u in _uses(file, call, ""))
    return [use for use in uses if use.key.startswith(FAMILIES)]


@cache
def named() -> frozenset[str]:
    """Every text literal in the program, whole: what a table or a variable may hold as a key."""
    return frozenset(
        text for _, tree in trees() for node in ast.walk(tree) for text in literals(node)
    )


def fits(pattern: str, key: str) -> bool:
    """Whether a key may be what a literal with ``*`` becomes."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), key) is not None


def gaps(text: object) -> set[str]:
    """The parameters that a text needs, over all its plural forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in GAP.findall(str(form))}
