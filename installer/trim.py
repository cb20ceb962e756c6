"""What a bundle of a Qt Widgets program leaves out; shared by the program and its floor.

PyInstaller takes along every plugin that a Qt module may use. Windows made of widgets need a
platform plugin, the desktop's theme and JPEG for pictures; no QML, no printing, no SQL drivers.
"""

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path, PurePath, PurePosixPath

QT_LEFT_OUT = [
    "PySide6.QtConcurrent",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtPrintSupport",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickControls2",
    "PySide6.QtQuickTest",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtSvg",
    "PySide6.QtSvgWidgets",
    "PySide6.QtUiTools",
    "PySide6.QtXml",
]
PYTHON_LEFT_OUT = ["lib2to3", "pydoc_data", "tkinter", "turtledemo"]
BUNDLE_LEFT_OUT = [
    "cryptography",
    "httptools",
    "hypothesis",
    "importlinter",
    "markdown_it",
    "mypy",
    "numpy",
    "psycopg",
    "psycopg_binary",
    "pydantic.mypy",
    "pydantic.v1",
    "pygments",
    "pytest",
    "qtawesome",
    "qtpy",
    "rapidfuzz._feature_detector_cpp",
    "rapidfuzz.distance._initialize_cpp",
    "rapidfuzz.distance.metrics_cpp",
    "rapidfuzz.distance.metrics_cpp_avx2",
    "rapidfuzz.fuzz_cpp",
    "rapidfuzz.fuzz_cpp_avx2",
    "rapidfuzz.process_cpp_impl",
    "rapidfuzz.utils_cpp",
    "rich",
    "schemathesis",
    "setuptools",
    "simpy",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.ext.mypy",
    "sqlalchemy.orm",
    "sqlalchemy.testing",
    "typer.rich_utils",
    "uvloop",
]
"""What the lock holds for developers, or an import reaches and the program does not use.

A hub over PostgreSQL, one that is to check certificates in signed statements, or one that must be
quick is installed from its packages; QtAwesome is only read for its font; spelling is judged by
RapidFuzz's own Python; the command line speaks plain text.
"""

_PLUGINS = {
    "platforms": r"q(xcb|offscreen|windows|cocoa)",
    "platformthemes": r"qxdgdesktopportal",
    "platforminputcontexts": r"(compose|ibus).*",
    "xcbglintegrations": r"",
    "imageformats": r"q(jpeg|ico)",
    "styles": r"q.*",
    "tls": r"",
}
"""Plugin folder to the plugins kept in it; a folder that is not named is left out whole."""
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/(?P<folder>[\w-]+)/(?:lib)?(?P<name>\w+)")
_NEVER = re.compile(
    r"PySide6/(Qt/)?(translations|qml|metatypes)/"
    r"|libQt6(Qml|Quick|VirtualKeyboard|Wayland|EglFS|Pdf|Svg)\w*\.so"
    r"|Qt6(Qml|Quick|VirtualKeyboard|Pdf|Svg)\w*\.dll"
    r"|opengl32sw\.dll|d3dcompiler_47\.dll"
)

_ILLUSTRATES = re.compile(r"docs[/\\](modules\b|play\.png)")
"""Pictures for who reads about the program: those who have it look at its own screens."""


def kept(destination: str) -> bool:
    """Whether a file goes along, by its place in the bundle."""
    place = destination.replace("\\", "/")
    if _NEVER.search(place):
        return False
    if plugin := _PLUGIN.search(place):
        pattern = _PLUGINS.get(plugin["folder"])
        return pattern is not None and re.fullmatch(pattern, plugin["name"]) is not None
    return True


def trim(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A hook's (source, folder in the bundle) pairs without what is left out."""
    return [
        (source, folder) for source, folder in pairs if kept(f"{folder}/{PurePath(source).name}")
    ]


def tree(folder: Path, destination: str) -> list[tuple[str, str]]:
    """Every file of a folder that goes along, as PyInstaller's ``datas``."""
    return [
        (str(file), str(PurePosixPath(destination, *file.relative_to(folder).parts[:-1])))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts and not _ILLUSTRATES.search(str(file))
    ]


def icon_font() -> list[tuple[str, str]]:
    """The one icon font in use and its table of names, where QtAwesome would have them."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise SystemExit("QtAwesome is not installed")
    fonts = Path(spec.origin).parent / "fonts"
    found = sorted(fonts.glob("materialdesignicons6-webfont-*"))
    if len(found) != 2:
        raise SystemExit(f"expected one font and its table in {fonts}")
    return [(str(file), "qtawesome/fonts") for file in found]
