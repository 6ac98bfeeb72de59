"""Keeping up: the jobs that run beside the answers: the read model brought up, days swept, messages sent."""

import logging
from collections.abc import Callable, Iterator
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
from monitor.sending import sending

EVERY_S = 2
"""Between looks. A look is two short reads; writers project themselves, so there is rarely more to do."""

SWEPT_EVERY_S = 60
SENT_EVERY_S = 0.2
"""Between looks for messages: what is told at once arrives within a fraction of a second."""

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


def sweep(service: Service) -> int:
    """Tell what time alone has brought where a new day has begun; how much there was."""
    told = service.projector.sweep(service.now())
    if told:
        _log.info("days_swept", notices=told)
    return told


@contextmanager
def kept_up(service: Service) -> Iterator[None]:
    """Keep up in threads of their own until the end of the block."""
    scheduler = BackgroundScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    with sending(service) as send:
        _schedule(scheduler, service, send)
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown()


def keep_up(service: Service) -> None:
    """Keep up in this thread, until an exception (such as that of a signal) ends it."""
    scheduler = BlockingScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    with sending(service) as send:
        _schedule(scheduler, service, send)
        try:
            scheduler.start()
        finally:
            if scheduler.running:
                scheduler.shutdown()


def _schedule(scheduler: BaseScheduler, service: Service, send: Callable[[], object]) -> None:
    # Two lines for each look would bury all others; failures are still logged.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    every = "interval"
    scheduler.add_job(catch_up, every, [service], seconds=EVERY_S, id="catch-up", name="catch up with the log")
    scheduler.add_job(sweep, every, [service], seconds=SWEPT_EVERY_S, id="sweep", name="look what the day has brought")
    scheduler.add_job(send, every, seconds=SENT_EVERY_S, id="send", name="send what is due")
