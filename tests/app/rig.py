"""A trainer on the app's own fakes, with the shipped scenario, and hands to play it with.

``Hands`` does what a person would do on the screen, in commands: open, look, fill in, tick, sign.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from simtrainer.app import commands as c
from simtrainer.app.carrying import NOWHERE, Carrier
from simtrainer.app.looks import Outfit
from simtrainer.app.memory import CountedIds, HandClock, MemoryCatalog, MemoryRoster, MemoryRuns
from simtrainer.app.play import Play
from simtrainer.app.ports import Person, ScenarioInfo, Unit
from simtrainer.app.present.signout import RIGHTS
from simtrainer.app.ready import CheckUp
from simtrainer.app.returning import LoanedPc
from simtrainer.app.route import NO_MEETINGS, NO_PLAN, Meetings, Plan
from simtrainer.app.trainer import Change, Desktop, Trainer
from simtrainer.base.text import Texts
from simtrainer.engine.bots.expert import open_checks
from simtrainer.engine.steps import Step, is_done, is_over, steps_of
from simtrainer.launch.words import texts
from simtrainer.scenario.compile import compile_folder

ROOT = Path(__file__).parents[2]
SCENARIO = "morgenvakt-solglott"
UNITS = (
    Unit(
        "solglott-2",
        "Solgløtt, avdeling 2",
        (Person("P-1", "Marit Prøveli", "Sykepleier"), Person("P-2", "Ole Testmo", "Sykepleier")),
    ),
    Unit("hjemme", "Hjemmetjenesten", (Person("P-3", "Kari Øving", "Helsefagarbeider"),)),
)


@cache
def shipped() -> tuple[bytes, ScenarioInfo]:
    """The shipped scenario as a catalog holds it, compiled once."""
    raw, listing = compile_folder(ROOT / "scenarios" / SCENARIO, ROOT / "resources" / "packs")
    names = {"goals", "languages"}
    return raw, ScenarioInfo(**{k: tuple(v) if k in names else v for k, v in listing.items()})


def other(raw: bytes, name: str) -> tuple[ScenarioInfo, bytes]:
    """A program under a name of its own, for tests with a small world."""
    title = {"nb": name}
    info = ScenarioInfo(
        name, "1.0.0", title, title, 60, (), {}, "", mandatory=False, languages=("nb",)
    )
    return info, raw


@dataclass
class Rig:
    """Everything around one trainer, which ``restart`` replaces as a new process would."""

    store: MemoryRuns = field(default_factory=MemoryRuns)
    clock: HandClock = field(default_factory=HandClock)
    ids: CountedIds = field(default_factory=CountedIds)
    delivered: list[int] = field(default_factory=list)
    programs: Mapping[str, tuple[ScenarioInfo, bytes]] = field(default_factory=dict)
    outfit: Outfit = field(default_factory=Outfit)
    texts: Texts = field(default_factory=texts)
    check_up: CheckUp | None = None
    roster: MemoryRoster = field(default_factory=lambda: MemoryRoster(UNITS))
    carrier: Carrier = NOWHERE
    pc: LoanedPc | None = None
    plan: Plan = NO_PLAN
    meetings: Meetings = NO_MEETINGS

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Another process on the same disk: nothing in memory is left."""
        raw, info = shipped()
        self.trainer = Trainer(
            Desktop(
                store=self.store,
                catalog=MemoryCatalog({SCENARIO: (info, raw), **self.programs}),
                roster=self.roster,
                clock=self.clock,
                ids=self.ids,
                texts=self.texts,
                outfit=self.outfit,
                check_up=self.check_up,
                carrier=self.carrier,
                pc=self.pc,
                plan=self.plan,
                meetings=self.meetings,
                station="PC-07",
                station_name="Vaktrom 2",
                deliver=lambda: self.delivered.append(1),
            )
        )

    def do(self, command: object) -> Change:
        """Through the one door."""
        return self.trainer.do(command)

    def start(self, scenario: str = SCENARIO, person: str = "P-1") -> Play:
        """Sign in and begin."""
        self.do(c.SignIn(person))
        self.do(c.StartRun(scenario))
        return self.play

    @property
    def play(self) -> Play:
        """The run on the screen."""
        assert self.trainer.play is not None
        return self.trainer.play

    @property
    def playing(self) -> bool:
        """Whether a run is on the screen."""
        return self.trainer.screen == "play"

    def wait(self, seconds: float) -> None:
        """Let real time pass in ticks of at most two seconds."""
        left = round(seconds * 1000)
        while left > 0 and self.playing:
            self.clock.ms += min(left, 2_000)
            left -= 2_000
            self.trainer.tick()
            if self.playing and self.play.desk.break_before:
                self.do(c.Resume())

    def wait_to(self, minute: float) -> None:
        """Let time pass to a minute of the shift."""
        self.wait(minute * 60 - self.play.session.now_ms / 1000)

    @property
    def log(self) -> list[bytes]:
        """The events on the disk of the newest run."""
        newest = max(self.store._runs)
        return self.store.load(newest)[2]


