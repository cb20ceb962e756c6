"""Who may do what: every address and method of the hub, for every kind of caller.

The rows are compared with the application's own routes, so that a new route fails here until it
says for whom it is. What lies outside a caller's reach is answered as what does not exist.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from simtrainer.hub import commands
from simtrainer.hub.app import create_app
from simtrainer.hub.resources.gate import RESOURCES as XAPI
from simtrainer.hub.scopes import KNOWN_SCOPES
from simtrainer.hub.settings import Settings
from simtrainer.wire.statement import statements
from tests.hub.conftest import RESOURCES, Served
from tests.hub.municipality import code, roster_csv, run
from tests.hub.samples import agent, statement, uid

HOME, AWAY = "rolle-by", "rolle-nabo"
SCOPES = [*KNOWN_SCOPES, "leader:fjord", "leader:*"]
STRANGERS = ["nobody", "wrong password", "revoked"]
OPEN = frozenset((*SCOPES, *STRANGERS))
WRITERS = frozenset(("all", "admin", "station", "statements/write"))
READERS = frozenset(
    ("all", "all/read", "admin", "station", "statements/read", "statements/read/mine")
)
ALL_READERS = frozenset(("all", "all/read", "admin", "statements/read"))
LEADERS = frozenset(("admin", "leader:fjord", "leader:*"))
STATE = frozenset(("all", "admin", "state"))
PROFILE = frozenset(("all", "admin", "profile"))
PACKAGES = frozenset(("admin", "station"))
PCS = frozenset(("station",))

MAY: dict[tuple[str, str], frozenset[str]] = {
    ("GET", "/xapi/about"): OPEN,
    ("GET", "/xapi/statements"): READERS,
    ("POST", "/xapi/statements"): WRITERS,
    ("PUT", "/xapi/statements"): WRITERS,
    ("GET", "/xapi/statements/more"): READERS,
    ("GET", "/xapi/activities/state"): STATE | {"all/read"},
    **{(method, "/xapi/activities/state"): STATE for method in ("PUT", "POST", "DELETE")},
    ("GET", "/xapi/activities/profile"): PROFILE | {"all/read"},
    **{(method, "/xapi/activities/profile"): PROFILE for method in ("PUT", "POST", "DELETE")},
    ("GET", "/xapi/agents/profile"): PROFILE | {"all/read"},
    **{(method, "/xapi/agents/profile"): PROFILE for method in ("PUT", "POST", "DELETE")},
    ("GET", "/xapi/agents"): ALL_READERS | PROFILE,
    ("GET", "/xapi/activities"): ALL_READERS | PROFILE,
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): frozenset(("admin", "metrics")),
    ("GET", "/openapi.json"): OPEN,
    ("POST", "/api/enrol"): frozenset(),  # a one-time token, and no credential, opens this
    ("DELETE", "/api/enrol"): PCS,
    ("POST", "/api/results"): WRITERS,
    ("GET", "/api/packages"): PACKAGES,
    ("GET", "/api/packages/{sha256}"): PACKAGES,
    ("GET", "/api/assignment"): PCS,
    ("GET", "/api/leader/summary"): LEADERS,
    ("GET", "/tokens.css"): OPEN,
    ("GET", "/logg-inn"): OPEN,
    ("POST", "/logg-inn"): LEADERS,
    ("POST", "/logg-ut"): OPEN,
    ("GET", "/personvern"): LEADERS,
    ("GET", "/"): LEADERS,
    ("GET", "/enheter"): LEADERS,
    ("GET", "/ovinger"): LEADERS,
    ("GET", "/oppfolging"): LEADERS,
    ("GET", "/gruppeovinger"): LEADERS,
    ("GET", "/last-ned.csv"): LEADERS,
    ("POST", "/oppfolging"): LEADERS,
}
"""Method and address to the callers who get what they ask for; the rest get 401 or 403, or on the
leaders' pages the way to the sign-in."""
PAGES = frozenset(path for _, path in MAY if not path.startswith(("/xapi", "/api", "/metrics")))

