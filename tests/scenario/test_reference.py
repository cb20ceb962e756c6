"""The reference pages are up to date, whole, and what they show can be followed."""

import shutil
from pathlib import Path

import pytest

from simtrainer.engine.conditions import CONDITIONS
from simtrainer.launch.commands import dispatch
from simtrainer.record.pack import Pack
from simtrainer.record.pack_source import PackSource, read_pack
from simtrainer.scenario.reference import EXAMPLE, EXAMPLE_TERMS, PAGES
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


def test_the_example_on_the_page_is_a_pack_that_loads(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "kommune-standard", tmp_path / "kommune-standard")
    folder = tmp_path / "kommune-var"
    (folder / "terms").mkdir(parents=True)
    (folder / "pack.yaml").write_text(EXAMPLE, encoding="utf-8")
    for language in ("nb", "nn", "en"):
        (folder / "terms" / f"{language}.yaml").write_text(EXAMPLE_TERMS, encoding="utf-8")
    pack = Pack.from_data(read_pack(folder))
    assert "mood" in pack.types["note"].fields
    assert pack.modules["deviations"].columns == ("what", "action", "told")
    assert [module.id for module in pack.modules_of("visit")] == ["visits"]
