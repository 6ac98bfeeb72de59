"""Terms: under which words a filter is stored, and which a notice looks up to find the filters that may match it.

The terms only narrow the search; ``alerts.filters.matches`` decides. Whenever it says yes, the terms of the filter and
those of the notice have one in common.
"""

from typing import Final

from alerts.announced import Announced
from alerts.filters import Filter

EVERY: Final = "*"
"""The term of a filter that no field narrows; every notice looks it up."""


def terms_of_filter(wanted: Filter) -> frozenset[str]:
    """The terms to store a filter under, such as ``commitment:kz-media-law``; never none.

    Where all fields must match, those of its most selective field, one for each value. Where one is enough, those of
    each field that is given. ``*`` where no field is given, and where words alone could make the match.
    """
    asked = wanted.values()
    fields = list(asked) if wanted.match == "any" else list(asked)[:1]
    terms = {f"{field}:{value}" for field in fields for value in asked[field]}
    if not asked or (wanted.match == "any" and wanted.text is not None):
        terms.add(EVERY)
    return frozenset(terms)


def terms_of(announced: Announced) -> frozenset[str]:
    """Every term of a notice: one for each value of each field, and ``*``."""
    values = announced.values()
    return frozenset({EVERY, *(f"{field}:{value}" for field in values for value in values[field])})
