"""A compiled program and its run: simulated clock, beats, conditions, judging, replay, bots.

Owns no clock, dice or ids. Time is whole milliseconds since the shift began.
"""
