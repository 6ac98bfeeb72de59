"""A commitment as it is taken away: what its page shows, with a footnote for every event that a statement rests on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from monitor.answers.items import Shape
from monitor.pages.reading.account_shown import AccountShown
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.commitment import commitment
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import FLAGS, KINDS, account_of
from monitor.pages.reading.record_words import plain
from monitor.pages.shown import opening
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.takeaway.document import Draft, Run, Text

COLUMNS: Final = (
    "id", "account", "body", "claim", "scheme", "value", "direction", "graded_by", "given", "event", "as_of",
    "through_position",
)  # fmt: skip


def commitment_selection(shown: Shown, identity: str) -> Selection:
    """One commitment; its table is that of its accounts, since its periods have one of their own.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    page = commitment(shown, identity)
    item = page["item"]

    def write(draft: Draft, notes: Footnotes) -> None:
        _status(draft, notes, page, shown.name)
        _accounts(draft, notes, page["accounts"])
        _why(draft, notes, page["why"])
        _benchmarks(draft, notes, shown, page["benchmarks"])
        _over_time(draft, page["periods"])
        _measures(draft, notes, page["measures"])
        _promised(draft, notes, shown, page["promises"])
        _events(draft, notes, page["events"])

    def rows() -> Iterable[list[object]]:
        for one in item["accounts"]:
            cells = {**one, "id": identity, "as_of": shown.view.as_of, "through_position": shown.view.through}
            yield [cells[column] for column in COLUMNS]

    ids = [
        *(one["id"] for one in item["because"]["events"]),
        *(one["event"] for one in item["accounts"]),
        *(one["event"] for mark in item["benchmarks"] for one in mark["accounts"]),
        *(one[key] for one in item["because"]["concerns"] or () for key in ("event", "by_event") if one[key]),
        *(one["event"] for one in item["measures"] if one["event"]),
        *(one.event for one in page["promises"]),
        *(one.id for one in page["events"]),
    ]
    return Selection(
        item["title"],
        ("commitment", identity, shown.view.as_of.isoformat()),
        page["permanent"],
        tuple(dict.fromkeys(ids)),
        write,
        COLUMNS,
        rows,
    )


def _status(draft: Draft, notes: Footnotes, page: Mapping[str, Any], name: Callable[[str], str]) -> None:
    item = page["item"]
    draft.heading("Where it stands")
    deciding = notes.on(one["id"] for one in item["because"]["events"])
    draft.say(page["sentence"], *deciding)
    draft.items([f"{opening(FLAGS[flag])}{f': {words}' if words else ''}"] for flag, words in page["flags"])
    duty = ", ".join(map(name, item["duty_bearers"])) or "nobody named"
    due = f"; due {dated(item['due'])}" if item["due"] else ""
    draft.say(f"{opening(KINDS[item['kind']])}; made {dated(item['made'])}{due}; duty of {duty}.")
    draft.items(
        [f"Basis ({one['binding']}): {one['instrument']}", f", {one['paragraph']}" if one.get("paragraph") else ""]
        for one in item["basis"]
    )


def _accounts(draft: Draft, notes: Footnotes, accounts: Iterable[AccountShown]) -> None:
    found = list(accounts)
    draft.heading("Who says what")
    if not found:
        draft.say("No account on record grades it in this view. That is a statement about the record.")
    draft.table(("Who", "Account", "What it says", "Given"), ([*_account(one, notes)] for one in found))


def _account(one: AccountShown, notes: Footnotes) -> Iterable[list[Run | str]]:
    yield [Text(one.who, strong=True), "".join(f"; {tie}" for tie in one.ties)]
    yield [opening(one.account), "; bears the duty" if one.claim else ""]
    coded = "; our staff coded its words" if one.coded else "; its own grade"
    scheme = f" ({one.scheme}{coded})" if one.scheme else ""
    yield [f"{one.states}: ", Text(one.grade, strong=True), scheme, *notes.on([one.event])]
    yield [dated(one.given), "; given before a later change of legal effect" if one.given_before else ""]


