"""What may be done with a scenario: ``rights.yaml``, or what its licence says by itself."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from simtrainer.base.problem import Place, Problem
from simtrainer.record.yaml_source import checked, read_yaml
from simtrainer.scenario.upgrade import upgraded_source

OPEN = ("CC0-", "CC-BY-", "EUPL-", "MIT", "Apache-2.0", "GFDL-", "NLOD-")
"""Beginnings of SPDX names under which anyone may share."""
NO_CHANGE = "-ND"
"""The part of a Creative Commons name that forbids changed versions."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MediaRights(_Model):
    """Whose a picture or sound is."""

    owner: Annotated[str, Field(min_length=1, max_length=200)]
    licence: Annotated[str, Field(min_length=1, max_length=100)]
    source: Annotated[str, Field(max_length=500)] = ""


class Rights(_Model):
    """``rights.yaml``: what the owner allows. ``expires`` is the last day of use."""

    format: Literal[1] = 1
    may_share: bool = Field(description="May be given to others")
    may_change: bool = Field(description="May be adapted")
    expires: Annotated[str, Field(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    attribution: Annotated[str, Field(max_length=500)] = ""
    media: dict[str, MediaRights] = Field({}, description="File under media/ to its rights")


def rights_of(folder: Path, licence: str) -> Rights:
    """Raises ``Problem("package.rights_missing")`` where neither file nor licence tells."""
    path = folder / "rights.yaml"
    name = f"{folder.name}/rights.yaml"
    if not path.exists():
        if not licence.startswith(OPEN):
            raise Problem("package.rights_missing", place=Place(name), licence=licence)
        return Rights(may_share=True, may_change=NO_CHANGE not in licence)
    source = upgraded_source(read_yaml(path, name), "rights")
    rights = checked(source, Rights)
    if rights.expires and not is_date(rights.expires):
        raise Problem("lint.date", place=source.place("expires"), value=rights.expires)
    return rights


def is_date(text: str) -> bool:
    """Whether the day is in the calendar."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def check_share(rights: Rights, files: Mapping[str, bytes], today: str) -> None:
    """Raises the ``Problem`` that stands in the way of handing it out on this day (ISO)."""
    if not rights.may_share:
        raise Problem("package.no_share")
    if rights.expires and rights.expires < today:
        raise Problem("package.expired", expires=rights.expires)
    for name in sorted(files):
        if name.startswith("media/") and name.removeprefix("media/") not in rights.media:
            raise Problem("package.media_rights", place=Place(name), file=name)
