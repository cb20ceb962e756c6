"""View states of cases, letters and messages between services, for tests and for looking at."""

from dataclasses import replace

from simtrainer.app.views.care import CareItem, CareSection, SectionsView
from simtrainer.app.views.office import CaseStep, CaseView, DocumentsView, PaperView
from simtrainer.app.views.record import (
    FieldView,
    FormView,
    InboxView,
    MessageRow,
    MessageView,
    Option,
    RowAction,
)

FILTERS = (Option("current", "Gjelder nå"), Option("all", "Alle"))
DECISION = FormView(
    form="case_decision:synne",
    title="Nytt vedtak",
    fields=(
        FieldView("service", "choice", "Tjeneste", "", "nursing",
                  options=(Option("nursing", "Helsetjenester i hjemmet"),
                           Option("help", "Praktisk bistand"))),
        FieldView("outcome", "choice", "Resultat", "", "granted", segmented=True,
                  options=(Option("granted", "Innvilget"), Option("partly", "Delvis"),
                           Option("refused", "Avslag"))),
        FieldView("amount", "number", "Timer", "", "24", half=True),
        FieldView("per", "choice", "Per", "", "month", half=True,
                  options=(Option("week", "Uke"), Option("month", "Måned"))),
        FieldView("reasons", "long", "Begrunnelse", "Fakta, regler og hva dere la vekt på", "",
                  lines=4, error="Fyll ut «Begrunnelse» først."),
    ),
    saved="Kladd lagret 10:41",
    types=(Option("case_mapping", "Kartlegging"), Option("case_decision", "Vedtak")),
    type="case_decision",
    type_label="Type",
    sign="Signer vedtak",
    draft="Lagre kladd",
    clear="Tøm skjema",
    note="Ett vedtak for hver tjeneste.",
)  # fmt: skip

CASES = CaseView(
    title="Saker",
    filters=FILTERS,
    filter="current",
    sections=(
        CareSection(
            "Kartlegging", "1",
            (CareItem("case-1", "", "Helsetjenester i hjemmet",
                      (("Mottatt", "20.04.2026"), ("", "Ført i dag kl. 10:12 av Deg")),
                      (("Foreløpig svar: 20. mai", "warn"),)),),
        ),
        CareSection(
            "Klage", "1",
            (CareItem("case-2", "", "Praktisk bistand",
                      (("Mottatt", "02.03.2026"),),
                      (("Klage: Vil ha mer hjelp", "warn"),
                       ("Klagen skal være behandlet: gikk ut 8. mai", "bad"))),),
        ),
    ),
    form=replace(DECISION, form="case:synne", title="Ny søknad", types=()),
    empty="Ingen saker ennå. Registrer søknaden her.",
)  # fmt: skip

STEPS = (
    CaseStep("application", "Søknad", "20. april", "done", "neutral"),
    CaseStep("mapping", "Kartlegging", "5. mai", "done", "neutral"),
    CaseStep("assessment", "Vurdering", "i går", "done", "neutral"),
    CaseStep("decided", "Vedtak", "i dag", "current", "info"),
    CaseStep("carried_out", "Iverksatt", "", "next", "neutral"),
)
CASE = CaseView(
    title="Helsetjenester i hjemmet",
    filters=(),
    filter="",
    sections=(
        CareSection("", "", (
            CareItem("case-1", "", "Søknad",
                     (("Viktig for deg", "Vil bo hjemme, og klare mest mulig selv."),
                      ("", "Ført i dag kl. 10:12 av Deg")),
                     (("Vedtak", "info"),)),
        )),
        CareSection("Frister", "", (
            CareItem("d-1", "", "Klagefrist", (("Regel", "pbrl. § 7-5"),),
                     (("Klagefrist: 9. juni", "neutral"),)),
        )),
        CareSection("Vedtak", "7,5 timer per uke", (
            CareItem("d-1", "", "Helsetjenester i hjemmet",
                     (("Resultat", "Innvilget"), ("Per uke", "6 timer")),
                     actions=(RowAction("write", "Ny bestilling", "d-1", "case_order"),
                              RowAction("amend", "Rett", "d-1"))),
            CareItem("d-2", "", "Praktisk bistand", (("Per uke", "170 timer"),),
                     (("Mer enn 168 timer per uke. Sjekk tallet.", "bad"),)),
        )),
    ),
    form=DECISION,
    empty="",
    back="Til Saker",
    steps=STEPS,
    actions=(
        RowAction("carry_out", "Iverksett", "case-1"),
        RowAction("appeal", "Registrer klage", "case-1", asks=True),
    ),
)  # fmt: skip
APPEALED = replace(
    CASE, form=None,
    steps=(*STEPS[:-1], replace(STEPS[-1], state="next"),
           CaseStep("appealed", "Klage: Vil ha mer hjelp om kvelden", "i dag", "aside", "warn")),
)  # fmt: skip

