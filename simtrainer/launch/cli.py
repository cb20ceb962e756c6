"""``simtrainer``: without arguments the desktop app, else a command of the contract in DESIGN §7.

The desktop path imports nothing of the command line's libraries: its first frame is measured.
"""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run; the answer is the exit code: 0 ok, 1 the answer is no, 2 wrong use."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        from simtrainer.launch.desktop_app import run

        return run()
    from simtrainer.launch.commands import dispatch

    return dispatch(arguments)
