"""Plain xAPI over a real socket: what each answer means."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from socket import create_server

import pytest

from simtrainer.base.problem import Problem
from simtrainer.station.upload.receipt import Parcel, Receipt
from simtrainer.station.upload.xapi import XapiBackend, discover
from tests.station.lrs import Lrs


def parcel(count: int, filler: int = 1) -> Parcel:
    statements = [{"id": f"s{n}", "name": "æøå" * filler} for n in range(count)]
    body = json.dumps(statements, ensure_ascii=False).encode()
    return Parcel(f"run-1-{count}", "run-1", body)


@pytest.fixture
def backend(lrs: Lrs) -> Iterator[XapiBackend]:
    made = XapiBackend(lrs.endpoint, *lrs.credential, "1.0.3")
    yield made
    made.close()


def problem_of(backend: XapiBackend, sent: Parcel) -> Problem:
    with pytest.raises(Problem) as caught:
        backend.send(sent)
    return caught.value


def test_batches_of_fifty(lrs: Lrs, backend: XapiBackend) -> None:
    assert backend.send(parcel(120)) == Receipt("run-1-120", stored=True)
    assert lrs.batches == [50, 50, 20]
    assert set(lrs.versions) == {"1.0.3"}
    assert [lrs.stored[f"s{n}"] for n in range(120)] == json.loads(parcel(120).body)


def test_a_repeat_is_taken(lrs: Lrs, backend: XapiBackend) -> None:
    for _ in range(2):
        assert backend.send(parcel(60)).stored
    assert len(lrs.stored) == 60


def test_nothing_to_say(lrs: Lrs, backend: XapiBackend) -> None:
    assert backend.send(Parcel("id", "run", b"[]")).stored
    assert lrs.batches == []


def test_a_batch_that_is_too_large_is_halved(lrs: Lrs, backend: XapiBackend) -> None:
    lrs.largest = 5_000
    backend.send(parcel(40, filler=100))
    assert len(lrs.stored) == 40
    assert set(lrs.taken.values()) == {1}


def test_a_statement_that_is_too_large(lrs: Lrs, backend: XapiBackend) -> None:
    lrs.largest = 100
    problem = problem_of(backend, parcel(2, filler=100))
    assert (problem.code, problem.retry) == ("upload.refused", False)


@pytest.mark.parametrize(
    ("word", "code", "retry"),
    [
        ("status 400", "upload.refused", False),
        ("status 401", "upload.not_allowed", True),
        ("status 403", "upload.not_allowed", True),
        ("status 404", "upload.wrong_address", True),
        ("status 408", "upload.no_answer", True),
        ("status 409", "upload.conflict", False),
        ("status 422", "upload.refused", False),
        ("status 500", "upload.server_trouble", True),
        ("status 502", "upload.server_trouble", True),
        ("status 503", "upload.busy", True),
        ("status 204", "upload.wrong_address", True),
        ("redirect", "upload.wrong_address", True),
        ("portal", "upload.wrong_address", True),
        ("other_ids", "upload.wrong_address", True),
        ("stored_but_silent", "upload.no_answer", True),
        ("torn", "upload.no_answer", True),
    ],
)
def test_what_answers_mean(
    lrs: Lrs, backend: XapiBackend, word: str, code: str, retry: bool
) -> None:
    lrs.script = [word]
    problem = problem_of(backend, parcel(3))
    assert (problem.code, problem.retry) == (code, retry)
    assert backend.send(parcel(3)).stored
    assert len(lrs.stored) == 3


@pytest.mark.parametrize(
    ("word", "wait_s"),
    [
        ("wait 7", 7),
        ("wait 999999999", 3600),
        ("wait -4", None),
        ("wait soon", None),
        ("wait_until Tue, 12 May 2026 08:32:00 GMT", 120),
        ("wait_until Tue, 12 May 2026 07:00:00 GMT", 0),
        ("wait_until Tue, 12 May 2036 07:00:00 GMT", 3600),
        ("wait_until whenever", None),
    ],
)
def test_patience_that_is_asked_for(
    lrs: Lrs, backend: XapiBackend, word: str, wait_s: int | None
) -> None:
    lrs.script = [word]
    problem = problem_of(backend, parcel(1))
    assert (problem.code, problem.retry) == ("upload.busy", True)
    assert problem.params.get("wait_s") == wait_s


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"null", b"[1]", b'[{"no": "id"}]', b'[{"id": 4}]', b"\xff", b"[", b'"text"'],
)
def test_an_envelope_that_is_none(lrs: Lrs, backend: XapiBackend, body: bytes) -> None:
    problem = problem_of(backend, Parcel("id", "run", body))
    assert (problem.code, problem.retry) == ("upload.unreadable", False)
    assert lrs.batches == []


@pytest.mark.usefixtures("lrs")
@pytest.mark.parametrize("host", ["127.0.0.1", "hub.invalid"])
def test_nothing_listens(host: str) -> None:
    with closing(create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with closing(XapiBackend(f"http://{host}:{port}/xapi", "a", "b", "1.0.3")) as backend:
        problem = problem_of(backend, parcel(1))
    assert (problem.code, problem.retry) == ("upload.no_network", True)


@pytest.mark.usefixtures("lrs")
def test_the_other_side_speaks_no_tls() -> None:
    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with closing(create_server(("127.0.0.1", 0))) as server:
        thread = threading.Thread(target=serve)
        thread.start()
        address = f"https://127.0.0.1:{server.getsockname()[1]}/xapi"
        with closing(XapiBackend(address, "a", "b", "1.0.3")) as backend:
            problem = problem_of(backend, parcel(1))
        thread.join()
    assert (problem.code, problem.retry) == ("upload.untrusted", True)
    assert isinstance(problem.__cause__, Exception) and ssl.OPENSSL_VERSION


@pytest.mark.parametrize("address", ["http://a:notaport/x", "ftp://hub.no/xapi", "nothing"])
@pytest.mark.usefixtures("lrs")
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(Problem) as caught:
        discover(address, "a", "b")
    assert (caught.value.code, caught.value.retry) == ("upload.wrong_address", True)


def test_the_endpoint_behind_a_hubs_address(lrs: Lrs) -> None:
    for address in (lrs.url, lrs.url + "/", lrs.endpoint, lrs.endpoint + "/"):
        found = discover(address, *lrs.credential)
        assert (found.url, found.xapi_version) == (lrs.endpoint, "2.0.0")
    assert lrs.stored == {}


def test_an_older_store(lrs: Lrs) -> None:
    lrs.versions_spoken = ["1.0.0", "1.0.3"]
    assert discover(lrs.endpoint, *lrs.credential).xapi_version == "1.0.3"


def test_no_store_there(lrs: Lrs) -> None:
    lrs.prefix = "/elsewhere"
    with pytest.raises(Problem, match="wrong_address"):
        discover(lrs.url, *lrs.credential)
    lrs.versions_spoken = ["0.9"]
    with pytest.raises(Problem, match="wrong_address"):
        discover(lrs.endpoint, *lrs.credential)


def test_a_wrong_credential_is_told_at_once(lrs: Lrs) -> None:
    with pytest.raises(Problem, match="not_allowed"):
        discover(lrs.url, "station", "wrong")
