"""The program on a real accessibility bus: what a screen reader finds, presses and hears."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launch import atspi
from tests.launch.real import ROOT, program, surroundings

pytestmark = pytest.mark.qt
SCENARIO = ROOT / "tests" / "formats" / "scenario" / "1" / "liten-vakt"
SOON = {"at: 10, do": "at: 0.06, do", "opens: 2": "opens: 0.03"}
"""The small scenario's phone and a new task, within seconds."""
FILLERS = {"filler", "invalid", "unknown"}


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[atspi.Reader]:
    """Beside the running program, with the small scenario on its PC."""
    if lacking := atspi.lacking():
        pytest.skip(f"no {', '.join(lacking)} on this machine")
    home = tmp_path / "data"
    script = shutil.copytree(SCENARIO, home / "packages" / "liten-vakt") / "script.yaml"
    text = script.read_text("utf-8")
    for late, soon in SOON.items():
        assert late in text
        text = text.replace(late, soon)
    script.write_text(text, encoding="utf-8")
    with atspi.desk(tmp_path) as places:
        listening = atspi.Reader(places["DBUS_SESSION_BUS_ADDRESS"])
        app = subprocess.Popen(program(), env=surroundings(home, **places), cwd=ROOT)
        try:
            yield listening
        finally:
            listening.close()
            app.terminate()
            app.wait(atspi.PATIENCE_S)


def named(reader: atspi.Reader) -> dict[str, set[str]]:
    """Every name on the screen, by role. What has a name is something, not a filler."""
    by_role: dict[str, set[str]] = {}
    for told in reader.shown():
        if told.name:
            by_role.setdefault(told.role, set()).add(told.name)
    assert not by_role.keys() & FILLERS, by_role
    return by_role


def test_a_screen_reader_signs_in_plays_and_is_told_what_happens(reader: atspi.Reader) -> None:
    reader.find("heading", "Hvem er du?")
    reader.find("radio button", "Solgløtt")
    signin = named(reader)
    assert "Solgløtt, avdeling 2" in signin["radio button"]
    assert {"Innstillinger", "Hjelp"} <= signin["push button"]
    assert "Har du en lapp med kode?" in signin["text"]

    reader.press("radio button", "Solgløtt, avdeling 2")
    reader.write("Står du ikke på listen?", "Siri Prøvestad")
    reader.press("push button", "Bli med som gjest")
    reader.find("page tab", "Hjem")
    assert {"Hjem", "Alle øvinger", "Mine resultater"} <= named(reader)["page tab"]

    reader.press("page tab", "Alle øvinger")
    reader.press("push button", "Start Liten vakt")
    reader.find("heading", "Hvordan vil du ta")
    named(reader)
    reader.press("push button", "Start Liten vakt, Spill")
    reader.find("page tab", "Avdelingsliste")
    named(reader)
    reader.hear("Nytt oppdrag")
    reader.hear("ringer")

    reader.press("page tab", "Avvik")
    reader.write("Hendelse", "Fant en dosett uten navn.")
    reader.press("push button", "Lagre kladd")
    reader.hear("Kladd lagret")
