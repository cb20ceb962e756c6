"""How a PC gets a key of its own from the hub, and what it then fetches."""

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1


class EnrolRequest(BaseModel):
    """A PC with a one-time token. ``name`` is what people call the PC."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    format: int = FORMAT
    token: str = Field(min_length=8, max_length=200)
    name: str = Field(default="", max_length=200)


class EnrolAnswer(BaseModel):
    """The PC's own key, told once. ``seal_key`` is the hub's public key in base64."""

    model_config = ConfigDict(frozen=True)
    format: int = FORMAT
    station: str
    name: str
    user: str
    password: str
    xapi: str
    seal_key: str


class PackageEntry(BaseModel):
    """A scenario package that the PC should have; its bytes are at ``url``."""

    model_config = ConfigDict(frozen=True)
    scenario: str
    version: str
    sha256: str
    size: int
    url: str


class PackageList(BaseModel):
    """All that the PC should have now; what is not in it is kept for runs under way only."""

    model_config = ConfigDict(frozen=True)
    format: int = FORMAT
    packages: list[PackageEntry]
