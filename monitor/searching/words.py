"""Words as a search cuts and compares them, and how each engine is asked for them.

Both engines are given words that were cut and folded here, so that both find the same. None is reduced to a stem: that
is what PostgreSQL calls the configuration ``simple``. There is no good stemmer for Kazakh, and one that knows a single
language spoils the others; a beginning of the last word finds its forms instead.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

LONGEST_WORD: Final = 40
"""Characters of a word that count."""

MOST_WORDS: Final = 5_000
"""Different words of a text that count: a vector of PostgreSQL holds a megabyte at most."""

_WORD: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text in its order: runs of letters and digits, without regard to case, accents and forms of type.

    ``Ёлка, Élan №5`` has the words ``елка``, ``elan``, ``no5``.
    """
    # Folding may bring marks back, as that of İ does; hence they go last.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    unmarked = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    return [word[:LONGEST_WORD] for word in _WORD.findall(unmarked)]


def distinct(text: str) -> list[str]:
    """The words of a text, each once, as many as count."""
    return list(dict.fromkeys(words_of(text)))[:MOST_WORDS]


def match(words: Sequence[str], *, in_title: bool) -> str:
    """The FTS5 query (SQLite) for texts with all of these words, the last one being the beginning of a word."""
    asked = " AND ".join(f'"{word}"' for word in words)
    return f"title : ({asked} *)" if in_title else f"({asked} *)"


def tsquery(words: Sequence[str], *, in_title: bool) -> str:
    """The same for PostgreSQL, as the text of a ``tsquery``; words of a title have the weight A."""
    weight = "A" if in_title else ""
    asked = [f"'{word}'" + (f":{weight}" if weight else "") for word in words[:-1]]
    return " & ".join([*asked, f"'{words[-1]}':*{weight}"])


def tsvector(title: str, body: str) -> str:
    """The words of a document as the text of a ``tsvector``, those of the title with the weight A."""
    titled = distinct(title)
    others = [word for word in distinct(body) if word not in set(titled)][: MOST_WORDS - len(titled)]
    # A word without a place would pass for one of any weight.
    return " ".join([*(f"'{word}':1A" for word in titled), *(f"'{word}':1B" for word in others)])
