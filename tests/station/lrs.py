"""A small xAPI store on a real socket that misbehaves on request."""

import base64
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Lrs:
    """``script`` holds how the next requests go, one word each; "ok" when it is empty."""

    def __init__(self) -> None:
        self.script: list[str] = []
        self.stored: dict[str, Any] = {}
        self.taken: Counter[str] = Counter()
        """How often each statement came."""
        self.batches: list[int] = []
        self.versions: list[str] = []
        self.versions_spoken = ["1.0.3", "2.0.0"]
        self.largest = 1_000_000
        self.credential = ("station", "secret")
        self.prefix = "/xapi"
        self.url = ""

    @contextmanager
    def running(self) -> Iterator["Lrs"]:
        """Serve on a free port of this machine."""
        handler = type("Handler", (_Handler,), {"lrs": self})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    @property
    def endpoint(self) -> str:
        return self.url + self.prefix

    def store(self, statements: list[dict[str, Any]]) -> bool:
        """Take a batch, all or nothing; False for a conflict."""
        if any(self.stored.get(each["id"], each) != each for each in statements):
            return False
        self.stored |= {each["id"]: each for each in statements}
        self.taken.update(each["id"] for each in statements)
        return True


class _Handler(BaseHTTPRequestHandler):
    lrs: Lrs
    protocol_version = "HTTP/1.1"
    timeout = 5

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path == self.lrs.prefix + "/about":
            self.answer(200, {"version": self.lrs.versions_spoken})
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != self.lrs.prefix + "/statements":
            self.answer(404, {})
        elif self.headers.get("Authorization") != self.expected():
            self.answer(401, {})
        elif len(body) > self.lrs.largest:
            self.answer(413, {})
        else:
            statements = json.loads(body)
            self.lrs.versions.append(self.headers["X-Experience-API-Version"])
            self.lrs.batches.append(len(statements))
            word = self.lrs.script.pop(0) if self.lrs.script else "ok"
            getattr(self, "how_" + word.partition(" ")[0])(statements, word.partition(" ")[2])

    def expected(self) -> str:
        return "Basic " + base64.b64encode(":".join(self.lrs.credential).encode()).decode()

    def answer(self, status: int, value: Any, **headers: str) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(data)

    def how_ok(self, statements: list[dict[str, Any]], _: str) -> None:
        stored = self.lrs.store(statements)
        self.answer(200 if stored else 409, [each["id"] for each in statements] if stored else {})

    def how_status(self, _: list[dict[str, Any]], status: str) -> None:
        self.answer(int(status), {"error": "as asked"})

    def how_stored_but_500(self, statements: list[dict[str, Any]], _: str) -> None:
        self.lrs.store(statements)
        self.answer(500, {})

    def how_stored_but_silent(self, statements: list[dict[str, Any]], _: str) -> None:
        self.lrs.store(statements)
        self.close_connection = True

    def how_torn(self, statements: list[dict[str, Any]], _: str) -> None:
        """The answer breaks off in the middle."""
        self.lrs.store(statements)
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'["')
        self.close_connection = True

    def how_wait(self, _: list[dict[str, Any]], seconds: str) -> None:
        self.answer(429, {}, Retry_After=seconds)

    def how_wait_until(self, _: list[dict[str, Any]], date: str) -> None:
        # Two dates, for the header is read by the server's clock and not by the PC's.
        self.send_response_only(503)
        self.send_header("Date", "Tue, 12 May 2026 08:30:00 GMT")
        self.send_header("Retry-After", date)
        self.send_header("Content-Length", "0")
        self.send_header("Connection", "close")
        self.end_headers()

    def how_portal(self, _: list[dict[str, Any]], __: str) -> None:
        self.answer(200, b"<html>Velkommen til gjestenettet</html>")

    def how_other_ids(self, _: list[dict[str, Any]], __: str) -> None:
        self.answer(200, ["00000000-0000-4000-8000-000000000000"])

    def how_redirect(self, _: list[dict[str, Any]], __: str) -> None:
        self.answer(302, {}, Location="http://127.0.0.1:1/login")
