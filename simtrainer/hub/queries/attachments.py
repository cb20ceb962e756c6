"""Files that statements carry, each stored once per municipality."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from simtrainer.hub.queries.bulk import among, insert_all, insert_new
from simtrainer.hub.queries.tables import attachment, statement_attachment
from simtrainer.hub.shapes.incoming import Incoming
from simtrainer.hub.shapes.mixed import attachments_of


def keep(
    connection: Connection,
    tenant: int,
    new: Sequence[tuple[int, Incoming]],
    files: Mapping[str, bytes],
) -> None:
    """Store the files of statements just stored."""
    links = sorted(
        {
            (seq, item["sha2"].lower())
            for seq, one in new
            for item in attachments_of(one.body)
            if item["sha2"].lower() in files
        }
    )
    rows = [
        {"tenant_id": tenant, "sha2": digest, "content": files[digest]}
        for digest in sorted({digest for _, digest in links})
    ]
    insert_new(connection, attachment, rows, "sha2")
    insert_all(
        connection,
        statement_attachment,
        [{"seq": seq, "sha2": digest, "tenant_id": tenant} for seq, digest in links],
    )


def contents(connection: Connection, tenant: int, digests: Iterable[str]) -> dict[str, bytes]:
    """The files with these digests that are stored here."""
    query = select(attachment.c.sha2, attachment.c.content).where(
        attachment.c.tenant_id == tenant, among(connection, attachment.c.sha2, sorted(set(digests)))
    )
    return {row.sha2: bytes(row.content) for row in connection.execute(query)}
