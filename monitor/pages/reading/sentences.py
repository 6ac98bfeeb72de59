"""The status of a commitment in one sentence: what, since when, who says so, and how far the record goes."""

from collections.abc import Callable

from monitor.answers.items import Shape
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import mark


def status_in_a_sentence(item: Shape, name: Callable[[str], str]) -> str:
    """What follows the status itself: ``since 19 November 2009, by the grade of the Task Force. ...``."""
    if item["status"] is None:
        if item["kind"] == "watch":
            return "It is followed without a promise: it has a record and no status."
        return f"It had not been made by that day: it counts from {dated(item['made'])}."
    label = mark(item["status"], certain=item["certain"]).label
    parts = [f"{label[:1].upper()}{label[1:]} since {iso_day(item['since'])}"]
    if item["by"]:
        by = item["by"]
        coded = ", whose words our staff coded as a grade" if by["graded_by"] == "monitor" else ""
        parts.append(f"according to {name(by['body'])} ({dated(by['given'])}){coded}")
    else:
        parts.append("by the facts on record; nobody external has graded it" if _ungraded(item) else "by the record")
    sentence = f"{', '.join(parts)}."
    if item["last_known_on"]:
        sentence += f" The record ends on {iso_day(item['last_known_on'])}: that is how it was last known."
    if not item["certain"]:
        sentence += " It rests on something that may or may not have happened by that day."
    return sentence


def flags_in_words(item: Shape, name: Callable[[str], str]) -> list[tuple[str, str]]:
    """Each flag with what is known about it; empty where the flag says it all."""
    told = item["because"]["flags"]
    return [(flag, _detail(flag, told.get(flag), name)) for flag in item["flags"]]


def _ungraded(item: Shape) -> bool:
    return not any(one["ordinal"] is not None and not one["claim"] for one in item["accounts"])


def _detail(flag: str, told: Shape | None, name: Callable[[str], str]) -> str:
    if told is None:
        return ""
    if flag == "late":
        least, most = told["days_min"], told["days_max"]
        days = f"{least}" if least == most else f"{least} to {most}"
        return f"enacted {days} days after the day it was due"
    terms = "; ".join(f"{dated(one['due'])} according to {name(one['source'])}" for one in told["terms"])
    due = f"due by {iso_day(told['due_by'])}"
    return f"{due} ({terms})" if terms else due
