"""A program with a bit of everything, and any inputs for it, sensible and not."""

from typing import Any

from hypothesis import strategies as st

from simtrainer.base.problem import Problem
from simtrainer.engine.program import MINUTE_MS
from tests.engine.programs import Data, Player, beat, check, dialogue, entry, note_effect
from tests.record.packs import NEWS2

NOTE = {"entry": {"type": "note", "author": "me"}}
COUGH = {"entry": {"type": "note", "fields": {"*": {"mentions": ["$concept.cough"]}}}}
SLIP = {"entry": {"type": "note", "fields": {"tone": "worried"}}}


def busy() -> Data:
    """Parts of a program in which much can happen within ten minutes."""
    return {
        "minutes": 10,
        "entries": [
            entry("msg", "message", {"body": "a"}, "", status="received"),
            entry("todo", "task", {"title": "a"}, "", status="open"),
            entry("o", "order", {"drug": "A"}),
        ],
        "observations": {
            "look": {
                "patient": "ODD",
                "module": "journal",
                "label": "",
                "values": {"resp": [[0, 20], [10 * MINUTE_MS, 30]]},
            }
        },
        "dialogues": {
            "d": dialogue(
                {"hello": {"yes": "more", "no": ""}, "more": {"bye": ""}}, wait=1, missed=2
            )
        },
        "beats": [
            beat("welcome", {"notice": "$n"}, at=0),
            beat("call", {"call": "d"}, at=1),
            beat("night", note_effect("n1"), {"notice": "$n"}, at=2, unless=COUGH),
            beat("echo", note_effect("n2", author="ida"), when=NOTE, after=1),
            beat("said", {"notice": "$n"}, when={"said": {"dialogue": "d", "choice": "no"}}),
            beat("well", {"call": "d"}, when={"check": {"id": "cough", "state": ["met", "late"]}}),
        ],
        "checks": [
            check("cough", COUGH, SLIP, due=2, closes=6, points={"faglig": 10, "tid": 5}),
            check("read", {"acknowledged": "msg"}, due=3),
            check("talk", {"said": {"dialogue": "d", "choice": "bye"}}, opens_beat="call"),
            check("own", None, {"opened": {"unassigned": True}}, points={"personvern": 5}),
            check("last", {"check": {"id": "own", "state": "met"}}),
            check("dose", {"entry": {"type": "dose", "cosigned": True}}, critical=True, opens=4),
        ],
    }


ENTRIES = st.sampled_from(["msg", "todo", "o", "n1", "n2", "e5", "e9", "e12", "e20", "gone"])
PATIENTS = st.sampled_from(["ODD", "RAG", "EVA", "NOBODY"])
FIELDS = st.sampled_from(
    [
        {"text": "Han hoster"},
        {"text": "rolig", "tone": "worried", "why": "b"},
        {"text": "rolig", "tone": "worried"},
        {"text": ""},
        {"body": "hei", "to": "ida"},
        {"order": "o", "given": "2,5", "cosigner": "ida"},
        {"order": "o", "cosigner": "me"},
        {"title": "a"},
        NEWS2,
        {"resp": "1e30"},
        {},
    ]
)
TYPES = st.sampled_from(["note", "message", "task", "dose", "news2", "dream"])


def _with(kind: str, **parts: Any) -> Any:
    return st.tuples(st.just(kind), st.fixed_dictionaries(parts))


INPUTS = st.one_of(
    _with("open_patient", patient=PATIENTS),
    _with("open_module", module=st.sampled_from(["ward", "journal", "inbox", "kitchen"])),
    _with("read", entry=ENTRIES),
    _with("create", type=TYPES, patient=PATIENTS, fields=FIELDS, sign=st.booleans()),
    _with("create", type=st.just("note"), patient=st.just("ODD"), fields=FIELDS),
    _with("amend", entry=ENTRIES, fields=FIELDS),
    _with("sign", entry=ENTRIES),
    _with("invalidate", entry=ENTRIES, reason=st.sampled_from(["", "feil"])),
    _with("acknowledge", entry=ENTRIES),
    _with("complete", entry=ENTRIES),
    _with("observe", observation=st.sampled_from(["look", "gone"])),
    _with("draft", form=st.sampled_from(["note:ODD", "task:"]), fields=FIELDS),
    _with("answer", dialogue=st.sampled_from(["d", "gone"])),
    _with("wait", dialogue=st.just("d")),
    _with("say", dialogue=st.just("d"), choice=st.sampled_from(["yes", "no", "bye"])),
    _with("dismiss", notice=st.integers(0, 9)),
    _with("help", check=st.sampled_from(["cough", "read", "gone"])),
    _with("hand", up=st.booleans()),
    _with("flag", text=st.sampled_from(["", "Uklart"])),
    st.sampled_from([("freeze", {}), ("thaw", {})]),
    _with("skip", to=st.integers(0, 12 * MINUTE_MS)),
    st.sampled_from([("pause", {}), ("resume", {}), ("finish", {}), ("dance", {}), ("start", {})]),
    st.tuples(st.sampled_from(["create", "read", "skip", "say", "help", "amend"]), st.just({})),
)
"""Any one wish."""
TIMED = st.lists(st.tuples(st.integers(0, 90_000), INPUTS), max_size=30)
"""(milliseconds after the one before, wish)."""


def carry_out(player: Player, wishes: list[tuple[int, tuple[str, Data]]]) -> int:
    """Give the wishes to a run; answers how many were refused."""
    refused, now = 0, 0
    for later, (kind, data) in wishes:
        now = max(now, player.run.now_ms) + later
        try:
            player.run.act(kind, data, now)
        except Problem:
            refused += 1
    return refused
