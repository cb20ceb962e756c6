"""A tiny builder of programs: a ward with two own patients and one of somebody else's.

Everything is plain data, as the compiler writes it; tests say only what they are about.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from simtrainer.engine.program import FORMAT, MINUTE_MS, Program
from simtrainer.engine.run import Run
from tests.record.packs import pack_data, patient_data

Data = dict[str, Any]
TEXTS = {
    "concept.cough": "hoste; host",
    "concept.cold": "rim i skjegget",
    "concept.blame": "slurv",
}


def entry(name: str, kind: str, fields: Data, patient: str = "ODD", **rest: Any) -> Data:
    """An entry of the record before the shift."""
    base = {
        "id": name,
        "type": kind,
        "patient": patient,
        "author": "night",
        "status": "signed",
        "cosigner": "",
        "fields": fields,
        "at_ms": -60 * MINUTE_MS,
    }
    return base | rest


def beat(name: str, *effects: Data, at: float | None = None, **rest: Any) -> Data:
    """Something that happens; minutes in ``at`` and ``after``."""
    return {
        "id": name,
        "at_ms": None if at is None else round(at * MINUTE_MS),
        "when": rest.get("when"),
        "after_ms": round(rest.get("after", 0) * MINUTE_MS),
        "unless": rest.get("unless"),
        "effects": list(effects),
    }


def note_effect(name: str, text: str = "a", author: str = "night", patient: str = "ODD") -> Data:
    """An effect: a colleague's note."""
    return {
        "create": {
            "entry": name,
            "type": "note",
            "patient": patient,
            "author": author,
            "status": "signed",
            "cosigner": "",
            "fields": {"text": text},
        }
    }


def check(name: str, require: Data | None = None, wrong: Data | None = None, **rest: Any) -> Data:
    """A check worth ten points; minutes in ``opens``, ``due`` and ``closes``."""

    def ms(key: str) -> int | None:
        return None if rest.get(key) is None else round(rest[key] * MINUTE_MS)

    return {
        "id": name,
        "title": f"$check.{name}",
        "short": name,
        "task": rest.get("task", ""),
        "text": "",
        "points": rest.get("points", {"faglig": 10}),
        "goals": rest.get("goals", ["care"]),
        "critical": rest.get("critical", False),
        "opens_ms": None if "opens_beat" in rest else ms("opens") or 0,
        "opens_beat": rest.get("opens_beat", ""),
        "due_ms": ms("due"),
        "closes_ms": ms("closes"),
        "late_share": rest.get("late_share", 0.5),
        "corrected_share": rest.get("corrected_share", 0.75),
        "require": require,
        "wrong": wrong,
        "hint": "",
        "where": "",
        "feedback": rest.get("feedback", {}),
        "source": "",
        "believed": "",
        "steps": rest.get("steps", []),
        **{key: rest[key] for key in ("harm", "correct_ms") if key in rest},
    }


def dialogue(nodes: Mapping[str, Mapping[str, str]], **rest: Any) -> Data:
    """A conversation: node to (choice to next node, empty for the end). Minutes in ``wait`` and
    ``missed``."""
    return {
        "kind": "phone",
        "who": "",
        "detail": "",
        "patient": "",
        "start": next(iter(nodes)),
        "wait_ms": round(rest.get("wait", 0) * MINUTE_MS),
        "missed_ms": round(rest.get("missed", 0) * MINUTE_MS),
        "nodes": {
            node: {
                "text": node,
                "choices": {c: {"text": c, "next": n} for c, n in choices.items()},
            }
            for node, choices in nodes.items()
        },
    }


def program_data(**parts: Any) -> Data:
    """A whole program of 60 minutes; give ``beats``, ``checks``, ``dialogues`` and so on."""
    data: Data = {
        "format": FORMAT,
        "scenario": {
            "id": "small",
            "version": "1.0.0",
            "title": "$title",
            "place": "",
            "start": "2026-05-12T07:30:00",
            "length_ms": round(parts.get("minutes", 60) * MINUTE_MS),
            "pass_share": 0.7,
            "stars": [0.4, 0.7, 0.9],
            "help_prices": {"hint": 0.1, "where": 0.25, "show": 0.5, "do": 1.0},
            "goals": {"care": "$goal.care", "privacy": "$goal.privacy"},
            "chapters": [],
        },
        "pack": pack_data(),
        "texts": {"nb": {**TEXTS, **parts.get("texts", {})}},
        "world": {
            "units": {"ward": {"name": "Avdelingen"}},
            "staff": {name: {"name": name, "role": "kollega"} for name in ("night", "ida")},
            "patients": {
                "ODD": patient_data("1"),
                "RAG": patient_data("2"),
                "EVA": patient_data("3", assigned=False),
            },
            "entries": parts.get("entries", []),
        },
        "observations": parts.get("observations", {}),
        "dialogues": parts.get("dialogues", {}),
        "beats": parts.get("beats", []),
        "checks": parts.get("checks", []),
    }
    return data | {key: parts[key] for key in ("branches", "trajectories") if key in parts}


def program(**parts: Any) -> Program:
    """The program read once, for tests that need no round trip."""
    return Program(orjson.dumps(program_data(**parts)))


class Player:
    """A run with hands: minutes instead of milliseconds, and the answers tests ask for."""

    def __init__(self, made: Program) -> None:
        self.run = Run(made)
        self.run.start({"seed": 1, "mode": "spill"})

    def at(self, minutes: float) -> "Player":
        """Let time pass to a minute."""
        self.run.advance(round(minutes * MINUTE_MS))
        return self

    def do(self, kind: str, **data: Any) -> str:
        """Take an input now; answers the id of the entry it made, if any."""
        events = self.run.act(kind, data, self.run.now_ms)
        return next((e.data["entry"] for e in events if e.kind == "create" and e.by == "me"), "")

    def note(self, text: str = "a", patient: str = "ODD", **rest: Any) -> str:
        """Write a note."""
        fields = {"text": text, **rest.pop("fields", {})}
        return self.do("create", type="note", patient=patient, fields=fields, **rest)

    def state(self, name: str) -> str:
        """How a check stands; empty before its first verdict."""
        return self.run.history.check_states.get(name, "")

    def points(self, name: str) -> dict[str, int]:
        """Points of a check so far."""
        found: dict[str, int] = self.run.history.verdicts.get(name, {}).get("points", {})
        return found

    def kinds(self, by: str = "script") -> list[str]:
        """The kinds of events so far."""
        return [e.kind for e in self.run.log if e.by == by]

    def beats(self) -> list[tuple[str, float]]:
        """Beats that came, with their minutes."""
        return [(e.data["beat"], e.t / MINUTE_MS) for e in self.run.log if e.kind == "beat"]

    def finish(self) -> dict[str, Any]:
        """End the run; answers the result."""
        self.run.act("finish", {}, self.run.now_ms)
        return dict(self.run.history.finished or {})
