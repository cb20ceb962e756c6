"""The way through every screen there is: ``PARTS`` brings each on, one after the other.

A part is a function that does what leads there, by commands, and yields the name of each screen it
has brought on. What no part ever shows is found by ``test_accessibility``: every widget of
``desktop`` must have been on the screen.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from simtrainer.app import commands as c
from simtrainer.app.looks import Look, Outfit
from simtrainer.app.memory import MemoryPc
from simtrainer.app.ports import Delivery, Mode, ScenarioInfo
from simtrainer.app.ready import Finding
from simtrainer.app.returning import Held
from simtrainer.app.route import Meeting
from simtrainer.app.views.finding import SearchView
from simtrainer.base.problem import Problem
from simtrainer.base.text import Text
from simtrainer.desktop.guide import Guide
from simtrainer.desktop.leaving import LeavingBar
from simtrainer.desktop.record.reason import ReasonBar
from simtrainer.desktop.window import MainWindow
from simtrainer.engine.program import Program
from simtrainer.launch.words import LANGUAGES, texts
from simtrainer.record.access import first_reason
from simtrainer.scenario.compile import compile_folder
from tests.app.rig import ROOT, Hands, Rig
from tests.desktop.conftest import RESOURCES, settle

LOW = Finding("battery", "bad", Text("app.ready.battery.left", {"n": 5}),
              Text("app.ready.battery.cure"))  # fmt: skip


class Expected:
    """Everybody has a group session to come to."""

    def of(self, person: str) -> list[Meeting]:
        return [Meeting("2026-12-31", "13:00", "15:00", "Møterom Fjorden i andre etasje")]


HELD = Held("pc-7", "Låne-PC 07", "", Delivery(2, "", "", 1), 2, 1, 4, 2, damaged=True)
EACH = 6
"""The modules are walked while played; of those that are only read, a few."""
SHIFT = "dagvakt-solglott"
FULL = "sample"
"""A scenario with something in every module."""
WARM = "varm-opp"
_FOLDERS = {SHIFT: ROOT / "scenarios" / SHIFT, WARM: ROOT / "scenarios" / WARM,
            FULL: RESOURCES / "docs" / FULL}  # fmt: skip
STEPS = 12
"""So much of the shift is played that something went well, something was missed, and somebody
was rung up."""


@cache
def program(scenario: str, pack: str) -> tuple[ScenarioInfo, bytes]:
    """A scenario on a pack."""
    raw, listing = compile_folder(_FOLDERS[scenario], RESOURCES / "packs", pack)
    names = {"goals", "languages"}
    info = ScenarioInfo(**{k: tuple(v) if k in names else v for k, v in listing.items()})
    return info, _with_more(raw, scenario)


def _with_more(raw: bytes, scenario: str) -> bytes:
    """With a closed record, and one with the navigation that no shipped pack has chosen."""
    data = json.loads(raw)
    if scenario == WARM:
        data["pack"]["navigation"] = "ribbon"
    others = [p for p in data["world"]["patients"].values() if not p.get("assigned")]
    for patient in others[:1]:
        patient["restricted"] = True
    return json.dumps(data).encode()


def seat(pack: str, look: Look) -> Rig:
    """A PC with these scenarios, set up to look so."""
    return Rig(
        programs={name: program(name, pack) for name in _FOLDERS},
        outfit=Outfit(look, LANGUAGES, texts),
        texts=texts(look.language),
        check_up=lambda done: done([LOW]),
        pc=MemoryPc(HELD),
        meetings=Expected(),
    )


Part = Callable[[Rig, MainWindow], Iterator[str]]


def entrance(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Before anybody has said who they are."""
    yield "signin"
    rig.do(c.ChooseUnit("solglott-2"))
    yield "signin, unit chosen"
    leave: Any = next(part for part in window.findChildren(LeavingBar))
    leave.ask()
    yield "signin, way out"
    leave.hide()
    window.ask(c.SignIn("finnes-ikke"))
    yield "signin, no such code"
    listed, rig.roster.listed = rig.roster.listed, []
    rig.trainer.delivered()
    yield "signin, nobody listed"
    rig.roster.listed = listed
    rig.trainer.delivered()
    for wish, name in (
        (c.ShowReady(), "ready"), (c.ShowSettings(), "settings"), (c.ShowReturn(), "return"),
    ):  # fmt: skip
        rig.do(wish)
        yield name
        rig.do(c.LeaveSettings())


