"""What a fact does to a commitment, in words: who says so is told with it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from monitor.languages.phrases import N_, Words, gettext

_ON_IT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "advances": N_("advances it, according to %(body)s"),
        "hinders": N_("hinders it, according to %(body)s"),
        "concern": N_("concern about it, according to %(body)s"),
        "neutral": N_("bears on it, according to %(body)s"),
    }
)

_ON_ANOTHER: Final[Mapping[str, str]] = MappingProxyType(
    {
        "advances": N_("advances %(of)s, according to %(body)s"),
        "hinders": N_("hinders %(of)s, according to %(body)s"),
        "concern": N_("concern about %(of)s, according to %(body)s"),
        "neutral": N_("bears on %(of)s, according to %(body)s"),
    }
)

OF_A_MEASURE: Final[Mapping[str, str]] = Words(
    {
        "advances": N_("advances it"),
        "hinders": N_("hinders it"),
        "concern": N_("concern it"),
        "neutral": N_("neutral it"),
    }
)
"""What a measure does to the commitment that it is listed under."""


def effect_told(effect: str, body: str, of: str | None = None) -> str:
    """What it does to the commitment that is looked at, or to another one or a benchmark (``of``), and who says so."""
    if of is None:
        return gettext(_ON_IT[effect], body=body)
    return gettext(_ON_ANOTHER[effect], of=of, body=body)
