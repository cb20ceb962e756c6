"""Start to the first painted frame, and memory there; start to the painted page to sign in on: the
app against a bare window.

Both are processes of their own, started in turn, timed from the moment they are asked for.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simtrainer.launch.bench.figure import Figure, ratio

ROUNDS = 9
HEAVY = ("sqlalchemy", "pydantic", "httpx", "asyncio", "yaml", "ruamel")
"""What must not be imported before the first frame."""

_FRAME = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.property("seen"):
            self.setProperty("seen", True)
            QTimer.singleShot(0, told)
        return False
def told():
    pages = int(open("/proc/self/statm").read().split()[1]) if sys.platform == "linux" else 0
    heavy = [name for name in HEAVY if name in sys.modules]
    print(json.dumps([time.monotonic_ns(), pages * 4096, heavy]), flush=True)
    import os
    os._exit(0)
first = First()
"""
_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1440, 900)
"""
_OWN = """
import gc
gc.disable()  # as ``desktop_app.run`` does first
import simtrainer.desktop  # before Qt, as there
"""
_APP = """
from pathlib import Path
from simtrainer.desktop.application import application
from simtrainer.launch.desktop_app import opening_window
from simtrainer.station.home import Home
app = application()
window = opening_window(Home(Path(sys.argv[1])))
"""
_USABLE = """
from pathlib import Path
from simtrainer.desktop.application import application
from simtrainer.launch.desktop_app import fill_window, opening_window
from simtrainer.station.home import Home
app = application()
home = Home(Path(sys.argv[1]))
home.prepare()
window = opening_window(home)
begin, paint_now = window.begin, window.paint_now
def begun(*parts):
    begin(*parts)
    window.page("signin").installEventFilter(first)
    first.setProperty("seen", False)
def painted():
    paint_now()
    assert first.property("seen"), "nothing was painted"
    told()
window.begin, window.paint_now = begun, painted
window.opened.connect(lambda: fill_window(window, home, deliver_in_background=True))
first.setProperty("seen", True)
"""
_SHOW = """
window.installEventFilter(first)
for child in window.findChildren(QObject):
    if child.isWidgetType():
        child.installEventFilter(first)
window.show()
app.exec()
"""


def run() -> list[Figure]:
    """Time and memory at the first painted frame, and the time until the page to sign in on is
    painted."""
    times: dict[str, list[float]] = {_BARE: [], _APP: [], _USABLE: []}
    sizes: dict[str, list[float]] = {_BARE: [], _APP: [], _USABLE: []}
    heavy: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="simtrainer-bench-") as folder:
        for turn in range(ROUNDS + 1):
            for body, found in times.items():
                seconds, size, early = _first_frame(body, Path(folder))
                if turn:  # the first round warms the disk cache
                    found.append(seconds * 1000)
                    sizes[body].append(size / 2**20)
                    heavy.update(early if body == _APP else ())
    figures = [
        ratio("start.first_frame", _middle(times[_APP]), "ms", _middle(times[_BARE]), 1.25),
        ratio("start.memory", _middle(sizes[_APP]), "MiB", _middle(sizes[_BARE]), 1.3),
    ]
    early_imports = Figure(
        "start.heavy_imports", len(heavy), "modules", 0, 0, "0 before the first frame", not heavy
    )
    usable = ratio("start.signin", _middle(times[_USABLE]), "ms", _middle(times[_BARE]), 2.5)
    return [*figures, early_imports, usable]


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def _first_frame(body: str, folder: Path) -> tuple[float, int, list[str]]:
    """(seconds, resident bytes, heavy modules imported)."""
    own = "" if body is _BARE else _OWN
    code = f"import sys\nHEAVY = {HEAVY!r}\n" + own + _FRAME + body + _SHOW
    environment = {**os.environ, "SIMTRAINER_HOME": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the first round makes what is installed
    if "DISPLAY" not in environment and sys.platform == "linux":
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode != 0 or not done.stdout:
        raise RuntimeError(done.stderr[-2000:])
    at, size, heavy = json.loads(done.stdout.splitlines()[-1])
    return (at - begun) / 1e9, int(size), heavy