class Hands:
    """Plays steps of the scenario by commands, as the screen would send them."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig

    def play_to_the_end(self) -> None:
        """As the expert would, with time for each step; stops when the debrief is there."""
        while self.rig.playing:
            if not self.one_step():
                self.rig.wait(5)

    def one_step(self) -> bool:
        """The next step of the first open check that has one left; a caller nobody asks about
        gets an answer."""
        play = self.rig.play
        run = play.session.run
        if run.history.paused:
            self.rig.do(c.Resume())  # a break between two chapters
            return True
        for check in open_checks(run):
            steps = steps_of(check, run.program.texts)
            left = [s for s in steps if not (is_done(s, run.history) or is_over(s, run.history))]
            if any(s.kind not in ("open_patient", "open_module") for s in left):
                self.rig.wait(8)
                for step in left:
                    if self.rig.playing:
                        self.take(step)
                return True
        return self._be_polite()

    def take(self, step: Step) -> None:
        """One step as commands."""
        data = step.data
        simple: dict[str, Any] = {
            "open_patient": lambda: c.OpenPatient(data["patient"]),
            "open_module": lambda: c.OpenModule(data["module"]),
            "observe": lambda: c.Observe(data["observation"]),
            "read": lambda: c.OpenEntry(data["entry"]),
            "answer": lambda: c.AnswerCard(data["dialogue"]),
            "say": lambda: c.ChooseOnCard(data["dialogue"], data["choice"]),
            "acknowledge": lambda: c.RowWish("acknowledge", data["entry"]),
            "complete": lambda: c.RowWish("complete", data["entry"]),
            "invalidate": lambda: c.RowWish("invalidate", data["entry"], data["reason"]),
        }
        if step.kind == "create":
            self.write(data["type"], data.get("patient", ""), data["fields"], data.get("cosigner"))
        else:
            self.rig.do(simple[step.kind]())

    def write(
        self, kind: str, patient: str, fields: Mapping[str, Any], cosigner: str | None = None
    ) -> None:
        """Fill in a form and sign it; a dose by its place in the chart and its rights."""
        play, values = self.rig.play, dict(fields)
        module = play.session.program.pack.modules_of(kind)[0]
        if cosigner:
            values["cosigner"] = cosigner
        if module.group == "patient":
            self.rig.do(c.OpenPatient(patient))
        self.rig.do(c.OpenModule(module.id))
        form = play.desk.forms.key(kind, patient if module.group == "patient" else "")
        if kind == "administration":
            self.rig.do(c.SelectDose(values.pop("order"), values.pop("planned", "")))
            if values["outcome"] == "given":
                for right in RIGHTS:
                    self.rig.do(c.TickRight(right, True))
        elif len(module.forms) > 1:
            self.rig.do(c.ChangeType(form, kind))
        for name, value in values.items():
            written = str(value).replace(".", ",") if isinstance(value, float | int) else value
            self.rig.do(c.Edit(form, name, written))
        self.rig.do(c.Save(form))

    def _be_polite(self) -> bool:
        card = self.rig.trainer.card()
        if card is None:
            return False
        if card.ringing:
            self.rig.do(c.AnswerCard(card.id))
        else:
            self.rig.do(c.ChooseOnCard(card.id, card.choices[0].id))
        return True
