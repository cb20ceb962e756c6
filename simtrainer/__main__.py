"""``python -m simtrainer`` is the same as ``simtrainer``."""

import sys

from simtrainer.launch.cli import main

if __name__ == "__main__":
    sys.exit(main())
