"""What the README names exists: commands and their options, folders, files and make's goals."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from simtrainer.launch.commands import app
from tests.house.tracked import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines()]
CALLS = [line for line in LINES if line.startswith("simtrainer ")]


def named(line: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each (path of commands, long options) that a line of the README names; ``a|b`` is two."""
    call = re.split(r"\s{2,}|\s#", line.removeprefix("simtrainer "))[0]
    options = re.findall(r"(?<![\w-])--[a-z-]+", call)
    words = []
    for word in call.split():
        if not re.fullmatch(r"[a-z][a-z|-]*", word):
            break
        words.append(word.split("|"))
    family, rest = words[0] if words else [""], words[1:]
    for first in family:
        for second in rest[0] if rest else [""]:
            yield [word for word in (first, second) if word], options


def command(path: list[str]) -> Any:
    """The command of that path, as typer has it; a word after the command is an argument."""
    found: Any = typer.main.get_command(app)
    for word in path:
        if not hasattr(found, "commands"):
            return found
        found = found.commands.get(word)
    return found


NAMED = [(path, options) for line in CALLS for path, options in named(line) if path]


def test_the_readme_names_commands() -> None:
    assert {"demo", "check", "station", "hub", "bench"} <= {path[0] for path, _ in NAMED}


@pytest.mark.parametrize(("path", "options"), NAMED, ids=lambda value: " ".join(value))
def test_each_command_exists_with_its_options(path: list[str], options: list[str]) -> None:
    found = command(path)
    assert found is not None
    known = {flag for param in found.params for flag in (*param.opts, *param.secondary_opts)}
    assert set(options) <= known


def test_each_command_is_named() -> None:
    top: Any = typer.main.get_command(app)
    assert set(top.commands) <= {path[0] for path, _ in NAMED}


def test_each_goal_of_make_exists() -> None:
    goals = set(
        re.findall(r"\bmake ([a-z]+)", "\n".join([*LINES, *re.findall(r"`[^`]+`", README)]))
    )
    assert goals >= {"demo", "test"}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [goal for goal in goals if not re.search(rf"^{goal}:", makefile, re.MULTILINE)] == []


def test_each_folder_and_file_exists() -> None:
    """In the table of folders, in links and pictures, and where a file is named in the text."""
    told = re.findall(r"^\| `([^`]+)` \|", README, flags=re.MULTILINE)
    told += re.findall(r"\]\((?!https?:)([^)]+)\)", README)
    told += re.findall(r"`((?:resources|installer|scenarios)/[^`<]+|LICENSE|[\w.]+\.toml)`", README)
    assert len(told) > 10
    assert [name for name in told if not (ROOT / name).exists()] == []
