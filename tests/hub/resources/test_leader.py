"""The leaders' web as a browser meets it, from a hub in a process of its own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from simtrainer.hub import commands
from simtrainer.wire.statement import statements
from tests.hub.conftest import Served
from tests.hub.municipality import all_statements, code, roster_csv, run

TENANT = "mønster"


@pytest.fixture(scope="module")
def town(sqlite_url: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """A municipality with results, and the sign-ins of three leaders."""
    folder = tmp_path_factory.mktemp("town")
    commands.init(sqlite_url, TENANT, "Mønster kommune")
    (folder / "r.csv").write_text(roster_csv(), encoding="utf-8")
    told = list(all_statements())
    told.append(statements(run("fjord", 40, 0.9, purpose="dokumentasjon")))
    (folder / "s.jsonl").write_text("\n".join(json.dumps(batch) for batch in told))
    commands.import_roster(sqlite_url, folder / "r.csv", tenant=TENANT)
    commands.import_results(sqlite_url, folder / "s.jsonl", tenant=TENANT)
    lines = "pulje;dato;fra;til;rom;plasser;kode\n"
    lines += "".join(
        f"Pulje 1;2026-05-12;08:00;10:00;Rom A;20;{code('fjord', n)}\n" for n in range(9)
    )
    (folder / "p.csv").write_text(lines, encoding="utf-8")
    commands.import_batches(sqlite_url, folder / "p.csv", tenant=TENANT)
    scopes = {"all": "leader:*", "natt": "leader:natt", "pc": "all"}
    return {
        key: commands.credentials(sqlite_url, f"Leder {key}", scope, TENANT)
        for key, scope in scopes.items()
    }


class Browser:
    """A signed-in browser."""

    def __init__(self, address: str, login: dict[str, str]) -> None:
        self.http = httpx.Client(base_url=address, follow_redirects=True)
        self.first = self.http.post("/logg-inn", data=login)

    def get(self, path: str) -> str:
        answer = self.http.get(path)
        assert answer.status_code == 200, path
        return answer.text

    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get("/"))
        assert found is not None
        return found[1]


@pytest.fixture
def browser(served: Served, town: dict[str, dict[str, str]]) -> Iterator[Browser]:
    opened = Browser(served.address, town["all"])
    yield opened
    opened.http.close()


def test_the_overview_says_the_conclusion_first(browser: Browser) -> None:
    page = browser.get("/")
    assert "75 % har fullført øvingene" in page.replace("\u00a0", " ")
    assert "165 av 219 ansatte." in page
    assert "(39/41)" in page and "Skjult, færre enn 5 ansatte" in page
    assert "Tidskritiske medisiner" in page
    assert "[web." not in page and "style=" not in page


def test_every_page_answers_and_has_all_its_texts(browser: Browser) -> None:
    pages = ("/enheter", "/enheter?enhet=fjord", "/ovinger", "/oppfolging", "/personvern")
    for path in (*pages, "/gruppeovinger"):
        page = browser.get(path)
        assert "[web." not in page and "<h1>" in page
    assert browser.get("/last-ned.csv").startswith("\ufeffEnhet;Ansatte;Fullført;Snitt")


def test_batches_are_shown_within_own_units(
    served: Served, town: dict[str, dict[str, str]], browser: Browser
) -> None:
    page = browser.get("/gruppeovinger")
    assert "Pulje 1" in page and "12. mai kl. 08:00–10:00" in page and "9/20" in page
    other = Browser(served.address, town["natt"])
    page = other.get("/gruppeovinger")
    assert "Pulje 1" not in page and "Fjordgløtt" not in page
    other.http.close()


def test_personal_scores_only_where_documentation_was_declared(browser: Browser) -> None:
    page = browser.get("/enheter?enhet=fjord")
    cells = re.findall(r'<td class="number">([^<]*)</td></tr>', page.partition("Ansatte</h2>")[2])
    assert len(cells) == 41
    assert len([cell for cell in cells if cell != "–"]) == 1


def test_a_leader_of_one_unit_sees_that_unit(
    served: Served, town: dict[str, dict[str, str]]
) -> None:
    browser = Browser(served.address, town["natt"])
    page = browser.get("/")
    assert "Natt, felles" in page and "Fjordgløtt" not in page
    same = [browser.get(f"/enheter?enhet={unit}") for unit in ("fjord", "finnes-ikke")]
    assert "Fjordgløtt" not in same[0]
    assert re.sub("fjord|finnes-ikke|\\d\\d:\\d\\d", "", same[0]) == re.sub(
        "fjord|finnes-ikke|\\d\\d:\\d\\d", "", same[1]
    )
    browser.http.close()


def test_follow_up_is_noted_for_own_people_only(
    served: Served, town: dict[str, dict[str, str]], browser: Browser
) -> None:
    form = {"person": code("korttid", 27), "action": "remind", "csrf": browser.csrf()}
    assert "Minnet på" in browser.http.post("/oppfolging", data=form).text
    assert browser.http.post("/oppfolging", data=form | {"csrf": "x"}).status_code == 403
    assert browser.http.post("/oppfolging", data=form | {"action": "x"}).status_code == 404
    other = Browser(served.address, town["natt"])
    theirs = form | {"csrf": other.csrf()}
    unknown = theirs | {"person": "finnes-ikke"}
    answers = [other.http.post("/oppfolging", data=data) for data in (theirs, unknown)]
    assert {a.status_code for a in answers} == {404} and answers[0].text == answers[1].text
    other.http.close()


@pytest.mark.parametrize(
    "path", ["/", "/enheter", "/ovinger", "/oppfolging", "/gruppeovinger", "/last-ned.csv"]
)
def test_nobody_gets_in_without_signing_in(served: Served, path: str) -> None:
    answer = httpx.get(served.address + path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/logg-inn")
    forged = httpx.get(served.address + path, cookies={"simtrainer_session": "x"})
    assert forged.status_code == 303


def test_signing_in_out_and_wrongly(served: Served, town: dict[str, dict[str, str]]) -> None:
    login = town["all"]
    wrong = Browser(served.address, login | {"password": "x"})
    nobody = Browser(served.address, {"user": "ingen", "password": "x"})
    assert "hører ikke sammen" in wrong.first.text and wrong.first.status_code == 403
    assert "hører ikke sammen" in nobody.first.text
    station = Browser(served.address, town["pc"])
    assert "ikke tilgang til ledersidene" in station.first.text
    browser = Browser(served.address, login)
    cookie = next(h for h in browser.first.history if "set-cookie" in h.headers)
    assert "HttpOnly" in cookie.headers["set-cookie"]
    assert "SameSite=strict" in cookie.headers["set-cookie"]
    browser.http.post("/logg-ut", data={"csrf": browser.csrf()})
    assert "Brukernavn" in browser.http.get("/").text
    for used in (wrong, nobody, station, browser):
        used.http.close()


def test_another_site_cannot_send_the_form(served: Served, town: dict[str, dict[str, str]]) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    answer = httpx.post(f"{served.address}/logg-inn", data=town["all"], headers=headers)
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_guessing_is_stopped(served: Served, sqlite_url: str) -> None:
    login = commands.credentials(sqlite_url, "Leder gjettet", "leader:*", TENANT)
    for _ in range(10):
        httpx.post(f"{served.address}/logg-inn", data=login | {"password": "x"})
    answer = httpx.post(f"{served.address}/logg-inn", data=login)
    assert answer.status_code == 403 and "Vent et kvarter" in answer.text


def summary(served: Served, login: dict[str, str]) -> httpx.Response:
    pair = (login["user"], login["password"])
    return httpx.get(f"{served.address}/api/leader/summary", auth=pair)


def test_the_summary_for_programs_follows_the_same_rules(
    served: Served, town: dict[str, dict[str, str]]
) -> None:
    told: dict[str, Any] = summary(served, town["all"]).json()
    units = {unit["id"]: unit for unit in told["units"]}
    assert units["fjord"]["completed"] == 39 and units["fjord"]["mean_scaled"] > 0.5
    assert units["natt"]["mean_scaled"] is None and units["natt"]["completed"] == 3
    assert told["hardest"][0].keys() == {"check", "title", "attempts", "share_passed"}
    assert told["statements"] == sum(len(b) for b in all_statements()) + 10
    assert summary(served, town["pc"]).status_code == 403
    assert summary(served, {"user": "x", "password": "y"}).status_code == 401


def test_browsers_are_told_to_be_careful(served: Served) -> None:
    answer = httpx.get(f"{served.address}/logg-inn")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    for path in ("/static/leader.css", "/tokens.css", "/fonts/Inter-Regular.otf"):
        assert httpx.get(served.address + path).status_code == 200


def test_a_page_that_is_not_there_says_so_plainly(served: Served) -> None:
    page = httpx.get(f"{served.address}/nei")
    assert page.status_code == 404 and "Vi finner ikke denne siden" in page.text
    program = httpx.get(f"{served.address}/api/nei")
    assert program.json()["code"] == "hub.not_found"
    assert httpx.get(f"{served.address}/static/../nb.json").status_code == 404


def test_every_text_key_of_the_templates_is_written() -> None:
    web = Path(__file__).parents[3] / "resources" / "web"
    table = json.loads((web / "text" / "nb.json").read_text(encoding="utf-8"))
    used = {
        key
        for path in (web / "templates").glob("*.html")
        for key in re.findall(r't\("(web\.[a-z_.]+[a-z])"', path.read_text(encoding="utf-8"))
    }
    assert used <= set(table)