PAPER = PaperView(
    sender=("Solbakken sykehjem, avdeling 2",),
    recipient=("Synne Testdal", "Øvingsveien 3, 9999 Prøvestad"),
    date="12.05.2026",
    heading="Vedtak om tjeneste",
    paragraphs=(
        "Du har søkt om hjelp fra kommunen. Her er svaret.",
        "Tjeneste: Helsetjenester i hjemmet\nResultat: Innvilget",
        "Du kan klage på vedtaket. Fristen er 4 uker (pbrl. § 7-5) etter at du fikk brevet.",
    ),
    signature=("Vennlig hilsen", "Marit Testnes, saksbehandler"),
    missing="",
    state=("Ikke sendt", "warn"),
)
LETTERS = (
    CareSection("Ikke sendt", "1", (
        CareItem("l-2", "", "Vedtak om tjeneste",
                 (("Til", "Pasienten"), ("", "Ført i dag kl. 10:12 av Deg")),
                 (("Ikke sendt", "warn"),), selected=True),
    )),
    CareSection("Sendt", "1", (
        CareItem("l-1", "", "Foreløpig svar", (("Til", "Pasienten"),), (("Sendt", "good"),)),
    )),
)  # fmt: skip
LETTER = DocumentsView(
    title="Brev",
    filters=FILTERS,
    filter="current",
    sections=LETTERS,
    empty="",
    compose="Nytt brev",
    form=None,
    paper=PAPER,
    actions=(
        RowAction("send", "Send", "l-2"),
        RowAction("invalidate", "Feilført", "l-2"),
    ),
)
WRITING = replace(
    LETTER,
    compose="",
    form=FormView(
        form="letter:synne",
        title="Nytt brev",
        fields=(
            FieldView("template", "choice", "Mal", "", "decision",
                      options=(Option("decision", "Vedtak om tjeneste"),)),
            FieldView("own_words", "long", "Egne ord", "Noe mer du vil si?", "", lines=3),
        ),
        saved="", types=(), type="letter", type_label="Type",
        sign="Signer brev", draft="Lagre kladd", clear="Tøm skjema",
    ),
    paper=replace(
        PAPER,
        recipient=("Synne Testdal", "[Adresse mangler]"),
        missing="Brevet mangler: Adresse, Begrunnelse. Fyll det inn før du sender.",
        state=("Slik blir brevet", "info"),
    ),
    actions=(),
)  # fmt: skip

SECTIONS = SectionsView(
    title="Kritisk informasjon",
    filters=FILTERS,
    filter="current",
    sections=(
        CareSection("Overfølsomhet (CAVE)", "", (
            CareItem("k-1", "", "Latex", (("Reaksjon", "Utslett og tung pust"),
                                          ("", "Ført i dag kl. 10:12 av Deg")),
                     (("Ikke bekreftet", "warn"), ("Alvor: Livstruende", "bad")),
                     actions=(RowAction("verify", "Bekreft", "k-1"),
                              RowAction("refute", "Avkreft", "k-1", asks=True))),
        )),
        CareSection("Implantat", "", (
            CareItem("k-2", "", "Pacemaker", (), (("Feilført: Feil pasient", "neutral"),),
                     struck=True),
        )),
    ),
    form=replace(DECISION, form="critical:synne", title="Ny kritisk informasjon", types=()),
    empty="",
)  # fmt: skip

BOXES = (
    Option("inbox", "Innboks (2)"), Option("mine", "Mine"), Option("sent", "Sendt"),
    Option("drafts", "Kladd"), Option("failed", "Feilet (1)"),
)  # fmt: skip
ROWS = (
    MessageRow("p-3", "Sykehuset, somatikk, meldingsmottak", "Klar for utskriving fra i dag kl. 14",
               "07:00", True, False, "Utskrivningsklar pasient", ("Ubehandlet", "info")),
    MessageRow("p-2", "Til Fastlegen, legetjeneste", "Resept på Apiksaban", "07:30", False, True,
               "Forespørsel", ("Avvist: Ukjent mottaker", "bad")),
    MessageRow("p-1", "Til Sykehuset, somatikk, meldingsmottak", "Innlegges nå", "06:50", False,
               False, "Innleggelsesrapport", ("Venter kvittering", "neutral")),
)  # fmt: skip
PLO = InboxView(
    title="Meldinger",
    rows=ROWS,
    message=MessageView(
        entry="p-2",
        subject="Resept på Apiksaban",
        meta="Til Fastlegen, legetjeneste · kl. 07:30 · Testdal, Synne",
        text="Kan du fornye resepten? Hun har igjen til fredag.",
        actions=(RowAction("resend", "Send på nytt", "p-2"),),
        kind="Forespørsel",
        mark=("Avvist: Ukjent mottaker", "bad"),
        facts=(("Mottaker", "Fastlegen, legetjeneste"), ("Svar innen", "15.05.2026")),
        thread=(ROWS[0],),
        thread_title="Samme sak",
    ),
    empty="Ingenting her nå.",
    compose="Ny melding",
    boxes=BOXES,
    box="failed",
)
DRAFTS = replace(
    PLO,
    rows=(MessageRow("", "Forespørsel", "Resept", "07:31", False, False,
                     mark=("Kladd", "neutral"), form_type="plo_request"),),
    message=None, form=WRITING.form, box="drafts",
)  # fmt: skip

ALL = {
    "sections": SECTIONS,
    "cases": CASES,
    "case": CASE,
    "appealed": APPEALED,
    "letter": LETTER,
    "writing": WRITING,
    "plo": PLO,
    "drafts": DRAFTS,
}
