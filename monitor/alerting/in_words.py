"""What a subscription asks for, in one sentence: on pages, in messages, on the command line.

It is in the language that is spoken. Letters are in English: who writes them sees to that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from types import MappingProxyType
from typing import Final

from alerts.filters import Filter
from alerts.notices import What
from alerts.wishes import Wishes
from events.codec import base_type
from events.jurisdictions import JURISDICTIONS
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.status.rules import LABELS

MOST_NAMED = 5
"""So many values of a field are named; of more, how many there are."""

_MOVES: Final[Mapping[tuple[What, ...], str]] = MappingProxyType(
    {
        ("status", "stage"): N_("changes of status or stage"),
        ("status",): N_("changes of status"),
        ("stage",): N_("changes of stage"),
    }
)
_CHANGES: Final = Words(
    {
        "ruling": N_("court rulings"),
        "assessment": N_("assessments"),
        "overdue": N_("deadlines passed"),
        "due-soon": N_("deadlines coming up"),
        "no-recent-record": N_("long silence"),
        "commitment": N_("new commitments"),
        "event": N_("every new event"),
        "concern": N_("concerns"),
        "dispute": N_("disputes"),
        "flag": N_("other flags"),
        "history": N_("revisions of history"),
        "correction": N_("corrections"),
        "retraction": N_("retractions"),
    }
)
"""In the order in which they are listed, after changes of status and stage."""

_ACCOUNTS: Final = Words(
    {
        "government": N_("government"),
        "parliament": N_("parliament"),
        "court": N_("court"),
        "osce": N_("the OSCE"),
        "participating-state": N_("participating state"),
        "international": N_("international"),
        "civil-society": N_("civil society"),
        "opposition": N_("opposition"),
        "election-body": N_("election body"),
        "academic": N_("academic"),
        "media": N_("media"),
        "monitor": N_("our own staff"),
    }
)
_EVERY: Final = (
    N_("every Monday"),
    N_("every Tuesday"),
    N_("every Wednesday"),
    N_("every Thursday"),
    N_("every Friday"),
    N_("every Saturday"),
    N_("every Sunday"),
)
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def described(wishes: Wishes, names: Mapping[str, str] = _NOTHING) -> str:
    """What is wanted, and when it is sent: ``Kazakhstan: changes of status or stage and court rulings, at once``.

    Args:
        wishes: what is asked for.
        names: id -> title of commitments, measures, bodies and topics, and what jurisdictions are called where that is
            not in English; what is not in it goes by its id.
    """
    return _("%(wanted)s, %(when)s", wanted=wanted_in_words(wishes.filter, names), when=cadence_in_words(wishes))


def wanted_in_words(wanted: Filter, names: Mapping[str, str] = _NOTHING) -> str:
    """What a filter asks for: ``Kazakhstan, on media: corrections``."""
    joint = N_("%(first)s, %(second)s") if wanted.match == "all" else N_("%(first)s, or %(second)s")
    about = list(_about(wanted, names)) or [_("everything on record")]
    subject = reduce(lambda first, second: _(joint, first=first, second=second), about)
    return _("%(subject)s: %(changes)s", subject=f"{subject[:1].upper()}{subject[1:]}", changes=_changes(wanted))


def cadence_in_words(wishes: Wishes) -> str:
    """When messages are sent: ``at once``, ``every Monday at 8:00, Asia/Almaty``.

    Of weekday, hour and zone only what was said is told: what was not goes by the other subscriptions of the
    destination.
    """
    when = _("at once") if wishes.cadence == "immediate" else _gathered(wishes)
    return _("%(when)s, with a sign of life when there is nothing to tell", when=when) if wishes.heartbeat else when


def _gathered(wishes: Wishes) -> str:
    said = wishes.model_fields_set
    if wishes.cadence == "daily":
        days = _("every day")
    else:
        days = _(_EVERY[wishes.weekday]) if "weekday" in said else _("every week")
    if "hour" not in said:
        return days
    if "timezone" not in said:
        return _("%(days)s at %(hour)s:00", days=days, hour=wishes.hour)
    return _("%(days)s at %(hour)s:00, %(timezone)s", days=days, hour=wishes.hour, timezone=wishes.timezone)


def _about(wanted: Filter, names: Mapping[str, str]) -> Iterable[str]:
    """One phrase for each field that is given."""

    def named(value: str) -> str:
        return names.get(value, value)

    fields: tuple[tuple[str, Sequence[str], Callable[[str], str]], ...] = (
        ("%(those)s", wanted.jurisdiction, lambda code: names.get(code) or _jurisdiction(code)),
        (N_("on %(those)s"), wanted.topic, lambda topic: names.get(topic, _plain(topic))),
        ("%(those)s", wanted.commitment, lambda commitment: _quoted(named(commitment))),
        (N_("the measure %(those)s"), wanted.measure, lambda measure: _quoted(named(measure))),
        (N_("involving %(those)s"), wanted.body, named),
        (N_("told by %(those)s"), wanted.account, lambda account: _ACCOUNTS.get(account, _plain(account))),
        (N_("by an event of type %(those)s"), wanted.event_type, _event_type),
        (N_("with the words %(those)s"), [wanted.text] if wanted.text is not None else [], _quoted),
    )
    for phrase, values, spelled in fields:
        if values:
            # Types with and without a version read the same.
            yield _(phrase, those=_one_of(list(dict.fromkeys(map(spelled, values)))))


def _changes(wanted: Filter) -> str:
    moves = _MOVES.get(tuple(what for what in ("status", "stage") if what in wanted.change))
    found = [_(moves)] if moves is not None else []
    found += [words for what, words in _CHANGES.items() if what in wanted.change]
    # All kinds of change are listed: a sentence that left some out would promise too little.
    changes = found[0] if len(found) == 1 else _("%(first)s and %(last)s", first=", ".join(found[:-1]), last=found[-1])
    before, after = (
        _one_of([_status(status) for status in some]) if some else None
        for some in (wanted.status_from, wanted.status_to)
    )
    if before is not None and after is not None:
        return _(
            "%(changes)s, only where the status moves from %(before)s to %(after)s",
            changes=changes, before=before, after=after,
        )  # fmt: skip
    if before is not None:
        return _("%(changes)s, only where the status moves from %(before)s", changes=changes, before=before)
    if after is not None:
        return _("%(changes)s, only where the status moves to %(after)s", changes=changes, after=after)
    return changes


def _one_of(words: Sequence[str]) -> str:
    shown = list(words[:MOST_NAMED])
    if len(words) > MOST_NAMED:
        shown.append(_("%(number)s more", number=len(words) - MOST_NAMED))
    return shown[0] if len(shown) == 1 else _("%(first)s or %(last)s", first=", ".join(shown[:-1]), last=shown[-1])


def _quoted(words: str) -> str:
    return _("“%(words)s”", words=words)


def _status(status: str) -> str:
    return _quoted(_(LABELS.get(status, _plain(status))))


def _jurisdiction(code: str) -> str:
    found = JURISDICTIONS.get(code)
    return found.name if found is not None else code


def _event_type(name: str) -> str:
    return _(_plain(base_type(name)).replace("osce", "OSCE"))


def _plain(word: str) -> str:
    return word.replace("-", " ")
