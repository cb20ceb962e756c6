"""What goes into a bundle and what stays out, told by places in it."""

from pathlib import Path

import pytest

from installer.trim import kept, tree, trim
from tests.house.tracked import ROOT

PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        f"{PLUGINS}/platforms/libqcocoa.dylib",
        f"{PLUGINS}/imageformats/libqjpeg.so",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "simtrainer/_data/resources/packs/kommune-standard/pack.yaml",
    ],
)
def test_kept(place: str) -> None:
    assert kept(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/wayland-shell-integration/libxdg-shell.so",
        f"{PLUGINS}/sqldrivers/libqsqlite.so",
        f"{PLUGINS}/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_nn.qm",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6QmlModels.so.6",
        "PySide6\\opengl32sw.dll",
    ],
)
def test_left_out(place: str) -> None:
    assert not kept(place)


def test_pairs_of_a_hook_are_judged_by_where_they_go() -> None:
    pairs = [
        ("somewhere/libqgtk3.so", f"{PLUGINS}/platformthemes"),
        ("somewhere/libqxcb.so", f"{PLUGINS}/platforms"),
    ]
    assert trim(pairs) == pairs[1:]


def test_a_folder_keeps_its_shape() -> None:
    placed = dict(tree(ROOT / "resources", "simtrainer/_data/resources"))
    font = ROOT / "resources" / "fonts" / "Inter-Regular.otf"
    assert placed[str(font)] == "simtrainer/_data/resources/fonts"
    docs = sorted(Path(file).name for file in placed if "docs" in Path(file).parts)
    assert "scenario-format.md" in docs and not {"modules.md", "play.png", "ward.png"} & {*docs}
