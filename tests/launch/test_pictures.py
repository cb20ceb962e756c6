"""Pictures of the modules: all are planned, the page shows them, and those it shows are there."""

import re
from functools import cache

from simtrainer.launch import places
from simtrainer.launch.pictures import Shot, page_of, planned, scenarios, terms
from simtrainer.record.pack_source import read_pack

DOCS = places.resources() / "docs"


@cache
def shots() -> list[Shot]:
    return list(planned())


def test_every_module_of_every_pack_is_pictured() -> None:
    packs = places.resources() / "packs"
    for folder in (file.parent for file in packs.glob("*/pack.yaml")):
        pictured = {shot.module for shot in shots() if shot.pack == folder.name}
        assert pictured == set(read_pack(folder)["modules"])


def test_a_patients_module_has_one_of_the_trainees_own_patients_open() -> None:
    for shot in shots():
        assert shot.scenario in scenarios()
        assert bool(shot.patient) == (shot.module in _of_patients(shot.pack))


@cache
def _of_patients(pack: str) -> set[str]:
    modules = read_pack(places.resources() / "packs" / pack)["modules"]
    return {name for name, module in modules.items() if module["group"] == "patient"}


def test_the_page_names_each_module_in_the_words_of_its_pack() -> None:
    words = terms()
    page = page_of(shots(), words)
    for shot in shots():
        name = words[shot.pack][f"module.{shot.module}"]
        assert f"![{name}](modules/{shot.pack}/{shot.module}.png)" in page


def test_what_the_page_shows_is_there() -> None:
    page = (DOCS / "modules.md").read_text("utf-8")
    shown = re.findall(r"\((modules/[^)]+)\)", page)
    assert len(shown) > 20
    assert [path for path in shown if not (DOCS / path).is_file()] == []
