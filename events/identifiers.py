"""Identifiers that others gave to what an event is about, each checked by the rules of its scheme."""

import re
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from events.fields import Line, Part, Slug

_PATTERNS = {
    # European Legislation Identifier, Council conclusions 2012/C 325/02: a URI with an eli path.
    "eli": r"https?://\S+/eli/\S+",
    # European Case Law Identifier, Council conclusions 2019/C 360/01, annex part I.
    "ecli": r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9.]{0,6}:\d{4}:[A-Z0-9.]{1,25}",
    "celex": r"[0-9CE]\d{4}[A-Z]{1,2}\d{4}([A-Z0-9()]*)",
    # ISO 26324.
    "doi": r"10\.\d{4,9}/\S+",
    "wikidata": r"Q[1-9]\d*",
    # United Nations document symbols, such as A/HRC/14/10.
    "un-symbol": r"[A-Z]+(/[A-Z0-9.]+)+(/\S+)?",
    # OSCE document symbols, such as MC.DEC/3/08 or PC.DEC/762.
    "osce-symbol": r"[A-Z]+(\.[A-Z]+)+/\d+(/\d+)?\S*",
    # The Adilet register of Kazakhstan, such as Z090000545_.
    "adilet": r"[A-Z]\d{2}[0-9A-Z]{7,8}_?",
    "uri": r"[a-z][a-z0-9+.-]*:\S+",
}
IDENTIFIER_SCHEMES = tuple(sorted(_PATTERNS))


class Identifier(Part):
    """An identifier in a scheme we know the form of; anything else belongs in ``external_id``."""

    scheme: Slug
    value: Line

    @model_validator(mode="after")
    def _value_has_the_form_of_its_scheme(self) -> Self:
        pattern = _PATTERNS.get(self.scheme)
        if pattern is None:
            known = ", ".join(IDENTIFIER_SCHEMES)
            raise PydanticCustomError("identifier_scheme", "unknown scheme; known are {known}", {"known": known})
        if re.fullmatch(pattern, self.value) is None:
            raise PydanticCustomError(
                "identifier_value", "not a well-formed {scheme} identifier", {"scheme": self.scheme}
            )
        return self


class ExternalId(Part):
    """The id of this fact in the system it comes from; no two events share one."""

    scheme: Slug
    value: Line
