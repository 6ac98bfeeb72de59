"""Keeping the index of the search up with the log.

It is a table beside the read model and no part of it: a document is made of one event and never changes, so the index
up to a position is the same whenever it is made, needs no second generation, and appends do not wait for it. It is
brought up by a job, and before a search by whoever searches.
"""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, insert, select, text, update

from events.recorded import Recorded
from events.sql.engines import reading, writing
from monitor.answers.reader import Reader
from monitor.searching.documents import KINDS, Document, documents
from monitor.searching.tables import DOCUMENTS, INDEXED
from monitor.searching.words import distinct, tsvector

PAGE = 500
"""Events read in one transaction."""

_BODY = "body:"


def bring_up(reader: Reader, through: int) -> int:
    """Index what is on record up to a position, if it is not indexed yet; how many events that were."""
    with reading(reader.engine) as connection:
        (reached,) = connection.execute(select(INDEXED.c.position)).one()
    done = 0
    while reached < through:
        with writing(reader.engine) as connection:
            before, made = connection.execute(select(INDEXED.c.position, INDEXED.c.documents).with_for_update()).one()
            records = reader.log.read(after=before, through=through, limit=PAGE) if before < through else []
            if not records:
                return done
            made = _add(connection, reader, records, made)
            reached = records[-1].position
            connection.execute(update(INDEXED).values(position=reached, documents=made))
        done += len(records)
    return done


def _add(connection: Connection, reader: Reader, records: Sequence[Recorded], made: int) -> int:
    tags = reader.log.tags_of([record.position for record in records])
    bodies = reader.gather.bodies(records[-1].position)
    rows, words = [], []
    for record in records:
        named = [tag.removeprefix(_BODY) for tag in tags.get(record.position, ()) if tag.startswith(_BODY)]
        # A body goes by the name that it is known by when the event is indexed, and by its id.
        names = [*named, *(found.name for name in named if (found := bodies.get(name)) is not None)]
        for one in documents(record.envelope, _about(reader, record), names):
            made += 1
            rows.append(
                {
                    "number": made,
                    "kind": KINDS.index(one.kind),
                    "key": one.key,
                    "position": record.position,
                    "jurisdiction": one.jurisdiction,
                }
            )
            words.append({"number": made, **_SPELLED[connection.dialect.name](one)})
    connection.execute(insert(DOCUMENTS), rows)
    connection.execute(text(_INSERT[connection.dialect.name]), words)
    return made


def _about(reader: Reader, record: Recorded) -> str:
    """The event that a correction, retraction or remark is upon in the end, an act upon an act too; else itself."""
    while (target := record.envelope["data"].get("target")) is not None:
        positions = reader.log.positions_of([target])
        (record,) = reader.log.at(list(positions.values()))
    return record.id


def _blanks(words: Iterable[str]) -> str:
    return " ".join(words)


_SPELLED: dict[str, Callable[[Document], dict[str, str]]] = {
    "sqlite": lambda one: {"title": _blanks(distinct(one.title)), "body": _blanks(distinct(one.body))},
    "postgresql": lambda one: {"words": tsvector(one.title, one.body)},
}
_INSERT = {
    "sqlite": "INSERT INTO search_words (rowid, title, body) VALUES (:number, :title, :body)",
    "postgresql": "INSERT INTO search_words (number, words) VALUES (:number, CAST(:words AS tsvector))",
}
