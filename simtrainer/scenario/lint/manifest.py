"""The head of a scenario: owner, licence, dates, folder name."""

import re
from collections.abc import Iterator
from datetime import date

from simtrainer.base.problem import Problem
from simtrainer.scenario.lint.subject import Subject

_LICENCE = re.compile(r"[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*")
"""An SPDX expression without brackets; it is the form, not the list, that is checked."""

MISSING = {
    "owner": "lint.owner_missing",
    "licence": "lint.licence_missing",
    "clinical_owner": "lint.clinical_owner_missing",
    "review_by": "lint.review_missing",
}


def manifest(subject: Subject) -> Iterator[Problem]:
    """Faults of the manifest."""
    head, file = subject.s.scenario, subject.s.scenario_file
    for name, code in MISSING.items():
        if not getattr(head, name).strip():
            yield Problem(code, place=file.place(name))
    if head.licence.strip() and not _LICENCE.fullmatch(head.licence):
        yield Problem("lint.licence_form", place=file.place("licence"), licence=head.licence)
    if head.review_by.strip() and not _is_date(head.review_by):
        yield Problem("lint.review_by_date", place=file.place("review_by"), value=head.review_by)
    if subject.s.name != head.id:
        yield Problem("lint.folder_name", place=file.place("id"), folder=subject.s.name, id=head.id)
    for index, language in enumerate(head.languages):
        if language not in subject.pack.terms:
            place = file.place("languages", index)
            yield Problem("lint.language_not_in_pack", place=place, language=language)


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
