"""Whether a municipality has any pointers or voids is asked with every page.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    name = op.f("ix_statement_ref_tenant_id_voiding")
    op.create_index(name, "statement_ref", ["tenant_id", "voiding"], unique=False)
