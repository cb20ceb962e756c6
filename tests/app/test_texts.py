"""Every word that is drawn exists, is used, gets what goes into its gaps, and is easy to read."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from simtrainer.hub.problems import CATALOGUE
from tests.app.wording import FAMILIES, ROOT, Use, drawn, fits, gaps, named, problems

NB: dict[str, Any] = json.loads((ROOT / "resources" / "text" / "nb.json").read_text("utf-8"))
WEB: dict[str, Any] = json.loads(
    (ROOT / "resources" / "web" / "text" / "nb.json").read_text("utf-8")
)
LANGUAGES = ("nb", "nn", "en")
TEXTS: dict[str, dict[str, Any]] = {
    language: json.loads((ROOT / "resources" / "text" / f"{language}.json").read_text("utf-8"))
    for language in LANGUAGES
}
SCENARIOS = sorted((ROOT / "scenarios").glob("*/text/*.yaml"))
TERMS = sorted((ROOT / "resources" / "packs").glob("*/terms/*.yaml"))
LIX_LIMIT = 35
LONG = 6
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.!?:…]+(?=\s|[»\"]|$)")


def missing(uses: Iterable[Use], known: Iterable[str] = NB) -> list[str]:
    return sorted({f"{u.where} {u.key}" for u in uses if not any(fits(u.key, k) for k in known)})


def test_every_key_that_is_drawn_has_words() -> None:
    assert missing(drawn()) == []


def test_every_problem_has_words_that_say_what_to_do() -> None:
    ours = [u for u in problems() if not u.key.startswith("problem.hub.")]
    assert missing(ours) == []


def test_every_problem_of_the_hub_has_words_for_people_or_a_line_for_programs() -> None:
    """The hub tells programs by its own catalogue, and leaders by the web's texts."""
    known = {*NB, *WEB, *(f"problem.{code}" for code in CATALOGUE)}
    assert missing((u for u in problems() if u.key.startswith("problem.hub.")), known) == []


def test_every_word_is_used() -> None:
    """Keys are looked for as literals, in tables and variables too, and as f-strings; one that
    could be any key of a family (``problem.{code}``) is no use of it."""
    whole = named()
    patterns = [text for text in whole if "*" in text and text.split("*")[0] not in ("", *FAMILIES)]
    unused = []
    for key in (key for key in NB if key.startswith(FAMILIES)):
        names = {key, key.removeprefix("problem.")}
        if not names & whole and not any(fits(p, name) for p in patterns for name in names):
            unused.append(key)
    assert unused == []


def given_too_little(uses: Iterable[Use]) -> list[str]:
    """Uses of a text with gaps that the parameters do not fill."""
    return sorted(
        {
            f"{u.where} {u.key} lacks {gaps(NB[u.key]) - u.params}"
            for u in uses
            if not u.open_ended and u.key in NB and gaps(NB[u.key]) - u.params
        }
    )


def test_every_problem_brings_what_its_words_need() -> None:
    """A gap that nothing fills would be a crash in front of a person."""
    filled_later = {"problem.field.", "problem.text."}  # forms add the type
    uses = [u for u in problems() if not any(u.key.startswith(p) for p in filled_later)]
    assert given_too_little(uses) == []
    assert [
        line
        for line in given_too_little(u for u in problems() if u not in uses)
        if "'type'" not in line
    ] == []


def test_every_drawn_key_gets_what_its_words_need() -> None:
    assert given_too_little(u for u in drawn() if not u.key.startswith("problem.")) == []


@pytest.mark.parametrize("key", [k for k, text in NB.items() if isinstance(text, dict)])
def test_plurals_have_both_forms_with_the_same_gaps(key: str) -> None:
    one, other = NB[key]["one"], NB[key]["other"]
    assert set(NB[key]) == {"one", "other"}
    assert gaps(one) - {"n"} == gaps(other) - {"n"}


def test_the_reference_file_is_sorted_and_plain() -> None:
    assert list(NB) == sorted(NB)
    plain = {key: str(text) for key, text in NB.items() if not key.endswith(".example")}
    assert not [key for key, text in plain.items() if "  " in text or not text.strip()]


# Easy to read -------------------------------------------------------------------------------------


def lix(texts: Iterable[str]) -> float:
    """Björnsson's measure over several texts as one: words in a sentence, plus the share of words
    longer than six letters. A text's end ends its sentence."""
    words = sentences = long = 0
    for text in texts:
        found = _WORD.findall(re.sub(r"\{[a-z_]+\}", "ord", text))
        if not found:
            continue
        words += len(found)
        long += sum(len(word) > LONG for word in found)
        sentences += max(1, len(_STOP.findall(text.strip())))
    return words / sentences + 100 * long / words


def test_lix_is_what_it_says() -> None:
    assert lix(["Katten sover. Hunden løper."]) == 2
    assert lix(["Sykepleieren dokumenterer."]) == 102
    assert lix(["Den er god", "Han sov"]) == 2.5


def family(prefix: str, language: str = "nb") -> list[str]:
    forms = [
        form
        for key, text in TEXTS[language].items()
        if key.startswith(prefix)
        for form in (text.values() if isinstance(text, dict) else [text])
    ]
    return [form for form in forms if len(_WORD.findall(form)) >= 4]


def scenario_texts(file: Path) -> list[str]:
    """What a trainee reads; concepts are lists of words for the judge."""
    table: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    return [text for key, text in table.items() if not key.startswith("concept.")]


READ = ("app.", "problem.", "ui.", "view.")
"""Families of texts that a trainee reads."""
OTHERS = ("check.", "cli.", "explain.", "lint.", "qt.")
"""Those of trainers and of IT, and the words of Qt's own dialogs."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", READ)
def test_the_interface_is_easy_to_read(prefix: str, language: str) -> None:
    assert lix(family(prefix, language)) <= LIX_LIMIT


def test_every_family_of_texts_is_measured_or_not_a_trainees() -> None:
    assert {f"{key.split('.')[0]}." for key in NB} <= {*READ, *OTHERS}


@pytest.mark.parametrize("file", SCENARIOS, ids=[f"{f.parts[-3]}-{f.stem}" for f in SCENARIOS])
def test_a_scenario_is_easy_to_read(file: Path) -> None:
    assert lix(scenario_texts(file)) <= LIX_LIMIT


@pytest.mark.parametrize("file", TERMS, ids=[f"{f.parts[-3]}-{f.stem}" for f in TERMS])
def test_a_packs_sentences_are_easy_to_read(file: Path) -> None:
    """Its terms are the field's own words; its questions, hints and empty lists are sentences."""
    table: dict[str, str] = yaml.safe_load(file.read_text("utf-8"))
    sentences = [text for text in table.values() if len(_WORD.findall(str(text))) >= 4]
    assert sentences and lix(map(str, sentences)) <= LIX_LIMIT


LONG_TEXTS = [
    (f"{file.parts[-3]}:{text[:24]}", text)
    for file in SCENARIOS
    for text in scenario_texts(file)
    if len(_WORD.findall(text)) >= 40
]


def test_no_long_text_of_a_scenario_is_hard_by_itself() -> None:
    """Short texts are too small a sample; of the long ones none may be as hard as a textbook."""
    hard = {name: round(lix([text])) for name, text in LONG_TEXTS if lix([text]) > LIX_LIMIT + 10}
    assert LONG_TEXTS and hard == {}
