"""What one hub is told at its start: where the data is, what it is called, and its limits."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that protect the hub from one caller. Sizes in octets."""

    body: int = 16 * 1024 * 1024
    statements: int = 2_000
    """Most statements in one request."""
    page: int = 500
    """Most statements in one answer."""
    logins_per_quarter: int = 10
    """Failed sign-ins by one name within fifteen minutes."""
    requests_per_minute: int = 6_000
    """Requests by one credential on one process."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Plain values only, so that they cross to worker processes as JSON."""

    database_url: str
    resources: Path
    """The folder that holds ``web`` and ``fonts``."""
    public_url: str = ""
    """Address seen from outside, where the hub stands behind a proxy."""
    municipality: str = "Prøvdal kommune"
    goal_share: float = 0.9
    goal_date: str = ""
    """Day by which ``goal_share`` of the staff should be done, as 2026-05-31; empty for none."""
    minimum_group: int = 5
    pass_share: float = 0.6
    zone: str = "Europe/Oslo"
    secure_cookie: bool = False
    """Set where people reach the leaders' web over TLS."""
    log_requests: bool = False
    """A line of JSON per request on standard error; without people's data."""
    metrics_folder: str = ""
    """Where the worker processes add up their counts; made by the serving command."""
    limits: Limits = field(default_factory=Limits)
