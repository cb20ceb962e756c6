"""Cause, cure and an example for each code: on the command line and on the reference page.

The words stand in the texts under ``explain.<code>.cause``, ``.cure`` and ``.example``.
"""

from dataclasses import asdict, dataclass

from simtrainer.base.problem import Problem
from simtrainer.base.text import Texts
from simtrainer.scenario.lint.catalogue import CODES, WARNINGS


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is told about one code. ``example`` is YAML, or a command where that is the cure."""

    code: str
    level: str
    cause: str
    cure: str
    example: str

    def plain(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)

    def in_short(self, table: Texts) -> str:
        """One line of a list."""
        return f"{self.code}  {table(f'explain.level.{self.level}')}: {self.cause}"

    def in_full(self, table: Texts) -> str:
        """All of it, for a terminal."""
        head = f"{self.code} ({table(f'explain.level.{self.level}')})"
        example = "\n".join(f"    {line}" for line in self.example.splitlines())
        return f"{head}\n{self.cause}\n{self.cure}\n{example}"

    def on_page(self, table: Texts) -> str:
        """A section of the reference page."""
        level = table(f"explain.level.{self.level}")
        return (
            f"### `{self.code}`\n\n*{level}.* {self.cause}\n\n{self.cure}\n\n"
            f"```yaml\n{self.example}\n```\n"
        )


def known(table: Texts) -> list[str]:
    """Every code that has an explanation."""
    return [code for code in CODES if table.has(f"explain.{code}.cause")]


def explanation(code: str, table: Texts) -> Explanation:
    """One code's. Raises ``Problem("lint.code_unknown")``."""
    if not table.has(f"explain.{code}.cause"):
        raise Problem("lint.code_unknown", name=code)
    parts = [table(f"explain.{code}.{part}") for part in ("cause", "cure", "example")]
    return Explanation(code, "warning" if code in WARNINGS else "error", *parts)


def page(table: Texts) -> str:
    """The reference page, whole. It is generated, and a test compares."""
    sections: dict[str, list[str]] = {}
    for code in known(table):
        family = code.partition(".")[0]
        sections.setdefault(family, []).append(explanation(code, table).on_page(table))
    lines = [f"# {table('explain.page.title')}\n", f"{table('explain.page.intro')}\n"]
    for family, items in sections.items():
        lines += [f"## {table(f'explain.family.{family}')}\n", *items]
    return "\n".join(lines)
