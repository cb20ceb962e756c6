"""A picture of the leader's page: headless Chromium, signed in through a small local go-between.

Chromium's own screenshot command cannot fill in a form, so the go-between carries the session
cookie of a sign-in made here, and passes every request on to the hub.
"""

import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

WIDTH, HEIGHT = 1440, 900
PATIENCE_S = 40
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def leader_shot(
    browser: str, url: str, who: Mapping[str, str], profile: Path, picture: Path
) -> bool:
    """Save the leader's first page as a PNG; False where the browser gave none."""
    with httpx.Client(base_url=url, follow_redirects=True, trust_env=False, timeout=20) as client:
        sign_in(client, who)
        server = ThreadingHTTPServer(("127.0.0.1", 0), _go_between(client))
        thread = threading.Thread(target=server.serve_forever, name="go-between")
        thread.start()
        try:
            return _shoot(browser, f"http://127.0.0.1:{server.server_port}/", profile, picture)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def sign_in(client: httpx.Client, who: Mapping[str, str]) -> None:
    """Fill in the sign-in form as a browser would."""
    client.post("/logg-inn", data={"user": who["user"], "password": who["password"]})


def _go_between(client: httpx.Client) -> type[BaseHTTPRequestHandler]:
    class GoBetween(BaseHTTPRequestHandler):
        def handle(self) -> None:
            """The browser hangs up as soon as it has its picture."""
            with suppress(ConnectionError):
                super().handle()

        def do_GET(self) -> None:
            answer = client.get(self.path)
            self.send_response(answer.status_code)
            for name in ("content-type", "content-security-policy"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            """Nothing to tell."""

    return GoBetween


def _shoot(browser: str, address: str, profile: Path, picture: Path) -> bool:
    command = [
        browser,
        *FLAGS,
        f"--user-data-dir={profile}",
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={picture}",
        address,
    ]
    try:
        subprocess.run(
            command,
            check=False,
            timeout=PATIENCE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return False
    return picture.exists()
