"""What a change is in words, in the language that is spoken: what it was, what it is, and who says so."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, Literal

from alerts.notices import Notice
from events.schemes import SchemeError, find_scheme
from monitor.feeds.names import name_of
from monitor.languages.language import ENGLISH
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.languages.speaking import language
from monitor.pages.reading.labels import mark
from monitor.pages.reading.record_words import plain, stage_of
from monitor.pages.reading.schemes_told import scheme_told
from monitor.status.assessors import Bodies

Value = Any
"""What a notice holds before and after: a JSON value."""

_FLAGS: Final[Mapping[str, tuple[str, str]]] = {
    "disputed-by-duty-bearer": (N_("disputed by duty bearer"), N_("no longer disputed by duty bearer")),
    "due-soon": (N_("due soon"), N_("no longer due soon")),
    "late": (N_("late"), N_("no longer late")),
    "no-recent-record": (N_("no recent record"), N_("no longer no recent record")),
    "overdue": (N_("overdue"), N_("no longer overdue")),
    "reviewers-differ": (N_("reviewers differ"), N_("no longer reviewers differ")),
    "threatened": (N_("threatened"), N_("no longer threatened")),
}
"""What is said of a flag that is set, and of one that is not any more."""

_BEGUN: Final[Mapping[str, str]] = {
    "concern": N_("concern on record since %(day)s"),
    "hinders": N_("hinders on record since %(day)s"),
    "threat": N_("threat on record since %(day)s"),
}
_ENDED: Final[Mapping[tuple[str, str], str]] = {
    ("concern", "averted"): N_("concern ended on %(day)s: averted"),
    ("concern", "resolved"): N_("concern ended on %(day)s: resolved"),
    ("concern", "better-grade"): N_("concern ended on %(day)s: better grade"),
    ("hinders", "averted"): N_("hinders ended on %(day)s: averted"),
    ("hinders", "resolved"): N_("hinders ended on %(day)s: resolved"),
    ("hinders", "better-grade"): N_("hinders ended on %(day)s: better grade"),
    ("threat", "averted"): N_("threat ended on %(day)s: averted"),
    ("threat", "resolved"): N_("threat ended on %(day)s: resolved"),
    ("threat", "better-grade"): N_("threat ended on %(day)s: better grade"),
}

_RULED: Final[Mapping[str, str]] = {
    "constitutional": N_("ruling: constitutional"),
    "unconstitutional": N_("ruling: unconstitutional"),
    "partly-unconstitutional": N_("ruling: partly unconstitutional"),
    "annulled": N_("ruling: annulled"),
    "upheld": N_("ruling: upheld"),
    "suspended": N_("ruling: suspended"),
    "revoked": N_("ruling: revoked"),
    "conviction": N_("ruling: conviction"),
    "acquittal": N_("ruling: acquittal"),
    "order": N_("ruling: order"),
}

_UNGRADED: Final[Mapping[str | None, str]] = {
    "positive": N_("positive, ungraded"),
    "mixed": N_("mixed, ungraded"),
    "negative": N_("negative, ungraded"),
    None: N_("ungraded, ungraded"),
}


def change_told(notice: Notice, bodies: Bodies, by: str | None = None) -> str:
    """The change in a few words, without what it is a change of.

    Args:
        notice: what became different.
        bodies: as described on record.
        by: who grades it so, and when, where a status rests on a grade; else it rests on the facts on record.
    """
    before, after = notice.before, notice.after
    match notice.what:
        case "commitment":
            return _listed(before, after)
        case "status":
            return _turned(before, after, by)
        case "stage":
            return _("stage: %(before)s → %(after)s", before=stage_of(before), after=stage_of(after))
        case "overdue" | "due-soon" | "no-recent-record" | "dispute" | "flag":
            is_set, is_gone = _FLAGS[after["flag"]]
            words = is_set if after["set"] else is_gone
            return _(words)
        case "concern":
            return _concern(after)
        case "history":
            return _history(notice)
        case "assessment":
            return "; ".join(_grade(one, bodies) for one in after["assessments"])
        case "event" | "ruling" | "correction" | "retraction":
            return _recorded(notice.what, after)


def _listed(before: Value, after: Value) -> str:
    if after is None:
        return _("no longer on record; was %(core)s", core=_core(before))
    return _("new on record: %(core)s", core=_core(after))


def _turned(before: Value, after: Value, by: str | None) -> str:
    turn = {"before": _status(before), "after": _status(after)}
    if by is None:
        return _("%(before)s → %(after)s, by the facts on record", **turn)
    return _("%(before)s → %(after)s, according to %(by)s", by=by, **turn)


def _recorded(what: Literal["event", "ruling", "correction", "retraction"], after: Value) -> str:
    if what == "event":
        return _("new on record")
    if what == "ruling":
        outcome = after["outcome"]
        return _(_RULED[outcome])
    if what == "correction":
        return _("correction: %(reason)s", reason=after["reason"])
    return _("retraction: %(reason)s", reason=after["reason"])


def _core(core: Value, *, staged: bool = False) -> str:
    if core is None:
        return _("nothing on record")
    stage = [_("stage: %(stage)s", stage=stage_of(core["stage"]))] if staged else []
    return ", ".join([_status(core), *stage, *(_(_FLAGS[flag][0]) for flag in core["flags"])])


def _status(value: Value) -> str:
    return mark(value["status"], certain=value["certain"]).label


def _concern(concern: Value) -> str:
    kind, since, until, how = (concern[key] for key in ("kind", "from", "to", "ended"))
    return _(_BEGUN[kind], day=since) if until is None else _(_ENDED[kind, how], day=until)


def _history(notice: Notice) -> str:
    before, after = notice.before, notice.after
    staged = None not in (before, after) and before["stage"] != after["stage"]
    told = {"before": _core(before, staged=staged), "after": _core(after, staged=staged), "first": notice.since}
    if notice.until is None:
        return _("history revised, from %(first)s: %(before)s → %(after)s", **told)
    last = notice.until - timedelta(days=1)
    if last == notice.since:
        return _("history revised, on %(first)s: %(before)s → %(after)s", **told)
    return _("history revised, from %(first)s to %(last)s: %(before)s → %(after)s", last=last, **told)


def _grade(grade: Value, bodies: Bodies) -> str:
    value = grade.get("value")
    given = _value(grade.get("scheme"), value) if value else _(_UNGRADED[grade.get("direction") or None])
    return _("%(body)s on %(of)s: %(grade)s", body=name_of(grade["assessor"], bodies), of=grade["of"], grade=given)


def _value(scheme: str | None, value: str) -> str:
    """The grade as its assessor writes it; in another language by the name that its scheme has for it."""
    if language() == ENGLISH or scheme is None:
        return plain(value)
    try:
        return scheme_told(find_scheme(scheme).value(value).label)
    except SchemeError:
        return plain(value)
