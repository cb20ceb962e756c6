"""What the superuser is told of a PC: the warm-up, scored runs and extra time; nothing private."""

from collections.abc import Sequence

from simtrainer.app.entrance import GUEST
from simtrainer.app.memory import MemoryRoster
from simtrainer.app.ports import Person, Unit
from simtrainer.app.warm_up import KIND
from simtrainer.engine.event import Event
from simtrainer.launch.commands.station import session_lines
from simtrainer.launch.words import texts
from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from simtrainer.station.store.session_list import Sitting, sitting
from tests.app.port_contracts import PROGRAM, run_info

ROSTER = MemoryRoster((Unit("u", "U", (Person("P0101", "Marit Testnes", "Sykepleier"),)),))
WARM = {"done": ["a", "b", "c"], "left": ["tab"], "helped": ["a"], "minutes": 6, "skilled": False}


def play(store: RunFile, run: str, kinds: Sequence[tuple[str, bool]], mode: str = "spill") -> None:
    store.create(run_info(run, mode=mode), PROGRAM)
    said = [
        Event(n, n * 60_000, "me", kind, {"up": up} if kind == "hand" else {})
        for n, (kind, up) in enumerate(kinds)
    ]
    store.append(run, 0, [event.encode() for event in said])


def lines(found: Sitting) -> list[str]:
    return session_lines(found, texts())


def test_nobody_has_been_here(home: Home, store: RunFile) -> None:
    store.open()
    assert lines(sitting(home, ROSTER)) == ["Ingen har varmet opp eller spilt på denne PC-en."]


def test_the_warm_up_is_told_with_who_may_want_help(home: Home, store: RunFile) -> None:
    play(store, "w", [("start", False)], mode="prov")
    store.keep("P0101", KIND, "w", WARM)
    found = sitting(home, ROSTER)
    (one,) = found.warmed_up
    assert (one.name, one.done, one.left, one.helped) == ("Marit Testnes", 3, ("tab",), 1)
    assert not found.playing, "the warm-up is private as a run"
    assert lines(found) == [
        "Marit Testnes: varmet opp. 3 av 4 på 6 min, hjelp på 1. Tilby gjerne hjelp tidlig."
    ]
    store.keep("P0101", KIND, "w", {**WARM, "skilled": True})
    assert "er vant med PC" in lines(sitting(home, ROSTER))[0]


def test_extra_time_and_a_raised_hand_are_told_and_practice_is_not(
    home: Home, store: RunFile
) -> None:
    store.keep("", GUEST, "G-1", {"name": "Gjest Gjestesen", "unit": "u"})
    clock = [("start", False), ("freeze", False), ("thaw", False), ("freeze", False)]
    play(store, "stands", clock)
    play(store, "asks", [("start", False), ("hand", True)])
    play(store, "asked", [("start", False), ("hand", True), ("hand", False)])
    for mode in ("ov", "prov", "vis"):
        play(store, mode, clock, mode)
    found = {run.hand_up: run for run in sitting(home, ROSTER).playing}
    assert len(sitting(home, ROSTER).playing) == 3 and found[True].minutes == 1
    asked, asks, stands = lines(sitting(home, ROSTER))
    assert "HÅNDEN ER OPPE" in asks and "HÅNDEN" not in asked
    assert stands.endswith("3 min inn. Har stoppet tiden 2 ganger. Tiden står nå.")
    store.finish("stands", "now", {}, b"[]")
    assert lines(sitting(home, ROSTER))[2] == (
        "Marit Testnes: ferdig med Morgenvakt på Solgløtt. Har stoppet tiden 2 ganger."
    )
