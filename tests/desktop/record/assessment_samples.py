"""A view state of an assessment, for tests and for looking at."""

from simtrainer.app.views.care import AssessmentGroup, AssessmentRow, AssessmentView, GroupBar
from simtrainer.app.views.record import FieldView, FormView, Option

FORM = "iplos:ingeborg"
LEVELS = (
    ("1", "Ingen problem. Klarer det selv."),
    ("2", "Klarer det selv, men med strev eller på en annen måte enn før."),
    ("3", "Klarer deler selv. Trenger en person til andre deler."),
    ("4", "Er med på det, men hjelperen må være der hele tiden."),
    ("5", "Trenger en person til alt i aktiviteten."),
    ("9", "Ikke relevant for vurderingen nå."),
)
OPTIONS = tuple(Option(level, level) for level, _ in LEVELS)


def variable(
    name: str, label: str, value: str | None, meaning: str = "", ask: str = "", error: str = ""
) -> AssessmentRow:
    """One variable, scored 2 the last time."""
    field = FieldView(name, "choice", label, "", value, OPTIONS, segmented=True, error=error)
    return AssessmentRow(field, meaning, "Sist: 2", ask)


MEMORY = variable(
    "memory",
    "Hukommelse",
    "4",
    LEVELS[3][1],
    "Sist var den 2. Stemmer endringen? Signer en gang til.",
)
EATING = variable("eating", "Spise", None, error="Spise mangler.")
COMMENT = FieldView("comment", "long", "Kommentar", "Hva hjelpes det med?", "", lines=3)
ASSESSMENT = AssessmentView(
    title="Funksjon (IPLOS)",
    status="2 ting å se på",
    status_tone="warn",
    form=FormView(
        form=FORM,
        title="Ny funksjonsvurdering",
        fields=(MEMORY.field, EATING.field, COMMENT),
        saved="Kladd lagret 10:41",
        types=(),
        type="iplos",
        type_label="Type",
        sign="Signer vurdering",
        draft="Lagre kladd",
        clear="Tøm skjema",
    ),
    groups=(
        AssessmentGroup("Kognisjon", (MEMORY,)),
        AssessmentGroup("Egenomsorg", (EATING,)),
    ),
    extra=(COMMENT,),
    levels_title="Hva nivåene betyr",
    levels=LEVELS,
    profile_title="Profil",
    profile=(
        GroupBar("Kognisjon", 0.5, 0.25, "3,0 (sist 2,0)"),
        GroupBar("Egenomsorg", None, None, "–"),
    ),
    profile_note="Snitt av nivå 1–5, uten 9. Til læring.",
    asks_title="Se på dette en gang til",
    asks=(
        "Hukommelse: Sist var den 2. Stemmer endringen?",
        "Kommentar: Skriv hva det hjelpes med.",
    ),
    before="Sist vurdert 3. november 2025 av A. Testvik.",
)

ALL = {"assessment": ASSESSMENT}
