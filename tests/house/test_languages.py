"""The interface's languages: each is whole, asks for the same parameters, and is itself."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from simtrainer.launch.words import LANGUAGES, REFERENCE, texts
from tests.app.wording import ROOT, gaps

OTHERS = [language for language in LANGUAGES if language != REFERENCE]
BOKMAAL = frozenset(
    re.findall(
        r"\w+",
        """
        jeg ikke hva hvem hvor hvordan hvorfor hvilke hvilken hver hvert noe noen bare mye mer
        flere være vært gjør gjøre kommer fra selv samme nå uten utenfor innenfor allerede
        øvingen øvinger vakten mappen filen klokken enheten enhet leder lederen finnes vises
        brukes vet velg velger begynner hendelse hendelsen betingelse betingelsen utgave mangler
        peker tilhører deltakeren sykepleier uke lagret endret fjernet disse mens hvis
        anførselstegn rekkefølge nøkler verdier tekster feilene oppføringen måned tilgjengelig
        forskjell leses skrives legges settes åpner åpen lukket fortsett hjem tirsdag lørdag
        dere hun
        """,
    )
)
"""Words that nynorsk writes in another way."""
OTHER_FORMS = {
    "gjeven gjevne gjeve gjevast": "gitt", "blei": "vart", "blitt": "vorte", "vert": "blir",
    "kome koma": "komme", "seie seia sei": "si", "òg": "også", "att": "igjen",
    "svarar": "svarer", "passer": "passar", "flytter": "flyttar", "difor": "derfor",
    "dersom": "viss", "plar": "pleier", "forskjell forskjellen": "skilnad", "merkt": "merka",
    "rekneskapen": "rekneskapet", "tatt": "teke", "tar": "tek", "korkje": "verken",
    "fyrst fyrste": "først", "gjera": "gjere", "vera": "vere", "ligge": "liggje",
    "ringe": "ringje", "følge": "følgje", "legge": "leggje", "tenke": "tenkje", "muleg": "mogleg",
}  # fmt: skip
"""Forms that nynorsk has too, and the one that is written here: a word has one form everywhere."""
_WORD = re.compile(r"[^\W\d_]+")


@cache
def table(language: str) -> dict[str, Any]:
    file = ROOT / "resources" / "text" / f"{language}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def forms(text: Any) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def wanted() -> set[str]:
    """What every language must have: an example is code, and the same in all."""
    return {key for key in table(REFERENCE) if not key.endswith(".example")}


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    files = {file.stem for file in (ROOT / "resources" / "text").glob("*.json")}
    assert files == set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_key_and_no_other(language: str) -> None:
    own = set(table(language))
    assert sorted(wanted() - own) == []
    assert sorted(own - wanted()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_has_the_same_gaps_and_plurals_in_each_language(language: str) -> None:
    own, reference = table(language), table(REFERENCE)
    assert [key for key in own if gaps(own[key]) != gaps(reference[key])] == []
    assert [
        key for key in own if isinstance(own[key], dict) != isinstance(reference[key], dict)
    ] == []
    assert [k for k, v in own.items() if isinstance(v, dict) and set(v) != {"one", "other"}] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_file_is_sorted_and_plain(language: str) -> None:
    own = table(language)
    assert list(own) == sorted(own)
    assert [
        k for k, v in own.items() for text in forms(v) if "  " in text or not text.strip()
    ] == []


def test_nynorsk_is_not_bokmaal_with_other_endings() -> None:
    found = {
        f"{key}: {word}"
        for key, text in table("nn").items()
        for form in forms(text)
        for word in _WORD.findall(form.lower())
        if word in BOKMAAL
    }
    assert sorted(found) == []


def in_nynorsk() -> Iterator[tuple[str, str]]:
    """Every text there is, of the interface, the packs and the scenarios. A concept is what people
    may write, in all the forms there are."""
    for key, text in table("nn").items():
        yield from ((key, form) for form in forms(text) if not key.endswith(".example"))
    packs, scenarios = ROOT / "resources" / "packs", ROOT / "scenarios"
    for file in (*packs.glob("*/terms/nn.yaml"), *scenarios.glob("*/text/nn.yaml")):
        for key, text in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            if not key.startswith("concept."):
                yield f"{file.parent.parent.name}: {key}", str(text)


def test_a_word_has_one_form_in_all_of_the_nynorsk() -> None:
    chosen = {form: word for other, word in OTHER_FORMS.items() for form in other.split()}
    found = [
        f"{key}: {word}, write {chosen[word]}"
        for key, text in in_nynorsk()
        for word in _WORD.findall(text.lower())
        if word in chosen
    ]
    assert found == []


def test_english_is_not_norwegian_left_as_it_was() -> None:
    reference = table(REFERENCE)
    same = [
        key
        for key, text in table("en").items()
        if text == reference[key] and len(_WORD.findall(re.sub(r"\{\w+\}", "", str(text)))) > 3
    ]
    assert same == []


def test_a_language_falls_back_on_the_reference_and_an_unknown_one_is_the_reference() -> None:
    assert texts("nn")("ui.page.home") == "Heim"
    assert texts("en")("explain.lint.date.example") == texts()("explain.lint.date.example")
    assert texts("sv").language == REFERENCE
