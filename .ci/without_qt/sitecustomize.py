"""Put on PYTHONPATH, this makes Qt absent for Python and for every process it starts."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

QT = {"PySide6", "shiboken6", "PyQt5", "PyQt6", "qtpy", "qtawesome", "qasync", "pytestqt"}


class _NoQt:
    """First in line among the finders, and says that there is no such module."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in QT:
            raise ModuleNotFoundError(f"No module named {name!r} (kept out on purpose)", name=name)
        return None


sys.meta_path.insert(0, _NoQt())
