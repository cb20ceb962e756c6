"""What a bundle starts: the same command line as everywhere else."""

import sys

from simtrainer.launch.cli import main


def prepare_for_processes() -> None:
    """Let ``multiprocessing`` start this bundle again, as the hub does for its workers.

    A module made of PyInstaller's own start-up script (see the spec), so that it runs only where
    it is needed: importing ``multiprocessing`` is a tenth of the start of the desktop app, which
    is the program without arguments.
    """
    import multiprocessing

    import pyi_rth_multiprocessing  # noqa: F401

    multiprocessing.freeze_support()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        prepare_for_processes()
    sys.exit(main())
