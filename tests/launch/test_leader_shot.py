"""The go-between of the leader's picture; the picture itself is taken in ``test_demo``."""

import socket
import struct
import threading
from http.server import ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from simtrainer.launch.leader_shot import _go_between

HANG_UP = struct.pack("ii", 1, 0)
"""Without waiting for what is under way."""


def test_a_browser_that_hangs_up_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    asked, gone = threading.Event(), threading.Event()

    def get(path: str) -> SimpleNamespace:
        asked.set()
        gone.wait()
        return SimpleNamespace(status_code=200, headers={}, content=bytes(1 << 22))

    client: Any = SimpleNamespace(get=get)
    with ThreadingHTTPServer(("127.0.0.1", 0), _go_between(client)) as server:
        waiting = threading.Thread(target=server.handle_request)
        waiting.start()
        with socket.create_connection(("127.0.0.1", server.server_port)) as browser:
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
            browser.sendall(b"GET / HTTP/1.0\r\n\r\n")
            asked.wait()
            answering = [t for t in threading.enumerate() if "process_request" in t.name]
        gone.set()
        for thread in (waiting, *answering):
            thread.join()
    assert len(answering) == 1 and capsys.readouterr().err == ""
