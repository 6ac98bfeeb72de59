"""What the pages of one thing say themselves is in the language of the page; what was put on record says its own."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.builders import CONCERNS, PLEDGE, made, stated
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import CORRECTION, GRADED, QUIET, SIGNED, WRONG, page
from tests.languages.extracting import TRANSLATED, kept

_VALUE = re.compile(r"%\(\w+\)s|%%")
_SHORTEST = 12
"""Shorter pieces of a message may be words of the record as well."""

PAGES = (
    f"/commitments/{PLEDGE}",
    f"/commitments/{QUIET}?as_of=2009-12-01",
    "/measures/kz-law-media-2009",
    f"/events/{SIGNED}",
    f"/events/{GRADED}",
    f"/events/{CORRECTION}",
    f"/events/{WRONG}",
    "/method",
    "/status",
)


def ours() -> set[str]:
    """Every piece of an English message of these pages that is long enough to be known again."""
    messages = [one.id for one in kept("kk", "record") if one.id]
    each = [words for one in messages for words in ((one,) if isinstance(one, str) else one)]
    pieces = {piece.strip(" .,:;()") for words in each for piece in _VALUE.split(words)}
    return {piece for piece in pieces if len(piece) >= _SHORTEST and " " in piece}


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_english_sentence_of_ours_is_left_in_another_language(read: Api, code: str) -> None:
    english = ours()
    spoken = {path: page(read, path).source for path in PAGES}
    # The citation is for texts in English, whatever the page is in.
    other = {path: re.sub(r'(?s)<p class="citation.*?</p>', "", page(read, f"/{code}{path}").source) for path in PAGES}
    assert {piece for piece in english if any(piece in source for source in spoken.values())}
    assert {path: left for path, source in other.items() if (left := [one for one in english if one in source])} == {}


def test_words_of_the_record_are_marked_with_their_language(read: Api) -> None:
    found = page(read, f"/ru/commitments/{PLEDGE}").source
    assert '<h1 dir="auto" lang="en">Reform the media law</h1>' in found
    assert '<p dir="auto" lang="en">A new law</p>' in found
    assert (
        'lang="en"' not in page(read, f"/en/commitments/{PLEDGE}").source.partition("<main")[2].partition("</main")[0]
    )


def test_the_fields_of_an_event_and_their_closed_words_are_told(read: Api) -> None:
    told = '<dt>{}</dt><dd dir="auto">{}</dd>'
    assert told.format("Classification", "executive-signature") in page(read, f"/en/events/{SIGNED}").source
    assert told.format("Классификация", "подписание") in page(read, f"/ru/events/{SIGNED}").source
    assert told.format("Жіктелуі", "қол қою") in page(read, f"/kk/events/{SIGNED}").source


def test_concerns_are_told_with_how_they_ended(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path)
    api.with_bodies(made(kind="uphold"))
    api.append(stated("2009-01-05", "threat", bears_on=list(CONCERNS), title="The threat"))
    threat = api.read("/v1/events/4")["id"]
    api.append(stated("2009-01-06", "concern", bears_on=list(CONCERNS), title="The concern"))
    api.append(stated("2009-02-11", "denial", resolves=[threat], title="The denial"))
    words = page(api, f"/commitments/{PLEDGE}").words
    assert (
        "Threat from 5 January 2009 to 11 February 2009, averted by The denial, 11 February 2009: The threat" in words
    )
    assert "Concern from 6 January 2009, not ended: The concern, 6 January 2009" in words
    words = page(api, f"/ru/commitments/{PLEDGE}").words
    assert "Обеспокоенность с 6 января 2009 г., не прекращено: The concern, 6 января 2009 г." in words
