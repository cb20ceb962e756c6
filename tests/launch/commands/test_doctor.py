"""``simtrainer doctor`` in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from simtrainer.app.ready import CHECKS


def doctor(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environ |= {"SIMTRAINER_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "simtrainer", "doctor", *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def test_one_object_with_every_check_and_no_where_a_screen_is_missing(tmp_path: Path) -> None:
    ran = doctor(tmp_path / "home", "--json")
    told = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert told["ready"] is False
    assert [check["check"] for check in told["checks"]] == list(CHECKS)
    by_name = {check["check"]: check for check in told["checks"]}
    assert by_name["screen"]["state"] == "bad"
    assert by_name["screen"]["cure"]
    assert by_name["disk"]["state"] in ("good", "warn")


def test_broken_settings_are_a_red_line_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{")
    ran = doctor(tmp_path)
    assert ran.returncode == 1
    assert "Innstillingene på PC-en kan ikke leses" in ran.stdout
    assert "Traceback" not in ran.stderr
