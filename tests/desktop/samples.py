"""View states as the pictures in the look folder show them, for tests and for looking at."""

from dataclasses import replace

from simtrainer.app.views.entrance import PersonChoice, SigninView, StatusView, UnitChoice
from simtrainer.app.views.journey import RefresherView
from simtrainer.app.views.practice import (
    OwnDataView,
    RefresherRow,
    SurveyQuestion,
    SurveyView,
)
from simtrainer.app.views.shell import (
    BannerView,
    CardChoice,
    CardView,
    DebriefView,
    DimensionView,
    FrameView,
    HistoryRow,
    HomeView,
    NavItem,
    NavView,
    PathPoint,
    ResumeView,
    RingView,
    ScenarioCard,
    SessionView,
    ShiftLineView,
    Stop,
    TaskPanelView,
    TaskView,
    Verdict,
)

DELIVERED = StatusView(
    icon="cloud-check-outline",
    tone="good",
    text="Alle resultater er levert",
    detail="Sist levert i dag kl. 09:12",
    person="Marit Testnes",
    station="Låne-PC 07",
)
WAITING = StatusView(
    icon="cloud-upload-outline",
    tone="warn",
    text="3 venter på levering",
    detail="Sendes når PC-en er på nett. Du kan trygt fortsette.",
    person="Marit Testnes",
    station="Låne-PC 07",
    action="Send nå",
)

PEOPLE = (
    PersonChoice("p1", "Marit Testnes", "sykepleier"),
    PersonChoice("p2", "Jonas Prøveli", "vernepleier"),
    PersonChoice("p3", "Amina Eksempelvik", "helsefagarbeider"),
    PersonChoice("p4", "Per Øvingsmo", "assistent"),
    PersonChoice("p5", "Solveig Mønsterdal", "helsefagarbeider"),
)
UNITS = (
    UnitChoice("solbakken", "Solbakken sykehjem, avdeling 2", PEOPLE),
    UnitChoice("solglott", "Solglott bo- og behandlingssenter, korttidsavdelingen", PEOPLE[:2]),
    UnitChoice("hjemme", "Hjemmetjenesten, sone øst", PEOPLE[2:]),
)
SIGNIN = SigninView(
    units=UNITS,
    unit="solbakken",
    purpose=(
        "Du øver for å bli tryggere. Det er lov å prøve og feile.",
        "Lederen din ser at du har fullført, ikke poengene dine.",
        "Grupper på fem eller flere vises samlet, uten navn.",
        "Du kan be om å få se og slette det som er lagret om deg.",
    ),
    status=DELIVERED,
)

LINE = ShiftLineView(
    stops=(
        Stop(0.055, "done", "Nattrapport"),
        Stop(0.18, "done", "NEWS2"),
        Stop(0.42, "next", "Notat"),
        Stop(0.5, "next", "Lege"),
        Stop(0.6, "next", "Svar"),
        Stop(0.748, "next", "Medisiner"),
        Stop(0.873, "next", "Avvik"),
    ),
    now=0.35,
    start_text="10:00",
    now_text="10:42",
    end_text="12:00",
    marks=((0.5, "11:00"), (0.75, "11:30")),
)

SCENARIOS = (
    ScenarioCard(
        "legemiddelrunden",
        "Legemiddelrunden på korttidsavdelingen",
        "Legemidler, dokumentasjon · 2 timer",
        "Foreslått fordi du har 41 % på legemidler",
        "pill",
        "Obligatorisk, frist 31. mai",
        True,
    ),
    ScenarioCard(
        "parorende",
        "Pårørende og naboer ringer",
        "Personvern, samhandling · 2 timer",
        "Foreslått fordi du ba om å øve mer på telefon",
        "phone-outline",
        "Obligatorisk, frist 31. mai",
        True,
    ),
    ScenarioCard(
        "innkomst",
        "Innkomst: vurder funksjon med IPLOS",
        "Funksjon (IPLOS) · 2 timer",
        "Ingen på avdelingen din har tatt denne ennå",
        "account-outline",
        "Frivillig",
        False,
    ),
)

