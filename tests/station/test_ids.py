"""Ids and dice of this machine."""

import pytest

from simtrainer.station.ids import SystemDice, UniqueIds
from tests.app.port_contracts import DiceContract, IdsContract


class TestUniqueIds(IdsContract):
    @pytest.fixture
    def ids(self) -> UniqueIds:
        return UniqueIds()


class TestSystemDice(DiceContract):
    @pytest.fixture
    def dice(self) -> SystemDice:
        return SystemDice()


def test_all_sides_fall() -> None:
    dice = SystemDice()
    assert {dice.below(6) for _ in range(1000)} == set(range(6))
