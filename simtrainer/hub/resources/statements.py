"""The statements resource (xAPI 1.0.3 Communication 2.1; IEEE 9274.1.1 clause 5.1.2)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

import orjson

from simtrainer.base.problem import Problem
from simtrainer.hub.hub import Hub, Reader
from simtrainer.hub.queries import attachments, find
from simtrainer.hub.queries.at_once import NotAtOnce
from simtrainer.hub.queries.horizon import JUST_NOW_S
from simtrainer.hub.queries.matching import Filter
from simtrainer.hub.queries.piece import Piece
from simtrainer.hub.queries.sequence import iso, moment_of, seq_at
from simtrainer.hub.resources.ask import JSON, Answer, Ask, json_answer, parse_json
from simtrainer.hub.resources.parameters import (
    count_parameter,
    flag_parameter,
    http_date,
    identifier_of,
    iri_parameter,
    moment_parameter,
    uuid_parameter,
)
from simtrainer.hub.scopes import READ, READ_MINE, WRITE
from simtrainer.hub.shapes.actor import identifier
from simtrainer.hub.shapes.fault import Fault
from simtrainer.hub.shapes.format import (
    FORMATS,
    accepted_languages,
    activity_iris,
    canonical,
    only_ids,
)
from simtrainer.hub.shapes.incoming import Incoming, prepare
from simtrainer.hub.shapes.mixed import (
    Files,
    attachments_of,
    boundary_of,
    check_files,
    files_of,
    mixed,
    parts_of,
)
from simtrainer.hub.shapes.signature import check_signatures
from simtrainer.hub.shapes.statement import a_statement

CONSISTENT = "X-Experience-API-Consistent-Through"
_FILTERS = (
    "agent", "verb", "activity", "registration", "related_activities", "related_agents",
    "since", "until", "limit", "ascending",
)  # fmt: skip
_GIVING = ("format", "attachments")
_STORED_VERSION = {"1.0.3": "1.0.0", "2.0.0": "2.0.0"}


def post(hub: Hub, ask: Ask) -> Answer:
    """Store one statement or many, in one transaction."""
    ask.who.need(WRITE)
    ask.only()
    value, files = _body(ask)
    bodies = value if type(value) is list else [value]
    if len(bodies) > hub.settings.limits.statements:
        raise Problem("hub.too_large", detail=f"at most {hub.settings.limits.statements} at once")
    batch = [
        _incoming(body, ask, index if type(value) is list else None)
        for index, body in enumerate(bodies)
    ]
    _refuse_repeated_ids(batch)
    _store(hub, ask, batch, files)
    return json_answer([one.id for one in batch])


def put(hub: Hub, ask: Ask) -> Answer:
    """Store one statement under the id in the address."""
    ask.who.need(WRITE)
    ask.only("statementId")
    ask.need("statementId")
    key = uuid_parameter(ask, "statementId") or ""
    body, files = _body(ask)
    if type(body) is not dict:
        raise Problem("hub.invalid", detail="must be one statement")
    if "id" in body and str(body["id"]).lower() != key:
        raise Problem("hub.invalid", path="id", detail="must be the statementId parameter")
    body["id"] = key
    _store(hub, ask, [_incoming(body, ask, None)], files)
    return Answer(204)


def get(hub: Hub, ask: Ask) -> Answer:
    """One statement by id, or a page of those that match."""
    ask.who.need(READ, READ_MINE)
    ids = [name for name in ("statementId", "voidedStatementId") if name in ask.params]
    if ids:
        return _one(hub, ask, ids)
    ask.only(*_FILTERS, *_GIVING)
    return _page(hub, ask, _filter(hub, ask))


def more(hub: Hub, ask: Ask) -> Answer:
    """The next page; the address holds all that was asked for and where to go on."""
    ask.who.need(READ, READ_MINE)
    ask.only("after")
    try:
        state = orjson.loads(urlsafe_b64decode(ask.need("after")))
        params, last = {str(k): str(v) for k, v in state["ask"].items()}, int(state["seq"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Problem("hub.parameter", path="after", detail="is not of this server") from None
    again = replace(ask, params=params)
    return _page(hub, again, _filter(hub, again, last))


def _body(ask: Ask) -> tuple[Any, Files]:
    """The JSON of the request, and the files that came with it."""
    if ask.media_type == JSON:
        return parse_json(ask.body), {}
    if ask.media_type != "multipart/mixed":
        raise Problem("hub.content_type", detail=f"{ask.media_type or 'none'} given")
    try:
        first, *rest = parts_of(ask.body, boundary_of(ask.headers["content-type"]))
        if first.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
            raise Fault("of the first part must be application/json", "Content-Type")
        return parse_json(first.content), files_of(rest)
    except Fault as fault:
        raise Problem("hub.invalid", path=fault.where or None, detail=fault.reason) from None


def _incoming(body: Any, ask: Ask, index: int | None) -> Incoming:
    try:
        a_statement(body, ask.version)
    except Fault as fault:
        where = (fault if index is None else fault.under(index)).where
        raise Problem("hub.invalid", path=where, detail=fault.reason) from None
    return prepare(body, str(body.get("id") or uuid4()).lower())


def _refuse_repeated_ids(batch: list[Incoming]) -> None:
    seen: set[str] = set()
    for one in batch:
        if one.id in seen:
            raise Problem("hub.invalid", detail=f"two statements have the id {one.id}")
        seen.add(one.id)


def _store(hub: Hub, ask: Ask, batch: list[Incoming], files: Files) -> None:
    authority = hub.authority(ask.who.user)
    try:
        check_files((one.body for one in batch), files)
        for one in batch:
            check_signatures(one.body, files, ask.version)
    except Fault as fault:
        raise Problem("hub.invalid", path=fault.where, detail=fault.reason) from None

    if batch:
        version = _STORED_VERSION[ask.version]
        hub.together.store(Piece(ask.who.tenant, batch, authority, version, files))


def _mine(hub: Hub, ask: Ask) -> str | None:
    """The identifier of the caller's own authority, where nothing else may be read."""
    return None if ask.who.may(READ) else identifier(hub.authority(ask.who.user))


