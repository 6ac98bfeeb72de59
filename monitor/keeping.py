"""Keeping up: a job that brings the read model up to the log where whoever appended could not."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from events.sql.engines import reading
from monitor import metrics
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint

EVERY_S = 2
"""Between looks. A look is two short reads; writers project themselves, so there is rarely more to do."""

# When to look is all the scheduler decides: looks that were missed, by sleep or load, are one, however late.
_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

_log = structlog.stdlib.get_logger("monitor.keeping")


def catch_up(service: Service) -> int:
    """Bring the read model up to the log; the number of appends it took in. Asks before it locks anything.

    Raises:
        Exception: the fold failed; the read model stays where it was, and the next look tries again.
    """
    with reading(service.engine) as connection:
        reached = checkpoint(connection).position
    behind = service.log.head().position - reached
    metrics.behind(behind)
    if not behind:
        return 0
    try:
        done = service.appending.catch_up()
    except Exception:
        metrics.projection_failed()
        raise
    metrics.behind(0)
    _log.info("caught_up", appends=len(done), position=done[-1].position if done else reached)
    return len(done)


@contextmanager
def kept_up(service: Service) -> Iterator[None]:
    """Keep up in a thread of its own until the end of the block."""
    scheduler = BackgroundScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    _schedule(scheduler, service)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown()


def keep_up(service: Service) -> None:
    """Keep up in this thread, until an exception (such as that of a signal) ends it."""
    scheduler = BlockingScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    _schedule(scheduler, service)
    try:
        scheduler.start()
    finally:
        if scheduler.running:
            scheduler.shutdown()


def _schedule(scheduler: BaseScheduler, service: Service) -> None:
    # Two lines for each look would bury all others; failures are still logged.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    scheduler.add_job(catch_up, "interval", [service], seconds=EVERY_S, id="catch-up", name="catch up with the log")
