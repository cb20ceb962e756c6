"""Equal sources give equal bytes, in the order that the author wrote them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simtrainer.base.problem import Problems
from simtrainer.engine.program import MINUTE_MS, Program
from simtrainer.scenario.compile import compile_folder
from tests.scenario.folders import PACKS, ROOT, SMALL, change, copy, data_of


def compiled(folder: Path = SMALL) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(compile_folder(folder, PACKS)[0])
    return data


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    once, again = compile_folder(SMALL, PACKS)[0], compile_folder(copy(tmp_path), PACKS)[0]
    assert once == again
    assert Program(once).hash == Program(again).hash


def test_another_process_with_another_hash_seed_makes_the_same_bytes() -> None:
    code = (
        "import sys; from pathlib import Path; from simtrainer.scenario.compile import *;"
        f"sys.stdout.buffer.write(compile_folder(Path({str(SMALL)!r}), Path({str(PACKS)!r}))[0])"
    )
    surroundings = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **surroundings},
    )
    assert answer.stdout == compile_folder(SMALL, PACKS)[0]


def test_a_remark_changes_nothing_and_a_word_does(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    script = folder / "script.yaml"
    script.write_text("# en merknad\n" + script.read_text("utf-8"), encoding="utf-8")
    assert compile_folder(folder, PACKS)[0] == compile_folder(SMALL, PACKS)[0]
    change(folder, "script.yaml", "missed_after: 4", "missed_after: 5")
    assert compile_folder(folder, PACKS)[0] != compile_folder(SMALL, PACKS)[0]


def test_the_author_s_order_is_kept() -> None:
    made, script = compiled(), data_of("script.yaml")
    assert [c["id"] for c in made["checks"]] == [c["id"] for c in script["checks"]]
    assert [b["id"] for b in made["beats"]] == [b["id"] for b in script["beats"]]
    assert list(made["world"]["patients"]) == list(data_of("world.yaml")["patients"])
    nodes = made["dialogues"]["wife"]["nodes"]
    assert list(nodes["hello"]["choices"]) == ["verify", "refuse"]
    program = Program(json.dumps(made).encode())
    assert next(iter(program.pack.modules)) == "ward"
    assert list(program.pack.types["news2"].fields)[:2] == ["resp", "spo2"]


def test_minutes_become_milliseconds_and_days_before_are_before() -> None:
    made, script = compiled(), data_of("script.yaml")
    by_id = {c["id"]: c for c in made["checks"]}
    measure = next(c for c in script["checks"] if c["id"] == "measure")
    for name, key in (("opens", "opens_ms"), ("due", "due_ms"), ("closes", "closes_ms")):
        assert by_id["measure"][key] == int(measure[name]) * MINUTE_MS
    spo2 = made["observations"]["odd-vitals"]["values"]["spo2"]
    assert spo2 == [[0, 90], [20 * MINUTE_MS, 88]]
    entries = made["world"]["entries"]
    assert all(e["at_ms"] < 0 for e in entries)
    assert [e["at_ms"] for e in entries] == sorted(e["at_ms"] for e in entries)


def test_the_listing_is_by_language() -> None:
    _, listing = compile_folder(SMALL, PACKS)
    head, text = data_of("scenario.yaml"), data_of("text/nb.yaml")
    assert listing["id"] == head["id"]
    assert listing["title"] == {"nb": text[head["title"].removeprefix("$")]}
    assert set(listing["goal_titles"]) == set(head["goals"]) == set(listing["goals"])


def test_what_refers_to_nothing_is_not_compiled(tmp_path: Path) -> None:
    folder = change(copy(tmp_path), "script.yaml", "do: [{call: wife}]", "do: [{call: wief}]")
    with pytest.raises(Problems) as caught:
        compile_folder(folder, PACKS)
    (found,) = caught.value.problems
    assert (found.code, found.params["dialogue"]) == ("script.no_dialogue", "wief")
    line = (folder / "script.yaml").read_text("utf-8").split("call: wief")[0].count("\n") + 1
    assert str(found.place).startswith(f"liten-vakt/script.yaml:{line}:")
