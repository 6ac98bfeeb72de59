"""Why a commitment stands where it stands, to be read by a person."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.cli.board_table import benchmark_line, by_line
from monitor.cli.cited import Cited
from monitor.cli.showing import indented, status_text, view_line

_SET_ASIDE = {
    "claim": "the claim of whoever bears the duty",
    "tied": "a good grade from a body tied to whoever bears the duty",
    "superseded": "overtaken by something later",
    "lower-rule": "a rule higher up decided first",
    "order-unknown": "its date does not say that it came after what it would undo",
    "before-commitment": "before the commitment was made",
    "outside-lens": "not put on record by the account that is looked at",
    "not-evaluated": "bears on it, without a grade or an act that the rules weigh",
}
_ROLES = {"grade": "Grade", "stage": "Act", "concern": "Concern", "definition": "Promise"}
_ENDED = {"averted": "averted", "resolved": "resolved", "better-grade": "ended by a better grade"}


def print_why(console: Console, item: Shape, events: Mapping[str, Cited], view: View) -> None:
    """The status, the rule, what decided, what was set aside and why, and who says what."""
    because = item["because"]
    console.print(Text(item["title"], style="bold").append(f" ({item['id']})", style="not bold"))
    console.print(view_line(view))
    console.print()
    console.print(_sentence(item))
    console.print(Text(_rule(because)))
    _print_events(console, because["events"], events)
    _print_concerns(console, because["concerns"], events)
    _print_flags(console, item)
    _print_accounts(console, item["accounts"])
    _print_benchmarks(console, item)
    _print_set_aside(console, because["set_aside"] or (), events)
    _print_possible(console, because["possible"] or (), events)
    console.print()
    console.print(Text(item["citation"], style="dim"))


def event_ids(item: Shape) -> set[str]:
    """The ids of every event that ``print_why`` names."""
    because = item["because"]
    named = [one["id"] for key in ("events", "set_aside", "possible") for one in because[key] or ()]
    told = [one[key] for one in because["concerns"] for key in ("event", "by_event") if one[key]]
    return {*named, *told}


def _sentence(item: Shape) -> Text:
    if item["status"] is None and item["kind"] != "watch":
        return Text(f"Not yet made: it counts from {item['made']}.")
    shown = status_text(item["status"], certain=item["certain"], last_known=item["last_known_on"])
    if item["since"]:
        shown.append(f", since {item['since']}")
    if item["by"]:
        shown.append(f", by {by_line(item['by'])} (given {item['by']['given']})")
    if item["stage"] != "none":
        shown.append(f"; stage {item['stage']}")
    return shown.append(".")


def _rule(because: Shape) -> str:
    return f"{because['text']} (rule {because['rule']})" if because["rule"] else str(because["text"])


def _print_events(console: Console, deciding: Iterable[Shape], events: Mapping[str, Cited]) -> None:
    for one in deciding:
        event = events[one["id"]]
        _heading(console, f"{_ROLES.get(one['role'], one['role'])}: {event.title}")
        _body(console, f"{event.occurred}, position {event.position}")
        for source in event.sources:
            _body(console, f"Source: {source}")


def _print_concerns(console: Console, concerns: Iterable[Shape], events: Mapping[str, Cited]) -> None:
    for number, one in enumerate(concerns):
        if not number:
            _heading(console, "Concerns, threats and what hinders it")
        until = f" until {one['to']}, {_ENDED.get(one['ended'], one['ended'])}" if one["to"] else ", not ended"
        by = f" by: {events[one['by_event']].title}" if one["by_event"] else ""
        _body(console, f"{one['kind']} from {one['from']}{until}{by}: {events[one['event']].title}")


def _print_flags(console: Console, item: Shape) -> None:
    if not item["flags"]:
        return
    _heading(console, f"Flags: {', '.join(item['flags'])}")
    detail = item["because"]["flags"]
    if "late" in detail:
        least, most = detail["late"]["days_min"], detail["late"]["days_max"]
        days = f"{least}" if least == most else f"{least} to {most}"
        _body(console, f"Enacted {days} days after the deadline.")
    if "overdue" in detail:
        terms = ", ".join(f"{term['source']} ({term['due']})" for term in detail["overdue"]["terms"])
        _body(console, f"Due by {detail['overdue']['due_by']}" + (f", on the terms told by {terms}." if terms else "."))


def _print_accounts(console: Console, accounts: Iterable[Shape]) -> None:
    for number, one in enumerate(accounts):
        if not number:
            _heading(console, "Who says what")
        grade = one["value"] or f"no grade, {one['direction'] or 'no direction'}"
        notes = ["its own claim"] if one["claim"] else []
        notes += [f"{tie['kind']} {tie['to']}" for tie in one["ties"]]
        notes += ["given before the last change of legal effect"] if one["given_before"] else []
        notes += [] if one["graded_by"] == one["body"] else [f"coded by {one['graded_by']}"]
        _body(
            console, f"{one['body']} ({one['account']}): {grade}, given {one['given']}; {'; '.join(notes)}".rstrip("; ")
        )


def _print_benchmarks(console: Console, item: Shape) -> None:
    for number, one in enumerate(item["benchmarks"]):
        if not number:
            _heading(console, _benchmarks(item))
        line = status_text(one["status"], certain=one["certain"])
        _body(console, line.append(f"  {one['title']} (set by {one['set_by']})"))


def _print_set_aside(console: Console, aside: Iterable[Shape], events: Mapping[str, Cited]) -> None:
    by_reason: dict[str, list[Cited]] = {}
    for one in aside:
        by_reason.setdefault(one["why"], []).append(events[one["id"]])
    for number, (reason, found) in enumerate(by_reason.items()):
        if not number:
            _heading(console, "On record and set aside")
        _body(console, f"{_SET_ASIDE.get(reason, reason)}:")
        for event in found:
            _body(console, f"- {event.title} ({event.occurred})", indent=4)


def _print_possible(console: Console, possible: Iterable[Shape], events: Mapping[str, Cited]) -> None:
    for number, one in enumerate(possible):
        if not number:
            _heading(console, "May have happened by that day")
        _body(console, f"- {events[one['id']].title} ({events[one['id']].occurred}), counts from {one['counts_from']}")


def _benchmarks(item: Shape) -> str:
    return f"Benchmarks ({benchmark_line(item)})" if item["benchmark_count"] else "Benchmarks"


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _body(console: Console, words: str | Text, indent: int = 2) -> None:
    console.print(indented(words, indent))
