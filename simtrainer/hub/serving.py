"""One command, any number of worker processes, until told to stop."""

import os
import socket

import uvicorn

from simtrainer.base.problem import Problem
from simtrainer.hub.asgi import VARIABLE, to_json
from simtrainer.hub.settings import Settings

_GRACE_SECONDS = 20


def run(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or Ctrl-C; requests under way get some time to finish."""
    _check_free(host, port)
    os.environ[VARIABLE] = to_json(settings)
    uvicorn.run(
        "simtrainer.hub.asgi:app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _check_free(host: str, port: int) -> None:
    """Say in words what uvicorn would only log."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        raise Problem("hub.address", host=host) from None
    except OSError as error:
        code = "hub.port_taken" if error.errno == 98 else "hub.address"
        raise Problem(code, host=host, port=port) from None
