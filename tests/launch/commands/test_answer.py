"""What a command answers: words for people, one object for programs."""

import ast
import json
from dataclasses import fields
from pathlib import Path

import pytest

from simtrainer.app.ports import Delivery
from simtrainer.app.returning import Held
from simtrainer.hub.commands import bringing_in, upkeep
from simtrainer.launch import commands
from simtrainer.launch.commands.answer import show
from simtrainer.launch.words import texts

FOUND = {
    "people": 3,
    "dry_run": True,
    "delivery": {"waiting": 0, "delivered_at": ""},
    "runs": {"utvikling": 2, "dokumentasjon": 0},
    "missing": [{"unit": "a", "missing": 2}],
    "odd_field": None,
}


def test_people_get_words_and_programs_get_names(capsys: pytest.CaptureFixture[str]) -> None:
    show(FOUND, as_json=False)
    table = texts()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{table('cli.field.people')}: 3"
    assert told[1].endswith(": ja") and told[3].endswith(": –")
    assert told[4].endswith(": utvikling 2, dokumentasjon 0")
    assert told[5].endswith("unit a, missing 2") and told[6] == "odd_field: –"
    show(FOUND, as_json=True)
    assert json.loads(capsys.readouterr().out) == FOUND


def test_each_field_that_is_shown_has_words() -> None:
    reports = (
        Held, Delivery, bringing_in.RosterReport, bringing_in.ResultsReport,
        bringing_in.BatchReport, upkeep.ErasureProof, upkeep.PurgeReport, upkeep.VerifyReport,
    )  # fmt: skip
    shown = {one.name for report in reports for one in fields(report)}
    for file in Path(commands.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "show":
                keys = node.args[0].keys if isinstance(node.args[0], ast.Dict) else []
                shown |= {key.value for key in keys if isinstance(key, ast.Constant)}
    assert {"lines", "sound"} < shown
    shown -= {"delivery", "lists"}  # their own fields are shown
    table = texts()
    assert [name for name in sorted(shown) if not table.has(f"cli.field.{name}")] == []
