"""One running hub: what its resources share. Holds no state that another process would need."""

from dataclasses import dataclass

from simtrainer.hub.queries.connect import Database
from simtrainer.hub.secrets import Verifier
from simtrainer.hub.settings import Settings
from simtrainer.hub.web import Pages


@dataclass(frozen=True, slots=True)
class Hub:
    """Settings, database, password checker and pages."""

    settings: Settings
    database: Database
    verifier: Verifier
    pages: Pages


def build(settings: Settings) -> Hub:
    """A hub on its database."""
    return Hub(settings, Database(settings.database_url), Verifier(), Pages(settings.resources))
