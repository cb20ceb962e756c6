"""What a bundle starts: the same command line as everywhere else."""

import multiprocessing
import sys

from simtrainer.launch.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
