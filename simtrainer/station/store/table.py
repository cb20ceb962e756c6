"""The tables of ``schema`` for SQLAlchemy Core. Import only where a store is open."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
programs = Table(
    "programs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("run", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("program", Text, ForeignKey("programs.sha256"), nullable=False),
    Column("state", Text, nullable=False),
    Column("info", LargeBinary, nullable=False),
    Column("crc32", Integer, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("crc32", Integer, nullable=False),
)
envelopes = Table(
    "envelopes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", Integer, nullable=False),
    Column("problem", Text, nullable=False),
)
keepsakes = Table(
    "keepsakes",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("value", LargeBinary, nullable=False),
    Column("crc32", Integer, nullable=False),
)
