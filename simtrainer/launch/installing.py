"""A scenario package that the hub vouches for, checked and unpacked on this PC."""

from pathlib import Path


def install(raw: bytes, into: Path) -> Path:
    """The scenario's folder. Raises ``Problem`` for a package that is broken or too old."""
    from simtrainer.base.problem import Problem
    from simtrainer.scenario.package_read import read_package, write_files
    from simtrainer.station.clock import SystemClock

    found = read_package(raw, None, unsigned=True)
    head = found.manifest
    if head.expires and head.expires < SystemClock().utc_iso()[:10]:
        raise Problem("package.expired", expires=head.expires, scenario=head.id)
    return write_files(found, into)
