"""The one door, from sign-in to the debrief, on the shipped scenario."""

import dataclasses
import inspect
from typing import Any
from uuid import UUID

import orjson
import pytest

from simtrainer.app import arrival
from simtrainer.app import commands as c
from simtrainer.app import debriefing as debriefing_module
from simtrainer.app import journey as journey_module
from simtrainer.app import play as play_module
from simtrainer.app import sitting as sitting_module
from simtrainer.app import trainer as trainer_module
from simtrainer.app.present.kinds import VIEW_KINDS
from simtrainer.base.problem import Problem
from simtrainer.wire import profile
from tests.app.rig import SCENARIO, UNITS, Hands, Rig, other
from tests.engine.programs import beat, check, program


@pytest.fixture
def rig() -> Rig:
    return Rig()


def refused(rig: Rig, code: str, command: object) -> Problem:
    with pytest.raises(Problem) as caught:
        rig.do(command)
    assert caught.value.code == code
    return caught.value


def test_every_command_has_a_handler_and_no_handler_lacks_a_command() -> None:
    commands = {
        kind
        for _, kind in inspect.getmembers(c, inspect.isclass)
        if dataclasses.is_dataclass(kind) and kind.__module__ in (c.__name__, arrival.__name__)
    }
    rooms = (trainer_module, sitting_module, play_module, journey_module, debriefing_module)
    tables = [room.HANDLERS for room in rooms]
    handled = [command for table in tables for command in table]
    assert commands == set(handled) and len(commands) == len(handled)


# Signing in and out -------------------------------------------------------------------------------


def test_sign_in_starts_with_units_names_and_who_sees_what(rig: Rig) -> None:
    rig.do(c.ChooseUnit("hjemme"))
    view = rig.trainer.signin()
    assert [u.id for u in view.units] == [u.id for u in UNITS]
    assert (view.unit, view.units[1].people[0].name) == ("hjemme", "Kari Øving")
    assert len(view.purpose) == 4 and not any("[" in line for line in view.purpose)


def test_an_unknown_person_does_not_get_in(rig: Rig) -> None:
    refused(rig, "person.unknown", c.SignIn("P-99"))
    assert rig.trainer.screen == "signin"
    refused(rig, "person.none", c.StartRun(SCENARIO))


def test_home_greets_by_the_clock_on_the_wall(rig: Rig) -> None:
    rig.do(c.SignIn("P-1"))
    seen = set()
    for hour in (3, 7, 11, 14, 21):
        rig.clock.local = (hour, 0)
        seen.add(rig.trainer.home().greeting)
    assert len(seen) == 5 and all("Marit" in words for words in seen)


def test_home_shows_pages_and_takes_no_other(rig: Rig) -> None:
    rig.do(c.SignIn("P-1"))
    for page in ("results", "scenarios", "home", "nowhere"):
        rig.do(c.ShowPage(page))
    view = rig.trainer.home()
    assert view.page == "home"
    assert [card.id for card in view.scenarios] == [SCENARIO]
    assert (view.mandatory_done, view.mandatory_total) == (0, 1)


def test_sign_out_clears_the_screen_and_the_run_waits(rig: Rig) -> None:
    rig.start()
    rig.do(c.OpenPatient("ODD"))
    rig.do(c.Edit("note:ODD", "observation", "Halvferdig"))
    rig.do(c.SignOut())
    assert (rig.trainer.screen, rig.trainer.play) == ("signin", None)
    for ask in (rig.trainer.home, rig.trainer.module, rig.trainer.frame, rig.trainer.debrief):
        with pytest.raises(Problem):
            ask()
    assert rig.trainer.status().person == ""
    rig.do(c.SignIn("P-2"))
    assert rig.trainer.home().resume is None, "another person's run is not shown"
    rig.do(c.SignOut())
    rig.do(c.SignIn("P-1"))
    resume = rig.trainer.home().resume
    assert resume is not None and resume.scenario == SCENARIO


def test_a_listener_is_told_until_it_stops_listening(rig: Rig) -> None:
    heard: list[Any] = []
    stop = rig.trainer.subscribe(heard.append)
    rig.do(c.SignIn("P-1"))
    assert "home" in heard[-1].parts
    stop()
    rig.do(c.SignOut())
    assert len(heard) == 1


def test_a_command_nobody_knows_and_commands_without_a_run_are_told(rig: Rig) -> None:
    rig.do(c.SignIn("P-1"))
    refused(rig, "run.none", c.OpenModule("ward"))
    refused(rig, "run.none", object())
    refused(rig, "scenario.unknown", c.StartRun("gone"))
    refused(rig, "run.unknown", c.ContinueRun("gone"))
    rig.do(c.StartRun(SCENARIO))
    assert refused(rig, "command.unknown", object()).params["command"] == "object"


