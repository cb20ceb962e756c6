"""Looks this PC over before a session: one file per kind of thing."""
