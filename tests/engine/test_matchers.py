"""Each way of comparing a field, true and false, and at its edges."""

from typing import Any

import pytest

from simtrainer.engine.history import History
from simtrainer.engine.matchers import MATCHERS, matcher_from
from tests.engine.conftest import Build

CASES: list[tuple[Any, list[Any], list[Any]]] = [
    ("given", ["given"], ["not_given", None, "", 1]),
    (37.4, ["37,4", "37.40", 37.4], ["37,5", None, "to", ""]),
    (1, [1, "1", "1,0"], [2, "en", None]),
    ("", ["", None], ["a", 0]),
    (True, [True], [False, "yes", None, 1.5]),
    ({"one_of": ["a", 2]}, ["a", "2", 2.0], ["b", None, ""]),
    ({"between": [36, 37.4]}, ["36", "36,0", "37,4", 37.4, 37], ["35,9", "37,5", None, "", "x"]),
    ({"between": [0.1, 0.3]}, ["0,1", "0,3"], ["0,31"]),
    ({"after": "07:30"}, ["07:30", "7:30", "23:59"], ["07:29", "", None, "sent", "24:00"]),
    ({"after": "7:30", "before": "08:00"}, ["07:30", "08:00", "7:45"], ["08:01", "07:29"]),
    ({"before": "9:00"}, ["09:00", "0:00", "08:59"], ["09:01", "10:00", ""]),
    ({"pattern": "ring.*lege"}, ["Ringte LEGEN", "ringer lege"], ["lege, ring", "", None]),
    ({"mentions": ["$concept.cough"]}, ["Han hoster mye", "HOSTE!"], ["Han sover", "", None]),
    ({"mentions": ["concept.cough"]}, ["tørr hoste"], ["tørr"]),
    ({"mentions": ["$concept.cough", "$concept.cold"]}, ["Hoste. Rim i skjegget."], ["Hoste."]),
    ({"avoids": ["$concept.blame"]}, ["Pent", "", None], ["Dette var slurv"]),
    ({"mentions": ["$concept.cough"], "avoids": ["$concept.blame"]}, ["hoste"], ["hoste, slurv"]),
    ({"names": ["$concept.cough"]}, ["Ingen hoste", "hoste"], ["Han sover", None]),
    ({"denies": ["$concept.cough"]}, ["Ingen hoste", "hoster ikke"], ["hoste", "Han sover", ""]),
    ({"mentions": ["$concept.cough"], "avoids": []}, ["hoster"], ["hoster ikke", "uten hoste"]),
    ({"reading": "odd", "parameter": "resp", "within": 1}, [], ["22", None, "a"]),
    ({"isbar": {"s": ["$concept.cough"], "r": ["$concept.cold"]}},
     ["Hoste. Rim i skjegget"], ["Rim i skjegget. Hoste", "Hoste", "", None]),
    ({"filled": True}, ["a", 0, " b "], ["", None, "  "]),
    ({"filled": False}, ["", None, "  "], ["a", 0]),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "fits", "not_"), CASES, ids=[str(c[0]) for c in CASES])
def test_a_matcher_fits_and_does_not(
    build: Build, wanted: Any, fits: list[Any], not_: list[Any]
) -> None:
    matcher, concepts = matcher_from(wanted), History(build())
    assert [value for value in fits if not matcher.fits(value, concepts)] == []
    assert [value for value in not_ if matcher.fits(value, concepts)] == []


def test_every_matcher_of_the_table_is_tried() -> None:
    assert set(MATCHERS) <= {
        name for case in CASES if isinstance(case[0], dict) for name in case[0]
    }


def test_a_concept_holds_its_synonyms_in_every_language(build: Build) -> None:
    made = build()
    assert made.concept("$concept.cough") == ("hoste", "host")
    assert made.concept("$concept.unknown") == ()
