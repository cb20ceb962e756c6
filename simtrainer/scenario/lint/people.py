"""Data that could be a living person's: numbers, addresses, common names; and invented people
whose papers do not agree with themselves.

Eight-digit Norwegian subscriber numbers begin with 2 to 9, so one that begins with 0 or 1 can
belong to nobody. Addresses for examples are those set aside by RFC 2606 and RFC 6761.
"""

import re
from collections.abc import Iterator
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Path_, Source
from simtrainer.scenario.lint.subject import Subject

_PHONE = re.compile(
    r"(?<![\d.,/+:-])(?:(?:\+|00) ?47[ -]?)?([2-9](?:[ .-]?\d){7})(?![\d/%:-]|[.,]\d)"
)
_DATE = re.compile(r"\d\d\.\d\d\.\d{4}|\d{4}-?\d\d-?\d\d|\d{4} \d{4}")
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*)")
_MAIL_FREE = re.compile(r"(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$")
_COMMON = """
hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen
eriksen berg haugen hagen johannessen andreassen jacobsen halvorsen dahl jørgensen henriksen lund
sørensen jakobsen moen gundersen iversen solberg svendsen strand eide martinsen knutsen bakken
paulsen kristoffersen mathisen bakke lie rasmussen amundsen
"""
COMMON_FAMILY_NAMES = frozenset(_COMMON.split())
"""The family names most borne in Norway: with any given name, somebody is called that."""


def people(subject: Subject) -> Iterator[Problem]:
    """Real-looking data anywhere, and patients whose number and birth do not agree."""
    files = (subject.s.scenario_file, subject.s.world_file, subject.s.script_file)
    for file in (*files, *subject.s.texts.values()):
        yield from _texts(file, file.data, ())
    yield from _patients(subject)
    yield from _names(subject)


def _texts(file: Source, value: Any, path: Path_) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _texts(file, child, (*path, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _texts(file, child, (*path, index))
    elif isinstance(value, str):
        for number in real_phones(value):
            yield Problem("lint.phone", place=file.place(*path), number=number)
        for address in real_addresses(value):
            yield Problem("lint.address", place=file.place(*path), address=address)


def real_phones(text: str) -> list[str]:
    """Phone numbers that could be in use; dates and identity numbers are none."""
    found = (match.group(1) for match in _PHONE.finditer(text))
    return [number for number in found if not _DATE.fullmatch(number) and "." not in number]


def real_addresses(text: str) -> list[str]:
    """E-mail addresses outside the domains set aside for examples."""
    matches = _MAIL.finditer(text)
    return [m.group() for m in matches if not _MAIL_FREE.search(m.group(1).casefold())]


def _patients(subject: Subject) -> Iterator[Problem]:
    file = subject.s.world_file
    seen: set[str] = set()
    for key, patient in subject.s.world.patients.items():
        place = file.place("patients", key, "identity")
        year, month, day = patient.born.split("-")
        written = f"{day}{int(month) + 80}{year[2:]}"
        if patient.identity[:6] != written:
            yield Problem("lint.identity_birth", place=place, patient=key, born=patient.born)
        elif (int(patient.identity[8:9] or 0) % 2 == 1) != (patient.sex == "m"):
            yield Problem("lint.identity_sex", place=place, patient=key)
        if patient.identity in seen:
            yield Problem("lint.identity_twice", place=place, patient=key)
        seen.add(patient.identity)
        if patient.born > subject.s.scenario.start[:10]:
            born = file.place("patients", key, "born")
            yield Problem("lint.born_later", place=born, patient=key)


def _names(subject: Subject) -> Iterator[Problem]:
    world = subject.s.world
    found: list[tuple[str, Path_]] = []
    for key, person in world.staff.items():
        found.append((person.name, ("staff", key, "name")))
    for key, patient in world.patients.items():
        found.append((patient.family, ("patients", key, "family")))
        found.append((patient.contact.name, ("patients", key, "contact", "name")))
    for name, path in found:
        words = str(subject.draw(name)).casefold().split()
        if words and words[-1] in COMMON_FAMILY_NAMES:
            yield Problem("lint.common_name", place=subject.s.world_file.place(*path), name=name)
