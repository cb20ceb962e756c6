"""Colleagues for the demo: other people of the unit, played by bots and stored and delivered like
anyone, so that the leader's figures have a group to show."""

from simtrainer.app.play import Play
from simtrainer.app.ports import RunInfo
from simtrainer.engine.bots import BOTS
from simtrainer.engine.dice import SeededDice
from simtrainer.launch.desktop_app import Station
from simtrainer.launch.words import texts
from simtrainer.station.clock import SystemClock
from simtrainer.station.ids import UniqueIds

MOST = 6


def play_colleagues(station: Station, scenario: str, unit: str, but: str) -> list[str]:
    """Runs of up to six people of a unit, ``but`` left out; their run ids."""
    clock, ids = SystemClock(), UniqueIds()
    program = station.catalog.program(scenario)
    info = next(i for i in station.catalog.scenarios() if i.id == scenario)
    settings = station.settings.current
    found = next(u for u in station.roster.units() if u.id == unit)
    runs = []
    others = [person for person in found.people if person.code != but][:MOST]
    for number, person in enumerate(others):
        head = RunInfo(
            run=ids.new(),
            person=person.code,
            unit=unit,
            scenario=scenario,
            scenario_version=info.version,
            title=info.title.get("nb", scenario),
            program="",
            mode="spill",
            purpose=settings.purpose,
            seed=number + 1,
            started_at=clock.utc_iso(),
        )
        play = Play.begin(program, head, station.store, clock, texts())
        bots = list(BOTS.values())
        bots[number % len(bots)](play.session.run, SeededDice(number + 1))
        play.session.keep()
        play.close(station.store, settings.station, clock)
        runs.append(head.run)
    return runs
