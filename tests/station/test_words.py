"""Each problem of the station has words, and the words ask for nothing that it does not tell."""

import ast
import json
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = json.loads((ROOT / "resources" / "text" / "nb.json").read_text(encoding="utf-8"))


def raised() -> Iterator[tuple[str, set[str] | None]]:
    """Code and parameters of each problem made in the station; None where they are computed."""
    for path in (ROOT / "simtrainer" / "station").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                code = node.args[0]
                names = {word.arg for word in node.keywords}
                told = None if None in names else {name for name in names if name is not None}
                if isinstance(code, ast.Constant):
                    yield str(code.value), told


def codes_in_tables() -> set[str]:
    """Codes that stand in tables or are passed on."""
    found = set()
    for path in (ROOT / "simtrainer" / "station").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                family, dot, rest = node.value.partition(".")
                if dot and family in ("upload", "store") and rest.isidentifier():
                    found.add(node.value)
    return found - {"store.made", "store.suspect", "store.sqlite3"}


@pytest.mark.parametrize("code", sorted({code for code, _ in raised()} | codes_in_tables()))
def test_there_are_words(code: str) -> None:
    assert f"problem.{code}" in WORDS


@pytest.mark.parametrize(("code", "told"), sorted(
    (code, sorted(told)) for code, told in raised() if told is not None
))  # fmt: skip
def test_the_words_ask_for_what_is_told(code: str, told: list[str]) -> None:
    words = WORDS[f"problem.{code}"]
    texts = words.values() if isinstance(words, dict) else [words]
    gaps = {gap for text in texts for _, gap, _, _ in string.Formatter().parse(text) if gap}
    assert gaps <= set(told)
