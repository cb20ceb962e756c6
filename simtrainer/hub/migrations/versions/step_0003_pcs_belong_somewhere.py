"""A PC belongs to units and batches, so that it can fetch who may sit down at it; and the plan.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. PCs and codes from before belong nowhere yet."""
    op.add_column("enrolment", sa.Column("units", sa.Text(), nullable=True))
    op.add_column("enrolment", sa.Column("batches", sa.Text(), nullable=True))
    op.create_table(
        "station_unit",
        sa.Column("station_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_unit_station_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_station_unit_unit_id")),
        sa.PrimaryKeyConstraint("station_id", "unit_id", name=op.f("pk_station_unit")),
    )
    op.create_table(
        "station_batch",
        sa.Column("station_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_batch_station_id")
        ),
        sa.PrimaryKeyConstraint("station_id", "batch_key", name=op.f("pk_station_batch")),
    )
    op.create_table(
        "plan_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.Column("scenario", sa.String(length=200), nullable=False),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("deadline", sa.String(length=10), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_plan_line_tenant_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_plan_line_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_line")),
    )
    op.create_index(op.f("ix_plan_line_tenant_id"), "plan_line", ["tenant_id"], unique=False)
