"""A text that sends somebody to a place on the screen uses the screen pack's own word for it, by
``[[term:…]]``: the same scenario is played on packs that call the place otherwise."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "resources" / "packs"
SCENARIOS = sorted(path.name for path in (ROOT / "scenarios").iterdir())
LANGUAGES = ("nb", "nn", "en")
GUIDING = re.compile(r"notice\.|check\..*\.(text|hint|where|met|missed|wrong|harm|late)$")
"""What the program says to the person who plays; the rest is said or written by people."""
EVERYDAY = {"NEWS2", "SpO₂"}
"""Words of the field itself, whatever a field on the screen is called."""
AFTER_START = r"(?<![.!?:»”\n] )(?<!\\n)(?<!^)(?<![\w«“\"\[-])"
"""Inside a sentence: at its start any word has a capital letter."""


@cache
def _terms(pack: str, language: str) -> dict[str, str]:
    path = PACKS / pack / "terms" / f"{language}.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def _interface(language: str) -> dict[str, str]:
    path = ROOT / "resources" / "text" / f"{language}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def _differing(language: str) -> re.Pattern[str]:
    """The words of the standard pack for what another pack calls otherwise."""
    own = _terms("kommune-standard", "nb")
    keys = [
        key
        for key, word in _terms("kommune-fane", "nb").items()
        if own.get(key, word) != word and not key.startswith("ask.") and not key.endswith(".empty")
    ]
    words = {_terms("kommune-standard", language).get(key, "") for key in keys} - EVERYDAY - {""}
    words.discard(_interface(language)["app.chart.prn"])  # a heading of ours, on every pack
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"{AFTER_START}(?:{either})(?!\w)")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_calls_a_place_what_the_pack_calls_it(scenario: str) -> None:
    for language in LANGUAGES:
        path = ROOT / "scenarios" / scenario / "text" / f"{language}.yaml"
        texts: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
        own = [text for key, text in texts.items() if key.startswith("obs.")]
        written = {
            key: found
            for key, text in texts.items()
            if GUIDING.match(key) and (found := _differing(language).findall(_without(text, own)))
        }
        assert not written, (language, written)


def _without(text: str, own: list[str]) -> str:
    """Less what the scenario itself puts on a button."""
    for label in own:
        text = text.replace(label, "")
    return text


def test_what_the_interface_says_fits_every_pack() -> None:
    for language in LANGUAGES:
        written = {
            key: found
            for key, text in _interface(language).items()
            if key.startswith("problem.")
            and "fhir" not in key
            and (found := _differing(language).findall(str(text)))
        }
        assert not written, (language, written)


def test_the_search_finds_what_it_looks_for() -> None:
    found = _differing("nb")
    assert found.findall("Åpne Meldinger. Velg Ny melding.") == ["Meldinger", "Ny melding"]
    assert found.findall("Meldinger kommer her. Hun hadde smerte. Les journalen.") == []
