"""What whoever runs the hub may set: in a TOML file, in the environment, on the command line; the
later of these goes before the earlier."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from simtrainer.base.problem import Place, Problem, Problems
from simtrainer.hub.settings import Limits, Settings

PREFIX = "SIMTRAINER_HUB_"
"""An environment variable is this and the setting's name, such as ``SIMTRAINER_HUB_PORT``."""
_STRICT = ConfigDict(extra="forbid", frozen=True)
_PLAIN = Settings("", Path())
_DAY = r"^(\d{4}-\d{2}-\d{2})?$"


_EXAMPLES = {
    "port": "8080",
    "workers": "2",
    "public_url": "https://sentral.kommune.no",
    "goal_share": "0.9",
    "goal_date": "2026-05-31",
    "minimum_group": "5",
    "pass_share": "0.6",
    "zone": "Europe/Oslo",
    "secure_cookie": "true",
    "log_requests": "true",
    "body": "16777216",
    "statements": "2000",
    "page": "500",
    "logins_per_quarter": "10",
    "requests_per_minute": "6000",
}
"""What a setting may look like, for whoever wrote it otherwise."""


class Bounds(BaseModel):
    """The table ``[limits]``; see ``hub.settings.Limits``."""

    model_config = _STRICT
    body: int = Field(_PLAIN.limits.body, ge=65_536)
    statements: int = Field(_PLAIN.limits.statements, ge=50)
    page: int = Field(_PLAIN.limits.page, ge=1)
    logins_per_quarter: int = Field(_PLAIN.limits.logins_per_quarter, ge=1)
    requests_per_minute: int = Field(_PLAIN.limits.requests_per_minute, ge=1)


class Configuration(BaseModel):
    """All that can be set. Names are those of the file."""

    model_config = _STRICT
    database_url: str = ""
    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8080, ge=0, le=65_535)
    workers: int = Field(1, ge=1, le=64)
    tls_certificate: Path | None = None
    """PEM file with the chain; with ``tls_key`` the hub speaks TLS itself."""
    tls_key: Path | None = None
    public_url: str = Field("", pattern=r"^(https?://.+)?$")
    municipality: str = Field(_PLAIN.municipality, min_length=1)
    goal_share: float = Field(_PLAIN.goal_share, ge=0, le=1)
    goal_date: str = Field("", pattern=_DAY)
    minimum_group: int = Field(_PLAIN.minimum_group, ge=5)
    """Five is the least: smaller groups would show persons."""
    pass_share: float = Field(_PLAIN.pass_share, ge=0, le=1)
    zone: str = _PLAIN.zone
    secure_cookie: bool = False
    log_requests: bool = False
    limits: Bounds = Bounds()

    @field_validator("zone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such zone")
        return value

    def settings(self, database_url: str, resources: Path) -> Settings:
        """What the worker processes are told."""
        kept = {"public_url", "municipality", "goal_share", "goal_date", "minimum_group"}
        kept |= {"pass_share", "zone", "log_requests"}
        return Settings(
            database_url,
            resources,
            **self.model_dump(include=kept),
            secure_cookie=self.secure_cookie or self.tls_certificate is not None,
            limits=Limits(**self.limits.model_dump()),
        )


def configuration(
    file: Path | None, environ: Mapping[str, str], given: Mapping[str, Any]
) -> Configuration:
    """File, then environment, then what was ``given`` on the command line.

    Raises ``Problems``: ``hub.config_file`` for a file that cannot be read, ``hub.config`` for
    each setting that is unknown or will not do, with where it stands.
    """
    text, data = _read(file)
    env = _from(environ)
    merged = data | {k: v for k, v in env.items() if k != "limits"}
    merged |= {key: value for key, value in given.items() if value is not None}
    limits = data.get("limits", {})
    if isinstance(limits, dict):
        merged["limits"] = limits | env.get("limits", {})
    try:
        made = Configuration.model_validate(merged)
    except ValidationError as error:
        problems = [_problem(one, file, text, env) for one in error.errors(include_url=False)]
        raise Problems(problems) from None
    _check_tls(made)
    return made


def _read(file: Path | None) -> tuple[str, dict[str, Any]]:
    if file is None:
        return "", {}
    try:
        text = file.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = map(int, found.groups()) if found else (0, 0)
        problem = Problem("hub.config_file", place=Place(str(file), line, column), reason="TOML")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        problem = Problem("hub.config_file", place=Place(str(file)), reason=reason)
    raise Problems([problem])


def _from(environ: Mapping[str, str]) -> dict[str, Any]:
    """Settings in the environment; those of a table carry its name first."""
    found: dict[str, Any] = {}
    for name, value in environ.items():
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        if key.startswith("limits_"):
            found.setdefault("limits", {})[key.removeprefix("limits_")] = value
        else:
            found[key] = value
    return found


def _problem(
    error: Mapping[str, Any], file: Path | None, text: str, env: Mapping[str, Any]
) -> Problem:
    path = [str(part) for part in error["loc"]]
    key, name = path[-1], ".".join(path)
    within = env.get("limits", {}) if path[0] == "limits" else env
    place: Place | None
    if key in within:
        place = Place(PREFIX + "_".join(path).upper())
    else:
        line = next(
            (n for n, row in enumerate(text.splitlines(), 1) if re.match(rf"\s*{key}\s*=", row)), 0
        )
        place = Place(str(file), line) if file and line else None
    if error["type"] == "extra_forbidden":
        return Problem("hub.config_unknown", place=place, key=name)
    return Problem(
        "hub.config", place=place, key=name, value=error["input"], example=_EXAMPLES.get(key, "")
    )


def _check_tls(made: Configuration) -> None:
    if (made.tls_certificate is None) != (made.tls_key is None):
        raise Problems([Problem("hub.config_tls")])
    for path in filter(None, (made.tls_certificate, made.tls_key)):
        if not path.is_file():
            place = Place(str(path))
            raise Problems([Problem("hub.config_file", place=place, reason="—")])