def _one(hub: Hub, ask: Ask, ids: list[str]) -> Answer:
    ask.only("statementId", "voidedStatementId", *_GIVING)
    if len(ids) > 1:
        raise Problem("hub.parameter", path=ids[1], detail="cannot be used with statementId")
    key = uuid_parameter(ask, ids[0]) or ""
    voided = ids[0] == "voidedStatementId"
    through = hub.horizon.told(JUST_NOW_S)
    row = find.by_id(hub.database, ask.who.tenant, key, voided=voided, mine=_mine(hub, ask))
    if row is None:
        raise Problem("hub.not_found")
    seq, payload = row
    (text,) = _formatted(hub, ask, [payload])
    stored = moment_of(seq)
    headers = {CONSISTENT: iso(max(through, stored)), "Last-Modified": http_date(stored)}
    return _with_files(hub, ask, text, [payload], headers)


def _page(hub: Hub, ask: Ask, wanted: Filter) -> Answer:
    if ask.reader is not None:
        return _page_at_once(ask.reader, ask, wanted)
    through = hub.horizon.told(JUST_NOW_S)
    page = find.page(hub.database, ask.who.tenant, wanted, ask.proof)
    link = "" if page.next is None else _more_link(ask, page.next)
    body = _listed(_formatted(hub, ask, page.payloads), link)
    return _with_files(hub, ask, body, page.payloads, {CONSISTENT: _told(through)})


