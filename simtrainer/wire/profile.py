"""The addresses of the simtrainer statement profile, known to the sender and to the hub.

They are identifiers, not pages: nothing fetches them. Changing one breaks every stored
statement's meaning, so a new meaning gets a new address.
"""

FORMAT = 1
"""Number of the statement profile; sent in ``FORMAT_EXTENSION``."""

BASE = "https://simtrainer.example/xapi"
PERSON_HOME_PAGE = "https://simtrainer.example/person"
PLATFORM = "simtrainer"
LANGUAGE = "nb-NO"
VERSION = "1.0.3"

INITIALIZED = "http://adlnet.gov/expapi/verbs/initialized"
PASSED = "http://adlnet.gov/expapi/verbs/passed"
FAILED = "http://adlnet.gov/expapi/verbs/failed"
ASKED = "http://adlnet.gov/expapi/verbs/asked"
COMMENTED = "http://adlnet.gov/expapi/verbs/commented"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"

ERASURE_WISHED = f"{BASE}/verb/requested-erasure"
ERASURE = f"{BASE}/erasure"
RESPONDED = "http://adlnet.gov/expapi/verbs/responded"

SCENARIO_TYPE = "http://adlnet.gov/expapi/activities/simulation"
CHECK_TYPE = "http://adlnet.gov/expapi/activities/objective"
GOAL_TYPE = f"{BASE}/activity-type/competence-goal"
SURVEY_TYPE = f"{BASE}/activity-type/survey"
NOBODY = "anonym"
"""The account of whoever answered without a name."""

FORMAT_EXTENSION = f"{BASE}/ext/format"
UNIT_EXTENSION = f"{BASE}/ext/unit"
PURPOSE_EXTENSION = f"{BASE}/ext/purpose"
MODE_EXTENSION = f"{BASE}/ext/mode"
SCENARIO_VERSION_EXTENSION = f"{BASE}/ext/scenario-version"
PROGRAM_EXTENSION = f"{BASE}/ext/program"
STATION_EXTENSION = f"{BASE}/ext/station"
STATE_EXTENSION = f"{BASE}/ext/state"
CRITICAL_EXTENSION = f"{BASE}/ext/critical"
DIMENSIONS_EXTENSION = f"{BASE}/ext/dimensions"
STATE_OF_RUN_EXTENSION = f"{BASE}/ext/state-of-run"
"""Where in the record a person was, and which tasks were open: for whoever comes to help."""
EVENT_EXTENSION = f"{BASE}/ext/event"
ANSWERS_EXTENSION = f"{BASE}/ext/answers"


def scenario_iri(scenario: str) -> str:
    """Activity of a scenario."""
    return f"{BASE}/scenario/{scenario}"


def check_iri(scenario: str, check: str) -> str:
    """Activity of one check in a scenario."""
    return f"{BASE}/scenario/{scenario}/check/{check}"


def survey_iri(scenario: str) -> str:
    """Activity of the questions after a scenario."""
    return f"{BASE}/scenario/{scenario}/survey"


def goal_iri(goal: str) -> str:
    """Activity of a competence goal, shared by all scenarios."""
    return f"{BASE}/goal/{goal}"
