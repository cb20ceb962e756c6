"""People from FHIR bundles: nothing real comes along, what is unknown is told, bad bundles end in
problems."""

import json
import re
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.base.problem import Problem, Problems
from simtrainer.record.fhir.bring_in import BroughtIn, bring_in
from simtrainer.record.fhir.shape import SHAPES
from simtrainer.record.identity import find_real_numbers, is_synthetic
from simtrainer.record.record import Record
from tests.record.fhir.generator import bundle, concept, private_words
from tests.record.people.town import FOLDER, START, book, dices, pack


def brought(tmp_path: Path, data: Any, seed: int = 1) -> BroughtIn:
    file = tmp_path / "bundle.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return bring_in(file, FOLDER, book(), dices(seed), START)


def everything(found: BroughtIn) -> str:
    patients = {key: asdict(one) for key, one in found.patients.items()}
    return json.dumps(
        [found.units, found.staff, patients, found.entries, found.left_out], ensure_ascii=False
    )


def test_200_people_come_in_and_every_entry_is_one_that_the_pack_accepts(tmp_path: Path) -> None:
    found = brought(tmp_path, bundle(200))
    assert len(found.patients) == 200
    record = Record(pack(), found.patients, [])
    for entry in found.entries:
        now = entry.now
        data = {"type": entry.type, "patient": entry.patient, "fields": now.fields}
        record.check_create(data)
        assert record.get(entry.id) is None
        assert now.author in found.staff
        assert now.at_ms < 0
        record.create(entry.id, now.at_ms, -1, now.author, data)
    kinds = {entry.type for entry in found.entries}
    assert kinds == {"doctor_note", "plan", "prescription", "news2", "note", "weight", "pain"}
    for entry in record.entries("news2"):
        assert record.derived(entry)["score"] is not None


