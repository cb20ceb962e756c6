"""Bundles as public generators of synthetic patients make them: names with digits, numbers,
addresses and telephone numbers, conditions in SNOMED CT, drugs in RxNorm or ATC, vital signs in
LOINC, all pointing at each other by urn:uuid."""

from collections.abc import Iterator
from typing import Any

from simtrainer.base.ports import Dice
from simtrainer.engine.dice import SeededDice
from simtrainer.record.people.chance import between, pick

GIVEN = ("Marielle", "Jacobo", "Tordis", "Ludvig", "Rosalba", "Kari", "Einar", "Odd-Geir")
FAMILY = ("Quitzon", "Schuppe", "Hansen", "Wintheiser", "Brekke", "Øvingsås", "Testdal")
CITIES = ("Testgata", "Worcester", "Lillestrøm", "Solgløtt")
SNOMED = ("59621000", "44054006", "13645005", "26929004", "40930008", "444814009", "15777000")
ATC = ("N02BE01", "C08CA01", "R03AC02", "A10BA02", "N02AA05", "J01CA04")
RXNORM = ("860975", "197361", "314076", "259255")
ALLERGY = ("91936005", "373270004", "300913006")
VITALS = {
    "9279-1": (12, 24, "/min"),
    "59408-5": (86, 99, "%"),
    "8867-4": (55, 110, "/min"),
    "8310-5": (36, 39, "Cel"),
    "29463-7": (45, 110, "kg"),
    "72514-3": (0, 10, "{score}"),
    "8302-2": (150, 190, "cm"),
}
SYSTEMS = {
    "snomed": "http://snomed.info/sct",
    "rxnorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "atc": "http://www.whocc.no/atc",
    "loinc": "http://loinc.org",
}


def concept(system: str, code: str, text: str = "made up") -> dict[str, Any]:
    return {"coding": [{"system": SYSTEMS[system], "code": code, "display": text}], "text": text}


def bundle(people: int, seed: int = 1) -> dict[str, Any]:
    dice = SeededDice(seed * 7919 + 1)
    entries = [entry for n in range(people) for entry in _person(dice, n)]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def private_words(data: dict[str, Any]) -> set[str]:
    """Every name, number, address and telephone number of the people in a bundle."""
    found: set[str] = set()
    for entry in data["entry"]:
        one = entry["resource"]
        if one["resourceType"] == "Patient":
            name, address = one["name"][0], one["address"][0]
            found |= {*name["given"], name["family"], *address["line"], address["city"]}
            found |= {one["identifier"][0]["value"], one["telecom"][0]["value"], one["id"]}
    return found


def _person(dice: Dice, n: int) -> Iterator[dict[str, Any]]:
    own = f"p{n}-{dice.below(10**9)}"
    url = f"urn:uuid:{own}"
    given, family = f"{pick(dice, GIVEN)}{n % 50 or ''}", pick(dice, FAMILY)
    yield _entry(
        url,
        {
            "resourceType": "Patient",
            "id": own,
            "identifier": [{"system": "urn:own", "value": f"9{dice.below(10**9):09}"}],
            "name": [{"use": "official", "given": [given], "family": family}],
            "telecom": [{"system": "phone", "value": f"555-{dice.below(10**7):07}"}],
            "gender": pick(dice, ("male", "female", "other")),
            "birthDate": _date(dice, 1926, 1985),
            "address": [
                {"line": [f"{between(dice, 1, 999)} {family} Vista"], "city": pick(dice, CITIES)}
            ],
            "text": {"status": "generated", "div": f"<div>{given} {family}</div>"},
        },
    )
    note = f"{given} {family} is well"
    for code in {pick(dice, SNOMED) for _ in range(3)}:
        yield _entry(
            "",
            {
                "resourceType": "Condition",
                "subject": {"reference": url},
                "clinicalStatus": {"coding": [{"code": pick(dice, ("active", "resolved"))}]},
                "code": concept("snomed", code, note),
                "onsetDateTime": _day(dice),
                "note": [{"text": note}],
            },
        )
    for system, codes in (("atc", ATC), ("rxnorm", RXNORM)):
        yield _entry(
            "",
            {
                "resourceType": "MedicationRequest",
                "subject": {"reference": url},
                "status": pick(dice, ("active", "active", "stopped")),
                "intent": "order",
                "medicationCodeableConcept": concept(system, pick(dice, codes), note),
                "authoredOn": _day(dice),
                "dosageInstruction": [
                    {
                        "text": note,
                        "asNeededBoolean": dice.below(2) == 1,
                        "timing": {"repeat": {"timeOfDay": ["09:00:00"]}},
                    }
                ],
            },
        )
    yield _entry(
        "",
        {
            "resourceType": "AllergyIntolerance",
            "patient": {"reference": url},
            "code": concept("snomed", pick(dice, ALLERGY), note),
        },
    )
    for _ in range(3):
        at = _day(dice)
        for code, (low, high, unit) in VITALS.items():
            yield _measured(url, at, code, between(dice, low, high), unit, note)
        yield _entry(
            "",
            {
                "resourceType": "Observation",
                "status": "final",
                "subject": {"reference": url},
                "code": concept("loinc", "85354-9"),
                "effectiveDateTime": at,
                "component": [
                    {
                        "code": concept("loinc", "8480-6"),
                        "valueQuantity": {"value": between(dice, 95, 180), "unit": "mm[Hg]"},
                    },
                    {
                        "code": concept("loinc", "8462-4"),
                        "valueQuantity": {"value": 80, "unit": "mm[Hg]"},
                    },
                ],
            },
        )
        for answer in ("248234008", "722742002"):
            if dice.below(2):
                yield _entry(
                    "",
                    {
                        "resourceType": "Observation",
                        "status": "final",
                        "subject": {"reference": url},
                        "effectiveDateTime": at,
                        "code": concept("loinc", "80288-4"),
                        "valueCodeableConcept": concept("snomed", answer),
                    },
                )
    yield _entry("", {"resourceType": "Encounter", "subject": {"reference": url}})


def _measured(url: str, at: str, code: str, value: int, unit: str, note: str) -> dict[str, Any]:
    return _entry(
        "",
        {
            "resourceType": "Observation",
            "status": "final",
            "code": concept("loinc", code, note),
            "subject": {"reference": url, "display": note},
            "effectiveDateTime": at,
            "valueQuantity": {"value": value, "unit": unit, "code": unit},
        },
    )


def _entry(url: str, resource: dict[str, Any]) -> dict[str, Any]:
    return {**({"fullUrl": url} if url else {}), "resource": resource}


def _day(dice: Dice) -> str:
    return f"{_date(dice, 2012, 2025)}T{between(dice, 6, 22):02}:15:00+02:00"


def _date(dice: Dice, first: int, last: int) -> str:
    return f"{between(dice, first, last)}-{between(dice, 1, 12):02}-{between(dice, 1, 28):02}"