REFRESHERS = (
    RefresherRow("legemidler", "Tidskritiske medisiner", "Hvilke kan ikke vente?", "Øv 3 min"),
    RefresherRow("isbar", "ISBAR: si hva du trenger", "Avslutt med et tydelig råd", "Øv 3 min"),
)
GRADES = (("little", "Lite"), ("some", "Noe"), ("much", "Mye"))
SURVEY = SurveyView(
    questions=(
        SurveyQuestion("learned", "Lærte du noe?", GRADES, "much"),
        SurveyQuestion(
            "difficulty", "Hvor vanskelig?",
            (("easy", "Lett"), ("right", "Passe"), ("hard", "Tungt")), "",
        ),
        SurveyQuestion("lifelike", "Likt hverdagen?", GRADES, ""),
    ),
    thanks="",
)  # fmt: skip
OWN = OwnDataView(("Resultatene dine sendes med koden P0101, ikke med navnet.",), asked=False)
SESSION = SessionView(
    "torsdag", "14", "mai", "Gruppeøving kl. 13:00", "Møterom Fjorden, varer til 15:00",
    "Du er påmeldt",
)  # fmt: skip
HOME = HomeView(
    session=SESSION,
    person="Marit Testnes",
    initials="MT",
    unit="Solbakken sykehjem, avdeling 2",
    greeting="God formiddag, Marit",
    subtitle="Du kan ta pause når som helst. Alt du gjør, blir lagret.",
    mandatory_done=2,
    mandatory_total=5,
    mandatory_text="2 av 5 obligatoriske øvinger er tatt",
    resume=ResumeView(
        run="run-1",
        title="Fortsett: Formiddagsvakt med Ingeborg",
        stopped="Du stoppet kl. 10:42 i øvingen. Neste oppdrag er å skrive journalnotat.",
        points="156 poeng så langt",
        stars=2,
        line=LINE,
        progress="2 av 7 oppdrag ferdig, 1 t 18 min igjen",
        scenario="formiddagsvakt",
    ),
    recommended=SCENARIOS,
    scenarios=SCENARIOS,
    rings=(
        RingView("Dokumentasjon", 0.72, 0.8),
        RingView("Legemidler", 0.41, 0.8),
        RingView("Målinger, NEWS2", 0.86, 0.8),
        RingView("Personvern", 0.58, 0.8),
        RingView("Funksjon, IPLOS", 0.2, 0.8),
        RingView("Samhandling", None, 0.8),
    ),
    rings_note="Streken viser målet: 80 %",
    history=(
        HistoryRow("run-9", "Nattevakt på Solbakken", "04.05.2026", "81 %, 486 av 600 poeng", 2),
        HistoryRow(
            "run-8", "Formiddagsvakt med Ingeborg", "02.05.2026", "58 %, 348 av 600 poeng", 1
        ),
    ),
    status=DELIVERED,
    refreshers=REFRESHERS[:1],
)
FRAME = FrameView(
    title="Formiddagsvakt med Ingeborg",
    place="Solbakken sykehjem, avdeling 2",
    clock="10:42",
    remaining="1 t 18 min igjen",
    line=replace(LINE, end_text="slutt 12:00"),
    stars=2,
    points="156 poeng",
    paused=False,
    skip="",
    saved="Alt er lagret kl. 10:41",
)

NAV = NavView(
    groups=(
        ("", (NavItem("ward", "Avdelingsliste", "bed-outline", 0, False, True),)),
        (
            "Pasient",
            (
                NavItem("overview", "Oversikt", "human-handsup", 0, False, True),
                NavItem("journal", "Journal", "text-box-outline", 0, True, True),
                NavItem("meds", "Legemidler", "pill", 0, False, True),
                NavItem("news2", "Målinger (NEWS2)", "pulse", 0, False, True),
                NavItem("plan", "Tiltaksplan", "format-list-checks", 0, False, True),
                NavItem("iplos", "Funksjon (IPLOS)", "account-outline", 0, False, True),
            ),
        ),
        (
            "Avdeling",
            (
                NavItem("inbox", "Meldinger", "email-outline", 3, False, True),
                NavItem("deviation", "Avvik", "flag-outline", 0, False, True),
                NavItem("documents", "Dokumenter", "folder-outline", 0, False, False),
            ),
        ),
    ),
    foot="Øvingsdata. Ingen ekte pasienter.",
)

