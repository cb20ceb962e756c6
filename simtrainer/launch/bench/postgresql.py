"""A throwaway PostgreSQL from the system's own programs, for as long as a block runs: for the
figures of the hub and for its tests.

``postgres`` refuses to run as root, so under root the cluster belongs to the system's
``postgres`` user. It listens on a socket in a temporary folder, on no port, and fsync stays on:
durability is part of what is measured and tested.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pwd


ADVISED = {"shared_buffers": "512MB", "max_wal_size": "4GB", "checkpoint_timeout": "15min"}
"""What README asks for where the hub has a server to itself."""


def programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version, reverse=True)
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _version(path: Path) -> int:
    return int(path.parts[-3]) if path.parts[-3].isdigit() else 0


def why_not() -> str:
    """Why no server can be started here; empty where one can."""
    if programs() is None:
        return "no PostgreSQL programs on this machine (apt install postgresql)"
    if os.geteuid() == 0 and _owner() is None:
        return "running as root and there is no postgres user to start the server as"
    return ""


def _owner() -> "pwd.struct_passwd | None":
    import pwd  # not on Windows, where there is no bench of PostgreSQL

    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


class Cluster:
    """A running server. ``url`` leads to one of its databases."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._settings = {"shared_buffers": "128MB", **(settings or {})}
        self._bin = programs()
        self._count = 0
        owner = _owner()
        assert self._bin is not None and owner is not None
        self._who = (
            {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            if os.geteuid() == 0
            else {}
        )
        self.owner = owner.pw_name
        if os.geteuid() == 0:
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the cluster's owner."""
        assert self._bin is not None
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            capture_output=True, text=True, cwd=self.folder, check=False, **self._who,  # type: ignore[call-overload]
        )  # fmt: skip
        if done.returncode:
            log = self.folder / "log"
            told = log.read_text()[-2000:] if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}\n{told}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        told = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        options = f"-k {self.folder} -c listen_addresses= {told}"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", self.data, "-o", options, "-l", log, "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop the server; ``immediate`` is a crash."""
        self.run("pg_ctl", "-D", self.data, "-m", how, "-w", "stop")

    def kill(self) -> None:
        """Kill the server's processes outright. The first is held still meanwhile, so that it
        makes no more of them."""
        lock = Path(self.data) / "postmaster.pid"
        first = int(lock.read_text().split()[0])
        os.kill(first, signal.SIGSTOP)
        processes = (*_children(first), first)
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for process in processes:
            while not _is_dead(process):
                time.sleep(0.01)
        # Where nobody gathers dead processes, as in many containers, the next server would take
        # the dead one, which still has its number, for alive.
        lock.unlink()
        for other in self.folder.glob(".s.PGSQL.*.lock"):
            other.unlink()

    def promote(self) -> None:
        """Make a replica the primary."""
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    @property
    def data(self) -> str:
        """The data folder."""
        return str(self.folder / "data")

    def url(self, database: str) -> str:
        """Address of a database for the hub."""
        return f"postgresql://{self.owner}@/{database}?host={self.folder}"

    def create(self, template: str = "template1", tablespace: str = "pg_default") -> str:
        """A new database; its name."""
        self._count += 1
        name = f"db{self._count}"
        self.run("createdb", "-h", str(self.folder), "-T", template, "-D", tablespace, name)
        return name

    def query(self, sql: str) -> None:
        """One command on the server."""
        self.run("psql", "-h", str(self.folder), "-d", "postgres", "-c", sql)

    def drop(self, name: str) -> None:
        """Remove a database."""
        self.run("dropdb", "-h", str(self.folder), "--force", name)


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(word) for path in tasks for word in path.read_text().split()]


def _is_dead(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@contextmanager
def cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A server for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="simtrainer-pg-") as name:
        running = Cluster(Path(name), settings)
        running.run("initdb", "-D", running.data, "-A", "trust", "-E", "UTF8", "--no-sync")
        running.start()
        try:
            yield running
        finally:
            with suppress(RuntimeError):  # a test may have stopped it
                running.stop("immediate")


@contextmanager
def replica_of(primary: Cluster) -> Iterator[Cluster]:
    """A synchronous replica: what the primary acknowledges is on both."""
    with tempfile.TemporaryDirectory(prefix="simtrainer-pg-") as name:
        copy = Cluster(Path(name))
        copy.run("pg_basebackup", "-h", str(primary.folder), "-D", copy.data, "-R", "-c", "fast")
        copy.start()
        setting = "alter system set synchronous_standby_names = '*'"
        for command in (setting, "select pg_reload_conf()"):
            primary.query(command)
        try:
            yield copy
        finally:
            copy.stop("immediate")
