"""The reference pages are up to date, whole, and what they show can be followed."""

import re
import shutil
from pathlib import Path

import pytest

from simtrainer.app import commands as c
from simtrainer.app.views.record import TableView, TimelineView
from simtrainer.engine.conditions import CONDITIONS
from simtrainer.launch.commands import dispatch
from simtrainer.record.pack_model import PackSource
from simtrainer.scenario.compile import compile_folder
from simtrainer.scenario.reference import PAGES
from tests.app.rig import Rig, other
from tests.scenario.folders import PACKS, ROOT


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Mend with ``simtrainer check --format NAME > resources/docs/NAME-format.md``."""
    assert dispatch(["check", "--format", name]) == 0
    written = (ROOT / "resources" / "docs" / f"{name}-format.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == written


def test_every_key_and_condition_is_on_its_page() -> None:
    page = PAGES["pack"]()
    assert all(f"| `{key}` |" in page for key in PackSource.model_fields)
    page = PAGES["scenario"]()
    assert all(f"- `{name}`: " in page for name in CONDITIONS)


def test_an_unknown_format_is_wrong_use() -> None:
    assert dispatch(["check", "--format", "poem"]) == 2


FILES = re.compile(
    r"^`(pack\.yaml|lists\.yaml|terms/nb\.yaml)`[^\n]*:\n\n```yaml\n(.*?)```", re.M | re.S
)


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    """What a trainer has who does what the page says, and nothing else."""
    shutil.copytree(PACKS, tmp_path / "packs")
    folder = tmp_path / "packs" / "kommune-var"
    (folder / "terms").mkdir(parents=True)
    page = (ROOT / "resources" / "docs" / "pack-format.md").read_text(encoding="utf-8")
    files = dict(FILES.findall(page))
    assert set(files) == {"pack.yaml", "lists.yaml", "terms/nb.yaml"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for language in ("nn", "en"):
        shutil.copy(folder / "terms" / "nb.yaml", folder / "terms" / f"{language}.yaml")
    return folder


def test_a_pack_made_by_the_page_is_right_and_asks_for_no_edit(own_pack: Path) -> None:
    assert dispatch(["check", str(own_pack)]) == 0
    assert dispatch(["check", "--against", str(PACKS / "kommune-standard"), str(own_pack)]) == 0


def test_its_field_module_and_column_are_there_to_be_used(own_pack: Path) -> None:
    scenario = ROOT / "scenarios" / "morgenvakt-solglott"
    raw, _ = compile_folder(scenario, own_pack.parent, "kommune-var")
    rig = Rig(programs={"own": other(raw, "own")})
    rig.start("own")
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.OpenModule("journal"))
    journal = rig.trainer.module()
    assert isinstance(journal, TimelineView) and journal.form is not None
    mood = next(field for field in journal.form.fields if field.id == "mood")
    assert [option.label for option in mood.options] == ["Rolig", "Urolig"]
    rig.do(c.OpenModule("tasks"))
    tasks = rig.trainer.module()
    assert isinstance(tasks, TableView) and len(tasks.columns) == 4
    rig.do(c.OpenModule("outings"))
    for place in ("garden", "shop"):
        rig.do(c.Edit("outing:ODD", "where", place))
        rig.do(c.Save("outing:ODD"))
    found = rig.trainer.module()
    assert isinstance(found, TableView)
    assert [row.cells[1:] for row in found.rows] == [
        ("Butikken", "12.05.2026", "Planlagt"), ("Hagen", "12.05.2026", "Planlagt"),
    ]  # fmt: skip
    rig.do(c.RowWish("finish", found.rows[0].entry))
    rig.do(c.RowWish("call_off", found.rows[1].entry, "declined"))
    after = rig.trainer.module()
    assert isinstance(after, TableView)
    told = [(row.cells[-1], row.tone) for row in after.rows]
    assert told == [("Gjennomført", "good"), ("Avlyst: Ønsket ikke", "warn")]
