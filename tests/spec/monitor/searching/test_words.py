"""How a search cuts words, and how it asks each engine."""

import pytest

from monitor.searching.words import LONGEST_WORD, MOST_WORDS, distinct, match, tsquery, tsvector, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A law on the media", ["a", "law", "on", "the", "media"]),
        ("kz-media-law, 2009/2010: “O'Brien”", ["kz", "media", "law", "2009", "2010", "o", "brien"]),
        ("Ёлка, Élan", ["елка", "elan"]),
        ("Бұқаралық ақпарат құралдары", ["бұқаралық", "ақпарат", "құралдары"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("İstanbul", ["istanbul"]),
        ("ﬁrst №5 ²", ["first", "no5", "2"]),
        ("snake_case", ["snake", "case"]),
        ("  \n\t – … ", []),
        ("' & | ! :* \" ( ) NEAR AND", ["near", "and"]),
    ],
)
def test_words_are_cut_at_what_is_no_letter_and_no_digit_and_compared_without_case_and_accents(
    text: str, words: list[str]
) -> None:
    assert words_of(text) == words


def test_of_a_word_without_an_end_the_beginning_counts_and_of_a_text_without_one_the_first_words() -> None:
    assert words_of("x" * 99) == ["x" * LONGEST_WORD]
    assert len(distinct(" ".join(str(number) for number in range(MOST_WORDS + 9)))) == MOST_WORDS


def test_all_words_are_asked_for_and_the_last_as_a_beginning() -> None:
    assert match(["media", "la"], in_title=False) == '("media" AND "la" *)'
    assert match(["la"], in_title=True) == 'title : ("la" *)'
    assert tsquery(["media", "la"], in_title=False) == "'media' & 'la':*"
    assert tsquery(["media", "la"], in_title=True) == "'media':A & 'la':*A"


def test_a_word_of_the_title_weighs_more_wherever_else_it_stands() -> None:
    assert tsvector("The law", "A law of 2009") == "'the':1A 'law':1A 'a':1B 'of':1B '2009':1B"
