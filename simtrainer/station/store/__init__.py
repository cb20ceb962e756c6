"""The store of this PC: one SQLite file, on disk at every commit.

``RunFile`` is the app's ``RunStore``; ``envelope`` serves the outbox. SQL is nowhere else.
"""
