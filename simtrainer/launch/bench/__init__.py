"""Figures beside their floors, measured in the same run. ``BENCHES`` names them all.

A figure is a ratio to what the bare machine does in the same minute, so that it means the same
on a slow loaned PC and on a fast one. Tests never time anything; this does.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

from simtrainer.base.problem import Problem
from simtrainer.launch.bench.figure import Figure

BENCHES: Mapping[str, str] = {
    "start": "simtrainer.launch.bench.start",
    "action": "simtrainer.launch.bench.action",
    "pages": "simtrainer.launch.bench.pages",
    "endurance": "simtrainer.launch.bench.endurance",
    "record": "simtrainer.launch.bench.record",
    "engine": "simtrainer.launch.bench.engine",
    "script": "simtrainer.launch.bench.script",
    "prove": "simtrainer.launch.bench.prove",
    "hub": "simtrainer.launch.bench.hub",
    "bundle": "simtrainer.launch.bench.bundle",
}
"""Name to the module whose ``run`` measures it; imported only when it is asked for."""


def bench(name: str) -> list[Figure]:
    """Measure one. Raises ``Problem`` in a bundle, which has no floors to measure against."""
    if getattr(sys, "frozen", False):
        raise Problem("bench.checkout")
    run: Callable[[], list[Figure]] = import_module(BENCHES[name]).run
    return run()
