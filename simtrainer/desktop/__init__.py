"""The screens: shell, record views, training frame, room console, studio.

PySide6 only. A widget gets a frozen view state to draw and emits wishes; it holds no rules.
"""

import builtins

# PySide6 puts an import function of its own in Python's place, for names in its "snake_case", which
# nothing here uses. It reads the source of each module that is imported and keeps all of it, and
# asks the module for names: one that is half imported, in a circle or by a thread, may then fail.
_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _import
