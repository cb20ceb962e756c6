"""One command, any number of worker processes, until told to stop."""

import errno
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import uvicorn
from uvicorn.supervisors import Multiprocess

from simtrainer.base.problem import Problem
from simtrainer.hub.asgi import VARIABLE, to_json
from simtrainer.hub.configuration import Configuration
from simtrainer.hub.logs import LOG_CONFIG
from simtrainer.hub.settings import Settings

_GRACE_SECONDS = 20
_WAITING = 2048
"""Connections that may wait to be let in."""
_COUNTS = "simtrainer-hub-"


def run(settings: Settings, made: Configuration, listens: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; requests under way get some time to finish. ``listens`` is
    told the address as soon as whoever connects there is let in."""
    _end_in_order()
    remove_left_behind(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=f"{_COUNTS}{os.getpid()}-") as counts:
        os.environ[VARIABLE] = to_json(replace(settings, metrics_folder=counts))
        _run(made, listens)


def remove_left_behind(folder: Path) -> None:
    """Remove the counts of hubs that were killed. Each folder has the number of its first process
    in its name, and a file for each of the others; where any of them is there, it stays."""
    for counts in folder.glob(f"{_COUNTS}*-*"):
        words = [counts.name.removeprefix(_COUNTS).partition("-")[0]]
        words += [file.stem for file in counts.glob("*.json")]
        if all(word.isdigit() and not psutil.pid_exists(int(word)) for word in words):
            shutil.rmtree(counts, ignore_errors=True)


def _end_in_order() -> None:
    """Make SIGTERM end this process as any command ends, and not at once: uvicorn, when it has
    stopped, raises the signal again for whoever had it before."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _run(made: Configuration, listens: Callable[[str], None]) -> None:
    config = uvicorn.Config(
        "simtrainer.hub.asgi:app",
        factory=True,
        workers=made.workers,
        http=f"simtrainer.hub.accepting:{'InOne' if made.workers == 1 else 'StandingBack'}",
        ws="none",
        ssl_certfile=made.tls_certificate,
        ssl_keyfile=made.tls_key,
        log_config=LOG_CONFIG,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=_WAITING,
    )
    with _bound(made.host, made.port) as listening:
        listening.listen(_WAITING)
        listens(_address(made, listening))
        if made.workers == 1:
            uvicorn.Server(config).run(sockets=[listening])
        else:
            Multiprocess(config, sockets=[listening]).run()


def _address(made: Configuration, listening: socket.socket) -> str:
    """Where it is reached, with the port that was found where none was named."""
    host = f"[{made.host}]" if ":" in made.host else made.host
    scheme = "https" if made.tls_certificate else "http"
    return f"{scheme}://{host}:{listening.getsockname()[1]}"


def _bound(host: str, port: int) -> socket.socket:
    """The listening socket. It must know that it is TCP: asyncio switches off Nagle's waiting
    only on such, and with it on each answer takes 40 ms more."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise Problem("hub.address", host=host) from None
    listening = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        code = "hub.port_taken" if taken else "hub.address"
        raise Problem(code, host=host, port=port) from None
    return listening