BANNER = BannerView(
    patient="ingeborg",
    name="Øvingsdal, Ingeborg",
    about="87 år, kvinne",
    identity="148339 21097",
    synthetic="syntetisk",
    place="Rom 204",
    cave_label="Overfølsomhet",
    cave=("CAVE Penicillin",),
    cave_none="Ingen kjente",
    cells=(
        ("Kontaktperson", "Kari Øvingsdal", "datter"),
        ("Samtykke", "Bare til datter", "gitt 02.03.2026"),
    ),
    icons=("", "shield-check-outline"),
)


def task(check: str, title: str, state: str, clock: str, **more: str) -> TaskView:
    """A task with nothing but its line, unless told otherwise."""
    fields = {"text": "", "left": "", "help_price": "", "help_label": "", "hint": "", **more}
    return TaskView(check=check, title=title, state=state, clock=clock, **fields)  # type: ignore[arg-type]


TASKS = TaskPanelView(
    heading="Oppdrag",
    count="2 av 7 ferdig",
    tasks=(
        task("report", "Les nattrapporten", "done", "10:06"),
        task("news2", "Mål NEWS2 på Ingeborg", "done", "10:21"),
        task(
            "note",
            "Skriv notat om endringen",
            "current",
            "10:50",
            text="Beskriv hva du ser, hva du tror og hva du gjør.",
            left="8 min igjen",
            help_price="koster 4 poeng",
            help_label="Vis hvor",
        ),
        task("doctor", "Varsle lege med ISBAR", "next", "11:00"),
        task("reply", "Svar på melding fra lege", "next", "11:12"),
        task("meds", "Gi medisiner kl. 11", "next", "11:30"),
        task("deviation", "Meld avvik", "next", "11:45"),
    ),
)
LATE_TASKS = replace(
    TASKS,
    tasks=(
        TASKS.tasks[0],
        replace(TASKS.tasks[1], left="Ikke gjort"),
        replace(
            TASKS.tasks[2],
            left="12 min over",
            late=True,
            hint="Se hva som er annerledes enn i natt.\nÅpne Journal og velg Nytt notat.",
        ),
        replace(
            TASKS.tasks[3],
            state="late",
            late=True,
            left="2 min over",
            text="Bruk ISBAR når du ringer.",
        ),
        *TASKS.tasks[4:],
    ),
)

CALL = CardView(
    id="neighbour",
    kind="phone",
    who="Gunn Eksempelvik ringer",
    detail="Sier at hun er nabo · 0:12",
    text="«Jeg hørte at Ingeborg er blitt dårlig. Hva er det som feiler henne?»",
    ringing=False,
    answer="",
    wait="Vent",
    choices=(
        CardChoice("refuse", "«Jeg kan ikke gi opplysninger, men jeg kan hilse fra deg.»"),
        CardChoice("tell", "«Hun har feber og puster tungt.»"),
        CardChoice("ask", "«Vent litt, så spør jeg en kollega.»"),
    ),
)
RINGING = replace(CALL, ringing=True, answer="Svar", text="", choices=())

