# ruff: noqa: RUF001 - letters of two alphabets that look the same are listed side by side
"""How wide letters are: advance widths of Liberation Sans, which are those of Arial."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNITS: Final = 2048
"""Units of the font that make its size."""

WIDTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        character: width
        for width, characters in {
            455: "ijlі’",
            569: " !,./:;I[\\]ftІ",
            682: "()-r",
            747: "гғ",
            896: "кқ",
            939: "зт",
            1024: "Jcksvxyzсухұү",
            1045: "э",
            1067: "чь",
            1088: "в",
            1109: "пяГҒ",
            1139: "#$0123456789?L_abdeghnopquаеёорәөһнңҰҮ«»",
            1144: "ий",
            1173: "бц",
            1195: "длКҚ",
            1251: "FTZЗТ",
            1301: "ъУ",
            1366: "&ABEKPSVXYАБВЕЛРХЧЬҺ",
            1387: "ЁДж",
            1408: "м",
            1479: "CDHNRUwыИЙНПСЭЯҢ",
            1536: "юЦ",
            1593: "GOQОӨФӘ",
            1706: "MmМшщфЪ",
            1933: "WЖШЩЫ",
            2069: "Ю—→…",
            2197: "№",
        }.items()
        for character in characters
    }
)
"""In units of the font, of what English, Kazakh and Russian are written in; of near ones the widest."""

ANY_OTHER: Final = 1640
"""Wider than most letters of other scripts: a label sooner stands above than is cut off."""
