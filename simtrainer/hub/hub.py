"""One running hub: what its resources share. Holds no state that another process would need."""

from dataclasses import dataclass
from typing import Any

from simtrainer.hub.callers import Callers
from simtrainer.hub.metrics import Metrics
from simtrainer.hub.pace import Pace
from simtrainer.hub.queries.at_once import AtOnce
from simtrainer.hub.queries.connect import Database
from simtrainer.hub.queries.horizon import Horizon
from simtrainer.hub.queries.together import Together
from simtrainer.hub.secrets import Verifier
from simtrainer.hub.settings import Settings
from simtrainer.hub.web import Pages


@dataclass(frozen=True, slots=True)
class Reader:
    """How the thread that takes requests up may read: where it finds pages at once, and how far
    they are complete."""

    database: AtOnce
    horizon: Horizon


@dataclass(frozen=True, slots=True)
class Hub:
    """Settings, database, password checker, pages, counts and the pace allowed. ``at_once`` is
    there where the thread that takes requests up may read."""

    settings: Settings
    database: Database
    together: Together
    horizon: Horizon
    verifier: Verifier
    callers: Callers
    pages: Pages
    metrics: Metrics
    pace: Pace
    at_once: Reader | None

    def close(self) -> None:
        """Give all connections back."""
        if self.at_once is not None:
            self.at_once.database.close()
        self.database.close()

    def authority(self, user: str) -> dict[str, Any]:
        """Who vouches for the statements that a credential sends."""
        home = self.settings.public_url or "https://simtrainer.example/hub"
        return {"objectType": "Agent", "account": {"homePage": home, "name": user}}


def build(settings: Settings) -> Hub:
    """A hub on its database."""
    database = Database(settings.database_url)
    at_once = AtOnce(database) if database.is_sqlite else None
    return Hub(
        settings=settings,
        database=database,
        together=Together(database),
        horizon=Horizon(database),
        verifier=Verifier(),
        callers=Callers(),
        pages=Pages(settings.resources),
        metrics=Metrics(settings.metrics_folder),
        pace=Pace(settings.limits.requests_per_minute),
        at_once=None if at_once is None else Reader(at_once, Horizon(at_once)),
    )
