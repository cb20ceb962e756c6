"""The whole list, for both versions and on both databases. A requirement without a check cannot
be written down; ``pytest -v`` over this file prints the list with its outcome."""

import pytest

from simtrainer.hub.hub import Hub
from tests.hub.conformance import data, documents, resources
from tests.hub.conformance.must import BOTH, Must
from tests.hub.conftest import caller

ALL: list[Must] = [*data.MUSTS, *resources.MUSTS, *documents.MUSTS]
CASES = [
    pytest.param(must, version, id=f"{version} {must.id}")
    for must in ALL
    for version in must.versions
]


def test_no_requirement_is_written_down_twice() -> None:
    found = [(must.id, version) for must in ALL for version in must.versions]
    assert len(set(found)) == len(found) and set(BOTH) == {version for _, version in found}


@pytest.mark.parametrize(("must", "version"), CASES)
def test_the_store_keeps_to_it(hub: Hub, tenant: str, must: Must, version: str) -> None:
    must.check(caller(hub, tenant, version=version))
