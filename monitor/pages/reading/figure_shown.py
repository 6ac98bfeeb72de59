"""A figure in words: what is counted, how many, of when, according to whom."""

from collections.abc import Callable, Mapping
from typing import Any

from monitor.languages.phrases import gettext as _
from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.record_words import plain
from monitor.pages.shown import opening


def indicator_of(figure: Mapping[str, Any]) -> str:
    """What a figure counts, as it was put on record: ``Parties in parliament``."""
    return opening(plain(figure["indicator"]))


def figure_in_words(figure: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """``7 parties, August 2007, according to ...``; ``name`` says what a body is called."""
    told = [_amount(figure)]
    if figure.get("of"):
        told.append(_("of %(subject)s", subject=figure["of"]))
    if figure.get("period"):
        told.append(dated(figure["period"]))
    if figure.get("by"):
        told.append(_("according to %(body)s", body=name(figure["by"])))
    return ", ".join(told)


def _amount(figure: Mapping[str, Any]) -> str:
    unit = figure["unit"]
    if figure.get("value") is not None:
        return f"{figure['value']} {unit}"
    least, most = figure.get("min"), figure.get("max")
    if least is None:
        return _("at most %(most)s %(unit)s", most=most, unit=unit)
    if most is None:
        return _("at least %(least)s %(unit)s", least=least, unit=unit)
    return _("%(least)s to %(most)s %(unit)s", least=least, most=most, unit=unit)
