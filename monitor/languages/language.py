"""The languages that pages are offered in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface.

    ``code`` is its tag (BCP 47), as addresses and HTML have it; ``locale`` names it for dates and numbers (CLDR);
    ``name`` is what those who speak it call it; ``direction`` is which way it is written, as HTML has it.
    """

    code: str
    locale: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"

    @property
    def prefix(self) -> str:
        """What the path of a page in this language begins with: ``/kk``."""
        return f"/{self.code}"


# Dates in English are written day first, as documents of the OSCE have them.
ENGLISH: Final = Language("en", "en_GB", "English")
KAZAKH: Final = Language("kk", "kk", "Қазақша")
RUSSIAN: Final = Language("ru", "ru", "Русский")

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType({one.code: one for one in (KAZAKH, RUSSIAN, ENGLISH)})
"""By code, in the order in which pages offer them. What the program itself is written in is English."""
