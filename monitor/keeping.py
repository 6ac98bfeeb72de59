"""Keeping up: the jobs that run beside the answers. They decide when to look; rows in the database decide whether."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from alerts.sql.claims import is_any_due
from events.sql.engines import reading
from monitor import metrics
from monitor.bootstrap import Service
from monitor.readmodel.projector import checkpoint
from monitor.searching.indexing import bring_up
from monitor.sending import Sending, sending
from monitor.watching.looking import Looking
from monitor.watching.parts import PARTS, Part

# When to look is all the scheduler decides: looks that were missed, by sleep or load, are one, however late.
_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

_TELLS, _SENDS = "expand", "send"

_log = structlog.stdlib.get_logger("monitor.keeping")


@dataclass(frozen=True, slots=True)
class Job:
    """A part, and what it does when it looks, which gives how much there was to do."""

    part: Part
    look: Callable[[], int]


def jobs(service: Service, send: Sending) -> tuple[Job, ...]:
    """Every job, in the order in which each brings the next one work."""
    looks: Mapping[str, Callable[[], int]] = {
        "catch-up": lambda: catch_up(service),
        "index": lambda: bring_up(service.reader, service.log.head().position),
        "sweep": lambda: sweep(service),
        _TELLS: service.expanding.expand,
        "digests": service.digesting.make,
        "reminders": service.reminding.remind,
        "erase": service.erasing.erase,
        "sign-ins": service.signing_in.sweep,
        "silence": service.sources.look,
        "canary": service.canary.look,
        _SENDS: lambda: _begin(service, send),
    }
    return tuple(Job(part, looks[part.name]) for part in PARTS)


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


def keep_up_once(service: Service) -> None:
    """Do everything that is due now, and send it."""
    with sending(service) as send:
        for job in jobs(service, send):
            job.look()
            service.beats.note(job.part.name)
        send.send()


@contextmanager
def kept_up(service: Service) -> Iterator[None]:
    """Keep up in threads of their own until the end of the block."""
    scheduler = BackgroundScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    with sending(service) as send, _scheduled(scheduler, service, send):
        scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown()


def keep_up(service: Service) -> None:
    """Keep up in this thread, until an exception (such as that of a signal) ends it."""
    scheduler = BlockingScheduler(job_defaults=_DEFAULTS, timezone=UTC)
    with sending(service) as send, _scheduled(scheduler, service, send):
        try:
            scheduler.start()
        finally:
            if scheduler.running:
                scheduler.shutdown()


@contextmanager
def _scheduled(scheduler: BaseScheduler, service: Service, send: Sending) -> Iterator[None]:
    """Has every part look when it is its time, and the one that tells also when something was appended here."""
    # Lines for each look, and for each that has to wait for the one before, would bury all others. Of a look that fails
    # we tell ourselves, and of one that never ends the beats.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    now = datetime.now(UTC)
    for job in jobs(service, send):
        part = job.part
        does = job.look if part.name != _TELLS else _then(job.look, lambda: _look_now(scheduler, _SENDS))
        look = Looking(part.name, does, service.beats, service.now)
        # At once as well: what is looked at every hour would never be where a process lives for less.
        scheduler.add_job(look, "interval", seconds=part.every_s, id=part.name, name=part.name, next_run_time=now)
    with service.waking.listening(lambda: _look_now(scheduler, _TELLS)):
        yield


def _then(look: Callable[[], int], follows: Callable[[], None]) -> Callable[[], int]:
    """A look after which, where there was something to do, something follows."""

    def looked() -> int:
        done = look()
        if done:
            follows()
        return done

    return looked


def _look_now(scheduler: BaseScheduler, part: str) -> None:
    """Have a part look at once; where it looks already, its next look is soon."""
    with suppress(JobLookupError):  # it does not keep up yet, or no more
        scheduler.modify_job(part, next_run_time=datetime.now(UTC))


def _begin(service: Service, send: Sending) -> int:
    """Begin attempts where any is due. Asks before it locks anything: ever so often nothing is."""
    with reading(service.engine) as connection:
        if not is_any_due(connection, service.now()):
            return 0
    return send.begin()
