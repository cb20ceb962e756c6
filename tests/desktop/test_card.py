"""The call card: however somebody comes, it says so in words and with a sign of its own."""

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from simtrainer.app.views.shell import CardView
from simtrainer.desktop import card
from simtrainer.desktop.icons import GLYPHS
from simtrainer.desktop.theme import Theme
from simtrainer.launch.words import texts
from simtrainer.scenario.source import DialogueSource
from tests.desktop.samples import RINGING

KINDS = get_args(get_type_hints(CardView)["kind"])


def test_every_kind_of_conversation_has_its_words_and_its_sign() -> None:
    written = get_args(get_type_hints(DialogueSource)["kind"])
    assert {*written, "notice"} == set(KINDS) == set(card._ICONS)
    assert len(set(card._ICONS.values())) == len(KINDS)
    assert set(card._ICONS.values()) <= set(GLYPHS)
    said = {texts()(f"app.card.rings.{kind}", who="Ida") for kind in written}
    assert len(said) == len(written) and all("Ida" in words for words in said)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_of_every_kind_is_drawn(light: Theme, kind: str) -> None:
    made = card.CallCard(light, texts())
    made.render_card(replace(RINGING, kind=kind))
    made.resize(360, made.sizeHint().height())
    assert not made.grab().isNull()
    made.deleteLater()
