"""The screens: shell, record views, training frame, room console, studio.

PySide6 only. A widget gets a frozen view state to draw and emits wishes; it holds no rules.
"""
