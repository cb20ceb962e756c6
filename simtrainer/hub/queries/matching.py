"""When a statement is one of those asked for: the conditions that all searches share. Values are
named and come later, so that a question is put into words once for all who ask it."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    ScalarSelect,
    Select,
    String,
    Table,
    and_,
    bindparam,
    exists,
    literal_column,
    select,
)

from simtrainer.hub.queries.tables import (
    Guid,
    Key,
    activity,
    agent,
    statement,
    statement_activity,
    statement_agent,
    statement_ref,
    verb,
)
from simtrainer.hub.shapes.incoming import ACTIVITY_OBJECT, AUTHORITY, DIRECT_AGENT

TENANT = bindparam("tenant", type_=Integer())
_NONE = literal_column("0", Integer())


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for. ``after`` and ``before`` are numbers of statements, both left out of
    the answer; ``mine`` is the identifier of the only authority whose statements may be seen."""

    agent: str | None = None
    verb: str | None = None
    activity: str | None = None
    registration: str | None = None
    related_agents: bool = False
    related_activities: bool = False
    after: int | None = None
    before: int | None = None
    ascending: bool = False
    limit: int = 100
    mine: str | None = None

    @property
    def by_content(self) -> bool:
        """Whether anything but time is asked for."""
        return any((self.agent, self.verb, self.activity, self.registration))

    @property
    def shape(self) -> "Shape":
        """What is asked, without the values."""
        return Shape(
            self.agent is not None,
            self.verb is not None,
            self.activity is not None,
            self.registration is not None,
            self.related_agents,
            self.related_activities,
            self.after is not None,
            self.before is not None,
            self.ascending,
            self.mine is not None,
            self.limit + 1,
        )

    def values(self, tenant: int) -> dict[str, Any]:
        """The named values of every query about it."""
        return {
            "tenant": tenant,
            "agent": self.agent,
            "verb": self.verb,
            "activity": self.activity,
            "registration": self.registration,
            "after": self.after,
            "before": self.before,
            "mine": self.mine,
        }


class Shape(NamedTuple):
    """A ``Filter`` without its values: which are given, and what they are given for."""

    agent: bool
    verb: bool
    activity: bool
    registration: bool
    related_agents: bool
    related_activities: bool
    after: bool
    before: bool
    ascending: bool
    mine: bool
    most: int
    """Rows to be had: one more than the page, which tells whether there is a next. It stands in
    the query itself; for a number that is not known PostgreSQL plans anew each time."""


def matching(
    shape: Shape,
) -> tuple[FromClause, list[ColumnElement[bool]], ColumnElement[Any]]:
    """Tables, conditions and the column to order by, such that a page costs the page and not the
    table: agents and activities are the tenant's own and lead the way by themselves; naming the
    tenant again would tempt a database into walking all its statements."""
    tables: FromClause = statement
    by_link = shape.agent or shape.activity
    conditions = [] if by_link else [statement.c.tenant_id == TENANT]
    conditions += said_by(statement, shape)
    order: ColumnElement[Any] = statement.c.seq
    for link, is_it, mask in links(shape):
        tables = tables.join(link, link.c.seq == statement.c.seq)
        conditions.append(is_it)
        order = link.c.seq
        if mask is not None:
            conditions.append(used(link, mask))
    return tables, conditions, order


def said_by(row: FromClause, shape: Shape) -> list[ColumnElement[bool]]:
    """What a statement's own row must say."""
    conditions: list[ColumnElement[bool]] = []
    if shape.verb:
        known = select(verb.c.id).where(verb.c.iri == bindparam("verb", type_=String()))
        conditions.append(row.c.verb_id == known.scalar_subquery())
    if shape.registration:
        conditions.append(row.c.registration == bindparam("registration", type_=Guid))
    return conditions


def links(shape: Shape) -> list[tuple[Table, ColumnElement[bool], int | None]]:
    """Each link table that counts, what its key must be, and the uses that count; none for all."""
    found: list[tuple[Table, ColumnElement[bool], int | None]] = []
    if shape.activity:
        key = _known(activity, activity.c.iri, "activity")
        uses = None if shape.related_activities else ACTIVITY_OBJECT
        found.append((statement_activity, statement_activity.c.activity_id == key, uses))
    if shape.agent:
        key = _known(agent, agent.c.identifier, "agent")
        uses = None if shape.related_agents else DIRECT_AGENT
        found.append((statement_agent, statement_agent.c.agent_id == key, uses))
    return found


def _known(table: Table, column: ColumnElement[str], name: str) -> ScalarSelect[int]:
    """The row of a word that was given; none where it has never been heard, and then nothing
    matches."""
    query = select(table.c.id).where(
        table.c.tenant_id == TENANT, column == bindparam(name, type_=String())
    )
    return query.scalar_subquery()


def used(link: FromClause, mask: int) -> ColumnElement[bool]:
    """Whether one of these uses is made of the agent or activity."""
    return link.c.usage.bitwise_and(literal_column(str(mask), Integer())) != _NONE


def bounded(
    query: Select[Any], shape: Shape, order: ColumnElement[Any], row: FromClause = statement
) -> Select[Any]:
    """The page's part of a query: bounds, order, limit, and what may be seen."""
    query = query.where(~is_voided(row))
    if shape.after:
        query = query.where(order > bindparam("after", type_=Key))
    if shape.before:
        query = query.where(order < bindparam("before", type_=Key))
    if shape.mine:
        query = query.where(owned(row))
    most = literal_column(str(shape.most), Integer())
    ordered = query.order_by(order if shape.ascending else order.desc())
    return ordered.limit(most).offset(_NONE)  # else SQLAlchemy says it to SQLite with a value


def is_voided(row: FromClause = statement) -> ColumnElement[bool]:
    """Whether a voiding statement points here, whichever came first; a void cannot be voided.
    Where the tenant has no voids at all, no row is looked at for it."""
    void, other = statement_ref.alias("void"), statement_ref.alias("other")
    any_void = select(exists().where(other.c.tenant_id == TENANT, other.c.voiding))
    points = exists().where(
        void.c.tenant_id == row.c.tenant_id, void.c.target_id == row.c.id, void.c.voiding
    )
    return and_(any_void.scalar_subquery(), ~row.c.voiding, points)


def owned(row: FromClause = statement) -> ColumnElement[bool]:
    """Whether the authority named ``mine`` stored it, for those who may read only their own."""
    link, owner = statement_agent.alias("own"), agent.alias("owner")
    return exists().where(
        owner.c.tenant_id == TENANT,
        owner.c.identifier == bindparam("mine", type_=String()),
        link.c.agent_id == owner.c.id,
        link.c.seq == row.c.seq,
        used(link, AUTHORITY),
    )
