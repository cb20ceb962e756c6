"""Frozen view states: all a widget needs to draw, and nothing it could change."""
