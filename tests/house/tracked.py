"""The files that git keeps (or would keep), as text; binary ones are passed over."""

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Files under version control, and new ones that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(ROOT / name for name in sorted(set(listed.split("\0"))) if name)


def tracked_texts() -> Iterator[tuple[str, str]]:
    """(path in the repository, text) of each tracked text file that exists."""
    for path in tracked_files():
        raw = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in raw[:8192]:
            yield path.relative_to(ROOT).as_posix(), raw.decode("utf-8")