def stands(word: str, text: str) -> bool:
    """Whether it stands there as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def test_nothing_of_who_they_were_comes_along(tmp_path: Path) -> None:
    data = bundle(200)
    found = brought(tmp_path, data)
    text = everything(found).casefold()
    known = private_words(data)
    assert len(known) > 800
    there = [w for w in known if (low := w.casefold()) in text and stands(low, text)]
    assert there == []
    assert all(is_synthetic(one.identity) for one in found.patients.values())
    assert len({one.identity for one in found.patients.values()}) == 200
    assert not any(find_real_numbers(part) for part in text.split('"'))


def test_dates_move_by_one_length_for_each_person(tmp_path: Path) -> None:
    data = bundle(20)
    found = brought(tmp_path, data)
    born = [e["resource"]["birthDate"] for e in data["entry"] if "birthDate" in e["resource"]]
    assert not set(born) & {one.born for one in found.patients.values()}
    assert all(entry.now.at_ms < 0 for entry in found.entries)
    for when in ("2009-01-01T23:50:00Z", "2026-05-11", "2026-05-12T07:00:00Z"):
        (entry,) = brought(tmp_path, _one(_weight(70, when))).entries
        assert -15 * 86_400_000 <= entry.now.at_ms < 0


def test_distances_in_time_are_kept(tmp_path: Path) -> None:
    at = ["2020-03-01T08:00:00Z", "2020-03-04T20:30:00Z"]
    found = brought(tmp_path, _one(*(_weight(60 + n, when) for n, when in enumerate(at))))
    times = sorted(e.now.at_ms for e in found.entries)
    assert timedelta(milliseconds=times[1] - times[0]) == timedelta(days=3, hours=12, minutes=30)


def test_the_same_seed_gives_the_same_people(tmp_path: Path) -> None:
    data = bundle(15)
    assert everything(brought(tmp_path, data)) == everything(brought(tmp_path, data))
    assert everything(brought(tmp_path, data)) != everything(brought(tmp_path, data, seed=2))


def test_all_that_is_unknown_is_told(tmp_path: Path) -> None:
    told = brought(tmp_path, bundle(40)).left_out
    assert told["Encounter"] == 40
    assert told["Condition snomed 444814009"] > 0
    assert told["MedicationRequest rxnorm 314076"] > 0
    assert told["Observation loinc 8302-2"] == 120
    assert told["Observation loinc 8462-4"] == 120
    assert told["AllergyIntolerance snomed 300913006"] > 0
    assert told["Condition status"] > 0


def test_a_name_in_the_place_of_a_code_is_not_told(tmp_path: Path) -> None:
    data = _one(
        {"resourceType": "Condition", "subject": {"reference": "Patient/1"},
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "Quitzon"}]}},
        {"resourceType": "Condition", "subject": {"reference": "Patient/1"},
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "5551234567"}]}},
        {"resourceType": "Quitzon"},
    )  # fmt: skip
    assert brought(tmp_path, data).left_out == {"Condition ?": 2, "?": 1}


def test_facts_are_what_the_codes_say(tmp_path: Path) -> None:
    found = brought(tmp_path, _one(
        {"resourceType": "Condition", "subject": {"reference": "Patient/1"},
         "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "J44.1"}]}},
        {"resourceType": "MedicationRequest", "subject": {"reference": "Patient/1"},
         "status": "active", "medicationCodeableConcept": concept("atc", "N02BE01"),
         "dosageInstruction": [{"asNeededBoolean": True}]},
        {"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/1"},
         "code": concept("snomed", "91936005")},
        _weight(71.26, "2024-02-02"),
    ))  # fmt: skip
    (one,) = found.patients.values()
    assert one.sex == "f"
    assert one.cave[0]["atc"] == ["J01C"]
    by_type = {entry.type: entry.fields for entry in found.entries}
    assert "KOLS (J44)" in by_type["doctor_note"]["text"]
    assert by_type["plan"]["area"] == "breathing"
    assert by_type["prescription"]["drug"] == "Paracetamol"
    assert by_type["prescription"]["prn"] is True
    assert by_type["weight"]["weight"] == 71.3
    assert found.left_out == {}


def test_the_dead_and_what_is_nobodys_are_left_out(tmp_path: Path) -> None:
    data = _one(_weight(70, "2024-02-02", "Patient/9"))
    data["entry"].append({"resource": {"resourceType": "Patient", "deceasedBoolean": True}})
    found = brought(tmp_path, data)
    assert len(found.patients) == 1
    assert found.left_out == {"Observation subject": 1, "Patient deceased": 1}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("{", "fhir.not_json"),
        ("", "fhir.not_json"),
        ("[" * 100_000, "fhir.not_json"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "fhir.not_json"),
        ("[]", "fhir.no_bundle"),
        ("null", "fhir.no_bundle"),
        ({"resourceType": "Patient"}, "fhir.no_bundle"),
        ({"resourceType": "Bundle", "entry": {}}, "fhir.no_bundle"),
        ({"resourceType": "Bundle"}, "fhir.nobody"),
        ({"resourceType": "Bundle", "entry": [7]}, "fhir.resource"),
        ({"resourceType": "Bundle", "entry": [{"resource": []}]}, "fhir.resource"),
    ],
)
def test_what_is_no_bundle_is_a_problem(tmp_path: Path, data: Any, code: str) -> None:
    assert code in _codes(tmp_path, data)


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        ({"resourceType": "Patient", "birthDate": "1950-02-30"}, ".birthDate"),
        ({"resourceType": "Patient", "birthDate": "14.03.1950"}, ".birthDate"),
        ({"resourceType": "Patient", "gender": "Quitzon"}, ".gender"),
        ({"resourceType": "Condition"}, ".subject"),
        ({"resourceType": "Condition", "subject": "Patient/1"}, ".subject"),
        ({"resourceType": "Observation", "subject": {}, "status": "final", "code": {},
          "valueQuantity": {"value": "mye"}}, ".valueQuantity.value"),
        ({"resourceType": "MedicationRequest", "subject": {}, "status": "active",
          "dosageInstruction": [{"timing": {"repeat": {"timeOfDay": ["25:00:00"]}}}]},
         ".dosageInstruction[0].timing.repeat.timeOfDay[0]"),
    ],
)  # fmt: skip
def test_a_malformed_resource_is_named_by_its_path_and_not_quoted(
    tmp_path: Path, resource: dict[str, Any], path: str
) -> None:
    with pytest.raises(Problems) as caught:
        brought(tmp_path, _one(resource))
    (problem,) = caught.value.problems
    assert problem.code == "fhir.resource"
    assert problem.params["path"] == f"entry[1].resource{path}"
    assert "Quitzon" not in str(problem)
    assert "14.03.1950" not in str(problem)


def test_somebody_born_after_their_own_record_is_a_problem(tmp_path: Path) -> None:
    data = _one(_weight(70, "2001-01-01"), born="2020-01-01")
    assert _codes(tmp_path, data) == {"fhir.born"}


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        bring_in(tmp_path / "none.json", FOLDER, book(), dices(1), START)
    assert caught.value.code == "file.missing"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9**20)
    | st.floats(allow_nan=False)
    | st.text(max_size=9)
    | st.sampled_from(["2020-01-01", "active", "Patient/1", "http://loinc.org", "8867-4"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = sorted({name for shape in SHAPES.values() for name in shape.model_fields})


@given(st.sampled_from(sorted(SHAPES)), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5))
def test_whatever_stands_in_a_resource_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, kind: str, values: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        brought(folder, json.dumps(_one({"resourceType": kind, **values})))
    except (Problem, Problems):
        return


def _codes(tmp_path: Path, data: Any) -> set[str]:
    with pytest.raises((Problem, Problems)) as caught:
        brought(tmp_path, data)
    found = caught.value
    return {p.code for p in (found.problems if isinstance(found, Problems) else [found])}


def _one(*resources: dict[str, Any], born: str = "1950-05-05") -> dict[str, Any]:
    patient = {"resourceType": "Patient", "id": "1", "gender": "female", "birthDate": born,
               "name": [{"family": "Quitzon"}],
               "telecom": [{"value": "5551234567"}]}  # fmt: skip
    listed = [{"resource": one} for one in (patient, *resources)]
    return {"resourceType": "Bundle", "entry": listed}


def _weight(value: float, at: str, whom: str = "Patient/1") -> dict[str, Any]:
    return {"resourceType": "Observation", "status": "final", "subject": {"reference": whom},
            "code": concept("loinc", "29463-7"), "effectiveDateTime": at,
            "valueQuantity": {"value": value, "unit": "kg"}}  # fmt: skip
