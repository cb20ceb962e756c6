"""Laid-out texts are remembered, but not all for ever."""

from simtrainer.desktop.record.ink import KEPT, Ink
from simtrainer.desktop.theme import Theme


def test_the_texts_used_last_are_the_ones_remembered(light: Theme) -> None:
    ink, another = Ink(light), Ink(light)
    often = another.block("hver gang", "body", 300)
    for number in range(KEPT + 20):
        seldom = ink.block(str(number), "body", 300)
        assert ink.block("hver gang", "body", 300) is often
    assert ink.block(str(number), "body", 300) is seldom
    assert len(light.laid_out) == KEPT
    assert ("0", "body", 300) not in light.laid_out
