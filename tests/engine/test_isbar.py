"""A report in parts: with headings, without, out of order, with a part that says nothing."""

import pytest

from simtrainer.engine import isbar

WANTED = {
    "i": {"who": ("sykepleier", "Solgløtt")},
    "s": {"breath": ("tungpust", "SpO2")},
    "b": {"copd": ("KOLS",)},
    "a": {"worse": ("forverring", "NEWS2")},
    "r": {"come": ("tilsyn", "komme")},
}
WHOLE = (
    "Sykepleier på Solgløtt. Oddvar er tungpust, SpO2 85. Kjent KOLS. Tror dette er en forverring, "
    "NEWS2 er 7. Kan du komme på tilsyn nå?"
)


def test_a_report_without_headings_is_read_by_what_stands_where() -> None:
    report = isbar.read(WHOLE, WANTED)
    assert (report.missing, report.in_order) == ((), True)
    assert dict(report.words)["copd"] == "KOLS"


def test_headings_hold_their_parts() -> None:
    text = "I: Sykepleier. S: Tungpust. B: KOLS. A: Forverring. R: Kan du komme?"
    assert isbar.read(text, WANTED) == isbar.Report(
        (), True, (("who", "Sykepleier"), ("breath", "Tungpust"), ("copd", "KOLS"),
                   ("worse", "Forverring"), ("come", "komme")),
    )  # fmt: skip


def test_under_the_wrong_heading_it_does_not_count() -> None:
    text = "I: Sykepleier. S: KOLS. B: Tungpust. A: Forverring. R: Kan du komme?"
    assert isbar.read(text, WANTED).missing == ("s", "b")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Tungpust. KOLS. Forverring. Kan du komme?", ("i",)),
        ("Sykepleier. KOLS. Forverring. Kan du komme?", ("s",)),
        ("Sykepleier. Ikke tungpust. KOLS. Forverring. Kan du komme?", ("s",)),
        ("", ("i", "s", "b", "a", "r")),
    ],
)
def test_what_is_missing_is_named(text: str, missing: tuple[str, ...]) -> None:
    assert isbar.read(text, WANTED).missing == missing


def test_the_order_is_judged() -> None:
    text = "Kan du komme på tilsyn? Sykepleier her. Oddvar er tungpust. KOLS. Forverring."
    report = isbar.read(text, WANTED)
    assert (report.missing, report.in_order) == ((), False)


def test_long_headings_are_headings() -> None:
    text = (
        "Identifikasjon: Solgløtt\nSituasjon: SpO2 85\nBakgrunn: KOLS\n"
        "Aktuell tilstand: forverring\nRåd: be om tilsyn"
    )
    assert isbar.read(text, WANTED) == isbar.read(text, WANTED)
    assert isbar.read(text, WANTED).missing == ()


def test_two_letters_with_a_colon_are_no_report() -> None:
    assert isbar.read("S: sykepleier, B: tungpust", WANTED).missing == ("b", "a", "r")
