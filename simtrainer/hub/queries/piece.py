"""What one request asks to have stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simtrainer.hub.shapes.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Piece:
    """Statements that are stored together or not at all, on whose authority, under which version
    of xAPI, and with which files (digest to content)."""

    tenant: int
    batch: Sequence[Incoming]
    authority: dict[str, Any]
    version: str
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether nothing else that is stored changes by it: no voids, no files."""
        return not self.files and not any(one.voiding for one in self.batch)
