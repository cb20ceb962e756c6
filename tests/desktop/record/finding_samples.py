"""View states of looking something up, for tests and for looking at."""

from simtrainer.app.views.finding import AccessLogView, AccessRow, FoundRow, SearchView

FOUND = SearchView(
    title="Søk",
    text="pust",
    placeholder="Navn, rom, nummer eller ord fra journalen",
    status="Treff på «pust»",
    rows=(
        FoundRow("PUS", "", "Pustvik, Else", "84 år · 128442 00000 · 204, Solgløtt 2", ""),
        FoundRow(
            "ODD", "n-1", "Scenarioli, Oddvar",
            "Sykepleienotat · I går, mandag 11. mai kl. 21:55 · Halvor Fiktivås, sykepleier kveld",
            "… Han ba om salbutamol klokken 21.20 og pustet lettere etter et kvarter. Hoste, noe "
            "mer slim. Noe mer luftveisplager enn forrige uke …",
        ),
        FoundRow("TOR", "n-2", "Simulnes, Torvald", "Måling · I dag, tirsdag 12. mai kl. 06:25",
                 "Ikke tung i pusten."),
    ),
    sections=(("Personer", 1), ("I journalene", 2)),
)  # fmt: skip
ACCESS = AccessLogView(
    title="Innsynslogg",
    about="Hvem som har sett i journalen til Testdal, Synne. Det du selv åpner, står her også.",
    columns=("Tid", "Hvem", "Hva", "Grunn"),
    rows=(
        AccessRow("access.0", "08:12", "I dag, tirsdag 12. mai", "Deg", "Åpnet journalen",
                  "Følger opp feberen", mine=True),
        AccessRow("access.1", "06:25", "I dag, tirsdag 12. mai",
                  "Marte Øvingsli\nsykepleier natt", "Skrev: sykepleienotat, måling, vurdering "
                  "av smerte, samtale med pårørende", "Følger opp pasienten", mine=False),
        AccessRow("access.2", "14:31", "I går, mandag 11. mai", "Terje Treningsli\nfysioterapeut",
                  "Åpnet journalen", "Ikke oppgitt", mine=False),
    ),
    empty="Ingen har åpnet denne journalen ennå.",
)  # fmt: skip
ALL = {
    "search": FOUND,
    "search_asks": SearchView("Søk", "", FOUND.placeholder, "Skriv et navn.", ()),
    "access_log": ACCESS,
    "access_log_empty": AccessLogView(
        "Innsynslogg", ACCESS.about, ACCESS.columns, (), ACCESS.empty
    ),
}
