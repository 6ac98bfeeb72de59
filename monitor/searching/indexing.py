"""Keeping the index of the search up with the log.

It stands beside the read model and is no part of it: a document is made of one event and never changes, so appends do
not wait for it. It is brought up by a job, and before a search by whoever searches.
"""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection, insert, text, update

from events.recorded import Recorded
from events.sql.engines import reading, writing
from monitor.answers.reader import Reader
from monitor.searching.documents import KINDS, Document, documents
from monitor.searching.generations import Standing, answering, locked
from monitor.searching.tables import DOCUMENTS, INDEXED
from monitor.searching.words import distinct, tsvector

PAGE = 500
"""Events read in one transaction."""

_BODY = "body:"


def bring_up(reader: Reader, through: int) -> int:
    """Index what is on record up to a position, if it is not indexed yet; how many events that were."""
    done = 0
    # Asked again for each page: another generation may have begun to answer.
    while (stands := _answering(reader)).position < through:
        with writing(reader.engine) as connection:
            records = index_page(connection, reader, stands.generation, through)
        done += len(records)
        if not records and _answering(reader) == stands:
            break
    return done


def index_page(connection: Connection, reader: Reader, generation: str, through: int) -> list[Recorded]:
    """Index the next events up to a position in a generation; none where it has them all."""
    stands = locked(connection, generation)
    if stands.position >= through:
        return []
    records = reader.log.read(after=stands.position, through=through, limit=PAGE)
    if records:
        reached = {"position": records[-1].position, "documents": _add(connection, reader, records, stands)}
        connection.execute(update(INDEXED).where(INDEXED.c.generation == generation).values(**reached))
    return records


def _answering(reader: Reader) -> Standing:
    with reading(reader.engine) as connection:
        return answering(connection)


def _add(connection: Connection, reader: Reader, records: Sequence[Recorded], stands: Standing) -> int:
    made = stands.documents
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
    connection.execute(insert(DOCUMENTS[stands.generation]), rows)
    connection.execute(text(_INSERT[connection.dialect.name].format(generation=stands.generation)), words)
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
    "sqlite": "INSERT INTO search_words_{generation} (rowid, title, body) VALUES (:number, :title, :body)",
    "postgresql": "INSERT INTO search_words_{generation} (number, words) VALUES (:number, CAST(:words AS tsvector))",
}
