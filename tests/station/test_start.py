"""What the first frame may ask of the station costs no heavy import."""

import subprocess
import sys
from pathlib import Path

from simtrainer.station.home import Home
from simtrainer.station.store.runs import RunFile
from tests.app.port_contracts import PROGRAM, run_info

ROOT = Path(__file__).parents[2]
BEFORE_THE_FIRST_FRAME = """
import sys
from pathlib import Path
from simtrainer.station import catalog, clock, handover, home, ids, lock, outbox, roster, settings
from simtrainer.station.store.runs import RunFile

where = home.Home(Path(sys.argv[1]))
store = RunFile(where, lambda: True)
assert store.delivery().waiting == 1
current = settings.SettingsFile(where.settings, ids.UniqueIds())
outbox.Outbox(where, lambda: current.current, ids.SystemDice())
assert roster.RosterFile(where, Path("resources/roster/sample.csv")).units()
with lock.Running(where.running):
    clock.SystemClock().utc_iso()
heavy = {"sqlalchemy", "pydantic", "httpx", "asyncio", "yaml", "ssl", "http", "orjson"}
print(sorted(heavy & set(sys.modules)))
"""


def test_nothing_heavy_is_imported(home: Home, store: RunFile) -> None:
    store.create(run_info(), PROGRAM)
    store.finish("run-1", "now", {}, b"[1]")
    store.close()
    command = [sys.executable, "-c", BEFORE_THE_FIRST_FRAME, str(home.root)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
