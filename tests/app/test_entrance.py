"""By name, by slip, as a guest: nobody is kept out, and nobody's name leaves the PC."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simtrainer.app import commands as c
from simtrainer.app.entrance import Entrance
from simtrainer.app.memory import CountedIds, MemoryRoster, MemoryRuns
from simtrainer.app.ports import Person, Unit
from simtrainer.app.trainer import Trainer
from simtrainer.base.problem import Problem
from simtrainer.station.ids import UniqueIds
from tests.app.rig import SCENARIO, UNITS, Rig


@pytest.mark.parametrize("typed", ["P-1", "p1", " p - 1 ", "P 1\n"])
def test_a_slip_is_read_as_people_write(typed: str) -> None:
    rig = Rig()
    rig.do(c.SignIn(typed))
    assert (rig.trainer.screen, rig.trainer.home().person) == ("home", "Marit Prøveli")
    assert rig.trainer.home().unit == "Solgløtt, avdeling 2"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (c.SignIn(" - "), "person.no_code"),
        (c.SignIn("P-99"), "person.unknown"),
        (c.JoinAsGuest("Berit"), "guest.unit"),
    ],
)
def test_who_cannot_get_in_is_told_what_to_do(wish: object, code: str) -> None:
    rig = Rig()
    with pytest.raises(Problem) as caught:
        rig.do(wish)
    assert caught.value.code == code
    assert rig.trainer.screen == "signin"
    assert "[" not in rig.trainer.words(caught.value)


def test_a_guest_plays_is_called_by_a_code_and_comes_back_by_it() -> None:
    rig = Rig()
    rig.do(c.ChooseUnit("hjemme"))
    rig.do(c.JoinAsGuest("  Berit   Vikarmo "))
    home = rig.trainer.home()
    assert (home.person, home.unit) == ("Berit Vikarmo", "Hjemmetjenesten")
    code = next(word for word in home.subtitle.split() if word.startswith("G-")).rstrip(".")
    rig.do(c.StartRun("morgenvakt-solglott"))
    run = rig.play.session.info.run
    rig.do(c.SignOut())
    rig.restart()
    rig.do(c.SignIn(code.lower()))
    assert rig.trainer.home().resume is not None
    rig.do(c.ContinueRun(run))
    rig.do(c.FinishRun())
    (sent,) = rig.store.waiting()
    assert {one["actor"]["account"]["name"] for one in json.loads(sent)} == {code}
    assert "Berit" not in sent.decode()


@pytest.mark.parametrize("name", ["", "   ", "12", "x" * 61, "!!"])
def test_a_guest_needs_a_name(name: str) -> None:
    with pytest.raises(Problem, match=r"guest\.name"):
        Entrance(MemoryRoster(UNITS), MemoryRuns(), CountedIds()).join(name, "hjemme")


def test_where_nobody_is_on_the_list_a_guest_belongs_to_no_unit() -> None:
    rig = Rig()
    rig.trainer._entrance = Entrance(MemoryRoster([]), rig.store, rig.ids)
    assert rig.trainer.signin().units == ()
    rig.do(c.JoinAsGuest("Berit"))
    home = rig.trainer.home()
    assert (rig.trainer.screen, home.unit) == ("home", "")
    (code,) = rig.store.kept("", "guest")
    rig.do(c.SignOut())
    rig.do(c.SignIn(code))
    rig.do(c.StartRun(SCENARIO, "spill"))
    assert rig.store.runs(code)[0].unit == ""


def test_a_guests_name_is_no_persons_number() -> None:
    with pytest.raises(Problem, match=r"text\.real_identity"):
        Entrance(MemoryRoster(UNITS), MemoryRuns(), CountedIds()).join(
            "Berit 01019010" + "046", "hjemme"
        )


def test_codes_of_guests_differ_and_are_easy_to_read() -> None:
    entrance = Entrance(MemoryRoster(UNITS), MemoryRuns(), UniqueIds())
    codes = {entrance.join("Berit", "hjemme")[1].code for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 8 and not set(code[2:]) & set("IO01") for code in codes)
    assert all(entrance.find(code)[1].code == code for code in codes)


@given(st.text(max_size=50))
def test_any_text_is_somebody_or_told(text: str) -> None:
    try:
        Entrance(MemoryRoster(UNITS), MemoryRuns(), CountedIds()).find(text)
    except Problem as problem:
        assert problem.code in ("person.unknown", "person.no_code")  # noqa: PT017


class Changing(MemoryRoster):
    """A roster that may change while the program is open, or become unreadable."""

    def __init__(self, units: list[Unit]) -> None:
        super().__init__(units)
        self.now: list[Unit] | None = units

    def units(self) -> list[Unit]:
        if self.now is None:
            raise Problem("roster.broken")
        return list(self.now)


def test_it_is_told_that_the_people_are_made_up_for_as_long_as_they_are() -> None:
    roster = MemoryRoster(list(UNITS), made_up=True)
    rig = Rig()
    trainer = Trainer(replace(rig.trainer._on, roster=roster))
    assert trainer.signin().invented
    roster.made_up = False
    trainer.delivered()
    assert not trainer.signin().invented


def test_new_people_are_there_without_a_restart_but_never_under_somebody() -> None:
    roster = Changing(list(UNITS))
    rig = Rig()
    trainer = Trainer(replace(rig.trainer._on, roster=roster))
    assert trainer.signin().units[0].name == "Solgløtt, avdeling 2"
    roster.now = [Unit("ny", "Ny enhet", (Person("P-1", "Marit Prøveli", "Sykepleier"),))]
    assert "signin" in trainer.delivered().parts
    assert [unit.name for unit in trainer.signin().units] == ["Ny enhet"]
    assert trainer.signin().unit == "ny", "of one alone nobody needs to choose"
    trainer.do(c.JoinAsGuest("Berit"))
    trainer.do(c.SignOut())
    trainer.do(c.SignIn("P-1"))
    trainer.do(c.StartRun("morgenvakt-solglott"))
    run = trainer.play.session.info.run if trainer.play else ""
    roster.now = [Unit("annen", "Annen enhet", (Person("P-9", "Kari Øving", ""),))]
    trainer.delivered()
    trainer.do(c.LeaveRun())
    assert (trainer.home().unit, trainer.home().person) == ("Ny enhet", "Marit Prøveli")
    trainer.do(c.SignOut())
    assert [unit.name for unit in trainer.signin().units] == ["Annen enhet"]

    trainer.do(c.SignIn("p-1"))
    assert trainer.home().resume is not None, "whoever left the list finds what they played"
    trainer.do(c.ContinueRun(run))
    trainer.do(c.FinishRun())
    assert len(rig.store.waiting()) == 1
    trainer.do(c.SignOut())

    roster.now = None
    trainer.delivered()
    assert [unit.name for unit in trainer.signin().units] == ["Annen enhet"]
    with pytest.raises(Problem, match=r"person\.unknown"):
        trainer.do(c.SignIn("P-2"))


def test_codes_that_differ_in_their_signs_alone_are_told_apart() -> None:
    people = (Person("A.1", "Ida Prøve", ""), Person("A-1", "Per Prøve", ""))
    entrance = Entrance(MemoryRoster([Unit("u", "U", people)]), MemoryRuns(), CountedIds())
    assert [entrance.find(code)[1].name for code in ("A.1", "A-1")] == ["Ida Prøve", "Per Prøve"]


def test_names_stand_as_in_a_list_of_the_municipality() -> None:
    names = ["Åse Dal", "Berit Vik", "øyvind Lie", "Ola Ås", "Ærlend Moe", "anne Berg", "Zara Li"]
    people = tuple(Person(f"P-{n}", name, "") for n, name in enumerate(names))
    trainer = Trainer(replace(Rig().trainer._on, roster=Changing([Unit("a", "A", people)])))
    assert [person.name for person in trainer.signin().units[0].people] == [
        "anne Berg", "Berit Vik", "Ola Ås", "Zara Li", "Ærlend Moe", "øyvind Lie", "Åse Dal",
    ]  # fmt: skip
