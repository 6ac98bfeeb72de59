"""What Alembic runs for every command, on the connection that ``migrations/upgrade.py`` or ``revise.py`` opened."""

from collections.abc import Iterable

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations import MigrationScript

from migrations.targets import TARGETS, is_modelled


def _number(
    _context: MigrationContext, _revision: str | Iterable[str | None] | Iterable[str], scripts: list[MigrationScript]
) -> None:
    """Revisions are numbered in the order they run in."""
    for script in scripts:
        newest = context.script.get_current_head()
        script.rev_id = f"{int(newest or 0) + 1:04d}"


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TARGETS,
    include_name=is_modelled,
    transactional_ddl=True,
    transaction_per_migration=True,
    process_revision_directives=_number,
)
with context.begin_transaction():
    context.run_migrations()
