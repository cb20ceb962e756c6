"""View states of plans, visits and reports, for tests and for looking at."""

from dataclasses import replace

from simtrainer.app.views.care import (
    CareItem,
    CarePlanView,
    CareSection,
    ShiftReportView,
    WorkListView,
)
from simtrainer.app.views.entrance import Tone
from simtrainer.app.views.record import FieldView, FormView, Option, RowAction

EVALUATION = FormView(
    form="plan_evaluation:ingeborg",
    title="Ny evaluering",
    fields=(
        FieldView("plan", "entry", "Hvilket tiltak?", "", "plan-2",
                  options=(Option("plan-1", "Tungpust"), Option("plan-2", "Fallfare"))),
        FieldView("result", "choice", "Mål", "", None, segmented=True,
                  options=(Option("reached", "Nådd"), Option("partly", "Delvis nådd"),
                           Option("not_reached", "Ikke nådd"))),
        FieldView("text", "long", "Hvordan gikk det?", "Hva virket?", "", lines=3),
        FieldView("next", "date", "Ny dato", "", "19.05.2026"),
    ),
    saved="",
    types=(Option("plan", "Tiltak"), Option("plan_evaluation", "Evaluering")),
    type="plan_evaluation",
    type_label="Type",
    sign="Signer evaluering",
    draft="Lagre kladd",
    clear="Tøm skjema",
)  # fmt: skip


def evaluate(entry: str) -> RowAction:
    return RowAction("write", "Evaluer", entry, "plan_evaluation")


CARE_PLAN = CarePlanView(
    title="Tiltaksplan",
    filters=(Option("current", "Gjeldende"), Option("all", "Alle")),
    filter="current",
    sections=(
        CareSection(
            "Pust og sirkulasjon",
            "",
            (
                CareItem(
                    "plan-1", "", "Tungpust ved kols",
                    (("Mål", "SpO₂ mellom 88 og 92 % i hvile, hele uka."),
                     ("Tiltak", "Måles kl. 08 og 20. Sitter oppe når han spiser."),
                     ("Evaluering", "Delvis nådd. Lavere om natta.\nA. Testvik, i går kl. 20:10")),
                    (("Mål: Delvis nådd", "warn"), ("Evalueres 26. mai", "neutral")),
                    actions=(evaluate("plan-1"),),
                ),
            ),
        ),
        CareSection(
            "Aktivitet og fall",
            "",
            (
                CareItem(
                    "plan-2", "", "Fallfare",
                    (("Mål", "Ingen fall fram til 11. mai."),
                     ("Tiltak", "Går aldri alene når han er stiv. Rullator med brems.")),
                    (("Skulle vært evaluert 11. mai", "bad"),),
                    actions=(evaluate("plan-2"), RowAction("invalidate", "Feilført", "plan-2")),
                    selected=True,
                ),
                CareItem(
                    "plan-3", "", "Trener i gangen",
                    (("Mål", "Går ti meter uten hjelp."),),
                    (("Feilført: feil pasient", "bad"),),
                    struck=True,
                ),
            ),
        ),
    ),
    form=EVALUATION,
    empty="Ingen tiltak ennå. Skriv det første her.",
)  # fmt: skip
EMPTY_PLAN = CarePlanView("Tiltaksplan", (), "", (), None, "Ingen tiltak ennå.")

VISIT_FORM = FormView(
    form="visit:tor:v-1:done",
    title="Utført: Oppdrag",
    fields=(
        FieldView("arrived", "time", "Kom", "Når var du framme?", "08:02", half=True),
        FieldView("left", "time", "Gikk", "Når dro du?", "08:40", half=True),
        FieldView("comment", "long", "Merknad", "Hva var annerledes enn planlagt?", "", lines=3,
                  error="Det tok 23 minutter mer enn planlagt. Skriv hvorfor."),
    ),
    saved="",
    types=(),
    type="visit",
    type_label="Type",
    sign="Utført",
    draft="",
    clear="Avbryt",
)  # fmt: skip
SIGN_OFF = tuple(
    (verb, label)
    for verb, label in (
        ("done", "Utført"), ("partly", "Delvis utført"), ("not_done", "Ikke utført"),
    )
)  # fmt: skip


