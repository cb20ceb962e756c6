"""The tables. A statement's place in the store is ``seq``: one number that grows with the moment
of storing, so that it orders, pages and bounds by time all at once (see ``queries.sequence``).

Link tables name their statement by ``seq`` without a foreign key: they are written in the
statement's own transaction by one function, and ``hub verify`` looks for strays; checking each
row twice would cost a fifth of the write speed.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows itself only for a column called INTEGER."""
Guid = Uuid(as_uuid=False)


def _tenant() -> Column[int]:
    return Column("tenant_id", Integer, ForeignKey("tenant.id"), nullable=False)


tenant = Table(
    "tenant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("name", Text, nullable=False),
)

credential = Table(
    "credential",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("user", String(200), nullable=False, unique=True),
    Column("secret", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("revoked_at", String(32)),
)

session = Table(
    "session",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("credential_id", ForeignKey("credential.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

sign_in_failure = Table(
    "sign_in_failure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_digest", String(64), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index(None, "user_digest", "at"),
)

verb = Table(
    "verb",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("iri", Text, nullable=False, unique=True),
)

agent = Table(
    "agent",
    metadata,
    Column("id", Key, primary_key=True),
    _tenant(),
    Column("identifier", Text, nullable=False),
    Column("name", Text),
    UniqueConstraint("identifier", "tenant_id"),
)

activity = Table(
    "activity",
    metadata,
    Column("id", Key, primary_key=True),
    _tenant(),
    Column("iri", Text, nullable=False),
    Column("definition", Text),
    UniqueConstraint("iri", "tenant_id"),
)

statement = Table(
    "statement",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("tenant_id", Integer, nullable=False),
    Column("id", Guid, nullable=False),
    Column("verb_id", Integer, nullable=False),
    Column("registration", Guid),
    Column("voiding", Boolean, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("payload", Text, nullable=False),
    UniqueConstraint("id", "tenant_id"),
    Index(None, "tenant_id", "seq"),
    Index(None, "tenant_id", "verb_id", "seq"),
    Index(None, "tenant_id", "registration", "seq"),
)

statement_agent = Table(
    "statement_agent",
    metadata,
    Column("agent_id", Key, primary_key=True, autoincrement=False),
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("usage", Integer, nullable=False),
    sqlite_with_rowid=False,
)

statement_activity = Table(
    "statement_activity",
    metadata,
    Column("activity_id", Key, primary_key=True, autoincrement=False),
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("usage", Integer, nullable=False),
    sqlite_with_rowid=False,
)

statement_ref = Table(
    "statement_ref",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("tenant_id", Integer, nullable=False),
    Column("target_id", Guid, nullable=False),
    Column("voiding", Boolean, nullable=False),
    Index(None, "target_id", "tenant_id"),
    Index(None, "tenant_id", "voiding"),
)

attachment = Table(
    "attachment",
    metadata,
    Column("tenant_id", Integer, primary_key=True, autoincrement=False),
    Column("sha2", String(128), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

statement_attachment = Table(
    "statement_attachment",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("sha2", String(128), primary_key=True),
    Column("tenant_id", Integer, nullable=False),
    Index(None, "sha2", "tenant_id"),
    sqlite_with_rowid=False,
)

document = Table(
    "document",
    metadata,
    Column("id", Key, primary_key=True),
    _tenant(),
    Column("kind", String(16), nullable=False),
    Column("activity", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("registration", String(36), nullable=False),
    Column("name", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("etag", String(40), nullable=False),
    Column("updated_us", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("tenant_id", "kind", "activity", "agent", "registration", "name"),
    Index(None, "tenant_id", "agent"),
)

unit = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("key", String(200), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("tenant_id", "key"),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("code", String(200), nullable=False),
    UniqueConstraint("tenant_id", "code"),
)

person_name = Table(
    "person_name",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("unit_id", ForeignKey("unit.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("shift", Text, nullable=False),
    Column("superuser", Boolean, nullable=False),
    Column("valid_from", String(10), nullable=False),
    Column("valid_to", String(10)),
    Index(None, "tenant_id", "unit_id"),
    Index(None, "person_id"),
)

run_result = Table(
    "run_result",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("tenant_id", Integer, nullable=False),
    Column("run", Guid, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("person_code", String(200), nullable=False),
    Column("unit_key", String(200), nullable=False),
    Column("scenario", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("mode", String(12), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("station", String(200), nullable=False),
    Column("at", String(32), nullable=False),
    Column("scaled", Float),
    Column("success", Boolean),
    Index(None, "tenant_id", "run"),
    Index(None, "tenant_id", "unit_key", "scenario"),
    Index(None, "tenant_id", "person_code"),
)

check_result = Table(
    "check_result",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("tenant_id", Integer, nullable=False),
    Column("run", Guid, nullable=False),
    Column("scenario", String(200), nullable=False),
    Column("check_key", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("success", Boolean, nullable=False),
    Column("scaled", Float),
    Column("goals", Text, nullable=False),
    Index(None, "tenant_id", "run"),
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("credential_id", ForeignKey("credential.id"), nullable=False),
    Column("action", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "tenant_id", "person_id"),
)

view_log = Table(
    "view_log",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("credential_id", ForeignKey("credential.id"), nullable=False),
    Column("what", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Index(None, "tenant_id", "person_id"),
)

copy_log = Table(
    "copy_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tenant_id", Integer, ForeignKey("tenant.id")),
    Column("kind", String(16), nullable=False),
    Column("path", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("last_seq", Key, nullable=False),
)

erasure = Table(
    "erasure",
    metadata,
    Column("id", Guid, primary_key=True),
    _tenant(),
    Column("at", String(32), nullable=False),
    Column("counts", Text, nullable=False),
)

station = Table(
    "station",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("key", Guid, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("credential_id", ForeignKey("credential.id"), nullable=False),
    Column("enrolled_at", String(32), nullable=False),
    Column("seen_at", String(32)),
    Index(None, "tenant_id"),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("digest", String(64), primary_key=True),
    _tenant(),
    Column("name", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("station_id", ForeignKey("station.id")),
    Column("units", Text),
    Column("batches", Text),
)
"""``units`` and ``batches`` are the keys, as JSON, of what the PC will belong to."""

station_unit = Table(
    "station_unit",
    metadata,
    Column("station_id", ForeignKey("station.id"), primary_key=True, autoincrement=False),
    Column("unit_id", ForeignKey("unit.id"), primary_key=True, autoincrement=False),
)

station_batch = Table(
    "station_batch",
    metadata,
    Column("station_id", ForeignKey("station.id"), primary_key=True, autoincrement=False),
    Column("batch_key", String(200), primary_key=True),
)
"""By the batch's key: batches are made anew by each import."""

seal_key = Table(
    "seal_key",
    metadata,
    Column("tenant_id", Integer, ForeignKey("tenant.id"), primary_key=True, autoincrement=False),
    Column("secret", LargeBinary(32), nullable=False),
)

package = Table(
    "package",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("scenario", String(200), nullable=False),
    Column("version", String(60), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("added_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
    UniqueConstraint("tenant_id", "scenario", "version"),
)

package_pin = Table(
    "package_pin",
    metadata,
    Column("tenant_id", Integer, ForeignKey("tenant.id"), primary_key=True, autoincrement=False),
    Column("scenario", String(200), primary_key=True),
    Column("package_id", ForeignKey("package.id"), nullable=False),
    Column("at", String(32), nullable=False),
)

batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("key", String(200), nullable=False),
    Column("room", Text, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("starts_at", String(16), nullable=False),
    Column("ends_at", String(16), nullable=False),
    UniqueConstraint("tenant_id", "key"),
)

batch_member = Table(
    "batch_member",
    metadata,
    Column("batch_id", ForeignKey("batch.id"), primary_key=True, autoincrement=False),
    Column("person_id", ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Index(None, "person_id"),
)

plan_line = Table(
    "plan_line",
    metadata,
    Column("id", Integer, primary_key=True),
    _tenant(),
    Column("scenario", String(200), nullable=False),
    Column("mandatory", Boolean, nullable=False),
    Column("deadline", String(10), nullable=False),
    Column("role", Text, nullable=False),
    Column("unit_id", ForeignKey("unit.id")),
    Index(None, "tenant_id"),
)
"""What must be taken, by whom and by when; no unit for all, an empty role for everybody."""
