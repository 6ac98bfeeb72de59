"""Words for people, in the language that is spoken. What is given to these functions is what catalogues list.

Messages hold names for what is filled in, ``%(day)s``, so that each language has its own order of words.
"""

from collections.abc import Iterator, Mapping

from monitor.languages.catalogues import translations
from monitor.languages.speaking import language


def gettext(message: str, **values: object) -> str:
    """A message in the language that is spoken, with ``values`` filled in where any are given."""
    return _filled(translations(language().code).gettext(message), values)


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """The form of a message for a number, which is filled in as ``%(number)s``, with ``values``."""
    found = translations(language().code).ngettext(singular, plural, number)
    return _filled(found, {"number": number, **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """A message that has other words in another context."""
    return _filled(translations(language().code).pgettext(context, message), values)


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's own tools know it
    """The message itself: marks words that are kept in a table, and translated where they are shown."""
    return message


class Words(Mapping[str, str]):
    """A table of words, marked by ``N_``: whatever is looked up is told in the language that is spoken then."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = dict(told)

    def __getitem__(self, key: str) -> str:
        return gettext(self._told[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def __or__(self, more: Mapping[str, str]) -> "Words":
        """A table of these words and of ``more``, which are marked and not yet told."""
        return Words({**self._told, **more})


def _filled(message: str, values: Mapping[str, object]) -> str:
    return message % values if values else message