DEBRIEF = DebriefView(
    run="run-1",
    person="Marit Testnes",
    initials="MT",
    unit="Solbakken sykehjem, avdeling 2",
    heading="Bra jobbet, Marit",
    subtitle="Formiddagsvakt med Ingeborg er ferdig. Resultatet er lagret.",
    percent="78 %",
    stars=2,
    points="468 av 600 poeng. Bestått fra 60 %.",
    cap="",
    dimensions=(
        DimensionView("Faglig", 0.84, 0.7, "84 %"),
        DimensionView("Dokumentasjon", 0.81, 0.66, "81 %"),
        DimensionView("Tid", 0.58, 0.62, "58 %"),
        DimensionView("Personvern", 0.9, 0.76, "90 %"),
    ),
    previous_note="Forrige gang du tok øvingen, 4. mai",
    paths=(
        PathPoint("Nattrapport", 0.042, 0.05, "good", ""),
        PathPoint("NEWS2", 0.15, 0.175, "good", ""),
        PathPoint("Notat", 0.316, 0.408, "good", ""),
        PathPoint("Lege varslet", 0.416, 0.483, "good", ""),
        PathPoint("Medisiner", 0.516, 0.858, "late", "41 min senere"),
        PathPoint("Svar på melding", 0.6, 0.583, "good", ""),
        PathPoint("Avvik", 0.833, 0.933, "good", ""),
    ),
    ticks=((0.0, "10:00"), (0.25, "10:30"), (0.5, "11:00"), (0.75, "11:30"), (1.0, "12:00")),
    went_well=(
        "Du målte NEWS2 raskt og så at den steg.",
        "Du sa nei til naboen på en vennlig måte.",
        "Du stoppet penicillin på grunn av CAVE.",
    ),
    practise=(
        "Tidskritiske medisiner. Levodopa kom 41 minutter senere enn hos eksperten.",
        "ISBAR. Du glemte å si hva du ba legen om.",
    ),
    believed=("Neste vakt ville trodd at levodopa ble gitt kl. 11:00.",),
    verdicts=(
        Verdict(
            "news2",
            "Mål NEWS2 på Ingeborg",
            "good",
            "60 av 60 poeng",
            "Gjort kl. 10:21",
            "Du målte alle sju verdiene og så at poengsummen steg fra 2 til 5.",
            "Rutine for NEWS2, punkt 2",
        ),
        Verdict(
            "levodopa",
            "Gi levodopa i tide",
            "late",
            "20 av 80 poeng",
            "Gjort, men sent",
            "Levodopa er tidskritisk. Ved Parkinson kan en forsinkelse gjøre det vanskelig å "
            "svelge og gå. Gi den først, og ta resten av runden etterpå.",
            "Legemiddelhåndtering, tidskritiske legemidler",
            seen="Vis i journalen",
        ),
        Verdict(
            "deviation",
            "Meld avvik",
            "missed",
            "0 av 40 poeng",
            "Ikke gjort",
            "En forsinket tidskritisk dose skal meldes som avvik samme vakt.",
            "",
            "Eksperten gjorde dette kl. 11:40. Gå til Avvik og fyll ut Meld avvik.",
        ),
    ),
    status=WAITING,
    scenario="formiddagsvakt",
    refreshers=REFRESHERS,
    survey=SURVEY,
    goals=(
        DimensionView("Legemidler", 0.41, 0.8, "41 %"),
        DimensionView("Målinger, NEWS2", 0.86, 0.8, "86 %"),
    ),
    goals_note="Streken viser målet: 80 %",
)
CARD = RefresherView(
    person="Marit Testnes",
    initials="MT",
    unit="Solbakken sykehjem, avdeling 2",
    heading="Kort repetisjon",
    progress="1 av 3",
    kicker="Legemidler · Formiddagsvakt med Ingeborg",
    task="Gi levodopa i tide",
    text="Ikke kvittert er ikke det samme som ikke gitt.",
    ask="Hva gjør du, og hvor i journalen? Tenk etter før du ser svaret.",
    show="Vis svaret",
    answer=(),
    source="",
    question="",
    ratings=(),
    done="",
    detail="",
    status=WAITING,
)
TURNED = replace(
    CARD,
    ask="",
    show="",
    answer=(("Slik er det riktig", "Gi den først."), ("Her finner du det", "Åpne Legemidler.")),
    source="Legemiddelhåndtering, tidskritiske legemidler",
    question="Husket du det?",
    ratings=(("no", "Nei"), ("partly", "Litt"), ("yes", "Ja")),
)
