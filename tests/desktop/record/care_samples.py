"""View states of plans, visits and reports, for tests and for looking at."""

from simtrainer.app.views.care import CareItem, CarePlanView, CareSection
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

ALL = {"care_plan": CARE_PLAN, "empty_plan": EMPTY_PLAN}
