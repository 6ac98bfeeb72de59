"""What the script that drags a page through time says, for it to fill in: days, numbers and statuses."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from babel import Locale
from babel.dates import get_month_names

from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import gettext as _
from monitor.languages.phrases import ngettext
from monitor.languages.speaking import language

_SAMPLES: Final = (1, 2, 5)
"""A number of each form that our languages have (CLDR plural rules for whole numbers)."""


def drag_words() -> dict[str, Any]:
    """The words by name, in the language that is spoken; ``{day}`` and the like are to be filled in.

    ``months`` are the names as days have them, from January. Where numbers have forms, there is one for each plural
    category of the language, as ``Intl.PluralRules`` names them, and one for ``other``.
    """
    locale = language().locale
    months = list(get_month_names("wide", locale=locale).values())
    return {
        "months": months,
        "day": _pattern(months),
        "today": _("today, %(day)s", day="{day}"),
        "changes": _forms(locale, _changes),
        "compared": _forms(locale, _compared),
        "failed": _("%(day)s could not be loaded; %(shown)s is shown.", day="{day}", shown="{shown}"),
        "open": _("Open it as a page"),
        "before": _("Before: %(status)s", status="{status}"),
        "absent": _("Before: not on the board"),
    }


def _pattern(months: Sequence[str]) -> str:
    """How a day is put together: as one is that has no figure twice."""
    day = date(1987, 6, 2)
    found = day_in_words(day).replace(months[day.month - 1], "{month}")
    return found.replace(str(day.year), "{year}").replace(str(day.day), "{date}")


def _forms(locale: str, say: Callable[[int], str]) -> dict[str, str]:
    category = Locale.parse(locale).plural_form
    return {"other": say(_SAMPLES[-1]), **{category(number): say(number) for number in _SAMPLES}}


def _changes(number: int) -> str:
    return ngettext(
        "%(day)s: %(changes)s status changes on this day",
        "%(day)s: %(changes)s statuses change on this day",
        number,
        day="{day}",
        changes="{number}",
    )


def _compared(number: int) -> str:
    return ngettext(
        "%(day)s: %(changed)s of %(of)s status changed.",
        "%(day)s: %(changed)s of %(of)s statuses changed.",
        number,
        day="{day}",
        changed="{number}",
        of="{of}",
    )
