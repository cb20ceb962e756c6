"""A home-care morning to draw and to write in: ``tests/app/sone-ost``, compiled once."""

from functools import cache
from pathlib import Path

from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, Rig, other

FOLDER = Path(__file__).parent / "sone-ost"
NAME = FOLDER.name


@cache
def program(pack: str = "") -> bytes:
    """The compiled world, on its own pack or another."""
    packs = ROOT / "resources" / "packs"
    return compile_folder(FOLDER, packs, *([pack] if pack else []))[0]


def zone(minute: float = 0, pack: str = "") -> Rig:
    """A run that has begun, ``minute`` minutes in."""
    rig = Rig(programs={NAME: other(program(pack), NAME)})
    rig.start(NAME)
    if minute:
        rig.wait_to(minute)
    return rig
