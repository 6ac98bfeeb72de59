"""States by the name that each language has for them (Unicode CLDR)."""

from functools import cache

from babel import Locale

from monitor.languages.speaking import language


def territory_in_words(code: str) -> str | None:
    """The short name of a State by its code (ISO 3166-1 alpha-2); ``None`` where CLDR knows none."""
    return _names(language().locale).get(code)


@cache
def _names(locale: str) -> dict[str, str]:
    return dict(Locale.parse(locale).territories)
