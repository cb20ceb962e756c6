"""Typed ids, so that a patient is never passed where an entry is meant."""

import re
from typing import NewType

PatientId = NewType("PatientId", str)
"""Short key of a patient in a scenario's world, such as ``ODD``."""
EntryId = NewType("EntryId", str)
"""Key of one entry in the record; ``e12`` when the run made it in event 12."""
StaffId = NewType("StaffId", str)
"""Key of a member of staff in a scenario's world; the trainee is ``ME``."""
ModuleId = NewType("ModuleId", str)
BeatId = NewType("BeatId", str)
CheckId = NewType("CheckId", str)
RunId = NewType("RunId", str)
ScenarioId = NewType("ScenarioId", str)
PersonCode = NewType("PersonCode", str)
"""Pseudonymous code of a real trainee; the name stands in the roster only."""
CODE = re.compile(r"[\w.@+-]{1,80}")
"""What such a code may be, at the hub and at a PC."""
ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
"""What is written like an identity number, and has no place in a roster."""
UnitId = NewType("UnitId", str)

ME = StaffId("me")
"""The trainee, seen from inside a scenario."""
