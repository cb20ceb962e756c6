"""What a PC may know, on both databases: whatever was imported, moved and said in whatever order,
it never gets a name outside its units and its coming batches."""

import itertools
from collections.abc import Mapping, Sequence

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import assignment, batches, credentials, plan, roster, stations
from simtrainer.hub.shapes.batches import Batch
from simtrainer.hub.shapes.plan import Line
from simtrainer.hub.shapes.roster import Member

TODAY = "2026-05-12"
UNITS = ("a", "b", "c")
CODES = tuple("PQRST")
_fresh = itertools.count()

Rosters = Sequence[Mapping[str, set[str]]]
"""One import after the other: code to units."""
one_roster = st.dictionaries(st.sampled_from(CODES), st.sets(st.sampled_from(UNITS), min_size=1))


def _tenant(connection: Connection) -> int:
    key = f"tildelt-{next(_fresh)}"
    credentials.add_tenant(connection, key, key)
    found = credentials.tenant_id(connection, key)
    assert found is not None
    return found


def _name(tenant: int, code: str) -> str:
    return f"{code} av kommune {tenant}"


def _import(connection: Connection, tenant: int, posts: Mapping[str, set[str]]) -> None:
    members = [
        Member(code, _name(tenant, code), unit, unit.upper(), "", "", False)
        for code, units in posts.items()
        for unit in sorted(units)
    ]
    made = roster.plan(roster.held(connection, tenant), members)
    roster.apply(connection, tenant, made, TODAY)


def _pc(connection: Connection, tenant: int, place: stations.Place) -> int:
    """An enrolled PC's credential."""
    key = f"00000000-0000-4000-8000-{next(_fresh):012}"
    stations.add_token(connection, tenant, key, "PC", 10, place)
    token = stations.take_token(connection, key, 5)
    credentials.add(connection, tenant, key, "-", "station", "PC", TODAY)
    stations.enrol(connection, token, key, key, "PC", TODAY)
    return next(pc.credential for pc in stations.all_stations(connection, tenant) if pc.key == key)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rosters=st.lists(one_roster, min_size=1, max_size=3),
    neighbours=one_roster,
    units=st.sets(st.sampled_from(UNITS)),
    again=st.none() | st.sets(st.sampled_from(UNITS)),
    met=st.dictionaries(
        st.sampled_from(["past", "soon"]), st.sets(st.sampled_from(CODES)), max_size=2
    ),
    own=st.sets(st.sampled_from(["past", "soon", "other"])),
)
@example(
    rosters=[{code: {"a"} for code in CODES}],
    neighbours={},
    units=set(),
    again=None,
    met={"past": {"P"}, "soon": {"Q"}},
    own={"past", "soon"},
)
def test_a_pc_never_gets_a_name_outside_its_units(
    hub: Hub,
    rosters: Rosters,
    neighbours: Mapping[str, set[str]],
    units: set[str],
    again: set[str] | None,
    met: Mapping[str, set[str]],
    own: set[str],
) -> None:
    def work(connection: Connection) -> tuple[assignment.Found | None, int]:
        tenant, next_door = _tenant(connection), _tenant(connection)
        whole = {code: set(UNITS) for code in CODES}
        for posts in (whole, *rosters):  # all units are known from the first
            _import(connection, tenant, posts)
        _import(connection, next_door, whole)
        _import(connection, next_door, neighbours)
        _batches(connection, tenant, met)
        _batches(connection, next_door, {"soon": set(neighbours)})
        credential = _pc(connection, tenant, stations.Place(sorted(units), sorted(own)))
        if again is not None:
            row = next(pc.row for pc in stations.all_stations(connection, tenant))
            assignment.place(connection, tenant, row, again, own)
        return assignment.ask(connection, tenant, credential, TODAY, TODAY), tenant

    found, tenant = hub.database.write(work)
    now = rosters[-1]
    theirs = units if again is None else again
    expected = met.get("soon", set()) if "soon" in own else set()
    may = {code for code, posts in now.items() if posts & theirs or code in expected}
    assert found is not None
    assert sorted(post.code for post in found.posts) == sorted(may), "each once, and no other"
    assert {post.name for post in found.posts} == {_name(tenant, code) for code in may}
    assert all(p.unit in now[p.code] and p.own == (p.unit in theirs) for p in found.posts)
    assert all(post.own for post in found.posts if now[post.code] & theirs)
    assert {meeting.code for meeting in found.meetings} == may & met.get("soon", set())
    assert found.placed == bool(theirs or own)


def _batches(connection: Connection, tenant: int, met: Mapping[str, set[str]]) -> None:
    days = {"past": "2026-05-11", "soon": TODAY}
    rows = [
        Batch(key, f"{days[key]}T08:00", f"{days[key]}T10:00", key, 9, 0, dict.fromkeys(people, 0))
        for key, people in met.items()
    ]
    batches.replace(connection, tenant, rows)


def test_a_list_stands_as_norwegian_lists_do(hub: Hub) -> None:
    names = ["Anne", "ola", "Zoe", "Ærlend", "Øyvind", "Åse"]

    def work(connection: Connection) -> assignment.Found | None:
        tenant = _tenant(connection)
        members = [Member(str(n), name, "a", "A", "", "", False) for n, name in enumerate(names)]
        made = roster.plan(roster.held(connection, tenant), list(reversed(members)))
        roster.apply(connection, tenant, made, TODAY)
        pc = _pc(connection, tenant, stations.Place(["a"]))
        return assignment.ask(connection, tenant, pc, TODAY, TODAY)

    found = hub.database.write(work)
    assert found is not None and [post.name for post in found.posts] == names


def test_the_plan_is_that_of_the_units_and_of_all(hub: Hub) -> None:
    lines = [Line("x", True, TODAY, "", unit) for unit in ("", "a", "b")]

    def work(connection: Connection) -> list[assignment.Found | None]:
        tenant = _tenant(connection)
        _import(connection, tenant, {"P": {"a"}, "Q": {"b"}})
        plan.replace(connection, tenant, lines)
        assert plan.stored(connection, tenant) == lines
        assert plan.stored(connection, _tenant(connection)) == []
        pcs = [_pc(connection, tenant, stations.Place([u] if u else [])) for u in ("a", "")]
        other = _tenant(connection)
        return [
            *(assignment.ask(connection, tenant, pc, TODAY, TODAY) for pc in pcs),
            assignment.ask(connection, other, pcs[0], TODAY, TODAY),
        ]

    mine, nobodys, stranger = hub.database.write(work)
    assert mine is not None and [line.unit for line in mine.plan] == ["", "a"]
    assert nobodys is not None and (nobodys.placed, nobodys.plan) == (False, ())
    assert stranger is None, "a key of another municipality is no PC here"
