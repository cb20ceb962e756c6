"""How the web application reads an address, and how its answers leave."""

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from simtrainer.hub.app import _params

_PIECES = st.sampled_from(["a", "b", "=", "&", "+", "%20", "%C3%B8", "%", "%zz", ";", "æ", "%7B"])


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_parameters_are_read_as_the_standard_library_does(query: str) -> None:
    sent = query.encode("latin-1")
    expected = dict(parse_qsl(sent.decode("latin-1"), keep_blank_values=True))
    assert _params({"query_string": sent}) == expected