# A whole run --------------------------------------------------------------------------------------


def test_the_whole_scenario_by_commands_ends_in_full_score_and_valid_statements(rig: Rig) -> None:
    rig.start()
    Hands(rig).play_to_the_end()
    assert rig.trainer.screen == "debrief"
    view = rig.trainer.debrief()
    assert (view.percent, view.stars, view.cap) == ("100 %", 3, "")
    assert not view.practise and not view.believed
    assert all(point.state == "good" for point in view.paths)
    (envelope,) = rig.store.waiting()
    told = orjson.loads(envelope)
    assert told[-1]["result"]["score"]["scaled"] == 1
    assert told[0]["verb"]["id"] == profile.INITIALIZED
    assert len(told) == len(view.verdicts) + 2
    assert len({UUID(each["id"]) for each in told}) == len(told)
    assert rig.delivered == [1]
    home = _home(rig)
    assert (home.resume, home.mandatory_done, len(home.history)) == (None, 1, 1)
    assert [ring.share for ring in home.rings] == [1.0] * len(home.rings)


def _home(rig: Rig) -> Any:
    rig.do(c.ShowPage("home"))
    return rig.trainer.home()


def test_a_run_left_to_itself_ends_and_says_what_was_left_out(rig: Rig) -> None:
    play = rig.start()
    rig.wait(play.session.program.length_ms / 1000 + 1)
    assert rig.trainer.screen == "debrief"
    view = rig.trainer.debrief()
    assert view.stars == 0 and view.cap and view.practise and view.believed
    assert any(point.own is None for point in view.paths)
    assert orjson.loads(rig.store.waiting()[0])[-1]["result"]["success"] is False


def test_the_second_time_is_shown_beside_the_first(rig: Rig) -> None:
    for _ in range(2):
        rig.start()
        rig.clock.utc = rig.clock.utc.replace("T08", "T09")
        rig.do(c.FinishRun())
        first, rig.clock.utc = rig.clock.utc, rig.clock.utc.replace("T09", "T10")
    view = rig.trainer.debrief()
    assert first and view.previous_note
    assert all(d.previous is not None for d in view.dimensions)
    rig.do(c.ShowPage("results"))
    assert len(rig.trainer.home().history) == 2
    rig.do(c.ShowDebrief(rig.trainer.home().history[-1].run))
    assert rig.trainer.screen == "debrief" and not rig.trainer.debrief().previous_note


def test_results_are_sent_on_request_where_there_is_somewhere_to_send_them(rig: Rig) -> None:
    rig.do(c.SignIn("P-1"))
    rig.do(c.SendResults())
    assert rig.delivered == [1]
    rig.trainer._on = dataclasses.replace(rig.trainer._on, deliver=None)
    refused(rig, "upload.not_enrolled", c.SendResults())


def test_whoever_asks_for_sending_sees_that_it_goes_on_and_why_it_did_not_work(rig: Rig) -> None:
    rig.start()
    rig.do(c.FinishRun())
    rig.store.enrolled, rig.store.trouble = True, "upload.no_network"
    rig.do(c.SendResults())
    assert rig.trainer.status().text == "Sender nå …" and not rig.trainer.status().action
    rig.trainer.delivered()
    assert rig.trainer.status().action and "trygt" in rig.trainer.status().detail
    rig.do(c.SignOut())
    assert "ikke kontakt" in rig.trainer.status().detail, "of no use to whoever practises"
    rig.store.enrolled = False
    rig.do(c.SendResults())
    assert rig.trainer.status().text != "Sender nå …", "there is nowhere to send to"


def test_the_status_line_follows_the_outbox(rig: Rig) -> None:
    rig.start()
    rig.do(c.FinishRun())
    assert rig.trainer.status().tone == "warn"
    rig.store.enrolled = True
    rig.store.acknowledge("2026-05-12T09:05:00.000Z")
    rig.trainer.delivered()
    assert rig.trainer.status().tone == "good"
    assert (rig.trainer.status().person, rig.trainer.status().station) == (
        "Marit Prøveli", "Vaktrom 2",
    )  # fmt: skip


# Every view, for every patient --------------------------------------------------------------------


