"""A commitment as it is taken away: what its page shows, with a footnote for every event that a statement rests on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from monitor.answers.shape import Shape
from monitor.feeds.told_event import ToldEvent
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.account_shown import AccountShown
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.commitment import commitment
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import FLAGS, KINDS, account_of
from monitor.pages.reading.promises import Promise
from monitor.pages.reading.record_words import concern_kind, measure_kind, stage_of
from monitor.pages.reading.timeline import EventShown
from monitor.pages.reading.values_told import value_told
from monitor.pages.shown import opening
from monitor.pages.takeaway.citing_events import Footnotes
from monitor.pages.takeaway.selection import Selection
from monitor.pages.takeaway.told_runs import Runs, recorded, told
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
        _benchmarks(draft, notes, shown, page)
        _over_time(draft, page["periods"])
        _measures(draft, notes, page["measures"])
        _promised(draft, notes, shown, page["promises"])
        _events(draft, notes, page["events"], more=page["events_more"])

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
    draft.heading(_("Where it stands"))
    deciding = notes.on(one["id"] for one in item["because"]["events"])
    draft.say(page["sentence"], *deciding)
    draft.items([f"{opening(FLAGS[flag])}{f': {words}' if words else ''}"] for flag, words in page["flags"])
    bearers = ", ".join(map(name, item["duty_bearers"]))
    said = [opening(KINDS[item["kind"]]), _("made %(day)s", day=dated(item["made"]))]
    said += [_("due %(day)s", day=dated(item["due"]))] if item["due"] else []
    said += [_("duty of %(bodies)s", bodies=bearers) if bearers else _("duty of nobody named")]
    draft.say(f"{'; '.join(said)}.")
    draft.items(_basis(one, page["language"]) for one in item["basis"])


def _basis(one: Shape, language: str) -> Runs:
    words = f"{one['instrument']}, {one['paragraph']}" if one.get("paragraph") else one["instrument"]
    binding = value_told(one["binding"])
    return told(N_("Basis (%(binding)s): %(instrument)s"), binding=binding, instrument=recorded(words, language))


def _accounts(draft: Draft, notes: Footnotes, accounts: Iterable[AccountShown]) -> None:
    found = list(accounts)
    draft.heading(_("Who says what"))
    if not found:
        draft.say(_("No account on record grades it in this view. That is a statement about the record."))
    draft.table((_("Who"), _("Account"), _("What it says"), _("Given")), ([*_account(one, notes)] for one in found))


def _account(one: AccountShown, notes: Footnotes) -> Iterable[Runs]:
    yield [Text(one.who, strong=True), "".join(f"; {tie}" for tie in one.ties)]
    yield [opening(one.account), f"; {_('bears the duty')}" if one.claim else ""]
    coded = _("our staff coded its words") if one.coded else _("its own grade")
    scheme = f" ({one.scheme}; {coded})" if one.scheme else ""
    yield [f"{one.states}: ", Text(one.grade, strong=True), scheme, *notes.on([one.event])]
    yield [dated(one.given), f"; {_('given before a later change of legal effect')}" if one.given_before else ""]


def _why(draft: Draft, notes: Footnotes, why: Mapping[str, Any]) -> None:
    draft.heading(_("Why it stands there"))
    draft.say(why["text"], f" {_('(rule %(rule)s)', rule=why['rule'])}" if why["rule"] else "")
    draft.items(
        [f"{opening(role)}: ", _titled(event), f", {dated(event.occurred)}", *notes.on([event.id])]
        for role, event in why["deciding"]
    )
    draft.items([*_concern(one), *notes.on([one["event"], one["by_event"]])] for one in why["concerns"])
    draft.items(
        [
            *told(
                N_("It may have happened by that day: %(title)s (counts from %(day)s)"), title=_titled(event), day=day
            ),
            *notes.on([event.id]),
        ]
        for event, day in why["possible"]
    )
    if why["aside"]:
        draft.heading(_("Set aside, and why"), 2)
        draft.items([f"{reason}: ", *_joined(_titled(one) for one in events), "."] for reason, events in why["aside"])


def _concern(one: Shape) -> Runs:
    kind, first, title = opening(concern_kind(one["kind"])), iso_day(one["from"]), _titled(one["told"])
    if not one["to"]:
        return told(N_("%(kind)s from %(first)s, not ended: %(event)s"), kind=kind, first=first, event=title)
    return told(
        N_("%(kind)s from %(first)s to %(last)s, %(ended)s: %(event)s"),
        kind=kind,
        first=first,
        last=iso_day(one["to"]),
        ended=one["ended"],
        event=title,
    )


def _benchmarks(draft: Draft, notes: Footnotes, shown: Shown, page: Mapping[str, Any]) -> None:
    if page["benchmarks"]:
        draft.heading(_("Benchmarks"))
        draft.say(_("Criteria set by somebody named. They never add up to the status above."))
    draft.items(
        [
            *told(
                N_("%(status)s: %(title)s, set by %(body)s"),
                status=Text(one["mark"].label, strong=True),
                title=recorded(one["title"], page["language"]),
                body=shown.name(one["set_by"]),
            ),
            f"; {_('since %(day)s', day=iso_day(one['since']))}" if one["since"] else "",
            *notes.on(each["event"] for each in one["accounts"]),
        ]
        for one in page["benchmarks"]
    )


def _over_time(draft: Draft, periods: Iterable[Shape]) -> None:
    found = list(periods)
    if found:
        draft.heading(_("Status over time"))
    rows = (
        (
            [iso_day(one["from"]), f" {_('(to come)')}" if one["future"] else ""],
            [Text(one["mark"].label, strong=one["now"])],
            [stage_of(one["stage"])],
            [", ".join(FLAGS[flag] for flag in one["flags"]) or _("none")],
        )
        for one in found
    )
    draft.table((_("From"), _("Status"), _("Stage"), _("Flags")), rows)


def _measures(draft: Draft, notes: Footnotes, measures: Iterable[Shape]) -> None:
    found = list(measures)
    if found:
        draft.heading(_("Measures"))
    draft.items(
        [
            *told(
                N_("%(title)s (%(kind)s): %(effect)s; %(stage)s"),
                title=recorded(one["title"] or one["id"]),
                kind=measure_kind(one["kind"]),
                effect=one["does"],
                stage=one["stands"],
            ),
            *notes.on([one["event"]]),
        ]
        for one in found
    )


def _promised(draft: Draft, notes: Footnotes, shown: Shown, promises: Iterable[Promise]) -> None:
    draft.heading(_("What was promised, according to whom"))
    for one in promises:
        title, day = recorded(one.title, one.language), iso_day(one.since)
        if one.due:
            said = told(N_("From %(day)s: %(title)s, due %(due)s"), day=day, title=title, due=dated(one.due))
        else:
            said = told(N_("From %(day)s: %(title)s"), day=day, title=title)
        draft.say(*said, *notes.on([one.event]))
        for source, text, due in one.terms:
            name = shown.name(source)
            who = _("%(source)s, due %(day)s", source=name, day=dated(due)) if due else name
            draft.say(recorded(text, one.language), f" ({who})", quoted=True)


def _events(draft: Draft, notes: Footnotes, events: Iterable[EventShown], *, more: bool) -> None:
    draft.heading(_("Events on record"))
    draft.items([*_event(one), *notes.on([one.id])] for one in events)
    if more:
        draft.say(_("More events are on record than are listed here."))


def _event(one: EventShown) -> Runs:
    said = told(
        N_("%(day)s: %(title)s (%(account)s)"),
        day=dated(one.occurred),
        title=recorded(one.title, one.language, struck=one.retracted),
        account=account_of(one.account),
    )
    for act in one.acts:
        reason = recorded(act.reason, act.language)
        said += [
            ". ",
            *told(N_("%(act)s on %(day)s: %(reason)s"), act=act.words, day=iso_day(act.recorded_on), reason=reason),
        ]
    return said


def _titled(event: ToldEvent) -> Run:
    return recorded(event.title, event.language)


def _joined(runs: Iterable[Run]) -> Runs:
    found: Runs = []
    for one in runs:
        found += ["; ", one] if found else [one]
    return found
