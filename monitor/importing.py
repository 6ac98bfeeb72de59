"""Importing: what is planned goes on record, each append once, or is tried out without storing anything."""

import hashlib
import hmac
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from uuid_utils import uuid7

from events.appends import AppendRecord
from events.log import Log
from events.memory import MemoryLog
from monitor import metrics
from monitor.bootstrap import SALT_BYTES, Service, utc_now
from monitor.gather import Gather
from monitor.import_plan import RECORDED_BY, ChangedSince, Planned, WrongReferences
from monitor.intake.deciding import Makers
from monitor.intake.intake import Intake
from monitor.intake.refusals import InvalidEvents, KeyReused
from monitor.intake.request import Request

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One append after its import; ``replayed`` where it had been on record before."""

    planned: Planned
    record: AppendRecord
    replayed: bool


def put_on_record(
    service: Service, planned: Sequence[Planned], *, notify: bool = False, progress: Progress = lambda _done, _all: None
) -> Generator[Imported]:
    """Append each in its order, whole or not at all, and bring the read model up to it; harmless to repeat.

    Args:
        service: where to.
        planned: what to append.
        notify: whether subscribers are told.
        progress: told the events done, and those of all appends.

    Raises:
        WrongReferences, ChangedSince: this append and those after it are not on record, those before it are.
        IntakeRefusal, TooBusy: likewise.
    """
    done, total = 0, sum(len(one.append.events) for one in planned)
    progress(done, total)
    for one in planned:
        with _told_of(one):
            appended = service.appending.intake.append(one.request(notify=notify))
        service.appending.catch_up()
        if not appended.replayed:
            metrics.events_appended(len(one.append.events))
        done += len(one.append.events)
        progress(done, total)
        yield Imported(one, appended.record, appended.replayed)


def check(service: Service, planned: Sequence[Planned]) -> None:
    """Refuse what ``put_on_record`` would refuse, and store nothing.

    Raises:
        WrongReferences, ChangedSince, IntakeRefusal: of several appends that are wrong, the first is told.
    """
    new = [one for one in planned if not _on_record(service.log, one)]
    for turn, one in enumerate(new, start=1):
        # What the appends before it bring is not on record, so it is tried out together with them.
        tried = [each.request(notify=False).drafts for each in new[:turn]]
        before = sum(len(drafts) for drafts in tried[:-1])
        drafts = tuple(draft for each in tried for draft in each)
        lines = tuple(number - before for number in range(1, len(drafts) + 1))
        with _told_of(one):
            service.appending.preview(Request(drafts, RECORDED_BY, notify=False, lines=lines))


def check_alone(planned: Sequence[Planned]) -> None:
    """Refuse what ``put_on_record`` would refuse on an empty record.

    Raises:
        WrongReferences, IntakeRefusal: of several appends that are wrong, the first is told.
    """
    log = MemoryLog()
    intake = Intake(log, Gather(log), Makers(utc_now, lambda: str(uuid7()), lambda: bytes(SALT_BYTES)))
    for one in planned:
        with _told_of(one):
            intake.append(one.request(notify=False))


@contextmanager
def _told_of(planned: Planned) -> Iterator[None]:
    try:
        yield
    except InvalidEvents as error:
        raise WrongReferences(planned.problems(error.refusals)) from error
    except KeyReused as error:
        raise ChangedSince(planned) from error


def _on_record(log: Log, planned: Planned) -> bool:
    key = planned.key
    found = log.idempotency(key.credential, key.route, key.key)
    if found is None:
        return False
    # The comparison that the intake makes when it appends; there is no salt once content was withheld.
    if found.salt is not None and found.fingerprint != hmac.new(found.salt, key.body, hashlib.sha256).digest():
        raise ChangedSince(planned)
    return True
