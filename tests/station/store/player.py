"""A process of its own that plays: ``python player.py FOLDER SEED``.

It takes up what it finds, appends, updates heads and finishes runs for ever, and prints a line for
each thing only after the store has said that it is safe. It is there to be killed.
"""

import random
import sys
from pathlib import Path

from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, run_info


def event(run: str, n: int) -> bytes:
    """What the event with this number must be; some are longer than a page."""
    filler = b"." * (6000 if n % 17 == 0 else n % 400)
    return f"{run}:{n}:".encode() + filler


def play(folder: Path, seed: int) -> None:
    store = RunFile(Home(folder), lambda: True)
    chance = random.Random(seed)
    open_runs = [info for info in store.runs("P0101") if info.state == "open"]
    run = open_runs[0].run if open_runs else ""
    done = len(store.load(run)[2]) if run else 0
    print("ready", flush=True)
    while True:
        if not run:
            run, done = f"run-{seed}-{chance.randrange(10**9)}", 0
            store.create(run_info(run), PROGRAM)
            print("created", run, flush=True)
        many = chance.choice([1, 1, 1, 5, 60])
        store.append(run, done, [event(run, n) for n in range(done, done + many)])
        done += many
        print("stored", run, done, flush=True)
        if chance.random() < 0.1:
            store.head(run, done, {"done": done})
        if chance.random() < 0.05:
            store.finish(run, "now", {"done": done}, f'[{{"id":"{run}"}}]'.encode())
            print("finished", run, flush=True)
            run = ""


if __name__ == "__main__":
    play(Path(sys.argv[1]), int(sys.argv[2]))
