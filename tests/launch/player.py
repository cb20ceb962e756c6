"""A player as a process of its own: the autopilot at the real window on a given data folder.

Prints ``stored N`` after every gesture, when N events are on disk, and ``score P`` at the end.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PERSON = "P0101"
"""Who plays, of the first unit."""


def main(folder: Path) -> None:
    """Sign in, start or continue, and play to the debrief."""
    from simtrainer.desktop.application import application
    from simtrainer.desktop.autopilot import Pilot
    from simtrainer.desktop.gestures import Gesture
    from simtrainer.launch.autoplay import Autoplay
    from simtrainer.launch.desktop_app import open_window
    from simtrainer.station.home import Home

    app = application()
    window, station = open_window(Home(folder))
    window.resize(1280, 720)
    window.show()

    class Telling(Pilot):
        def do(self, gesture: Gesture) -> None:
            super().do(gesture)
            play = station.trainer.play
            if play is not None:
                log = play.session.run.log
                print(f"stored {len(log) - play.session.unsaved}", flush=True)

    pilot = Telling(window)
    auto = Autoplay(pilot, station.trainer)
    auto.sign_in(person=PERSON)
    app.processEvents()
    # Killed between the last event's result and the word about it: there is nothing left to play.
    over = [run for run in station.store.runs(PERSON) if run.state == "finished"]
    if over:
        head = over[0].head or {}
        print(f"score {head.get('points')} of {head.get('max')}", flush=True)
    else:
        if station.trainer.home().resume is not None:
            pilot.click("resume")
        else:
            auto.start("news2-kvarteret")
        auto.play()
        outcome = auto.history.finished or {}
        print(f"score {outcome.get('points')} of {auto.history.program.max_points}", flush=True)
    window.close()
    station.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
