"""The histories of a whole municipality, packed one patient at a time.

Four hundred thousand entries as objects are more than a loaned PC has room for, and nobody reads
more than a few of them. So they travel and lie compressed, each patient's in a block of its own,
and a block is unpacked when somebody opens that record. Every block knows its patient, its kinds
of entries and when the last was written, so that lists need not unpack it.
"""

import base64
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import orjson

from simtrainer.record.entry import Entry

Plain = Mapping[str, Any]
"""An entry as a compiled program holds it."""
Make = Callable[[Plain], Entry]
_PARTS = ("id", "type", "at_ms", "author", "status", "cosigner", "fields")
_SAMPLES, _SAMPLE_BYTES = 64, 500
"""What most histories have in common is told to the packer once: zlib looks 32 KiB back."""


class Block(NamedTuple):
    """One patient's history."""

    entries: int
    last_ms: int
    """When the newest of it was made."""
    types: frozenset[str]
    packed: str


class Archive:
    """Packed histories by patient. The id of each entry begins with its patient's key in small
    letters and a hyphen, so that an entry's block is found by its id."""

    def __init__(self, blocks: Mapping[str, Block], words: bytes, make: Make) -> None:
        self._blocks = blocks
        self._words = words
        self._make = make
        self._owners = {patient.lower(): patient for patient in blocks}

    def __contains__(self, patient: object) -> bool:
        return patient in self._blocks

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    @property
    def size(self) -> int:
        """How many entries in all."""
        return sum(block.entries for block in self._blocks.values())

    def block(self, patient: str) -> Block | None:
        """What is known of a history without unpacking it."""
        return self._blocks.get(patient)

    def having(self, entry_type: str) -> list[str]:
        """The patients whose history holds entries of a type."""
        return [patient for patient, b in self._blocks.items() if entry_type in b.types]

    def owner(self, entry: str) -> str:
        """The patient whose history would hold this entry; empty for none."""
        return self._owners.get(entry.partition("-")[0], "")

    def entries(self, patient: str) -> list[Entry]:
        """A history, oldest first; unpacked anew at each call."""
        return [self._make(plain) for plain in self._plain(patient)]

    def peek(self, entry: str) -> Entry | None:
        """One entry, without unpacking the rest into entries."""
        patient = self.owner(entry)
        found = (p for p in self._plain(patient) if p["id"] == entry) if patient else ()
        return next((self._make(plain) for plain in found), None)

    def _plain(self, patient: str) -> Iterator[dict[str, Any]]:
        opened = zlib.decompressobj(zdict=self._words)
        raw = opened.decompress(base64.b64decode(self._blocks[patient].packed))
        for line in orjson.loads(raw):
            yield {**dict(zip(_PARTS, line, strict=True)), "patient": patient}

    @staticmethod
    def from_data(data: Mapping[str, Any], make: Make) -> "Archive":
        """From the plain data of a compiled program."""
        names, sets = data["types"], dict[int, frozenset[str]]()
        blocks = {}
        for patient, (count, last, mask, packed) in data["blocks"].items():
            if mask not in sets:  # most people have the same kinds of entries
                sets[mask] = frozenset(n for i, n in enumerate(names) if mask >> i & 1)
            blocks[patient] = Block(count, last, sets[mask], packed)
        return Archive(blocks, base64.b64decode(data["words"]), make)


NOTHING = Archive({}, b"", lambda plain: Entry("", "", "", ()))
"""A record without packed histories."""


def pack_histories(histories: Iterable[tuple[str, list[Plain]]]) -> dict[str, Any]:
    """The plain data of an archive, from (patient, entries oldest first). Raises ``ValueError``
    for an entry whose id does not begin with its patient's key."""
    raws: dict[str, tuple[int, int, frozenset[str], bytes]] = {}
    for patient, entries in histories:
        if not all(entry["id"].partition("-")[0] == patient.lower() for entry in entries):
            raise ValueError(f"an entry of {patient} is named after somebody else")
        lines = [[entry[part] for part in _PARTS] for entry in entries]
        kinds = frozenset(entry["type"] for entry in entries)
        last = max((entry["at_ms"] for entry in entries), default=0)
        # Compressed twice: the words they share are known only when all have been seen.
        raws[patient] = (len(entries), last, kinds, zlib.compress(orjson.dumps(lines), 1))
    words = _common([raw for *_, raw in raws.values()])
    names = sorted({kind for _, _, kinds, _ in raws.values() for kind in kinds})
    return {
        "types": names,
        "words": base64.b64encode(words).decode(),
        "blocks": {
            patient: [count, last, _mask(names, kinds), _packed(zlib.decompress(raw), words)]
            for patient, (count, last, kinds, raw) in raws.items()
        },
    }


def _common(raws: list[bytes]) -> bytes:
    """Samples from the middle of histories spread evenly over the people."""
    step = max(len(raws) // _SAMPLES, 1)
    parts = []
    for raw in raws[::step][:_SAMPLES]:
        whole = zlib.decompress(raw)
        middle = len(whole) // 2
        parts.append(whole[middle : middle + _SAMPLE_BYTES])
    return b"".join(parts)


def _packed(raw: bytes, words: bytes) -> str:
    packer = zlib.compressobj(9, zdict=words)
    return base64.b64encode(packer.compress(raw) + packer.flush()).decode()


def _mask(names: list[str], kinds: frozenset[str]) -> int:
    return sum(1 << number for number, name in enumerate(names) if name in kinds)
