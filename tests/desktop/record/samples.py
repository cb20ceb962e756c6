"""View states as the pictures in the look folder show them, one of every kind.

The tests and ``python -m tests.desktop.record.shots`` draw the same states, so that what is
looked at is also what is tested.
"""

from dataclasses import replace

from simtrainer.app.views.record import (
    DoseCell,
    FieldView,
    FormLink,
    FormView,
    HistoryCell,
    InboxView,
    MeasurementView,
    MeasureRow,
    MedicationView,
    MessageRow,
    MessageView,
    Option,
    OrderRow,
    OverviewView,
    PrnRow,
    RowAction,
    SignOutView,
    TableRow,
    TableView,
    TimelineItem,
    TimelineView,
    TrendPoint,
    WardListView,
    WardRow,
    Zone,
)
from tests.desktop.record import assessment_samples, care_samples, finding_samples, office_samples

NOTE = "note.new"
MEASURE = "news2.new"
DOSE = "dose.levodopa"
DEVIATION = "deviation.new"

NOTE_TYPES = (
    Option("nursing_note", "Sykepleienotat"),
    Option("report", "Rapport"),
    Option("isbar", "ISBAR til lege"),
)

NOTE_FORM = FormView(
    form=NOTE,
    title="Nytt notat",
    fields=(
        FieldView("at", "time", "Tidspunkt", "", "10:42", half=True),
        FieldView(
            "observation",
            "long",
            "Observasjon",
            "Hva ser du?",
            "Tungpusten i hvile, hoster opp gulgrønt slim. Varm og klam. NEWS2 er 5, opp fra 2 "
            "i natt.",
            lines=3,
        ),
        FieldView(
            "assessment",
            "long",
            "Vurdering",
            "Hva tror du det er?",
            "Mistenker luftveisinfeksjon. Raskt",
            lines=3,
        ),
        FieldView(
            "measures",
            "long",
            "Tiltak",
            "Hva gjør du nå?",
            "",
            placeholder="Skriv hva du har gjort, og hva neste vakt må følge opp.",
            lines=3,
        ),
        FieldView(
            "plan",
            "entry",
            "Gjelder tiltak i planen",
            "",
            "plan-1",
            options=(
                Option("plan-1", "Respirasjon: observer hver time"),
                Option("plan-2", "Ernæring: små, hyppige måltider"),
            ),
        ),
    ),
    saved="Kladd lagret 10:41",
    types=NOTE_TYPES,
    type="nursing_note",
    type_label="Type notat",
    sign="Signer notat",
    draft="Lagre kladd",
    clear="Tøm skjema",
)


def item(
    entry: str, clock: str, title: str, author: str, text: str, score: str = "", tone: str = ""
) -> TimelineItem:
    """A plain signed journal entry."""
    return TimelineItem(
        entry=entry,
        clock=clock,
        title=title,
        author=author,
        text=text,
        score=score,
        score_tone=tone,  # type: ignore[arg-type]
        struck=False,
        status="",
        fresh=False,
        actions=(),
    )


NEWS_ITEM = replace(
    item(
        "e-1021",
        "10:21",
        "NEWS2, middels risiko",
        "Deg",
        "Resp 22, SpO₂ 94 %, puls 104, temp 38,4. Tiltak: lege skal varsles.",
        "5",
        "n2",
    ),
    fresh=True,
    actions=(
        RowAction("open", "Rett", "e-1021"),
        RowAction("invalidate", "Feilført", "e-1021"),
    ),
)

TIMELINE = TimelineView(
    title="Journal",
    filters=(
        Option("all", "Alle"),
        Option("note", "Notat"),
        Option("measurement", "Måling"),
        Option("doctor", "Lege"),
    ),
    filter="all",
    days=(
        (
            "I dag, tirsdag 12. mai",
            (
                NEWS_ITEM,
                item(
                    "e-0715",
                    "07:15",
                    "Nattrapport",
                    "T. Prøvestad, sykepleier",
                    "Urolig natt. Hostet mye fra kl. 03. Temp 37,9 kl. 06:30. Drukket lite.",
                ),
            ),
        ),
        (
            "I går, mandag 11. mai",
            (
                item(
                    "e-2010",
                    "20:10",
                    "Kveldsrapport",
                    "A. Testvik, helsefagarbeider",
                    "Spiste halv porsjon til middag. Sier hun er sliten. NEWS2 er 1.",
                ),
                item(
                    "e-1330",
                    "13:30",
                    "Legevisitt",
                    "Dr. B. Eksempelrud",
                    "Stabil. Ingen endring i legemidler. Ny vurdering om en uke.",
                ),
            ),
        ),
    ),
    more="Vis eldre",
    form=NOTE_FORM,
    empty="Ingen notater ennå. Skriv det første her.",
)

