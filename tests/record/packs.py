"""A small screen pack as plain data, for tests of the record and the engine."""

import copy
from typing import Any

from simtrainer.record.pack_upgrade import OLD_LIFECYCLES

TEXT: dict[str, Any] = {"kind": "text"}
PACK: dict[str, Any] = {
    "id": "small",
    "version": "1.0.0",
    "navigation": "left_tree",
    "banner": ["contact"],
    "lifecycles": OLD_LIFECYCLES,
    "types": {
        "note": {
            "lifecycle": "signed",
            "summary": ["text"],
            "fields": {
                "text": {"kind": "long", "required": True},
                "tone": {"kind": "choice", "choices": ["calm", "worried"]},
                "why": {"kind": "text", "required_when": {"tone": "worried"}},
                "hidden": {"kind": "text", "required": True, "visible_when": {"tone": "calm"}},
                "at": {"kind": "time"},
                "marks": {"kind": "multi", "choices": ["fall", "fever"]},
            },
        },
        "message": {
            "lifecycle": "message",
            "fields": {"to": {"kind": "person"}, "body": {"kind": "long", "required": True}},
        },
        "task": {"lifecycle": "task", "fields": {"title": {"kind": "text", "required": True}}},
        "order": {
            "lifecycle": "signed",
            "fields": {"drug": {"kind": "drug", "required": True}, "prn": {"kind": "yesno"}},
        },
        "dose": {
            "lifecycle": "signed",
            "fields": {
                "order": {"kind": "entry", "of": "order", "required": True},
                "planned": {"kind": "time"},
                "given": {"kind": "number", "min": 0, "max": 10, "decimals": 1},
                "cosigner": {"kind": "person"},
            },
        },
        "controlled": {
            "lifecycle": "signed",
            "calculator": "balance",
            "fields": {
                "order": {"kind": "entry", "of": "order", "required": True},
                "action": {
                    "kind": "choice",
                    "choices": ["withdraw", "count", "receive", "destroy", "discrepancy"],
                    "required": True,
                },
                "amount": {"kind": "number", "min": 0, "max": 99},
                "counted": {"kind": "number", "min": 0, "max": 99},
                "cosigner": {"kind": "person"},
            },
        },
        "news2": {
            "lifecycle": "signed",
            "calculator": "news2",
            "fields": {
                "resp": {"kind": "number", "min": 1, "max": 80, "required": True},
                "spo2": {"kind": "number", "min": 50, "max": 100, "required": True},
                "scale": {"kind": "choice", "choices": ["1", "2"], "default": "1"},
                "supply": {"kind": "choice", "choices": ["air", "oxygen"], "required": True},
                "systolic": {"kind": "number", "min": 40, "max": 300, "required": True},
                "pulse": {"kind": "number", "min": 20, "max": 250, "required": True},
                "consciousness": {"kind": "choice", "choices": ["A", "C", "V", "P", "U"]},
                "temperature": {"kind": "number", "min": 30, "max": 43, "decimals": 1},
            },
        },
    },
    "modules": {
        "ward": {"view": "ward_list", "group": "", "icon": "", "columns": ["room", "name"]},
        "journal": {
            "view": "timeline", "group": "patient", "icon": "", "types": ["note"],
            "forms": ["note"],
        },
        "inbox": {"view": "inbox", "group": "ward", "icon": "", "types": ["message"]},
    },
    "terms": {"nb": {}},
}  # fmt: skip
NEWS2 = {
    "resp": 22, "spo2": 89, "scale": "2", "supply": "air", "systolic": 138, "pulse": 92,
    "consciousness": "A", "temperature": 37.4,
}  # fmt: skip
"""Scores 3 on scale 2: breathing 2 and pulse 1."""


def pack_data() -> dict[str, Any]:
    """A copy that a test may change."""
    return copy.deepcopy(PACK)


def patient_data(room: str = "1", *, assigned: bool = True) -> dict[str, Any]:
    """A synthetic person as a program holds one."""
    return {
        "given": "Oddvar",
        "family": "Scenarioli",
        "born": "1944-02-29",
        "sex": "m",
        "identity": "29824449994",
        "room": room,
        "unit": "ward",
        "assigned": assigned,
        "cave": [],
        "contact": {},
        "consent": {},
        "treatment": {},
        "overview": [],
    }
