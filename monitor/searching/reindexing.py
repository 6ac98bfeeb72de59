"""Making the index of the search anew: fills the generation beside the one that answers, and switches.

Words are not kept as they were written, so that the two cannot be compared.
"""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, delete, text, update

from events.sql.engines import reading, writing
from monitor.answers.reader import Reader
from monitor.searching.generations import answering, locked, resting
from monitor.searching.indexing import index_page
from monitor.searching.tables import DOCUMENTS, GENERATIONS, INDEXED


def reindex(reader: Reader, progress: Callable[[int, int], None] = lambda _a, _b: None) -> int:
    """Make the index anew beside the one that answers, and let it answer from then on; whoever searches sees no gap.

    Two at once fill the same generation together. One that dies leaves the index that answers as it was.

    Args:
        reader: reads the log.
        progress: told the position read and that of the head, again and again.

    Returns:
        The position up to which the new one has read the log.
    """
    generation = _cleared(reader.engine)
    head = reader.log.head().position
    while True:
        with writing(reader.engine) as connection:
            page = index_page(connection, reader, generation, head)
        if not page:
            break
        head = reader.log.head().position
        progress(page[-1].position, head)
    return _switch(reader, generation)


def _cleared(engine: Engine) -> str:
    """Empty the generation that does not answer; its name."""
    while True:
        with reading(engine) as connection:
            generation = resting(connection).generation
        with writing(engine) as connection:
            # Another rebuild may have let it answer in between.
            if not locked(connection, generation).answers:
                connection.execute(text(_CLEAR[engine.dialect.name].format(generation=generation)))
                connection.execute(delete(DOCUMENTS[generation]))
                _keep(connection, generation, position=0, documents=0)
                return generation


def _switch(reader: Reader, generation: str) -> int:
    with writing(reader.engine) as connection:
        # Always in the same order, so that two of us wait for one another rather than for ever.
        stood = {name: locked(connection, name) for name in GENERATIONS}
        # Whoever was found by the old one is found by the new one: nobody adds to the old one now.
        while index_page(connection, reader, generation, reader.log.head().position):
            pass
        for name in stood:
            _keep(connection, name, answers=int(name == generation))
        return answering(connection).position


def _keep(connection: Connection, generation: str, **values: int) -> None:
    connection.execute(update(INDEXED).where(INDEXED.c.generation == generation).values(**values))


_CLEAR = {
    "sqlite": "INSERT INTO search_words_{generation} (search_words_{generation}) VALUES ('delete-all')",
    "postgresql": "DELETE FROM search_words_{generation}",
}
