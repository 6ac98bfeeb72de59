"""What has all the words is found, and nothing else is, on both engines alike."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from monitor.searching.finding import Wanted, find
from monitor.searching.indexing import bring_up
from monitor.searching.words import words_of
from tests.builders import stated
from tests.integration.api.served import Api, serve

LETTERS = st.sampled_from("abAB19éЁёйқҰ-_ '\"*:&|!()ßİ中ა№²")
TEXTS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() == text and bool(text))
TOLD = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4)

EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Told:
    """A record that grows from example to example, and the words of each of its events."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.api: Api = serve(engine, folder)
        self.api.with_bodies()
        self.words: dict[str, tuple[list[str], list[str]]] = {}

    def tell(self, title: str, summary: str) -> None:
        answer = self.api.append(stated("2009-03-01", title=title, summary=summary))["event"]
        # Its source, and the body that speaks.
        beside = words_of(f"{summary} A report odihr")
        self.words[answer["id"]] = (words_of(title), [*words_of(title), *beside])

    def found(self, q: str) -> dict[str, bool]:
        """Id of an event -> whether it was found by its title."""
        reader = self.api.service.reader
        through = reader.log.head().position
        bring_up(reader, through)
        hits = find(reader.engine, Wanted(q, kind=("event",)), through=through, limit=10_000)
        return {hit.key: hit.in_title for hit in hits if hit.key in self.words}

    def having(self, q: str) -> dict[str, bool]:
        """The same, looked up in the words themselves."""
        asked = words_of(q)
        return {
            name: _has(asked, titled) for name, (titled, everywhere) in self.words.items() if _has(asked, everywhere)
        }


def _has(asked: list[str], words: list[str]) -> bool:
    whole = set(words)
    if not asked:
        return False
    return all(word in whole for word in asked[:-1]) and any(word.startswith(asked[-1]) for word in words)


@pytest.fixture
def told(engine: Engine, tmp_path: Path) -> Told:
    return Told(engine, tmp_path)


@EXAMPLES
@given(said=TOLD, asked=st.lists(TEXTS, min_size=1, max_size=3))
def test_property_what_has_all_words_is_found_and_nothing_else(
    told: Told, said: list[tuple[str, str]], asked: list[str]
) -> None:
    for title, summary in said:
        told.tell(title, summary)
    for q in (" ".join(asked), said[0][0], f"{said[0][1]} {said[0][0]}", said[-1][1][:3]):
        assert told.found(q) == told.having(q), q
