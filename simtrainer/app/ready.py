"""Is this PC ready for a session? What was looked at, how it stands, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from simtrainer.app.views.ready import ReadyLine, ReadyView
from simtrainer.base.text import Text, Texts

State = Literal["good", "warn", "bad"]
CHECKS = ("screen", "sound", "disk", "clock", "network", "people", "version", "battery")
"""What is looked at, in the order it is shown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands. ``cure`` says what to do where it is not good."""

    check: str
    state: State
    found: Text
    cure: Text | None = None


CheckUp = Callable[[Callable[[list[Finding]], None]], None]
"""Starts looking, and hands the findings to what it is given when they are there."""


def overall(findings: list[Finding]) -> State:
    """As good as the worst; a warning stops nobody."""
    states = {finding.state for finding in findings}
    return "bad" if "bad" in states else "warn" if "warn" in states else "good"


def view(texts: Texts, findings: list[Finding] | None) -> ReadyView:
    """The page; ``findings`` are None while they are looked for."""
    if findings is None:
        return ReadyView("wait", texts("app.ready.wait"), ())
    state = overall(findings)
    lines = tuple(
        ReadyLine(
            check=finding.check,
            state=finding.state,
            name=texts(f"app.ready.name.{finding.check}"),
            found=texts(finding.found),
            cure=texts(finding.cure) if finding.cure is not None else "",
        )
        for finding in findings
    )
    return ReadyView(state, texts(f"app.ready.{state}"), lines)
