"""Packs of old numbers, as the newest number has them: one step per number.

A pack travels in three shapes: the file its author wrote, its terms, and the plain data in a
compiled program. Each step knows all three.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simtrainer.base.problem import Problem
from simtrainer.record.yaml_source import Source

NEWEST = 2

OLD_LIFECYCLES: Mapping[str, Any] = {
    "signed": {
        "start": "signed",
        "draft": "draft",
        "statuses": {
            "draft": {"counts": False},
            "signed": {},
            "invalid": {"counts": False, "struck": True, "end": True},
        },
        "verbs": {
            "amend": {"moves": {"draft": "draft", "signed": "signed"}},
            "sign": {"moves": {"draft": "signed"}},
            "invalidate": {"moves": {"draft": "invalid", "signed": "invalid"}, "reason": True},
        },
    },
    "message": {
        "start": "sent",
        "draft": "draft",
        "received": "received",
        "statuses": {
            "draft": {"counts": False},
            "sent": {},
            "delivered": {"end": True},
            "rejected": {"counts": False, "end": True},
            "received": {},
            "read": {"end": True},
            "invalid": {"counts": False, "struck": True, "end": True},
        },
        "verbs": {
            "amend": {"moves": {"draft": "draft"}},
            "sign": {"moves": {"draft": "sent"}},
            "invalidate": {"moves": {"draft": "invalid"}, "reason": True},
            "acknowledge": {"moves": {"received": "read"}},
            "deliver": {"moves": {"sent": "delivered"}, "by": "system"},
            "reject": {"moves": {"sent": "rejected"}, "by": "system"},
        },
    },
    "task": {
        "start": "open",
        "statuses": {
            "open": {},
            "done": {"tone": "good", "end": True},
            "invalid": {"counts": False, "struck": True, "end": True},
        },
        "verbs": {
            "amend": {"moves": {"open": "open"}},
            "complete": {"moves": {"open": "done"}},
            "invalidate": {"moves": {"open": "invalid", "done": "invalid"}, "reason": True},
        },
    },
}
"""What every pack of number 1 had without saying it."""

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "status.draft": ("Kladd", "Kladd", "Draft"),
    "status.signed": ("Signert", "Signert", "Signed"),
    "status.invalid": ("Feilført", "Feilført", "Marked wrong"),
    "status.sent": ("Sendt", "Send", "Sent"),
    "status.delivered": ("Levert", "Levert", "Delivered"),
    "status.rejected": ("Avvist", "Avvist", "Rejected"),
    "status.received": ("Ulest", "Ulesen", "Unread"),
    "status.read": ("Lest", "Lesen", "Read"),
    "status.open": ("Åpen", "Open", "Open"),
    "status.done": ("Utført", "Utført", "Done"),
    "verb.amend": ("Rett", "Rett", "Correct"),
    "verb.sign": ("Signer", "Signer", "Sign"),
    "verb.invalidate": ("Feilført", "Feilført", "Mark as wrong"),
    "verb.acknowledge": ("Marker som lest", "Merk som lesen", "Mark as read"),
    "verb.complete": ("Fullfør", "Fullfør", "Complete"),
}
_COLUMN = {"nb": 0, "nn": 1, "en": 2}


def _old_words(language: str) -> dict[str, str]:
    column = _COLUMN.get(language, 0)
    found = {}
    for life, data in OLD_LIFECYCLES.items():
        for kind, part in (("status", "statuses"), ("verb", "verbs")):
            for name in data[part]:
                words = _WORDS.get(f"{kind}.{name}")
                if words is not None:
                    found[f"{kind}.{life}.{name}"] = words[column]
    return found


def upgraded_pack(source: Source) -> Source:
    """``pack.yaml`` as the newest number has it. What has no number is left for the model.

    Raises ``Problem("lint.format_newer")``.
    """
    number = source.data.get("format")
    if type(number) is not int:
        return source
    if number > NEWEST:
        place = source.place("format")
        raise Problem("lint.format_newer", place=place, found=number, known=NEWEST)
    if number != 1:
        return source
    data = {**source.data, "format": 2}
    if "extends" not in data:
        data["lifecycles"] = dict(OLD_LIFECYCLES)
    return replace(source, data=data)


def upgraded_terms(source: Source, pack: Source, language: str) -> Source:
    """The words of a pack, as its author wrote it, as the newest number has them."""
    if pack.data.get("format") != 1 or "extends" in pack.data:
        return source
    return replace(source, data={**_old_words(language), **source.data})


def upgraded_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """A pack in a compiled program of number 1, as the program of number 2 has it."""
    terms = {lang: {**_old_words(lang), **words} for lang, words in data["terms"].items()}
    types = {name: _freed(kind) for name, kind in data["types"].items()}
    return {**data, "lifecycles": OLD_LIFECYCLES, "terms": terms, "types": types}


def _freed(kind: Mapping[str, Any]) -> dict[str, Any]:
    """A type whose fields take what they took then, so that no stored run is refused now."""
    fields = {name: {**item, "free": True} for name, item in kind["fields"].items()}
    return {**kind, "fields": fields}
