"""What the command line asks of the hub. Each function opens the database, does one thing and
gives plain data back; what a person can mend is raised as ``Problem`` or ``Problems``.

Heavy libraries are imported inside the functions, so that listing the commands costs nothing.
"""

from simtrainer.hub.commands.bringing_in import (
    BatchReport,
    PlanReport,
    ResultsReport,
    RosterReport,
    import_batches,
    import_plan,
    import_results,
    import_roster,
    write_calendar,
)
from simtrainer.hub.commands.pcs import (
    add_package,
    assign_stations,
    enrolment_tokens,
    packages,
    pin_package,
    revoke_station,
    stations,
)
from simtrainer.hub.commands.setup import credentials, init, serve, upgrade
from simtrainer.hub.commands.upkeep import (
    ErasureProof,
    PurgeReport,
    VerifyReport,
    about,
    backup,
    erase,
    erasure_wishes,
    export,
    purge,
    verify,
)

__all__ = [
    "BatchReport",
    "ErasureProof",
    "PlanReport",
    "PurgeReport",
    "ResultsReport",
    "RosterReport",
    "VerifyReport",
    "about",
    "add_package",
    "assign_stations",
    "backup",
    "credentials",
    "enrolment_tokens",
    "erase",
    "erasure_wishes",
    "export",
    "import_batches",
    "import_plan",
    "import_results",
    "import_roster",
    "init",
    "packages",
    "pin_package",
    "purge",
    "revoke_station",
    "serve",
    "stations",
    "upgrade",
    "verify",
    "write_calendar",
]
