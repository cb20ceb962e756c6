"""The leaders' web: sign-in, overview, units, exercises, follow-up, and the same as JSON."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import FastAPI, Form, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.overview import Choice, Overview, gather, plan_for
from simtrainer.hub.problems import status_of
from simtrainer.hub.queries import figures as rows
from simtrainer.hub.queries.sequence import iso
from simtrainer.hub.resources import gate
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.resources.session import (
    COOKIE,
    Signed,
    check_form,
    from_other_site,
    set_cookie,
    sign_in,
    sign_out,
    signed,
)
from simtrainer.hub.scopes import LEADER, Who
from simtrainer.hub.web import histogram, initials, local, units_csv

ACTIONS = {"not_started": "remind", "started": "help"}
"""Reason for follow-up to the action proposed."""
SHORT_LIST = 4
"""People to follow up on the overview itself."""
_PAGES = {"": "overview", "enheter": "units", "ovinger": "exercises", "oppfolging": "follow_up"}


_SHOWN: dict[str, Callable[[Overview], list[str]]] = {
    "overview": lambda view: [row.person for row in view.figures.follow_up[:SHORT_LIST]],
    "follow_up": lambda view: [row.person for row in view.figures.follow_up],
    "units": lambda view: [m.code for m in view.members] if view.choice.unit else [],
}
"""Page to the people whom it names."""


def install(app: FastAPI, hub: Hub) -> None:
    """Add the pages to the application."""
    desk = Desk(hub)
    web = hub.settings.resources
    app.mount("/static", StaticFiles(directory=web / "web" / "static"), name="static")
    app.mount("/fonts", StaticFiles(directory=web / "fonts"), name="fonts")
    hidden: dict[str, Any] = {"include_in_schema": False}
    app.add_api_route("/tokens.css", desk.tokens, methods=["GET"], **hidden)
    app.add_api_route("/logg-inn", desk.sign_in_page, methods=["GET"], **hidden)
    app.add_api_route("/logg-inn", desk.sign_in, methods=["POST"], **hidden)
    app.add_api_route("/logg-ut", desk.sign_out, methods=["POST"], **hidden)
    app.add_api_route("/personvern", desk.privacy, methods=["GET"], **hidden)
    for path, template in _PAGES.items():
        app.add_api_route(f"/{path}", desk.page(template), methods=["GET"], **hidden)
    app.add_api_route("/gruppeovinger", desk.batches, methods=["GET"], **hidden)
    app.add_api_route("/last-ned.csv", desk.download, methods=["GET"], **hidden)
    app.add_api_route("/oppfolging", desk.follow_up, methods=["POST"], **hidden)
    app.add_api_route("/api/leader/summary", desk.summary, methods=["GET"])
    app.add_exception_handler(404, desk.lost)
    app.add_exception_handler(405, desk.wrong_method)
    app.add_exception_handler(RequestValidationError, desk.invalid)
    app.add_exception_handler(Exception, desk.broken)


class Desk:
    """The pages' handlers, which share a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def tokens(self) -> Response:
        """Design tokens as CSS variables."""
        headers = {"Cache-Control": "max-age=3600"}
        return Response(self.hub.pages.tokens, media_type="text/css", headers=headers)

    def sign_in_page(self) -> Response:
        """The form."""
        return self._html("sign_in", problem="", user="")

    def sign_in(
        self,
        request: Request,
        user: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
    ) -> Response:
        """Check name and password."""
        try:
            if from_other_site(request):
                raise Problem("hub.csrf")
            token = sign_in(self.hub, user.strip(), password)
        except Problem as problem:
            return self._html("sign_in", status=403, problem=problem.code, user=user)
        reply = RedirectResponse("/", 303)
        set_cookie(self.hub, reply, token)
        return reply

    def sign_out(self, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
        """End the session."""
        here = self._signed(request)
        if here is not None:
            try:
                check_form(here, csrf)
            except Problem as problem:
                return self._problem(problem)
            sign_out(self.hub, request.cookies[COOKIE])
        reply = RedirectResponse("/logg-inn", 303)
        reply.delete_cookie(COOKIE, path="/")
        return reply

    def page(self, template: str) -> Callable[..., Response]:
        """A page behind the sign-in."""

        def shown(request: Request, enhet: str = "", oving: str = "") -> Response:
            try:
                here = self._signed(request)
                if here is None:
                    return RedirectResponse("/logg-inn", 303)
                view = self._overview(here.who, Choice(enhet, oving))
                self._log(here.who, view, template)
            except Problem as problem:
                return self._problem(problem)
            return self._html(template, **self._frame(here, template), **self._values(view))

        return shown

    def download(self, request: Request, enhet: str = "", oving: str = "") -> Response:
        """The units' figures for a spreadsheet."""
        try:
            here = self._signed(request)
            if here is None:
                return RedirectResponse("/logg-inn", 303)
            view = self._overview(here.who, Choice(enhet, oving))
        except Problem as problem:
            return self._problem(problem)
        headers = {"Content-Disposition": 'attachment; filename="simtrainer.csv"'}
        content = units_csv(view, self.hub.pages.texts).encode("utf-8-sig")
        return Response(content, headers=headers, media_type="text/csv")

    def privacy(self, request: Request) -> Response:
        """What is stored, and who may see it."""
        here = self._signed(request)
        if here is None:
            return RedirectResponse("/logg-inn", 303)
        return self._html("privacy", **self._frame(here, "privacy"), group=self._group)

    def batches(self, request: Request) -> Response:
        """Batches with people from the leader's units, and who is in none yet."""
        try:
            here = self._signed(request)
            if here is None:
                return RedirectResponse("/logg-inn", 303)
            plan = self.hub.database.read(lambda c: plan_for(c, here.who))
        except Problem as problem:
            return self._problem(problem)
        days = {row.key: self.hub.pages.day(row.starts_at) for row, _ in plan.batches}
        frame = self._frame(here, "batches")
        return self._html("batches", **frame, plan=plan, days=days, group=self._group)

    def follow_up(
        self,
        request: Request,
        person: Annotated[str, Form()] = "",
        action: Annotated[str, Form()] = "",
        csrf: Annotated[str, Form()] = "",
    ) -> Response:
        """Note what will be done about someone in the leader's own units."""
        try:
            here = self._signed(request)
            if here is None:
                return RedirectResponse("/logg-inn", 303)
            check_form(here, csrf)
            self._note(here.who, person, action)
        except Problem as problem:
            return self._problem(problem)
        return RedirectResponse("/oppfolging", 303)

    async def summary(self, request: Request) -> Response:
        """Figures for programs: the same rules as the page."""
        try:
            who = await run_in_threadpool(self._caller, request)
            who.need(LEADER)
            view = await run_in_threadpool(self._overview, who, Choice())
        except Problem as problem:
            return refused(problem)
        return JSONResponse(summary_of(view), headers={"Cache-Control": "no-store"})

    async def lost(self, request: Request, _error: Exception) -> Response:
        """Nothing at that address."""
        return self._told(request, Problem("hub.not_found"))

    async def wrong_method(self, request: Request, _error: Exception) -> Response:
        """The address does not answer that method."""
        return self._told(request, Problem("hub.method"))

    async def invalid(self, request: Request, error: Exception) -> Response:
        """A field is missing or of another kind; what was sent is not sent back."""
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return self._told(request, Problem("hub.invalid", path=where, detail=first["msg"]))

    async def broken(self, request: Request, _error: Exception) -> Response:
        """A fault of ours: said plainly; the server's log has the rest."""
        return self._told(request, Problem("hub.internal"))

    def _told(self, request: Request, problem: Problem) -> Response:
        """Programs get JSON, people a page."""
        if request.url.path.startswith(("/api/", "/xapi/")):
            return refused(problem)
        return self._problem(problem)

    @property
    def _group(self) -> int:
        return self.hub.settings.minimum_group

    def _signed(self, request: Request) -> Signed | None:
        return signed(self.hub, request.cookies.get(COOKIE))

    def _caller(self, request: Request) -> Who:
        here = self._signed(request)
        if here is not None:
            return here.who
        return gate.authenticate(self.hub, request.headers.get("authorization", ""))

    def _overview(self, who: Who, choice: Choice) -> Overview:
        return self.hub.database.read(lambda c: gather(c, who, choice, self._group))

    def _log(self, who: Who, view: Overview, template: str) -> None:
        """Note whose names this page shows, for those people to see."""
        shown = _SHOWN.get(template)
        codes = shown(view) if shown else []
        people = [view.people[code] for code in codes if code in view.people]
        if not people:
            return
        at = iso(datetime.now(UTC))
        self.hub.database.write(
            lambda c: rows.log_views(c, who.tenant, who.id, people, template, at)
        )

    def _note(self, who: Who, person: str, action: str) -> None:
        view = self._overview(who, Choice())
        mine = {row.person for row in view.figures.follow_up}
        if person not in mine or person not in view.people or action not in ACTIONS.values():
            raise Problem("hub.not_found")
        row, at = view.people[person], iso(datetime.now(UTC))
        self.hub.database.write(
            lambda c: rows.add_follow_up(c, who.tenant, who.id, row, action, at)
        )

    def _frame(self, here: Signed, page: str) -> dict[str, Any]:
        now = local(self.hub.settings.zone)
        return {
            "name": here.who.name,
            "initials": initials(here.who.name),
            "municipality": self.hub.settings.municipality,
            "csrf": here.csrf,
            "page": page,
            "clock": f"{now:%H:%M}",
        }

    def _values(self, view: Overview) -> dict[str, Any]:
        settings, pages = self.hub.settings, self.hub.pages
        goal_day = pages.day(settings.goal_date) if settings.goal_date else ""
        done = {code: (action, pages.day(at)) for code, (action, at, _) in view.actions.items()}
        return {
            "view": view,
            "figures": view.figures,
            "goal_share": settings.goal_share,
            "goal_day": goal_day,
            "pass_share": settings.pass_share,
            "histogram": histogram(view.figures.bins, settings.pass_share),
            "actions": ACTIONS,
            "taken": done,
            "group": self._group,
            "short_list": SHORT_LIST,
        }

    def _html(self, template: str, status: int = 200, **values: Any) -> Response:
        page = self.hub.pages.draw(template, **values)
        return HTMLResponse(page, status, {"Cache-Control": "no-store"})

    def _problem(self, problem: Problem) -> Response:
        return self._html("problem", status_of(problem), code=problem.code)


def summary_of(view: Overview) -> dict[str, Any]:
    """A leader's figures as plain data."""
    found = view.figures
    return {
        "units": [
            {
                "id": unit.key,
                "name": unit.name,
                "members": unit.members,
                "completed": unit.completed,
                "mean_scaled": None if unit.mean is None else round(unit.mean, 4),
            }
            for unit in found.units
        ],
        "hardest": [
            {
                "check": row.key,
                "title": row.title,
                "attempts": row.attempts,
                "share_passed": round(row.share, 4),
            }
            for row in found.checks
        ],
        "statements": view.statements,
    }
