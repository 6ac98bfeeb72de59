"""Which language a page is wanted in."""

import pytest

from monitor.languages.choosing import is_spoken, named_in, preferred
from monitor.languages.language import ENGLISH, KAZAKH, RUSSIAN, Language


@pytest.mark.parametrize(
    ("path", "language", "rest"),
    [
        ("/kk/board", KAZAKH, "/board"),
        ("/ru", RUSSIAN, "/"),
        ("/en/", ENGLISH, "/"),
        ("/", None, "/"),
        ("/board/kk", None, "/board/kk"),
        ("/kkk/board", None, "/kkk/board"),
        ("kk/board", None, "kk/board"),
        ("/kk//elsewhere.example", KAZAKH, "//elsewhere.example"),
    ],
)
def test_an_address_may_begin_with_its_language(path: str, language: Language | None, rest: str) -> None:
    assert named_in(path) == (language, rest)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", ENGLISH),
        ("kk-KZ,ru;q=0.8,en;q=0.5", KAZAKH),
        ("en;q=0.5, RU", RUSSIAN),
        ("de, fr;q=0.9, ru;q=0.2", RUSSIAN),
        ("de, *;q=0.5, kk;q=0.1", ENGLISH),
        ("kk;q=0, ru;q=0.1", RUSSIAN),
        ("kk;q=much", ENGLISH),
        ("fr", ENGLISH),
    ],
)
def test_else_the_browser_says_what_its_reader_reads(accepted: str, language: Language) -> None:
    assert preferred(accepted) == language


def test_what_programs_read_is_the_same_in_every_language() -> None:
    assert is_spoken("/board")
    assert not is_spoken("/v1/commitments")
