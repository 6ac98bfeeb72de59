"""Whether the service is alive, whether it is ready and if not why, and its figures."""

from collections.abc import Iterator
from functools import cache

import structlog
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from fastapi import APIRouter, Response
from sqlalchemy.exc import SQLAlchemyError

from events.sql.engines import reading
from migrations.upgrade import alembic_config
from monitor import metrics
from monitor.api import shapes
from monitor.api.answering import written_answer
from monitor.api.documentation import plain
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.api.watch_answers import Ready
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint

router = APIRouter(tags=["Service"])

BEHIND_FOR_S = 30
"""How long an append may wait for the read model; a batch of the largest size is taken in within seconds."""

_log = structlog.stdlib.get_logger("monitor.api")


@router.get("/", responses=plain(shapes.Started))
def read_start() -> Response:
    """Where to go from here."""
    return written_answer(
        {
            "service": "Reform Monitor",
            "openapi": "/openapi.json",
            "board": "/v1/commitments",
            "events": "/v1/events",
            "rules": "/v1/rules",
            "ready": "/readyz",
        },
        # A browser gets a page at this address.
        headers={"Vary": "Accept"},
    )


@router.get("/healthz", responses=plain(shapes.Alive))
async def read_health() -> Response:
    """That the process answers; nothing else is asked."""
    return written_answer({"status": "alive"})


@router.get("/readyz", responses=plain(Ready))
def read_readiness(service: Served) -> Response:
    """That the service can answer reads and take appends, or why not; and how the work beside that goes.

    What is not well with that work makes nobody unready, as answers do not suffer from it: it is told as a warning.
    """
    reasons = list(_reasons(service))
    found = {"ready": not reasons, "reasons": reasons, **service.wellbeing.shape()}
    if reasons:
        raise Problem("unavailable", "; ".join(reasons), more=found)
    return written_answer(found)


@router.get(
    "/metrics", response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}
)
def read_metrics(service: Served) -> Response:
    """Figures in the text form of Prometheus."""
    service.wellbeing.measure()
    return Response(metrics.exposition(), headers={"Cache-Control": "no-store", "Content-Type": metrics.CONTENT_TYPE})


def _reasons(service: Service) -> Iterator[str]:
    try:
        with reading(service.engine) as connection:
            revisions = set(MigrationContext.configure(connection).get_current_heads())
            if revisions != _newest():
                found = ", ".join(sorted(revisions)) or "none"
                yield f"migrations: the database is at revision {found}, the program at {', '.join(sorted(_newest()))}"
                return
            reached = checkpoint(connection).position
        yield from _projector_reasons(service, reached)
    except SQLAlchemyError as error:
        _log.warning("not_ready", error=type(error).__name__)
        yield "database: it cannot be reached"


def _projector_reasons(service: Service, reached: int) -> Iterator[str]:
    behind = service.log.head().position - reached
    metrics.behind(max(behind, 0))
    first = service.log.append_holding(reached + 1) if behind > 0 else None
    waits_s = (service.now() - first.recorded_at).total_seconds() if first is not None else 0
    if waits_s > BEHIND_FOR_S:
        yield f"read model: {behind} positions behind, the first of them for {waits_s:.0f} s"


@cache
def _newest() -> frozenset[str]:
    return frozenset(ScriptDirectory.from_config(alembic_config()).get_heads())
