"""A day with the office's work in it: messages from other services, a case on its way, letters,
relatives and critical information, all written through the app as the screen would."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import orjson

from simtrainer.app import commands as c
from simtrainer.record.pack_source import read_pack
from tests.app.rig import ROOT, Rig, other, shipped

NAME = "kontoret"
SYN, BOR = "SYN", "BOR"
HOUR_MS = 3_600_000


def _received(
    name: str, kind: str, subject: str, body: str, hours_ago: float, status: str = "received"
) -> dict[str, Any]:
    return {
        "id": name,
        "type": "plo_received",
        "patient": SYN,
        "at_ms": -round(hours_ago * HOUR_MS),
        "author": "doctor",
        "status": status,
        "fields": {
            "kind": kind,
            "sender": "hospital",
            "service": "nursing",
            "subject": subject,
            "body": body,
        },
    }


ENTRIES = (
    _received(
        "m-early", "health_early", "Brudd i hoften, operert i går",
        "Trenger trolig hjelp til stell og forflytning etter utskriving.\n\n"
        "Ventet utskriving om to dager.", 20, "handled",
    ),
    _received(
        "m-ready", "ready", "Klar for utskriving fra i dag kl. 14",
        "Kan dere ta imot, og fra når? Går med rullator og støtte av én.", 0.5,
    ),
    _received(
        "m-ask", "request", "Hvilke tjenester har hun?",
        "Vi trenger å vite hva hun har hjemme, og hvor ofte.", 2, "taken",
    ),
)  # fmt: skip


RECEIPT = {
    "id": "rejected",
    "at_ms": 20 * 60_000,
    "when": None,
    "after_ms": 0,
    "unless": None,
    "effects": [
        {
            "receipt": {
                "entry": {"type": "plo_request"},
                "outcome": "rejected",
                "reason": "Ukjent mottaker",
            }
        }
    ],
}
"""After twenty minutes the last request comes back."""


@cache
def program(pack: str = "kommune-standard") -> bytes:
    """The shipped scenario with these messages in it, on a pack."""
    data = orjson.loads(shipped()[0])
    data["pack"] = read_pack(ROOT / "resources" / "packs" / pack)
    data["world"]["entries"] += ENTRIES
    data["beats"].append(RECEIPT)
    return orjson.dumps(data)


def office(pack: str = "kommune-standard") -> Rig:
    """Signed in, the run begun."""
    rig = Rig(programs={NAME: other(program(pack), NAME)})
    rig.start(NAME)
    return rig


def write(rig: Rig, kind: str, patient: str = SYN, /, **fields: Any) -> str:
    """Sign an entry of a type where the screen would; its id."""
    pack = rig.play.session.program.pack
    module = pack.modules_of(kind)[0]
    now = rig.play.session.history
    if module.group == "patient" and now.patient != patient:
        rig.do(c.OpenPatient(patient))
    if now.module != module.id:
        rig.do(c.OpenModule(module.id))
    form = rig.play.desk.forms.key(kind, patient if module.group == "patient" else "")
    rig.do(c.ChangeType(form, kind))
    for name, value in fields.items():
        rig.do(c.Edit(form, name, value))
    rig.do(c.Save(form))
    made: Mapping[str, Any] = next(
        e.data for e in reversed(rig.play.session.run.log) if e.kind == "create"
    )
    return str(made["entry"])


def begin_case(rig: Rig) -> str:
    """An application, opened."""
    case = write(
        rig, "case", wanted="home_nursing", applicant="self", received="20.04.2026",
        matters="Vil bo hjemme, og klare mest mulig selv.", consent="yes",
    )  # fmt: skip
    rig.do(c.OpenEntry(case))
    return case


def decide(rig: Rig, **fields: Any) -> str:
    """A decision in the open case."""
    usual = {
        "service": "home_nursing", "outcome": "granted", "amount": "24", "per": "month",
        "from": "13.05.2026", "basis": "home_nursing", "fee": "no", "review": "13.08.2026",
        "reasons": "Trenger hjelp til stell og legemidler morgen og kveld.",
        "notified": "12.05.2026",
    }  # fmt: skip
    return write(rig, "case_decision", **{**usual, **fields})


def full_case(rig: Rig) -> str:
    """A case all the way to its decisions."""
    case = begin_case(rig)
    rig.do(c.RowWish("map", case))
    write(
        rig, "case_mapping", visited="05.05.2026", sources=["home_visit", "hospital"],
        findings="Klarer overkroppen selv. Trenger hjelp til bein, sokker og dusj.",
        own_view="Vil ha hjelp om morgenen. Vil lage middag selv.",
    )  # fmt: skip
    rig.do(c.RowWish("assess", case))
    write(
        rig, "case_assessment", need="Varig behov for hjelp til stell.",
        law="Vilkårene i hol. § 3-2 er oppfylt.",
        alternatives="Korttidsopphold er vurdert. Hun vil hjem, og det er trygt nok.",
        participation="Synne og datteren var med på møtet.",
    )  # fmt: skip
    decide(rig)
    decide(rig, service="practical_help", amount="3", per="fortnight", basis="assistance")
    rig.do(c.RowWish("decide", case))
    return case