def _why(draft: Draft, notes: Footnotes, why: Mapping[str, Any]) -> None:
    draft.heading("Why it stands there")
    draft.say(why["text"], f" (rule {why['rule']})" if why["rule"] else "")
    draft.items(
        [f"{opening(role)}: {event.title}, {dated(event.occurred)}", *notes.on([event.id])]
        for role, event in why["deciding"]
    )
    draft.items([*_concern(one, notes)] for one in why["concerns"])
    draft.items(
        [f"It may have happened by that day: {event.title} (counts from {day})", *notes.on([event.id])]
        for event, day in why["possible"]
    )
    if why["aside"]:
        draft.heading("Set aside, and why", 2)
        draft.items([f"{reason}: {'; '.join(one.title for one in events)}."] for reason, events in why["aside"])


def _concern(one: Shape, notes: Footnotes) -> Iterable[Run | str]:
    until = f" to {iso_day(one['to'])}, {one['ended']}" if one["to"] else ", not ended"
    yield f"{opening(plain(one['kind']))} from {iso_day(one['from'])}{until}: {one['told'].title}"
    yield from notes.on([one["event"], one["by_event"]])


def _benchmarks(draft: Draft, notes: Footnotes, shown: Shown, benchmarks: Iterable[Shape]) -> None:
    found = list(benchmarks)
    if found:
        draft.heading("Benchmarks")
        draft.say("Criteria set by somebody named. They never add up to the status above.")
    draft.items(
        [
            Text(one["mark"].label, strong=True),
            f": {one['title']}, set by {shown.name(one['set_by'])}",
            f"; since {iso_day(one['since'])}" if one["since"] else "",
            *notes.on(each["event"] for each in one["accounts"]),
        ]
        for one in found
    )


def _over_time(draft: Draft, periods: Iterable[Shape]) -> None:
    found = list(periods)
    if found:
        draft.heading("Status over time")
    rows = (
        (
            [iso_day(one["from"]), " (to come)" if one["future"] else ""],
            [Text(one["mark"].label, strong=one["now"])],
            [plain(one["stage"])],
            [", ".join(FLAGS[flag] for flag in one["flags"]) or "none"],
        )
        for one in found
    )
    draft.table(("From", "Status", "Stage", "Flags"), rows)


def _measures(draft: Draft, notes: Footnotes, measures: Iterable[Shape]) -> None:
    found = list(measures)
    if found:
        draft.heading("Measures")
    draft.items(
        [
            f"{one['title'] or one['id']} ({one['kind'] or 'measure'}): {one['effect']} it; {plain(one['stage'])}",
            f" since {iso_day(one['since'])}" if one["since"] else "",
            "" if one["certain"] else " (possibly)",
            *notes.on([one["event"]]),
        ]
        for one in found
    )


def _promised(draft: Draft, notes: Footnotes, shown: Shown, promises: Iterable[Any]) -> None:
    draft.heading("What was promised, according to whom")
    for one in promises:
        due = f", due {dated(one.due)}" if one.due else ""
        draft.say(f"From {iso_day(one.since)}: {one.title}{due}", *notes.on([one.event]))
        for source, text, term_due in one.terms:
            draft.say(f"{text} ({shown.name(source)}{f', due {dated(term_due)}' if term_due else ''})", quoted=True)


def _events(draft: Draft, notes: Footnotes, events: Iterable[Any]) -> None:
    draft.heading("Events on record")
    draft.items(
        [
            f"{dated(one.occurred)}: ",
            Text(one.title, struck=one.retracted, language=one.language if one.language != "en" else None),
            f" ({account_of(one.account)})",
            *(f". {act.words} on {iso_day(act.recorded_on)}: {act.reason}" for act in one.acts),
            *notes.on([one.id]),
        ]
        for one in events
    )
