"""A figure in words: what is counted, how many, of when, according to whom."""

from collections.abc import Callable, Mapping
from typing import Any

from monitor.pages.reading.dates_in_words import dated
from monitor.pages.reading.record_words import plain
from monitor.pages.shown import opening


def figure_in_words(figure: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """``Parties in parliament: 7 parties, August 2007, according to ...``; ``name`` says what a body is called."""
    told = [f"{_amount(figure)} {figure['unit']}"]
    if figure.get("of"):
        told.append(f"of {figure['of']}")
    if figure.get("period"):
        told.append(dated(figure["period"]))
    if figure.get("by"):
        told.append(f"according to {name(figure['by'])}")
    return f"{opening(plain(figure['indicator']))}: {', '.join(told)}"


def _amount(figure: Mapping[str, Any]) -> str:
    if figure.get("value") is not None:
        return str(figure["value"])
    least, most = figure.get("min"), figure.get("max")
    if least is None:
        return f"at most {most}"
    return f"at least {least}" if most is None else f"{least} to {most}"