STRUCK_TIMELINE = replace(
    TIMELINE,
    days=(
        (
            "I dag, tirsdag 12. mai",
            (
                replace(
                    item(
                        "e-1030",
                        "10:30",
                        "Sykepleienotat",
                        "Deg",
                        "Fikk 1 g paracetamol. Sover nå.",
                    ),
                    struck=True,
                    status="Feilført",
                ),
                replace(
                    item("e-1028", "10:28", "Sykepleienotat", "Deg", "Urolig, klør på armene."),
                    status="Kladd",
                    actions=(RowAction("sign", "Signer", "e-1028"),),
                ),
                NEWS_ITEM,
            ),
        ),
    ),
)

WARD = WardListView(
    title="Avdelingsliste",
    columns=("Rom", "Navn", "Alder", "Sist", "Å følge med på"),
    rows=(
        WardRow(
            "ingeborg",
            ("204", "Øvingsdal, Ingeborg", "87 år", "10:21 NEWS2"),
            (("CAVE Penicillin", "bad"), ("NEWS2 5", "warn")),
            True,
        ),
        WardRow(
            "arne",
            ("205", "Testberg, Arne", "79 år", "07:40 notat"),
            (("HLR−", "neutral"), ("Tidskritisk 11:00", "warn")),
            False,
        ),
        WardRow("solveig", ("206", "Prøvelund, Solveig", "91 år", "07:15 rapport"), (), False),
        WardRow(
            "magne",
            ("207", "Eksempelrud, Magne", "84 år", "i går 20:10"),
            (("Ny i dag", "info"),),
            False,
        ),
        WardRow(
            "ruth",
            ("210", "Demovik, Ruth", "76 år", "i går 21:00"),
            (("Kost delvis", "neutral"), ("Stabil", "good")),
            False,
        ),
    ),
    search="",
    search_placeholder="Søk på navn, rom eller fødselsnummer",
    empty="Ingen treff. Prøv et annet navn eller romnummer.",
    sections=(("Dine pasienter i dag", 3), ("Resten av avdelingen", 2)),
)


def ward_of(count: int) -> WardListView:
    """A ward with many patients, for the speed of scrolling and redrawing."""
    row = WARD.rows[0]
    rows = tuple(
        replace(row, patient=f"p{n}", cells=(str(200 + n), f"Testperson {n}", "80 år", ""))
        for n in range(count)
    )
    return replace(WARD, rows=rows, sections=())


OVERVIEW = OverviewView(
    title="Oversikt",
    cards=(
        ("Overfølsomhet", ("Penicillin: utslett og hevelse, 2011",), "bad"),
        (
            "Aktuelle problemer",
            ("Kols, GOLD 3", "Parkinsons sykdom", "Hjertesvikt, kompensert"),
            "neutral",
        ),
        ("NEWS2 siste døgn", ("5 kl. 10:21, middels risiko", "2 kl. 06:30", "1 kl. 02:10"), "warn"),
        (
            "Legemidler i dag",
            ("8 faste, 3 ved behov", "Levodopa/benserazid kl. 11:00 er tidskritisk"),
            "neutral",
        ),
        ("Pårørende", ("Kari Øvingsdal, datter", "Opplysninger bare til datter"), "neutral"),
        (
            "Funksjon",
            ("Går med rullator", "Trenger hjelp til personlig hygiene", "Spiser selv"),
            "info",
        ),
    ),
)


def zones(*edges: tuple[float, float, int]) -> tuple[Zone, ...]:
    """Zones from (low, high, points)."""
    return tuple(Zone(*edge) for edge in edges)


