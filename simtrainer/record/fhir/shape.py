"""The few elements of FHIR R4 (4.0.1) that an import reads. What is not named here is dropped.

Small shapes of our own, and no FHIR library, on purpose. The import must let nothing through that
it does not know to be harmless: what no shape names cannot come along, whereas a library's models
carry every name, note and extension of a resource on to whoever reads them. The maintained library
for Python follows R5 and R4B, and refuses whole resources for a fault in an element that nobody
here would read; and it would bring models of some hundred and fifty resources for five.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def moment(text: str) -> datetime:
    """A FHIR date or dateTime as clock time where it was written; noon where it has none, the
    first where it lacks month or day. Raises ``ValueError``."""
    day, _, clock = text.partition("T")
    parts = [int(part) for part in day.split("-")] + [1, 1]
    hour, minute = (int(clock[:2]), int(clock[3:5])) if clock else (12, 0)
    return datetime(parts[0], parts[1], parts[2], hour, minute)  # noqa: DTZ001 - as written


def _is_moment(text: str) -> str:
    try:
        moment(text)
    except ValueError:
        raise ValueError("no such date") from None
    return text


_DAY = r"(18|19|20)\d\d(-\d\d(-\d\d)?)?"
_CLOCK = r"(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?"
Day = Annotated[str, Field(pattern=rf"^{_DAY}$"), AfterValidator(_is_moment)]
Moment = Annotated[str, Field(pattern=rf"^{_DAY}{_CLOCK}$"), AfterValidator(_is_moment)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Coding(_Shape):
    """A code of a system. Its display text is not read."""

    system: str = ""
    code: str = ""


class Concept(_Shape):
    """Codes for the same thing. Its text is not read."""

    coding: list[Coding] = []

    def codes(self) -> set[str]:
        """Without their systems, as status values are compared."""
        return {item.code for item in self.coding}


class Reference(_Shape):
    """Whom it is about."""

    reference: str = ""


class PatientShape(_Shape):
    """What is read of a person: neither name nor number."""

    gender: Literal["male", "female", "other", "unknown"] = "unknown"
    birthDate: Day | None = None  # noqa: N815 - FHIR's own name
    deceasedBoolean: bool = False  # noqa: N815
    deceasedDateTime: str = ""  # noqa: N815


class ConditionShape(_Shape):
    """A diagnosis."""

    subject: Reference
    code: Concept = Concept()
    clinicalStatus: Concept = Concept()  # noqa: N815
    verificationStatus: Concept = Concept()  # noqa: N815
    onsetDateTime: Moment | None = None  # noqa: N815
    recordedDate: Moment | None = None  # noqa: N815


class Repeat(_Shape):
    """When it is repeated."""

    timeOfDay: list[TimeOfDay] = []  # noqa: N815


class Timing(_Shape):
    """When it is to be taken."""

    repeat: Repeat = Repeat()


class Dosage(_Shape):
    """How it is to be taken; its text is not read."""

    timing: Timing = Timing()
    asNeededBoolean: bool = False  # noqa: N815


class MedicationRequestShape(_Shape):
    """An order."""

    subject: Reference
    status: str
    medicationCodeableConcept: Concept = Concept()  # noqa: N815
    authoredOn: Moment | None = None  # noqa: N815
    dosageInstruction: list[Dosage] = []  # noqa: N815


class Quantity(_Shape):
    """A measured value."""

    value: Annotated[float, Field(allow_inf_nan=False)] | None = None
    unit: str = ""
    code: str = ""


class Measured(_Shape):
    """A code with a value."""

    code: Concept
    valueQuantity: Quantity | None = None  # noqa: N815
    valueInteger: int | None = None  # noqa: N815
    valueCodeableConcept: Concept | None = None  # noqa: N815


class ObservationShape(Measured):
    """A measurement, or several parts of one."""

    subject: Reference
    status: str
    effectiveDateTime: Moment | None = None  # noqa: N815
    component: list[Measured] = []


class AllergyShape(_Shape):
    """What somebody does not bear."""

    patient: Reference
    code: Concept = Concept()
    clinicalStatus: Concept = Concept()  # noqa: N815
    verificationStatus: Concept = Concept()  # noqa: N815


class EntryShape(_Shape):
    """One resource of a bundle, not yet read."""

    fullUrl: str = ""  # noqa: N815
    resource: dict[str, Any] = {}


SHAPES: dict[str, type[_Shape]] = {
    "Patient": PatientShape,
    "Condition": ConditionShape,
    "MedicationRequest": MedicationRequestShape,
    "Observation": ObservationShape,
    "AllergyIntolerance": AllergyShape,
}
"""Resources that an import reads; the others are counted and told."""
