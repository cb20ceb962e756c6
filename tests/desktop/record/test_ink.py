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


def test_what_is_too_long_keeps_the_strength_of_a_drug(light: Theme) -> None:
    ink = Ink(light)
    drug = "Eksempelås, Gudny: Oksykodon depot 10 mg"
    short = ink.elided(drug, "body", ink.width(drug, "body") - 20, middle=True)
    assert short != drug
    assert short.startswith("Eksempel")
    assert short.endswith("10 mg")
    assert ink.elided(drug, "body", ink.width(drug, "body"), middle=True) == drug
