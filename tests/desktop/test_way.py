"""The office's work is found on the real screen, on both packs, by clicks and keys."""

import pytest
from pytestqt.qtbot import QtBot

from simtrainer.app.guidance import Step
from simtrainer.desktop.autopilot import Pilot
from simtrainer.desktop.moves import step_gestures
from simtrainer.desktop.theme import Theme
from simtrainer.desktop.window import MainWindow
from tests.app.office import SYN, office
from tests.desktop.conftest import settle

NEW = {
    "case": {
        "wanted": "home_nursing", "applicant": "self", "received": "20.04.2026",
        "matters": "Bo hjemme.", "consent": True,
    },
    "case_mapping": {
        "case": "sak", "visited": "05.05.2026", "sources": ["phone"], "findings": "Dusj.",
        "own_view": "Om morgenen.",
    },
    "case_assessment": {
        "case": "sak", "need": "Varig.", "law": "Oppfylt.", "alternatives": "Vurdert.",
        "participation": "Var med.",
    },
    "case_decision": {
        "case": "sak", "service": "home_nursing", "outcome": "granted", "amount": 6, "per": "week",
        "from": "13.05.2026", "basis": "home_nursing", "reasons": "Trenger hjelp.",
    },
    "case_order": {
        "case": "sak", "decision": "vedtak", "provider": "home_care", "start": "13.05.2026",
        "goal": "Trygg hjemme.",
    },
    "personal": {"address": "Øvingsveien 3"},
    "contact": {
        "name": "Turid", "relation": "child", "next_of_kin": True, "may_know": "everything",
    },
    "consent": {
        "about": "relatives", "to": "Turid", "scope": "Alt.", "given_by": "self",
        "date": "12.05.2026",
    },
    "critical": {
        "category": "hypersensitivity", "what": "Latex", "severity": "serious", "source": "patient",
    },
    "letter": {
        "template": "decision", "to": "patient", "date": "12.05.2026", "decision": "vedtak",
    },
    "plo_services": {
        "to": "gp", "subject": "Vedtak", "services": "Hjelp morgen.", "from": "13.05.2026",
    },
    "plo_answer": {"about": "m-ask", "to": "hospital", "subject": "Svar", "body": "Morgen."},
    "deviation": {"what": "Dosen kom for sent.", "category": "medicine"},
    "deviation_follow_up": {"deviation": "avvik", "cause": "Uklart.", "measure": "Liste."},
}  # fmt: skip


def create(kind: str, name: str = "") -> Step:
    patient = {} if kind.startswith("deviation") else {"patient": SYN}
    return Step("create", {"type": kind, "fields": NEW[kind], **patient}, name)


def move(verb: str, entry: str, reason: str = "") -> Step:
    return Step("move", {"verb": verb, "entry": entry, **({"reason": reason} if reason else {})})


STEPS = (
    create("case", "sak"), move("map", "sak"), create("case_mapping"), move("assess", "sak"),
    create("case_assessment"), create("case_decision", "vedtak"), move("decide", "sak"),
    create("case_order"), move("carry_out", "sak"),
    create("personal"), create("contact"), create("consent", "samtykke"),
    move("withdraw", "samtykke", "Vil ikke"), create("critical", "latex"), move("verify", "latex"),
    create("letter", "brev"), move("send", "brev"),
    Step("read", {"entry": "m-ready"}), Step("acknowledge", {"entry": "m-ready"}),
    Step("complete", {"entry": "m-ready"}), Step("complete", {"entry": "m-ask"}),
    create("plo_answer"), create("plo_services"),
    create("deviation", "avvik"), move("follow_up", "avvik"), create("deviation_follow_up"),
    move("close", "avvik", "Ferdig"),
    Step("read", {"entry": "m-early"}),
)  # fmt: skip
STANDS = {
    "sak": "carried_out", "samtykke": "withdrawn", "latex": "verified", "brev": "sent",
    "m-ready": "handled", "m-ask": "handled", "avvik": "closed",
}  # fmt: skip


@pytest.mark.parametrize("pack", ["kommune-standard", "kommune-fane"])
def test_the_office_is_worked_on_the_screen(pack: str, qtbot: QtBot, light: Theme) -> None:
    rig = office(pack)
    window = MainWindow(rig.trainer, light, warm=False)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    settle()
    pilot, aliases = Pilot(window), dict[str, str]()
    record = rig.play.session.history.record
    for step in STEPS:
        data = dict(step.data)
        fields = {k: aliases.get(v, v) if isinstance(v, str) else v
                  for k, v in data.get("fields", {}).items()}  # fmt: skip
        if fields:
            data["fields"] = fields
        for gesture in step_gestures(rig.play, Step(step.kind, data, step.alias), aliases):
            pilot.do(gesture)
    found = {name: record.entry(aliases.get(name, name)).status for name in STANDS}
    assert found == STANDS
    for kind, wanted in NEW.items():
        made = record.entries(kind, None if kind.startswith("deviation") else SYN)[-1]
        for name, value in wanted.items():
            assert made.fields[name] == aliases.get(str(value), value), (kind, name)
