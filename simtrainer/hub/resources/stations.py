"""What PCs ask for besides xAPI: to be enrolled, and packages."""

import time
from base64 import b64encode
from datetime import UTC, datetime
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy import Connection

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub
from simtrainer.hub.queries import credentials
from simtrainer.hub.queries import stations as stored
from simtrainer.hub.queries.sequence import iso
from simtrainer.hub.resources.gate import authenticate
from simtrainer.hub.resources.refusal import refused
from simtrainer.hub.scopes import ASSIGNMENT, PACKAGES
from simtrainer.hub.sealing import new_secret_key, public_key
from simtrainer.hub.secrets import digest, hashed, new_secret
from simtrainer.wire.enrolment import EnrolAnswer, EnrolRequest, PackageEntry, PackageList

router = APIRouter(prefix="/api")
_NO_STORE = {"Cache-Control": "no-store"}


@router.post("/enrol", response_model=EnrolAnswer)
def enrol(request: Request, asked: EnrolRequest) -> Response:
    """Trade a one-time token for a key that may write results and read packages."""
    hub: Hub = request.app.state.hub
    try:
        made = _enrolled(hub, asked, str(request.base_url))
    except Problem as problem:
        return refused(problem)
    return JSONResponse(made.model_dump(), 201, _NO_STORE)


def _enrolled(hub: Hub, asked: EnrolRequest, base: str) -> EnrolAnswer:
    key, password = str(uuid4()), new_secret()
    hidden, at = hashed(password), iso(datetime.now(UTC))
    mark = digest(asked.token)

    def work(connection: Connection) -> tuple[str, bytes]:
        token = stored.take_token(connection, mark, int(time.time()))
        name = asked.name.strip() or token.name
        credentials.add(connection, token.tenant, key, hidden, "station", name, at)
        stored.enrol(connection, token, mark, key, name, at)
        return name, stored.seal_secret(connection, token.tenant, new_secret_key())

    name, secret = hub.database.write(work)
    return EnrolAnswer(
        station=key,
        name=name,
        user=key,
        password=password,
        xapi=f"{(hub.settings.public_url or base).rstrip('/')}/xapi",
        seal_key=b64encode(public_key(secret)).decode(),
    )


@router.delete("/enrol", status_code=204, response_class=Response)
def leave(request: Request) -> Response:
    """The caller's own PC has been emptied: its key opens nothing more, and its name is free."""
    hub: Hub = request.app.state.hub
    at = iso(datetime.now(UTC))
    try:
        who = authenticate(hub, request.headers.get("authorization", ""))
        who.need(ASSIGNMENT)
        hub.database.write(lambda c: stored.leave(c, who.tenant, who.id, at))
    except Problem as problem:
        return refused(problem)
    return Response(status_code=204)


@router.get("/packages", response_model=PackageList)
def packages(request: Request) -> Response:
    """The packages that the caller's PC should have."""
    hub: Hub = request.app.state.hub
    try:
        who = authenticate(hub, request.headers.get("authorization", ""))
        who.need(PACKAGES)
        rows = hub.database.read(lambda c: stored.packages(c, who.tenant))
    except Problem as problem:
        return refused(problem)
    found = PackageList(
        packages=[
            PackageEntry(
                scenario=row.scenario,
                version=row.version,
                sha256=row.sha256,
                size=row.size,
                url=f"/api/packages/{row.sha256}",
            )
            for row in rows
        ]
    )
    return JSONResponse(found.model_dump(), headers=_NO_STORE)


@router.get("/packages/{sha256}", response_class=Response)
def package(request: Request, sha256: str) -> Response:
    """A package's bytes; they never change, so they may be kept."""
    hub: Hub = request.app.state.hub
    try:
        who = authenticate(hub, request.headers.get("authorization", ""))
        who.need(PACKAGES)
        content = hub.database.read(lambda c: stored.package_content(c, who.tenant, sha256))
        if content is None:
            raise Problem("hub.not_found")
    except Problem as problem:
        return refused(problem)
    headers = {"ETag": f'"{sha256}"', "Cache-Control": "private, max-age=31536000, immutable"}
    return Response(content, headers=headers, media_type="application/octet-stream")
