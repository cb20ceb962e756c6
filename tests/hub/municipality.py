"""A synthetic municipality: six units, 215 staff, and runs that go as planted. No chance at all."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from simtrainer.wire.statement import CheckSummary, Points, RunSummary, statements

UNITS = (
    # key, name, staff, finished, ability
    ("fjord", "Fjordgløtt omsorgssenter", 41, 38, 0.80),
    ("sol-2", "Solbakken, avdeling 2", 34, 29, 0.70),
    ("hjemme-nord", "Hjemmetjenesten nord", 60, 47, 0.66),
    ("hjemme-sor", "Hjemmetjenesten sør", 52, 33, 0.60),
    ("korttid", "Korttidsavdelingen", 28, 14, 0.52),
    ("natt", "Natt, felles", 4, 3, 0.70),
)
CHECKS = (
    # id, title, goal, how hard
    ("levodopa", "Tidskritiske medisiner", "legemidler", 0.34),
    ("isbar", "ISBAR: si hva du trenger", "samhandling", 0.28),
    ("samtykke", "Samtykke ved telefon", "personvern", 0.18),
    ("dosett", "Meld avvik på dosett", "dokumentasjon", 0.14),
    ("haster", "Prioriter når alt haster", "samhandling", 0.10),
    ("news2", "NEWS2 på rett skala", "maalinger", -0.05),
    ("signer", "Signer før vaktskiftet", "dokumentasjon", -0.15),
    ("cave", "Se etter CAVE", "legemidler", -0.10),
)
GOALS = {"maalinger": "Målinger", "dokumentasjon": {"nb-NO": "Dokumentasjon"}}
_FIRST = ("Tor", "Dawit", "Siri", "Elin", "Amina", "Jonas", "Marit", "Berit", "Leif", "Noor")
_LAST = ("Mønstervik", "Prøvehaug", "Mønster", "Testbakken", "Øvelund", "Simulhaug", "Eksempli")
SPACE = UUID("00000000-0000-4000-8000-000000000000")


def roster_csv() -> str:
    """The roster as a file."""
    lines = ["kode;navn;enhet;enhetsnavn;rolle"]
    for key, name, staff, _, _ in UNITS:
        for n in range(staff):
            number = len(lines)
            person = f"{_FIRST[number % 10]} {_LAST[number % 7]}"
            lines.append(f"{code(key, n)};{person};{key};{name};Sykepleier")
    return "\n".join(lines) + "\n"


def code(unit: str, n: int) -> str:
    """Code of a unit's person number ``n``."""
    return f"{unit}-{n:03}"


def _spread(*words: object) -> float:
    """A number from 0 to 1 that looks drawn and never changes."""
    return uuid5(SPACE, " ".join(map(str, words))).int % 10_000 / 10_000


def run(unit: str, n: int, ability: float, **changes: Any) -> RunSummary:
    """How person ``n`` of a unit did."""
    own = ability + (_spread(unit, n) - 0.5) * 0.7
    checks = []
    for index, (key, title, goal, hard) in enumerate(CHECKS):
        good = _spread(unit, n, key) < own - hard + 0.05
        points = Points(points=10.0 if good else 0.0, max=10)
        checks.append(
            CheckSummary(
                event_no=index + 3, id=key, title=title, goals=[goal],
                state="met" if good else "missed", points=points.points, max_points=10,
                critical=key == "levodopa", dimensions={"faglig": points},
                at=f"2026-05-{1 + n % 11:02}T07:{10 + index}:00Z",
            )
        )  # fmt: skip
    got = sum(check.points for check in checks)
    base: dict[str, Any] = {
        "run_id": uuid5(SPACE, f"{unit} {n} run"),
        "person_code": code(unit, n),
        "unit_id": unit,
        "scenario_id": "morgenvakt-solglott",
        "scenario_version": "1.0.0",
        "scenario_title": "Morgenvakt på Solgløtt",
        "program_hash": "ab" * 32,
        "mode": "spill",
        "purpose": "utvikling",
        "station_id": f"PC-{n % 40:02}",
        "started_at": f"2026-05-{1 + n % 11:02}T07:00:00.000Z",
        "finished_at": f"2026-05-{1 + n % 11:02}T07:35:00.000Z",
        "max_points": 80,
        "points": got,
        "passed": got >= 48,
        "checks": checks,
        "goal_titles": GOALS,
    }
    return RunSummary.model_validate(base | changes)


def all_statements() -> Iterator[list[dict[str, Any]]]:
    """The statements of each person who finished, and of some who only started."""
    for key, _, staff, finished, ability in UNITS:
        for n in range(finished):
            yield statements(run(key, n, ability))
        for n in range(finished, min(staff, finished + 2)):
            yield statements(run(key, n, ability))[:1]