def visit(key: str, lead: str, title: str, *tags: tuple[str, Tone], used: str = "") -> CareItem:
    """A visit; one without tags is still to come."""
    actions = () if used else tuple(RowAction(verb, label, key) for verb, label in SIGN_OFF)
    return CareItem(
        key, lead, title,
        (("", "Prøveveien 4"), ("Oppdrag", "Insulin før frokost. Mål blodsukker."),
         ("Kompetanse", "Sykepleier")),
        tags, ("15 min", "6 min", used), actions, patient=key,
    )  # fmt: skip


WORK_LIST = WorkListView(
    title="Arbeidsliste",
    summary="1 av 3 er kvittert. Planlagt 1 t 11 min, brukt 38 min.",
    filters=(Option("mine", "Mine"), Option("all", "Alle")),
    filter="mine",
    heads=("Planlagt", "Reise", "Brukt"),
    sections=(
        CareSection(
            "Rute 3",
            "1 av 2",
            (
                visit("v-1", "08:00", "Modellhaug, Torleif", ("Utført", "good"),
                      ("08:02–08:40", "neutral"), used="38 min"),
                visit("v-2", "08:25", "Prøvestad, Arvid", ("44 min etter planen", "warn")),
            ),
        ),
        CareSection("Rute 4", "0 av 1", (visit("v-3", "09:15", "Simulvik, Solbjørg"),)),
    ),
    form=None,
    empty="Ingen oppdrag på listen i dag.",
)  # fmt: skip
SIGNING_OFF = replace(WORK_LIST, form=VISIT_FORM)

SHIFT_REPORT = ShiftReportView(
    title="Vaktrapport",
    filters=(Option("mine", "Mine"), Option("all", "Alle")),
    filter="mine",
    sections=(
        CareSection(
            "204 · Øvingsdal, Ingeborg",
            "2 ført på vakten",
            (
                CareItem("", "", "Til neste vakt",
                         (("", "Levodopa kl. 11:00 er 42 min sen"),
                          ("", "«Fallfare» skulle vært evaluert 11. mai")),
                         (("2 ting", "bad"),), patient="ingeborg"),
                CareItem("e-1021", "10:21", "NEWS2 5",
                         (("", "Resp 22, SpO₂ 94 %, puls 104, temp 38,4"), ("Av", "Deg")),
                         patient="ingeborg"),
                CareItem("e-1030", "10:30", "Sykepleienotat",
                         (("", "Fikk 1 g paracetamol."), ("Av", "Deg")),
                         (("Feilført: feil pasient", "bad"),), struck=True, patient="ingeborg"),
            ),
        ),
        CareSection("205 · Testberg, Arne", "0 ført på vakten", ()),
    ),
    form=FormView(
        form="handover:",
        title="Ny vaktrapport",
        fields=(
            FieldView("exceptions", "long", "Det som er annerledes", "Hvem er ikke som vanlig?",
                      "", lines=6),
            FieldView("follow_up", "long", "Skal gjøres", "Hva gjenstår?", "", lines=5),
        ),
        saved="",
        types=(),
        type="handover",
        type_label="Type",
        sign="Signer rapport",
        draft="Lagre kladd",
        clear="Tøm skjema",
    ),
    empty="Ingenting er skrevet på vakten ennå.",
)  # fmt: skip

ALL = {
    "shift_report": SHIFT_REPORT,
    "care_plan": CARE_PLAN,
    "empty_plan": EMPTY_PLAN,
    "work_list": WORK_LIST,
    "signing_off": SIGNING_OFF,
}