def measure(
    field: FieldView,
    points: int,
    scale: tuple[Zone, ...] = (),
    ticks: tuple[float, ...] = (),
    position: float | None = None,
) -> MeasureRow:
    """One NEWS2 row."""
    return MeasureRow(field, scale, ticks, position, points)


RESP = FieldView("resp", "number", "Respirasjon", "per minutt", "24")
SPO2 = FieldView("spo2", "number", "SpO₂", "prosent, skala 1", "93")
OXYGEN = FieldView(
    "oxygen",
    "choice",
    "Oksygen",
    "tilførsel",
    "air",
    options=(Option("air", "Romluft"), Option("oxygen", "Får oksygen")),
    segmented=True,
)
SYSTOLIC = FieldView("systolic", "number", "Blodtrykk", "systolisk, mmHg", "106")
PULSE = FieldView("pulse", "number", "Puls", "slag per minutt", "108")
ACVPU = FieldView(
    "acvpu",
    "choice",
    "Bevissthet",
    "ACVPU",
    "A",
    options=(Option("A", "Våken"), Option("C", "Ny forvirring"), Option("P", "Nedsatt")),
    segmented=True,
)
TEMP = FieldView("temp", "number", "Temperatur", "grader", "38,7")

MEASURE_ROWS = (
    measure(
        RESP,
        2,
        zones((4, 8.5, 3), (8.5, 11.5, 1), (11.5, 20.5, 0), (20.5, 24.5, 2), (24.5, 32, 3)),
        (12, 20),
        24,
    ),
    measure(
        SPO2, 2, zones((86, 91.5, 3), (91.5, 93.5, 2), (93.5, 95.5, 1), (95.5, 100, 0)), (96,), 93
    ),
    measure(OXYGEN, 0),
    measure(
        SYSTOLIC,
        1,
        zones(
            (80, 90.5, 3), (90.5, 100.5, 2), (100.5, 110.5, 1), (110.5, 219.5, 0), (219.5, 230, 3)
        ),
        (111, 219),
        106,
    ),
    measure(
        PULSE,
        1,
        zones(
            (30, 40.5, 3), (40.5, 50.5, 1), (50.5, 90.5, 0), (90.5, 110.5, 1), (110.5, 130.5, 2),
            (130.5, 150, 3),
        ),
        (51, 90),
        108,
    ),
    measure(ACVPU, 0),
    measure(
        TEMP,
        1,
        zones(
            (34, 35.05, 3), (35.05, 36.05, 1), (36.05, 38.05, 0), (38.05, 39.05, 1),
            (39.05, 40.5, 2),
        ),
        (36.1, 38.0),
        38.7,
    ),
)  # fmt: skip


def history(label: str, *cells: tuple[str, int]) -> tuple[str, tuple[HistoryCell, ...]]:
    """One row of the history grid."""
    return label, tuple(HistoryCell(text, points) for text, points in cells)


MEASUREMENT = MeasurementView(
    title="Ny måling",
    when="I dag 11:20",
    form=FormView(
        form=MEASURE,
        title="Ny måling",
        fields=(RESP, SPO2, OXYGEN, SYSTOLIC, PULSE, ACVPU, TEMP),
        saved="",
        types=(),
        type="news2",
        type_label="",
        sign="Lagre måling",
        draft="",
        clear="Avbryt",
    ),
    rows=MEASURE_ROWS,
    extra=(),
    total="7",
    total_tone="n3",
    risk="Høy risiko, ring lege nå",
    advice="Opp fra 5 kl. 10:21. Mål igjen innen 30 minutter. Ring 113 hvis det er fare for liv.",
    filled="Alle sju felt er fylt ut",
    device=(),
    observe=(Option("vitals", "Mål pasienten"),),
    trend_title="NEWS2 siden i går kveld",
    trend=(
        TrendPoint(0.0, 1, "20:00", True),
        TrendPoint(0.385, 1, "02:10", True),
        TrendPoint(0.655, 2, "06:30", True),
        TrendPoint(0.896, 5, "10:21", True),
        TrendPoint(0.958, 7, "nå", False),
    ),
    trend_ticks=((0.0, "20:00"), (0.25, "00:00"), (0.5, "04:00"), (0.75, "08:00"), (1.0, "12:00")),
    history_columns=("20:00", "02:10", "06:30", "10:21", "11:20 nå"),
    history=(
        history("Respirasjon", ("18", 0), ("19", 0), ("20", 0), ("22", 2), ("24", 2)),
        history("SpO₂", ("95", 1), ("95", 1), ("94", 1), ("94", 1), ("93", 2)),
        history("Oksygen", *[("luft", 0)] * 5),
        history("Systolisk", ("128", 0), ("124", 0), ("118", 0), ("112", 0), ("106", 1)),
        history("Puls", ("84", 0), ("88", 0), ("92", 1), ("104", 1), ("108", 1)),
        history("Bevissthet", *[("våken", 0)] * 5),
        history("Temperatur", ("37,2", 0), ("37,6", 0), ("37,9", 0), ("38,4", 1), ("38,7", 1)),
    ),
    credit="NEWS2: Royal College of Physicians, 2017",
    steps=(
        FormLink("isbar", "Skriv ISBAR", "format-list-checks"),
        FormLink("escalation", "Skriv hva du gjør", "alert-outline"),
    ),
)