PLACE = {"activityId": "http://x.example/a", "agent": json.dumps(agent())}
PARAMS: dict[str, dict[str, str]] = {
    "/xapi/activities/state": PLACE | {"stateId": "s"},
    "/xapi/activities/profile": {"activityId": PLACE["activityId"], "profileId": "p"},
    "/xapi/agents/profile": {"agent": PLACE["agent"], "profileId": "p"},
    "/xapi/agents": {"agent": PLACE["agent"]},
    "/xapi/activities": {"activityId": PLACE["activityId"]},
    "/xapi/statements/more": {"after": "eyJhc2siOnt9LCJzZXEiOjF9"},
}


def routes(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Method and address of all routes, also of those included from elsewhere."""
    for route in found:
        if hasattr(route, "original_router"):
            yield from routes(route.original_router.routes)
        elif isinstance(route, APIRoute) or getattr(route, "path", "") == "/openapi.json":
            yield from ((method, route.path) for method in route.methods if method != "HEAD")


def test_every_route_says_for_whom_it_is(tmp_path: Path) -> None:
    app = create_app(Settings(f"sqlite:///{tmp_path / 'x.sqlite3'}", RESOURCES))
    own = set(routes(app.routes))
    xapi = {(method, path) for path, methods in XAPI.items() for method in methods}
    assert own | xapi | {("GET", "/xapi/about")} == set(MAY)
    app.state.hub.database.close()


class Callers:
    """A credential of each scope, and some that are none."""

    def __init__(self, url: str, address: str) -> None:
        self.url, self.http = url, httpx.Client(base_url=address)
        self.pairs: dict[str, tuple[str, str] | None] = {"nobody": None}
        for scope in SCOPES:
            made = commands.credentials(url, f"rolle {scope.replace(':', '-')}", scope, HOME)
            self.pairs[scope] = (made["user"], made["password"])
        self.pairs["wrong password"] = (self.pairs["all"][0], "wrong")  # type: ignore[index]
        (token,) = commands.enrolment_tokens(url, ["PC"], tenant=HOME)
        told = self.http.post("/api/enrol", json={"token": token["token"]}).json()
        commands.revoke_station(url, told["station"], HOME)
        self.pairs["revoked"] = (told["user"], told["password"])
        away = commands.credentials(url, "rolle nabo", "admin", AWAY)
        self.away = (away["user"], away["password"])
        self.cookies = {name: self._cookie(pair) for name, pair in self.pairs.items()}

    def _cookie(self, pair: tuple[str, str] | None) -> dict[str, str]:
        """What a browser holds after it has tried to sign in."""
        if pair is None or pair[1] == "wrong":
            return {}
        form = {"user": pair[0], "password": pair[1]}
        found = dict(self.http.post("/logg-inn", data=form).cookies)
        self.http.cookies.clear()
        return found

    def ask(
        self, who: tuple[str, str] | None, method: str, path: str, **more: Any
    ) -> httpx.Response:
        """One request by name and password."""
        headers = {"X-Experience-API-Version": "2.0.0"} | more.pop("headers", {})
        return self.http.request(method, path, auth=who or httpx.Auth(), headers=headers, **more)

    def page(self, name: str, method: str, path: str, **more: Any) -> httpx.Response:
        """One request by a browser."""
        cookie = "; ".join(f"{key}={value}" for key, value in self.cookies[name].items())
        answer = self.http.request(method, path, headers={"Cookie": cookie}, **more)
        self.http.cookies.clear()
        return answer


@pytest.fixture(scope="module")
def callers(
    served: Served, sqlite_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callers]:
    folder = tmp_path_factory.mktemp("roles")
    for tenant in (HOME, AWAY):
        commands.init(sqlite_url, tenant, tenant)
    (folder / "r.csv").write_text(roster_csv(), encoding="utf-8")
    told = [statements(run(unit, n, 0.7)) for unit in ("fjord", "sol-2") for n in range(6)]
    (folder / "s.jsonl").write_text("\n".join(json.dumps(batch) for batch in told))
    (folder / "p").write_bytes(b"package")
    commands.import_roster(sqlite_url, folder / "r.csv", tenant=HOME)
    commands.import_results(sqlite_url, folder / "s.jsonl", tenant=HOME)
    commands.add_package(sqlite_url, folder / "p", "s", "1", HOME)
    made = Callers(sqlite_url, served.address)
    yield made
    made.http.close()


def _outcome(callers: Callers, name: str, method: str, path: str) -> bool:
    """Whether that caller gets what it asks for."""
    if path in PAGES:
        return _page_outcome(callers, name, method, path)
    content: dict[str, Any] = {"params": PARAMS.get(path, {})}
    if path == "/xapi/statements" and method == "PUT":
        content = {"params": {"statementId": uid((name, "put"))}, "json": statement()}
    elif path == "/xapi/statements" and method == "POST":
        content = {"json": statement((name, "post"))}
    elif path.startswith("/xapi/") and method in ("PUT", "POST"):
        content |= {"json": {"x": 1}, "headers": {"If-None-Match": '"other"'}}
    elif (method, path) == ("POST", "/api/enrol"):
        content = {"json": {"token": "no such token"}}
    elif path == "/api/results":
        content = {"content": b'{"format":"simtrainer-results","version":1}\n'}
    path = path.replace("{sha256}", commands.packages(callers.url, HOME)[0]["sha256"])
    answer = callers.ask(callers.pairs[name], method, path, **content)
    if answer.status_code in (401, 403):
        no_key = name in STRANGERS and (method, path) != ("POST", "/api/enrol")
        assert answer.status_code == (401 if no_key else 403), answer.text
        assert answer.json()["code"] in ("hub.unauthenticated", "hub.forbidden", "hub.token")
        return False
    assert answer.status_code < 500, answer.text
    none_there = (path.startswith("/xapi/") and method == "GET") or method == "DELETE"
    missing = answer.status_code == 404 and none_there  # a key of that scope need be no PC's
    assert missing or answer.status_code < 400, (name, method, path, answer.text)
    return True


def _page_outcome(callers: Callers, name: str, method: str, path: str) -> bool:
    form: dict[str, str] = {}
    if path == "/logg-inn" and method == "POST":
        return bool(callers.cookies[name])
    if path == "/oppfolging" and method == "POST":
        home = callers.page(name, "GET", "/oppfolging").text
        found = re.search(r'name="csrf" value="([^"]+)"', home)
        form = {"csrf": found[1] if found else "", "person": code("fjord", 7), "action": "remind"}
    answer = callers.page(name, method, path, data=form or None)
    if path == "/logg-ut":  # whoever is signed in must send the page's own form
        return answer.status_code == (403 if callers.cookies[name] else 303)
    if answer.status_code == 303 and answer.headers["location"] == "/logg-inn":
        return False
    assert answer.status_code in (200, 303), (name, method, path, answer.text)
    return True


@pytest.mark.parametrize(("method", "path"), MAY, ids=[" ".join(key) for key in MAY])
def test_each_caller_gets_what_is_theirs_and_no_more(
    callers: Callers, method: str, path: str
) -> None:
    may = {name for name in callers.pairs if _outcome(callers, name, method, path)}
    assert may == MAY[method, path]


def test_what_a_path_does_not_answer_is_refused_to_all(callers: Callers) -> None:
    for path, methods in XAPI.items():
        for method in {"PUT", "POST", "DELETE", "PATCH"} - set(methods):
            for name in ("admin", "metrics"):
                assert callers.ask(callers.pairs[name], method, path).status_code == 405


def _same(one: httpx.Response, other: httpx.Response, differ: tuple[str, str]) -> None:
    """Two answers that nobody can tell apart, but for what was asked for."""
    assert (one.status_code, dict(one.headers) | _TIMES) == (
        other.status_code,
        dict(other.headers) | _TIMES,
    )
    assert one.text.replace(differ[0], differ[1]) == other.text


_TIMES = {"date": "", "x-experience-api-consistent-through": ""}


@pytest.mark.parametrize("kind", ["statementId", "voidedStatementId"])
def test_a_statement_out_of_reach_is_as_one_that_is_not_there(callers: Callers, kind: str) -> None:
    admin = callers.pairs["admin"]
    callers.ask(admin, "POST", "/xapi/statements", json=statement("far"))
    for who in (callers.pairs["station"], callers.pairs["statements/read/mine"], callers.away):
        far, none = (
            callers.ask(who, "GET", "/xapi/statements", params={kind: uid(name)})
            for name in ("far", "not there")
        )
        assert far.status_code == 404
        _same(far, none, (uid("far"), uid("not there")))


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("/xapi/activities/state", {"stateId": "other"}),
        ("/xapi/activities/profile", {"profileId": "other"}),
        ("/xapi/agents/profile", {"profileId": "other"}),
    ],
)
def test_another_municipalitys_document_is_as_one_that_is_not_there(
    callers: Callers, path: str, change: dict[str, str]
) -> None:
    params = PARAMS[path] | {next(iter(change)): "kept"}
    put = {"params": params, "json": {"x": 1}, "headers": {"If-None-Match": "*"}}
    assert callers.ask(callers.pairs["admin"], "PUT", path, **put).status_code == 204
    for method, headers in (("GET", {}), ("DELETE", {"If-Match": "*"})):
        far, none = (
            callers.ask(callers.away, method, path, params=p, headers=headers)
            for p in (params, params | change)
        )
        _same(far, none, ("", ""))
    assert callers.ask(callers.pairs["admin"], "GET", path, params=params).status_code == 200


def test_another_municipalitys_package_is_as_one_that_is_not_there(callers: Callers) -> None:
    held = commands.packages(callers.url, HOME)[0]["sha256"]
    far, none = (
        callers.ask(callers.away, "GET", f"/api/packages/{key}") for key in (held, "0" * 64)
    )
    assert far.status_code == 404
    _same(far, none, (held, "0" * 64))
    assert callers.ask(callers.away, "GET", "/api/packages").json()["packages"] == []


@pytest.mark.parametrize("path", ["/", "/enheter", "/ovinger", "/oppfolging", "/last-ned.csv"])
def test_a_unit_out_of_reach_is_as_one_that_is_not_there(callers: Callers, path: str) -> None:
    far, none = (
        callers.page("leader:fjord", "GET", path, params={"enhet": unit})
        for unit in ("sol-2", "no-such-unit")
    )
    asked = none.text.replace("no-such-unit", "sol-2")
    assert re.sub(r"\d\d:\d\d", "", far.text) == re.sub(r"\d\d:\d\d", "", asked)
    assert far.status_code == none.status_code
    assert code("sol-2", 1) not in far.text and "Solbakken" not in far.text


def test_a_person_out_of_reach_is_as_one_who_is_not_there(callers: Callers) -> None:
    page = callers.page("leader:fjord", "GET", "/oppfolging").text
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    far, none = (
        callers.page(
            "leader:fjord", "POST", "/oppfolging",
            data={"csrf": found[1], "person": person, "action": "remind"},
        )
        for person in (code("sol-2", 7), "no such person")
    )  # fmt: skip
    assert far.status_code == 404
    _same(far, none, ("", ""))


def test_what_one_authority_may_not_read_is_not_counted_either(callers: Callers) -> None:
    mine = callers.ask(callers.pairs["statements/read/mine"], "GET", "/xapi/statements")
    assert mine.json()["statements"] == []
    away = callers.ask(callers.away, "GET", "/xapi/agents", params={"agent": PLACE["agent"]})
    assert "name" not in away.json()
