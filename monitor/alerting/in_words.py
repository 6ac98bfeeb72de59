"""What a subscription asks for, in one sentence: on pages, in messages, on the command line."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from alerts.filters import Filter
from alerts.notices import What
from alerts.wishes import Wishes
from events.codec import base_type
from events.jurisdictions import JURISDICTIONS
from monitor.status.rules import LABELS

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""By their number in wishes."""

MOST_NAMED = 5
"""So many values of a field are named; of more, how many there are."""

_MOVES: Final[Mapping[What, str]] = MappingProxyType({"status": "status", "stage": "stage"})
_CHANGES: Final[Mapping[What, str]] = MappingProxyType(
    {
        "ruling": "court rulings",
        "assessment": "assessments",
        "overdue": "deadlines passed",
        "due-soon": "deadlines coming up",
        "no-recent-record": "long silence",
        "commitment": "new commitments",
        "event": "every new event",
        "concern": "concerns",
        "dispute": "disputes",
        "flag": "other flags",
        "history": "revisions of history",
        "correction": "corrections",
        "retraction": "retractions",
    }
)
"""In the order in which they are listed, after changes of status and stage."""

_ACCOUNTS: Final[Mapping[str, str]] = MappingProxyType({"osce": "the OSCE", "monitor": "our own staff"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def described(wishes: Wishes, names: Mapping[str, str] = _NOTHING) -> str:
    """What is wanted, and when it is sent: ``Kazakhstan: changes of status or stage and court rulings, at once``.

    Args:
        wishes: what is asked for.
        names: id -> title of commitments, measures, bodies and topics; what is not in it goes by its id.
    """
    return f"{wanted_in_words(wishes.filter, names)}, {cadence_in_words(wishes)}"


def wanted_in_words(wanted: Filter, names: Mapping[str, str] = _NOTHING) -> str:
    """What a filter asks for: ``Kazakhstan, on media: corrections``."""
    about = list(_about(wanted, names))
    subject = (", " if wanted.match == "all" else ", or ").join(about) or "everything on record"
    return f"{subject[:1].upper()}{subject[1:]}: {_changes(wanted)}"


def cadence_in_words(wishes: Wishes) -> str:
    """When messages are sent: ``at once``, ``every Monday at 8:00, Asia/Almaty``.

    Of weekday, hour and zone only what was said is told: what was not goes by the other subscriptions of the
    destination.
    """
    words = _when(wishes)
    return f"{words}, with a sign of life when there is nothing to tell" if wishes.heartbeat else words


def _when(wishes: Wishes) -> str:
    match wishes.cadence:
        case "immediate":
            return "at once"
        case "daily":
            return f"every day{_time(wishes)}"
        case "weekly":
            day = WEEKDAYS[wishes.weekday] if "weekday" in wishes.model_fields_set else "week"
            return f"every {day}{_time(wishes)}"


def _time(wishes: Wishes) -> str:
    said = wishes.model_fields_set
    if "hour" not in said:
        return ""
    return f" at {wishes.hour}:00, {wishes.timezone}" if "timezone" in said else f" at {wishes.hour}:00"


def _about(wanted: Filter, names: Mapping[str, str]) -> Iterable[str]:
    """One phrase for each field that is given."""

    def named(value: str) -> str:
        return names.get(value, value)

    fields: tuple[tuple[str, Sequence[str], Callable[[str], str]], ...] = (
        ("{}", wanted.jurisdiction, _jurisdiction),
        ("on {}", wanted.topic, lambda topic: names.get(topic, _plain(topic))),
        ("{}", wanted.commitment, lambda commitment: f"“{named(commitment)}”"),
        ("the measure {}", wanted.measure, lambda measure: f"“{named(measure)}”"),
        ("involving {}", wanted.body, named),
        ("told by {}", wanted.account, lambda account: _ACCOUNTS.get(account, _plain(account))),
        ("by an event of type {}", wanted.event_type, _event_type),
        ("with the words {}", [wanted.text] if wanted.text is not None else [], lambda words: f"“{words}”"),
    )
    for phrase, values, spelled in fields:
        if values:
            # Types with and without a version read the same.
            yield phrase.format(_listed(list(dict.fromkeys(map(spelled, values))), "or"))


def _changes(wanted: Filter) -> str:
    moves = [words for what, words in _MOVES.items() if what in wanted.change]
    found = [f"changes of {_listed(moves, 'or')}"] if moves else []
    found += [words for what, words in _CHANGES.items() if what in wanted.change]
    only = [
        f"{word} {_listed([f'“{LABELS.get(status, _plain(status))}”' for status in statuses], 'or')}"
        for word, statuses in (("from", wanted.status_from), ("to", wanted.status_to))
        if statuses
    ]
    moved = f", only where the status moves {' '.join(only)}" if only else ""
    # All kinds of change are listed: a sentence that left some out would promise too little.
    return f"{_listed(found, 'and', most=len(found))}{moved}"


def _listed(words: Sequence[str], last: str, most: int = MOST_NAMED) -> str:
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def _jurisdiction(code: str) -> str:
    found = JURISDICTIONS.get(code)
    return found.name if found is not None else code


def _event_type(name: str) -> str:
    return _plain(base_type(name)).replace("osce", "OSCE")


def _plain(word: str) -> str:
    return word.replace("-", " ")
