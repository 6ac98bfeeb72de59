"""Sources: which are watched, what was last heard of each, and a mail to staff when one falls silent."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from alerts.posting import Posting
from events.log import Log
from events.sql.engines import reading, writing
from monitor.watching import source_store
from monitor.watching.source import Expected, Heard, Source


class NoSuchSource(LookupError):
    """No source of that name is watched."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no source {name} is watched")
        self.name = name


class UnknownBody(LookupError):
    """No body and no publisher of that id is on record: most likely it is mistyped, and never heard of."""

    def __init__(self, body: str) -> None:
        super().__init__(f"no body or publisher {body} is on record")
        self.body = body


class Sources:
    """The sources that are watched.

    Args:
        engine: of the database.
        log: tells what was heard of bodies.
        posting: tells staff.
        now: the clock.
    """

    def __init__(self, engine: Engine, log: Log, posting: Posting, now: Callable[[], datetime]) -> None:
        self._engine, self._log, self._posting, self._now = engine, log, posting, now

    def every(self) -> list[Heard]:
        """Every source with what was last heard of it, by name."""
        with reading(self._engine) as connection:
            return self._heard(source_store.every(connection))

    def one(self, name: str) -> Heard:
        """One source with what was last heard of it.

        Raises:
            NoSuchSource: none of that name is watched.
        """
        with reading(self._engine) as connection:
            found = source_store.one(connection, name)
        if found is None:
            raise NoSuchSource(name)
        return self._heard([found])[0]

    def watch(self, name: str, expected: Expected) -> bool:
        """Watch a source from now on, or expect something else of one that is watched; whether it is new.

        Raises:
            UnknownBody: the body that is to be heard of is not on record.
        """
        body = expected.body
        if body is not None and not self._log.last_tagged([f"declares:body:{body}", f"publisher:{body}"]):
            raise UnknownBody(body)
        with writing(self._engine) as connection:
            return source_store.watch(connection, name, expected, self._now())

    def checked(self, name: str) -> None:
        """Somebody has looked at a source just now.

        Raises:
            NoSuchSource: none of that name is watched.
        """
        with writing(self._engine) as connection:
            if not source_store.checked(connection, name, self._now()):
                raise NoSuchSource(name)

    def forget(self, name: str) -> None:
        """Watch a source no longer.

        Raises:
            NoSuchSource: none of that name is watched.
        """
        with writing(self._engine) as connection:
            if not source_store.forget(connection, name):
                raise NoSuchSource(name)

    def look(self) -> int:
        """Tell staff of each source that has fallen silent, once for each silence; how many are silent."""
        now = self._now()
        silent = [one for one in self.every() if one.silent(now)]
        for one in silent:
            self._tell(one, now)
        return len(silent)

    def _tell(self, one: Heard, now: datetime) -> None:
        name, expected = one.source.name, one.source.expected
        said = (
            f"Word from {expected.title} is expected every {expected.every_days} days. {_last(one)} "
            "Look whether it can still be read and what is new there, then say that you have looked: "
            f"`reform-monitor sources checked {name}`."
        )
        try:
            with writing(self._engine) as connection:
                cause = f"silent:{name}:{one.since.date().isoformat()}"
                self._posting.staff(connection, cause, f"Nothing is heard of {expected.title}", said, now)
        except IntegrityError:
            # Another process has told them at the same moment.
            return

    def _heard(self, sources: Iterable[Source]) -> list[Heard]:
        listed = list(sources)
        asked = {tag for one in listed for tag in _tags(one)}
        newest = self._log.last_tagged(asked) if asked else {}
        return [
            Heard(one, self._recorded_at(max((newest.get(tag, 0) for tag in _tags(one)), default=0))) for one in listed
        ]

    def _recorded_at(self, position: int) -> datetime | None:
        found = self._log.append_holding(position) if position else None
        return found.recorded_at if found is not None else None


def _tags(source: Source) -> tuple[str, ...]:
    """What events carry that are word from a source: that its body published one of their sources, or is named."""
    body = source.expected.body
    return (f"publisher:{body}", f"body:{body}") if body is not None else ()


def _last(one: Heard) -> str:
    checked, event = one.source.checked_at, one.event_at
    looked = f"somebody last looked on {checked.date().isoformat()}" if checked is not None else "nobody has looked yet"
    if one.source.expected.body is None:
        return f"{looked[:1].upper()}{looked[1:]}."
    heard = f"was recorded on {event.date().isoformat()}" if event is not None else "is not on record"
    return f"Its last event {heard}, and {looked}."