def every_view(rig: Rig) -> set[str]:
    """Builds all view states of all modules and patients; answers the view kinds seen."""
    trainer, kinds = rig.trainer, set()
    pack = rig.play.session.program.pack
    for patient in ("", *rig.play.session.program.patients):
        if patient:
            rig.do(c.OpenPatient(patient))
        for module in pack.modules.values():
            if module.group == "patient" and not patient:
                continue
            rig.do(c.OpenModule(module.id))
            shown = [trainer.module(), trainer.frame(), trainer.nav(), trainer.banner(),
                     trainer.tasks(), trainer.card()]  # fmt: skip
            assert (trainer.banner() is None) == (module.group != "patient")
            assert unknown(shown) == [], (module.id, patient)
            kinds.add(module.view)
    return kinds


def unknown(view: Any) -> list[str]:
    """Texts that were drawn as a key in brackets, wherever they stand in a view."""
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        view = [getattr(view, f.name) for f in dataclasses.fields(view)]
    if isinstance(view, str):
        return [view] if "[" in view and "]" in view else []
    if isinstance(view, dict):
        view = list(view.values())
    return [t for part in view for t in unknown(part)] if isinstance(view, list | tuple) else []


def test_every_view_builds_for_every_module_and_patient_at_start_and_late_in_the_shift(
    rig: Rig,
) -> None:
    rig.start()
    assert every_view(rig) == set(VIEW_KINDS)
    hands = Hands(rig)
    for _ in range(200):
        if not hands.one_step():
            rig.wait(30)
        if rig.play.session.now_ms > 33 * 60_000:
            break
    for unfinished in ("30", "1e30", "", "abc"):
        rig.do(c.Edit("news2:ODD", "resp", unfinished))
        rig.do(c.OpenPatient("ODD"))
        rig.do(c.OpenModule("measurements"))
        assert unknown(rig.trainer.module()) == []
    rig.do(c.Clear("news2:ODD"))
    assert every_view(rig) == set(VIEW_KINDS)


# What is offered and refused ----------------------------------------------------------------------

NOTE = {"entry": {"type": "note", "author": "me"}}


def small(**parts: Any) -> Rig:
    info, raw = other(program(**parts).raw, "small")
    rig = Rig(programs={"small": (info, raw)})
    rig.start("small")
    return rig


def test_skipping_is_only_offered_when_nothing_is_open() -> None:
    rig = small(
        checks=[check("c", NOTE, task="$t", opens=10)],
        beats=[beat("b", {"notice": "$n"}, at=20)],
    )
    assert rig.trainer.frame().skip
    rig.do(c.SkipAhead())
    assert rig.play.session.now_ms == 10 * 60_000
    assert rig.trainer.frame().skip == ""
    refused(rig, "run.nothing_to_skip", c.SkipAhead())
    rig.do(c.Act("create", {"type": "note", "patient": "ODD", "fields": {"text": "a"}}))
    assert rig.trainer.frame().skip
    rig.do(c.Pause())
    assert rig.trainer.frame().skip == ""
    with pytest.raises(Problem):
        rig.do(c.SkipAhead())


def test_going_ahead_passes_what_turned_out_not_to_happen() -> None:
    never = {"not": NOTE}
    rig = small(
        beats=[
            beat("not", {"notice": "$n"}, at=5, unless=never),
            beat("b", {"notice": "$n"}, at=20),
        ],
    )
    rig.do(c.SkipAhead())
    assert rig.play.session.now_ms == 20 * 60_000


def test_help_is_for_the_current_task_and_climbs_the_ladder() -> None:
    rig = small(checks=[check("c", NOTE, task="$t"), check("d", NOTE, task="$t", due=2)])
    for level in ("hint", "where", "show", "do"):
        rig.do(c.AskHelp())
        assert rig.play.desk.shown_help == f"{level}:d", "the nearest deadline is the current one"
    refused(rig, "help.no_more", c.AskHelp())
    rig.do(c.AskHelp("c"))
    assert rig.play.session.history.helps == {"d": ["hint", "where", "show", "do"], "c": ["hint"]}
    rig.do(c.Act("create", {"type": "note", "patient": "ODD", "fields": {"text": "a"}}))
    refused(rig, "help.nothing_open", c.AskHelp())


def test_a_broken_program_of_the_expert_does_not_hide_the_debrief() -> None:
    """A scenario that nobody has proved can still be played and looked back on."""
    bad = {"create": {"type": "note", "patient": "ODD", "fields": {}}}
    rig = small(checks=[check("c", NOTE, task="$t", steps=[bad], feedback={"missed": "$m"})])
    rig.do(c.FinishRun())
    assert rig.trainer.screen == "debrief"


def test_what_a_module_says_of_the_time_is_drawn_by_the_minute() -> None:
    rig = Rig()
    rig.start()
    told: list[bool] = []
    rig.trainer.subscribe(lambda change: told.append("module" in change.parts))
    for _ in range(180):
        rig.wait(1)
    assert 3 <= told.count(True) < 30 and len(told) >= 180
