"""The hub's figures, small: that they are measured at all, and against what they say."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from simtrainer.base.problem import Problem
from simtrainer.hub.shapes.statement import a_statement
from simtrainer.launch.bench import hub, hub_load, hub_pages, postgresql
from simtrainer.launch.bench.figure import at_least, told


def test_at_least_holds_from_its_share_of_the_floor() -> None:
    assert at_least("x", 50, "/s", 100, 0.5).holds
    assert not at_least("x", 49, "/s", 100, 0.5).holds
    assert told("x", 1, "/s", 100).holds


def test_what_is_sent_is_what_stations_send() -> None:
    for body in hub_load.bodies(0, 3):
        batch = json.loads(body)
        assert len(batch) == hub_load.BATCH
        for one in batch:
            a_statement(one, "1.0.3")
    assert [len(json.loads(body)) for body in hub_load.bodies_of(7)] == [50, 8]


def test_every_figure_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"STATEMENTS": 500, "STORED": 3_000, "PEOPLE": 8, "PAGES": 3}.items():
        monkeypatch.setattr(hub, name, value)
    urls = [f"sqlite:///{tmp_path / str(n)}.sqlite3" for n in range(3)]
    figures = hub._measure("sqlite", urls)
    assert [f.name.removeprefix("hub.sqlite.") for f in figures] == [
        "store", "grown", "grown_bare",
        "get_agent", "get_verb", "get_registration", "get_activity", "evening",
    ]  # fmt: skip
    assert all(figure.value > 0 and figure.floor > 0 for figure in figures)


def test_postgresql_is_measured_as_readme_says_to_set_it_up() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    for name, value in postgresql.ADVISED.items():
        assert f"`{name} = {value}`" in readme


def test_a_page_is_asked_for_with_nothing_around(hub_answers: Callable[[bytes], int]) -> None:
    """The bare line reads one answer to its end, and takes none that is not good."""
    body = b"x" * 300_000
    login = {"user": "u", "password": "p"}
    good = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with closing(hub_pages.Line(hub_answers(good), login)) as line:
        assert line.get("/a") == body
        assert line.get("/b") == body
    bad = hub_answers(good.replace(b"200 OK", b"500 No"))
    with closing(hub_pages.Line(bad, login)) as line, pytest.raises(Problem):
        line.get("/a")


@pytest.fixture
def hub_answers() -> Iterator[Callable[[bytes], int]]:
    """Give whoever asks that answer; the port."""
    with ExitStack() as until:

        def serve(answer: bytes) -> int:
            listening = until.enter_context(socket.create_server(("127.0.0.1", 0)))

            def speak() -> None:
                connection, _ = listening.accept()
                with connection, suppress(OSError):  # who is told no hangs up
                    while connection.recv(65_536):
                        connection.sendall(answer)

            thread = threading.Thread(target=speak)
            thread.start()
            until.callback(thread.join)
            return int(listening.getsockname()[1])

        yield serve