MEASUREMENT_WITH_DEVICE = replace(
    MEASUREMENT,
    device=(("Resp", "24"), ("SpO₂", "93 %"), ("Puls", "108"), ("BT", "106/62"), ("Temp", "38,7")),
    extra=(
        FieldView(
            "scale",
            "choice",
            "SpO₂-skala",
            "",
            "1",
            options=(Option("1", "Skala 1"), Option("2", "Skala 2 (88–92)")),
            segmented=True,
            half=True,
        ),
        FieldView("flow", "number", "Oksygen, mengde", "", "", unit="l/min", half=True),
        FieldView("comment", "text", "Kommentar", "", ""),
    ),
    total="Ufullstendig (5 av 7)",
    total_tone="",
    risk="Fyll ut resten, så får du poengsummen",
    filled="5 av 7 felt er fylt ut",
    asks=("Skala 2 gjelder bare når legen har bestemt det. Finn det i journalen først.",),
    steps=(),
)

TIMES = ("08:00", "11:00", "12:00", "14:00", "17:00", "20:00", "22:00")


def order(key: str, name: str, detail: str, *cells: str, warning: str = "") -> OrderRow:
    """An order from one word per time: ``state text`` or ``-``."""
    drawn = []
    for planned, cell in zip(TIMES, cells, strict=True):
        state, _, text = cell.partition(" ")
        chosen = key == "levodopa" and planned == "11:00"
        drawn.append(DoseCell(key, planned, "none" if state == "-" else state, text, chosen))  # type: ignore[arg-type]
    return OrderRow(key, name, detail, tuple(drawn), warning, key == "levodopa")


REGULAR = (
    order("levodopa", "Levodopa/benserazid 100/25 mg", "1 kapsel · N04BA02 · tidskritisk",
          "given 08:02", "late Gi\n+42 min", "-", "later", "later", "later", "-"),
    order("paracetamol", "Paracetamol 1 g", "1 tablett · N02BE01",
          "given 08:05", "-", "due Gi", "-", "later", "-", "later"),
    order("doxy", "Doksysyklin 100 mg", "2 tabletter i dag · J01AA02 · ny",
          "-", "-", "due Gi", "-", "-", "-", "-"),
    order("metoprolol", "Metoprolol depot 50 mg", "1 depottablett · C07AB02",
          "given 08:05", "-", "-", "-", "-", "-", "-"),
    order("furosemid", "Furosemid 40 mg", "1 tablett · C03CA01",
          "not_given Avslått", "-", "-", "later", "-", "-", "paused Pause"),
    order("apixaban", "Apiksaban 2,5 mg", "1 tablett · B01AF02",
          "given 08:05", "-", "-", "-", "-", "later", "-"),
    order("laktulose", "Laktulose 667 mg/ml", "15 ml mikstur · A06AD11",
          "given 08:06", "-", "-", "-", "-", "later", "-"),
    order("penicillin", "Fenoksymetylpenicillin 660 mg", "1 tablett · J01CE02",
          "-", "-", "-", "-", "-", "-", "-",
          warning="Ikke gi. Pasienten har CAVE Penicillin. Legen fikk beskjed 11:18."),
)  # fmt: skip

