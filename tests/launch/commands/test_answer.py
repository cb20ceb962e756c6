"""What a command answers: words for people, one object for programs."""

import json

import pytest

from simtrainer.launch.commands.answer import show
from simtrainer.launch.words import texts

FOUND = {
    "people": 3,
    "dry_run": True,
    "delivery": {"waiting": 0, "delivered_at": ""},
    "missing": [{"unit": "a", "missing": 2}],
    "odd_field": None,
}


def test_people_get_words_and_programs_get_names(capsys: pytest.CaptureFixture[str]) -> None:
    show(FOUND, as_json=False)
    table = texts()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"{table('cli.field.people')}: 3"
    assert told[1].endswith(": ja") and told[3].endswith(": –")
    assert told[4].endswith("unit a, missing 2") and told[5] == "odd_field: –"
    show(FOUND, as_json=True)
    assert json.loads(capsys.readouterr().out) == FOUND
