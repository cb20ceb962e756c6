"""How the web application reads an address, and how its answers leave."""

import socket
from base64 import b64encode
from http.client import HTTPResponse
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from simtrainer.hub import commands
from simtrainer.hub.app import _params
from tests.hub.conftest import Served

_PIECES = st.sampled_from(["a", "b", "=", "&", "+", "%20", "%C3%B8", "%", "%zz", ";", "æ", "%7B"])


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_parameters_are_read_as_the_standard_library_does(query: str) -> None:
    sent = query.encode("latin-1")
    expected = dict(parse_qsl(sent.decode("latin-1"), keep_blank_values=True))
    assert _params({"query_string": sent}) == expected


def test_a_body_that_nobody_reads_is_not_taken_for_the_next_request(
    served: Served, sqlite_url: str
) -> None:
    """A page is answered before the rest of its request has come."""
    login = commands.credentials(sqlite_url, "PC med kropp", "all")
    pair = b64encode(f"{login['user']}:{login['password']}".encode()).decode()
    head = f"Host: hub\r\nAuthorization: Basic {pair}\r\nX-Experience-API-Version: 2.0.0\r\n"
    body = b"GET /nowhere HTTP/1.1\r\n\r\n" * 10_000
    begins = f"GET /xapi/statements HTTP/1.1\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", served.port), 30) as line:
        for _ in range(4):
            line.sendall(begins + body)
            answer = HTTPResponse(line)
            answer.begin()
            assert answer.status == 200
            assert b'"statements"' in answer.read()
            answer.close()
