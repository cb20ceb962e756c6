"""Every code that can be found is explained, in words that are easy to read, and on the page."""

import ast
import json
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.scenario.lint.catalogue import CODES, WARNINGS
from simtrainer.scenario.lint.explain import explanation, known, page
from simtrainer.scenario.reading import reading

ROOT = Path(__file__).parents[2]
TABLE = json.loads((ROOT / "resources" / "text" / "nb.json").read_text(encoding="utf-8"))
TEXTS = Texts("nb", TABLE)


def codes_in_code() -> set[str]:
    """String constants of the linter that are codes."""
    room = ROOT / "simtrainer" / "scenario"
    rooms = (*(room / "lint").glob("*.py"), room / "shape.py", room / "upgrade.py")
    found = set()
    for path in rooms:
        if path.name != "catalogue.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and str(node.value).startswith("lint."):
                    found.add(node.value)
    return found - {"lint.code_unknown"}


def test_the_catalogue_names_what_the_linter_says_and_nothing_else() -> None:
    assert {code for code in CODES if code.startswith("lint.")} == codes_in_code()
    assert set(CODES) > WARNINGS
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_words_for_people(code: str) -> None:
    assert TEXTS.has(f"problem.{code}")
    found = explanation(code, TEXTS)
    assert found.cause and found.cure and found.example
    assert reading([found.cause, found.cure]).lix <= 55


def test_all_words_together_are_easy_to_read() -> None:
    said = [TABLE[f"explain.{code}.{part}"] for code in CODES for part in ("cause", "cure")]
    assert reading(said).lix <= 35


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        explanation("lint.nothing", TEXTS)
    assert caught.value.code == "lint.code_unknown"


def test_the_list_has_every_code() -> None:
    assert known(TEXTS) == list(CODES)


def test_the_page_is_up_to_date() -> None:
    """Mend with ``simtrainer check --page > resources/docs/lint.md``."""
    written = (ROOT / "resources" / "docs" / "lint.md").read_text(encoding="utf-8")
    assert written == page(TEXTS)
