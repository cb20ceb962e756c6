"""Use cases: commands and handlers, ports, frozen view states, learning path, refreshers.

The one door for change. Widgets, bots, the autopilot and the room send commands here and get
told which parts changed; what this PC must supply stands as ports in ``app.ports``.
"""