def home(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Nothing has been played yet."""
    rig.do(c.SignIn("P-1"))
    for page in ("home", "scenarios", "results"):
        rig.do(c.ShowPage(page))
        yield page
    rig.do(c.ChooseMode(SHIFT))
    yield "mode"


def shown(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Vis plays it, Prøv lights the way."""
    guide = Guide(window, rig.trainer, window.theme)
    for mode in ("vis", "prov"):
        _begin(rig, SHIFT, mode)
        settle()
        yield mode
        rig.do(c.LeaveRun())
    guide.close()
    guide.deleteLater()


def alone(rig: Rig, window: MainWindow) -> Iterator[str]:
    """The short test, and the record alone: no tasks, and nothing to tell of afterwards."""
    for mode in ("kan", "fri"):
        _begin(rig, SHIFT, mode)
        yield mode
        rig.do(c.FinishRun())
        yield f"debrief of {mode}"
        rig.do(c.LeaveRun())


def tried(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Øv tells at once how it went; its debrief has no points."""
    hands = Hands(rig)
    _begin(rig, SHIFT, "ov")
    for _ in range(STEPS):
        if rig.trainer.feedback() is not None and rig.trainer.card() is None:
            break
        if not hands.one_step():
            rig.wait(5)
    assert rig.trainer.feedback() is not None
    yield "feedback"
    page: Any = window.page("play")
    page.set_rail(True)
    yield "feedback beside a rail"
    page.set_rail(False)
    rig.do(c.CloseFeedback())
    rig.do(c.FinishRun())
    yield "debrief without points"


def record(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Every module, every form, and everything in them that opens."""
    _begin(rig, FULL)
    for module in rig.play.session.program.pack.modules.values():
        patient = _with_most(rig.play.session.program, module.types)
        if module.group == "patient" and rig.play.session.history.patient != patient:
            reason: Any = first_reason(rig.play.session.program.pack, _patients(rig)[patient])
            rig.do(c.OpenPatient(patient, **reason))
        rig.do(c.OpenModule(module.id))
        yield module.id
        yield from _within(rig, window, module.id)
    rig.do(c.LeaveRun())


def _within(rig: Rig, window: MainWindow, module: str) -> Iterator[str]:
    view: Any = rig.trainer.module()
    if isinstance(view, SearchView):
        rig.do(c.Find("smerte"))
        yield f"{module}, found"
    form = getattr(view, "form", None)
    for kind in form.types if form is not None else ():
        rig.do(c.ChangeType(form.form, kind.value))
        yield f"{module}, {kind.value}"
        if _choose(rig):
            yield f"{module}, {kind.value}, chosen"
    if form is not None:
        window.ask(c.Save(getattr(rig.trainer.module(), "form", form).form))
        yield f"{module}, with something missing"
    for entry in _openable(view):
        rig.do(c.OpenEntry(entry))
        yield f"{module}, {entry}"
        if getattr(rig.trainer.module(), "steps", ()):
            yield from _case(rig, module, entry)
        rig.do(c.OpenEntry(""))
    bars = [bar for bar in window.findChildren(ReasonBar) if bar.parentWidget().isVisible()]
    for bar in bars:
        bar.ask(c.RowWish("invalidate", "x", asks=True, title=module))
        yield f"{module}, why"
        bar.keep_only(set())


def _case(rig: Rig, module: str, entry: str) -> Iterator[str]:
    """Each thing that is written in an open case, whichever is next."""
    for kind in rig.play.session.program.pack.modules[module].types:
        with suppress(Problem):
            rig.do(c.WriteAbout(entry, kind))
            yield f"{module}, {entry}, {kind}"


def _choose(rig: Rig) -> bool:
    """Take the first of each few choices of the open form: more fields may come of it."""
    form = getattr(rig.trainer.module(), "form", None)
    few = [field for field in form.fields if field.segmented and field.options] if form else []
    for field in few:
        rig.do(c.Edit(form.form, field.id, field.options[0].value))  # type: ignore[union-attr]
    return bool(few)


def _openable(view: Any) -> list[str]:
    """The first thing of each list that a module shows."""
    rows = [*getattr(view, "rows", ())[:1]]
    for section in getattr(view, "sections", ()):
        rows += [item for item in getattr(section, "items", ())[:1] if not item.patient]
    found = (getattr(row, "entry", "") for row in rows)
    return [entry for entry in dict.fromkeys(found) if entry]


def closed(rig: Rig, window: MainWindow) -> Iterator[str]:
    """A record that takes a reason, and one that takes the emergency access."""
    _begin(rig, SHIFT)
    ward = next(iter(rig.play.session.program.pack.modules))
    asked: set[bool] = set()
    for patient in _patients(rig).values():
        rig.do(c.OpenPatient(patient.id))
        view = rig.trainer.access()
        if view is not None and view.emergency not in asked:
            asked.add(view.emergency)
            yield f"access, emergency {view.emergency}"
        rig.do(c.LeaveRecordShut() if view is not None else c.OpenModule(ward))
    rig.do(c.LeaveRun())


def played(rig: Rig, window: MainWindow) -> Iterator[str]:
    """The shift itself: tasks, the dose, the phone, help, the pause."""
    page: Any = window.page("play")
    hands = Hands(rig)
    _begin(rig, SHIFT)
    yield "play"
    page.set_rail(True)
    yield "play, rail"
    page.set_rail(False)
    for _ in range(3):
        rig.do(c.AskHelp())
    yield "play, helped"
    for _ in range(STEPS):
        if not hands.one_step():
            rig.wait(5)
    yield "play, later"
    yield from _dose(rig)
    yield from _measured(rig)
    rig.do(c.OpenSheet())
    yield "sheet"
    rig.do(c.RaiseHand())
    rig.do(c.FlagStep("Fant ikke knappen."))
    rig.do(c.FreezeTime())
    yield "sheet, after"
    rig.do(c.CloseSheet())
    yield "play, hand up and time frozen"
    rig.do(c.ThawTime())
    yield from _ringing(rig)
    rig.do(c.Pause())
    yield "pause"
    rig.do(c.ShowSettings())
    yield "settings, from the pause"
    rig.do(c.LeaveSettings())
    rig.do(c.Resume())


def _dose(rig: Rig) -> Iterator[str]:
    """The sign-out of a dose, of any medicine that has one."""
    program = rig.play.session.program
    order = next(e for e in program.entries if e.type == "prescription" and e.fields.get("times"))
    rig.do(c.OpenPatient(order.patient))
    module = program.pack.modules_of("administration")[0]
    rig.do(c.OpenModule(module.id))
    rig.do(c.SelectDose(order.id, order.fields["times"][0]))
    yield "dose"
    rig.do(c.CancelDose())


def _measured(rig: Rig) -> Iterator[str]:
    """The instruments' display over a form, with what was measured before."""
    for name, observation in rig.play.session.program.observations.items():
        if observation.module == "measurements":
            rig.do(c.OpenPatient(observation.patient))
            rig.do(c.OpenModule(observation.module))
            rig.do(c.Observe(name))
            yield "measured"
            return
    raise AssertionError("nobody is measured")


def _ringing(rig: Rig) -> Iterator[str]:
    """Somebody rings; then the break between two chapters."""
    left = {"call", "break"}
    for _ in range(55 * 60):
        rig.clock.ms += 2_000
        rig.trainer.tick()
        card = rig.trainer.card()
        if rig.play.desk.break_before:
            left.discard("break")
            yield "break"
            rig.do(c.Resume())
        elif card is not None and card.ringing:
            left.discard("call")
            yield "call"
            rig.do(c.AnswerCard(card.id))
            yield "call, answered"
        elif card is not None and card.choices:
            rig.do(c.ChooseOnCard(card.id, card.choices[0].id))
        if not left:
            return
    raise AssertionError("no call or no break came")


def afterwards(rig: Rig, window: MainWindow) -> Iterator[str]:
    """The debrief, back into the record, the refreshers, home with something on it."""
    rig.do(c.FinishRun())
    yield "debrief"
    view = rig.trainer.debrief()
    check = next(v.check for v in view.verdicts if v.seen)
    rig.do(c.LookBack(check))
    yield "lookback"
    lookback = rig.trainer.lookback()
    assert lookback is not None
    items = [item.id for _, group in lookback.nav.groups for item in group if item.enabled]
    for item in items[::EACH]:
        rig.do(c.OpenModule(item))
        yield f"lookback, {item}"
    rig.do(c.LeaveLookback())
    rig.do(c.SignOut())
    rig.do(c.SignIn("P-1"))
    rig.clock.utc = "2026-05-20T08:30:00.000Z"  # some days later they are due
    rig.do(c.StartRefresher())
    yield "refresher"
    rig.do(c.ShowAnswer())
    yield "refresher, turned"
    for _ in range(200):
        if rig.trainer.refresher().done:
            break
        rig.do(c.RateRefresher("yes"))
        if not rig.trainer.refresher().done:
            rig.do(c.ShowAnswer())
    yield "refresher, done"
    _begin(rig, SHIFT)
    rig.do(c.LeaveRun())
    for page in ("home", "scenarios", "results"):
        rig.do(c.ShowPage(page))
        yield f"{page}, with runs"
    erase: Any = window.page("home").findChild(QWidget, "own.erase")
    erase.click()
    yield "results, asked once more"
    rig.do(c.AskErasure())
    window.tell(Problem("upload.no_network"))
    yield "home, told"


def ribbon(rig: Rig, window: MainWindow) -> Iterator[str]:
    """The third kind of navigation, which a pack may choose."""
    _begin(rig, WARM)
    yield "ribbon"
    rig.do(c.LeaveRun())


PARTS: tuple[Part, ...] = (
    entrance, home, shown, alone, tried, record, closed, played, afterwards, ribbon,
)  # fmt: skip
"""A new screen gets a part, or a line in one."""


def all_screens(rig: Rig, window: MainWindow) -> Iterator[str]:
    """Every screen, one after the other."""
    for part in PARTS:
        yield from part(rig, window)


def _begin(rig: Rig, scenario: str, mode: Mode = "spill") -> None:
    rig.do(c.StartRun(scenario, mode))


def _patients(rig: Rig) -> Any:
    return rig.play.session.program.patients


def _with_most(program: Program, types: Any) -> str:
    """The own patient with most in this module."""
    own = [p.id for p in program.patients.values() if p.assigned]
    return max(own, key=lambda p: sum(e.patient == p and e.type in types for e in program.entries))
