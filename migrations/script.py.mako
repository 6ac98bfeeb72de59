"""${message}.

Running services of the release before meet the new tables, so a step that takes something away comes one release after
the code stopped using it: add, fill, enforce, remove. The tables of the log (events, event_tags, event_texts, appends,
idempotency, log_head) are never batch-altered: SQLite would make them anew without what guards them.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
