"""One command, any number of worker processes, until told to stop."""

import errno
import os
import signal
import socket
import sys
import tempfile
import threading
from dataclasses import replace

import uvicorn
from uvicorn.supervisors import Multiprocess

from simtrainer.base.problem import Problem
from simtrainer.hub.asgi import VARIABLE, to_json
from simtrainer.hub.configuration import Configuration
from simtrainer.hub.logs import LOG_CONFIG
from simtrainer.hub.settings import Settings

_GRACE_SECONDS = 20


def run(settings: Settings, made: Configuration) -> None:
    """Serve until SIGTERM or Ctrl-C; requests under way get some time to finish."""
    _end_in_order()
    with tempfile.TemporaryDirectory(prefix="simtrainer-hub-") as counts:
        os.environ[VARIABLE] = to_json(replace(settings, metrics_folder=counts))
        _run(made)


def _end_in_order() -> None:
    """Make SIGTERM end this process as any command ends, and not at once: uvicorn, when it has
    stopped, raises the signal again for whoever had it before."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _run(made: Configuration) -> None:
    config = uvicorn.Config(
        "simtrainer.hub.asgi:app",
        factory=True,
        workers=made.workers,
        ssl_certfile=made.tls_certificate,
        ssl_keyfile=made.tls_key,
        log_config=LOG_CONFIG,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        backlog=2048,
    )
    with _bound(made.host, made.port) as listening:
        if made.workers == 1:
            uvicorn.Server(config).run(sockets=[listening])
        else:
            Multiprocess(config, sockets=[listening]).run()


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
