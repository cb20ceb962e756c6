"""A picture of every module of every screen pack, and the page that shows them.

``make pictures`` runs this. The modules are read from the packs, so a new one is pictured without
anything being changed here. Each is drawn by the app itself, in the shipped scenario that has most
to show in it.
"""

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simtrainer.app import commands as c
from simtrainer.engine.program import Program
from simtrainer.launch import places
from simtrainer.record.access import first_reason
from simtrainer.record.pack import Module, Pack

if TYPE_CHECKING:
    from simtrainer.launch.desktop_app import Station

WIDTH, HEIGHT = 1440, 900
SAMPLE = "sample"
SEARCH = "smerte"
"""What is looked for in the picture of a search."""
LANGUAGE = "nb"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to be taken."""

    pack: str
    module: str
    scenario: str
    patient: str
    """Whose record is open; empty for a module of the ward."""


def take_all(out: Path) -> list[Shot]:
    """Take all pictures and write the page beside them; what is no longer there is removed."""
    shots = list(planned())
    with tempfile.TemporaryDirectory(prefix="simtrainer-pictures-") as folder:
        for pack, scenario in dict.fromkeys((shot.pack, shot.scenario) for shot in shots):
            own = [s for s in shots if (s.pack, s.scenario) == (pack, scenario)]
            own.sort(key=lambda shot: shot.patient)  # each record is opened once
            _take(Path(folder) / f"{pack}-{scenario}", own, out)
    wanted = {out / shot.pack / f"{shot.module}.png" for shot in shots}
    for old in set(out.rglob("*.png")) - wanted:
        old.unlink()
    page(out).write_text(page_of(shots, terms()), encoding="utf-8", newline="\n")
    return shots


def page(out: Path) -> Path:
    """Where the page lies: beside the folder of the pictures."""
    return out.with_suffix(".md")


def planned() -> Iterator[Shot]:
    """Every module of every pack, with where it has most to show."""
    for pack in packs():
        programs = {name: _program(name, pack) for name in scenarios()}
        everything = {n: Counter(e.patient for e in p.entries) for n, p in programs.items()}
        for module in next(iter(programs.values())).pack.modules.values():
            of_types = {name: _shown(program, module) for name, program in programs.items()}
            counts = of_types if any(of_types.values()) else everything
            scenario = max(counts, key=lambda name: sum(counts[name].values()))
            own = [p.id for p in programs[scenario].patients.values() if p.assigned]
            patient = max(own, key=lambda p: counts[scenario][p])
            yield Shot(pack, module.id, scenario, patient if module.group == "patient" else "")


def packs() -> list[str]:
    """The packs of this installation; the one that others extend comes first."""
    found = sorted(file.parent.name for file in (places.resources() / "packs").glob("*/pack.yaml"))
    return sorted(found, key=lambda name: name != "kommune-standard")


def scenarios() -> list[str]:
    """The shipped scenarios, and the sample that has something in every module."""
    shipped = sorted(file.parent.name for file in places.scenarios().glob("*/scenario.yaml"))
    return [*shipped, SAMPLE]


def folder_of(scenario: str) -> Path:
    """Where a scenario's files are."""
    if scenario == SAMPLE:
        return places.resources() / "docs" / SAMPLE
    return places.scenarios() / scenario


def terms() -> dict[str, Mapping[str, str]]:
    """The words of each pack."""
    return {pack: _program(scenarios()[0], pack).pack.terms[LANGUAGE] for pack in packs()}


def page_of(shots: list[Shot], words: Mapping[str, Mapping[str, str]]) -> str:
    """The page: the packs beside each other, module by module."""
    every = list(dict.fromkeys(shot.pack for shot in shots))
    lines = [
        "# Every module in every screen pack",
        "",
        "Made by `make pictures`; a new module comes by itself. The same scenarios play on all.",
        "",
        "| | " + " | ".join(f"`{pack}`" for pack in every) + " |",
        "|---|" + "---|" * len(every),
    ]
    for module in dict.fromkeys(shot.module for shot in shots):
        cells = []
        for pack in every:
            name = words[pack].get(f"module.{module}", module)
            there = any((s.pack, s.module) == (pack, module) for s in shots)
            cells.append(f"{name}<br>![{name}](modules/{pack}/{module}.png)" if there else "")
        lines.append(f"| `{module}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _program(scenario: str, pack: str) -> Program:
    from simtrainer.scenario.compile import compile_folder

    folder = folder_of(scenario)
    return Program(compile_folder(folder, places.resources() / "packs", pack)[0])


def _shown(program: Program, module: Module) -> Counter[str]:
    """How many entries the module has to show, by patient."""
    return Counter(entry.patient for entry in program.entries if entry.type in module.types)


def _take(folder: Path, shots: list[Shot], out: Path) -> None:
    """The pictures of one pack in one scenario."""
    from simtrainer.desktop.application import application
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.station.home import Home

    scenario, pack = shots[0].scenario, shots[0].pack
    scenarios = use(scenario, pack, folder / "scenarios")
    app = application()
    window, station = open_window(
        Home(folder / "home"), deliver_in_background=False, scenarios=scenarios
    )
    window.resize(WIDTH, HEIGHT)
    window.show()
    trainer = station.trainer
    trainer.do(c.SignIn(trainer.signin().units[0].people[0].code))
    trainer.do(c.StartRun(scenario))
    for shot in shots:
        _go_to(station, shot)
        for _ in range(4):
            app.processEvents()
        _save(window, out / pack / f"{shot.module}.png")
    trainer.leave()
    station.end()
    window.close()


def use(scenario: str, pack: str, folder: Path) -> Path:
    """A folder with a copy of the scenario as it plays on the pack."""
    to = folder / scenario
    shutil.copytree(folder_of(scenario), to)
    _use_pack(to / "scenario.yaml", pack)
    return folder


def _use_pack(file: Path, pack: str) -> None:
    lines = file.read_text("utf-8").splitlines()
    changed = [f"pack: {pack}" if line.startswith("pack:") else line for line in lines]
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")


def _go_to(station: "Station", shot: Shot) -> None:
    trainer = station.trainer
    assert trainer.play is not None
    program = trainer.play.session.program
    if shot.patient and trainer.play.session.history.patient != shot.patient:
        reason: dict[str, Any] = first_reason(program.pack, program.patients[shot.patient])
        trainer.do(c.OpenPatient(shot.patient, **reason))
    trainer.do(c.OpenModule(shot.module))
    pack: Pack = program.pack
    if pack.modules[shot.module].view == "search":
        trainer.do(c.Find(SEARCH))
    messages = [row for row in getattr(trainer.module(), "rows", ()) if hasattr(row, "unread")]
    if messages:
        trainer.do(c.OpenEntry(messages[0].entry))


def _save(window: Any, file: Path) -> None:
    """A small file: the colours that are used most go in a table, the others to the nearest."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QImageWriter

    file.parent.mkdir(parents=True, exist_ok=True)
    picture: QImage = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    table = [colour for colour, _ in Counter(pixels).most_common(256)]
    no_dither = Qt.ImageConversionFlag.ThresholdDither
    few = picture.convertToFormat(QImage.Format.Format_Indexed8, table, no_dither)
    writer = QImageWriter(str(file), b"png")
    writer.setCompression(100)
    writer.write(few)


def main() -> int:
    """Take them into the folder that is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shots = take_all(Path(sys.argv[1]))
    print(f"{len(shots)} pictures", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
