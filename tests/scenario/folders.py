"""Copies of the small scenario that tests may change."""

import shutil
from pathlib import Path
from typing import Any

from simtrainer.record.yaml_source import read_yaml

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "resources" / "packs"
SMALL = Path(__file__).parent / "faulty" / "liten-vakt"
FILES = (
    "scenario.yaml",
    "world.yaml",
    "script.yaml",
    "proof.yaml",
    "variants.yaml",
    "text/nb.yaml",
)


def copy(into: Path) -> Path:
    """A copy of the small scenario, in a folder of its own name."""
    folder = into / SMALL.name
    shutil.copytree(SMALL, folder, dirs_exist_ok=True)
    return folder


def data_of(file: str) -> Any:
    """What a file of the small scenario says, as plain data."""
    return read_yaml(SMALL / file).data


def change(folder: Path, file: str, old: str, new: str) -> Path:
    """Put other letters where these stood, once."""
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    return folder