def _page_at_once(reader: Reader, ask: Ask, wanted: Filter) -> Answer:
    """The page as it is stored; raises ``NotAtOnce`` where that will not do."""
    if ask.proof is None or any(name in ask.params for name in _GIVING):
        raise NotAtOnce
    through = reader.horizon.told(JUST_NOW_S)
    page = find.whole(reader.database, ask.who.tenant, wanted, ask.proof)
    if page is None:
        raise NotAtOnce
    link = "" if page.next is None else _more_link(ask, page.next)
    body = b"".join((_BEGINS, page.text, _ENDS, orjson.dumps(link), b"}"))
    return Answer(200, body, JSON, {CONSISTENT: _told(through)})


_BEGINS, _ENDS = b'{"statements":[', b'],"more":'
_told = lru_cache(maxsize=8)(iso)
"""Many pages are told the same moment."""


def _listed(texts: list[bytes], link: str) -> bytes:
    """A page as JSON. Everything is copied once only: a page is long."""
    parts = [b","] * max(0, 2 * len(texts) - 1)
    parts[::2] = texts
    return b"".join((_BEGINS, *parts, _ENDS, orjson.dumps(link), b"}"))


def _with_files(
    hub: Hub, ask: Ask, body: bytes, payloads: list[bytes], headers: dict[str, str]
) -> Answer:
    """The answer with the files of its statements, where they are asked for."""
    if not flag_parameter(ask, "attachments"):
        return Answer(200, body, JSON, headers)
    kinds = {
        item["sha2"].lower(): item["contentType"]
        for payload in payloads
        for item in attachments_of(orjson.loads(payload))
    }
    held = hub.database.read(lambda c: attachments.contents(c, ask.who.tenant, kinds))
    files = [(kinds[digest], digest, content) for digest, content in held.items()]
    boundary = uuid4().hex
    kind = f"multipart/mixed; boundary={boundary}"
    return Answer(200, mixed(body, files, boundary), kind, headers)


def _more_link(ask: Ask, seq: int) -> str:
    state = orjson.dumps({"ask": dict(ask.params), "seq": seq})
    return f"/xapi/statements/more?after={urlsafe_b64encode(state).decode()}"


def _formatted(hub: Hub, ask: Ask, payloads: list[bytes]) -> list[bytes]:
    kind = ask.params.get("format", "exact")
    if kind not in FORMATS:
        raise Problem("hub.parameter", path="format", detail=f"must be one of {FORMATS}")
    if kind == "exact":
        return payloads
    bodies = [orjson.loads(payload) for payload in payloads]
    if kind == "ids":
        changed = [only_ids(body) for body in bodies]
    else:
        iris = set().union(*(activity_iris(body) for body in bodies))
        known = hub.database.read(lambda c: find.definitions(c, ask.who.tenant, iris))
        languages = accepted_languages(ask.headers.get("accept-language", ""))
        changed = [canonical(body, known, languages) for body in bodies]
    return [orjson.dumps(body) for body in changed]


def _filter(hub: Hub, ask: Ask, last: int | None = None) -> Filter:
    ascending = flag_parameter(ask, "ascending")
    since, until = moment_parameter(ask, "since"), moment_parameter(ask, "until")
    after = None if since is None else seq_at(since + timedelta(microseconds=1)) - 1
    before = None if until is None else seq_at(until + timedelta(microseconds=1))
    if last is not None:
        after, before = (last, before) if ascending else (after, last)
    limit, most = count_parameter(ask, "limit"), hub.settings.limits.page
    return Filter(
        agent=identifier_of(ask.params["agent"]) if "agent" in ask.params else None,
        verb=iri_parameter(ask, "verb"),
        activity=iri_parameter(ask, "activity"),
        registration=uuid_parameter(ask, "registration"),
        related_agents=flag_parameter(ask, "related_agents"),
        related_activities=flag_parameter(ask, "related_activities"),
        after=after,
        before=before,
        ascending=ascending,
        limit=min(limit, most) if limit else most,
        mine=_mine(hub, ask),
    )