SIGN_OUT = SignOutView(
    title="Signer utdeling",
    drug="Levodopa/benserazid, kl. 11:00",
    late="42 minutter sen",
    checked="4 av 5 er sjekket",
    rights=(
        ("patient", "Riktig pasient", "Ingeborg Øvingsdal, 148339 21097", True),
        ("drug", "Riktig legemiddel", "Levodopa/benserazid", True),
        ("dose", "Riktig dose", "1 kapsel på 100 mg/25 mg", True),
        ("route", "Riktig måte", "Svelges hel med vann", True),
        ("time", "Riktig tid", "Skulle vært gitt 11:00", False),
    ),
    form=FormView(
        form=DOSE,
        title="Signer utdeling",
        fields=(
            FieldView(
                "outcome",
                "choice",
                "",
                "",
                "given",
                options=(
                    Option("given", "Gitt"),
                    Option("not_given", "Ikke gitt"),
                    Option("postponed", "Utsatt"),
                ),
                segmented=True,
            ),
            FieldView(
                "reason",
                "choice",
                "Hvorfor ble den sen?",
                "",
                "",
                options=(
                    Option("busy", "Opptatt med annen pasient"),
                    Option("sleeping", "Pasienten sov"),
                ),
                placeholder="Velg årsak",
                error="Velg en årsak først.",
            ),
        ),
        saved="",
        types=(),
        type="administration",
        type_label="",
        sign="Signer",
        draft="",
        clear="Avbryt",
    ),
)

MEDICATION = MedicationView(
    title="Faste legemidler, tirsdag 12. mai",
    times=TIMES,
    now=2.0,
    now_text="Nå 11:42",
    legend=(("check", "Gitt"), ("close", "Ikke gitt"), ("circle-outline", "Senere")),
    regular=REGULAR,
    prn_title="Ved behov",
    prn_columns=("Legemiddel", "Gis ved", "Brukt"),
    prn=(
        PrnRow("oksykodon", "Oksykodon 5 mg", "1 tablett · N02AA05", "Smerter",
               "1 av 4 siste døgn, sist 02:40", False, "Se etter virkning 03:25", "warn",
               (RowAction("write", "Skriv virkning", "d-0240", "effect"),)),
        PrnRow("oksazepam", "Oksazepam 10 mg", "1 tablett · N05BA04", "Uro",
               "2 av 2 siste døgn, sist 09:10", False, "Døgndosen er brukt", "bad"),
        PrnRow("laxoberal", "Natriumpikosulfat 7,5 mg/ml", "10 dråper · A06AB08", "Forstoppelse",
               "0 av 1 siste døgn", False),
    ),
    give="Gi",
    sign_out=SIGN_OUT,
    empty="Ingen legemidler er forordnet.",
)  # fmt: skip

FOLLOW_UP = replace(
    MEDICATION,
    sign_out=None,
    follow_up=FormView(
        form="effect:ingeborg",
        title="Ny vurdering av virkning",
        fields=(
            FieldView("dose", "entry", "Hvilken dose?", "", "d-0240",
                      options=(Option("d-0240", "Oksykodon 5 mg"),)),
            FieldView("effect", "choice", "Hvordan virket den?", "", None, segmented=True,
                      options=(Option("good", "Godt"), Option("some", "Noe"),
                               Option("none", "Ikke"))),
            FieldView("text", "long", "Hva så du?", "", "", lines=3),
        ),
        saved="",
        types=(),
        type="effect",
        type_label="",
        sign="Signer virkning",
        draft="Lagre kladd",
        clear="Avbryt",
    ),
)  # fmt: skip
WITNESSED = replace(
    MEDICATION,
    sign_out=replace(
        SIGN_OUT,
        warning="For tidlig. Kan gis fra 06:40.",
        signed="Signert: Gitt 02:40. Deg",
        actions=(
            RowAction("amend", "Rett", "d-0240"),
            RowAction("invalidate", "Feilført", "d-0240"),
        ),
        drug="Oksykodon 5 mg, ved behov",
        late="",
        form=replace(
            SIGN_OUT.form,
            fields=(
                SIGN_OUT.form.fields[0],
                FieldView(
                    "witness",
                    "person",
                    "Hvem kontrollerte?",
                    "A-preparat krever to",
                    "",
                    options=(Option("p-2", "Tore Prøvestad"), Option("p-3", "Anne Testvik")),
                    placeholder="Velg kollega",
                ),
            ),
        ),
    ),
)

INBOX = InboxView(
    title="Meldinger",
    rows=(
        MessageRow("m-3", "Legevakten", "Svar om antibiotika", "11:02", True, True),
        MessageRow("m-2", "Kjøkkenet", "Små porsjoner fra i dag", "09:10", True, False),
        MessageRow("m-1", "T. Prøvestad", "A-regnskapet må telles", "07:20", False, False),
    ),
    message=MessageView(
        entry="m-3",
        subject="Svar om antibiotika",
        meta="Legevakten · i dag 11:02 · Øvingsdal, Ingeborg",
        text="Hei. Takk for god ISBAR. Start doksysyklin 200 mg første dag, så 100 mg daglig.\n\n"
        "Mål NEWS2 igjen innen 30 minutter og ring hvis hun blir dårligere.",
        actions=(
            RowAction("reply", "Svar", "m-3"),
            RowAction("acknowledge", "Marker som lest", "m-3"),
            RowAction("patient", "Åpne pasienten", "m-3"),
        ),
    ),
    empty="Ingen meldinger. Nye kommer her.",
)

DEVIATION_FORM = FormView(
    form=DEVIATION,
    title="Nytt avvik",
    fields=(
        FieldView(
            "date", "date", "Dato", "dd.mm.åååå", "12.05.2026", half=True, today="12.05.2026"
        ),
        FieldView("at", "time", "Tidspunkt", "", "11:00", half=True),
        FieldView(
            "kinds",
            "multi",
            "Type avvik",
            "",
            ["drug"],
            options=(
                Option("drug", "Legemiddel"),
                Option("fall", "Fall"),
                Option("privacy", "Personvern"),
            ),
        ),
        FieldView(
            "harm",
            "choice",
            "Alvorlighet",
            "Hva kunne skjedd?",
            "low",
            options=(Option("low", "Lav"), Option("medium", "Middels"), Option("high", "Høy")),
            segmented=True,
        ),
        FieldView("what", "long", "Hendelse", "Hva skjedde?", "", lines=3),
        FieldView("amount", "number", "Antall", "", "1", unit="stk.", half=True),
        FieldView(
            "told",
            "yesno",
            "Er legen varslet?",
            "",
            "yes",
            options=(Option("yes", "Ja"), Option("no", "Nei")),
            half=True,
        ),
    ),
    saved="",
    types=(),
    type="deviation",
    type_label="",
    sign="Send avvik",
    draft="Lagre kladd",
    clear="Tøm skjema",
    note="Avviket går til avdelingsleder.",
)

TABLE = TableView(
    title="Avvik",
    columns=("Tid", "Hva", "Meldt av", "Status"),
    rows=(
        TableRow(
            "a-2",
            ("10:55", "Levodopa ikke gitt til rett tid", "Deg", "Kladd"),
            "warn",
            False,
            (RowAction("open", "Rett", "a-2"), RowAction("invalidate", "Feilført", "a-2")),
        ),
        TableRow(
            "a-1",
            ("i går 19:40", "Fall uten skade, rom 210", "A. Testvik", "Til leder"),
            "neutral",
            False,
            (RowAction("complete", "Fullfør", "a-1"),),
        ),
        TableRow(
            "a-0", ("i går 08:00", "Feil pasient", "T. Prøvestad", "Feilført"), "bad", True, ()
        ),
    ),
    empty="Ingen avvik er meldt.",
    form=DEVIATION_FORM,
    observe=(Option("cabinet", "Tell skapet"),),
    device=(("Oksykodon 5 mg", "17 stk."), ("Morfin 10 mg", "6 stk.")),
)

ALL = {
    "ward": WARD,
    "overview": OVERVIEW,
    "timeline": TIMELINE,
    "struck": STRUCK_TIMELINE,
    "measurement": MEASUREMENT,
    "device": MEASUREMENT_WITH_DEVICE,
    "medication": MEDICATION,
    "witnessed": WITNESSED,
    "follow_up": FOLLOW_UP,
    "inbox": INBOX,
    "table": TABLE,
    **care_samples.ALL,
    **assessment_samples.ALL,
    **office_samples.ALL,
    **finding_samples.ALL,
}
